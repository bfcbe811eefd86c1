"""What stands around a message besides its debt: halts, windows, templates, gaps, budgets. Loaded once for a batch."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from receivables.model.consent import Purpose
from receivables.model.contact import Contact, Moment, Reach, lines_open
from receivables.model.limits import ChannelLimits, portfolio
from receivables.model.message import Kind, OutboxRow
from receivables.model.sending import (
    PROACTIVE_HALT,
    Halt,
    MessageTemplate,
    TemplateCategory,
    campaign_halt,
    channel_halt,
    openings_halt,
    template_halt,
)
from receivables.ports import Channel, Renderer, UnitOfWork
from receivables.usecases.carriers import Carriers, Lines
from receivables.usecases.delivery.failure import no_free_text
from receivables.usecases.situation import Situation

A_DAY = timedelta(hours=24)
"""How long a person's own message lets us write freely (WA-WIN-1), and over how long openings count (WA-LIM-1)."""
MARGIN = timedelta(seconds=30)
"""So long before its end a window counts as closed: the provider counts from an earlier moment than ours."""
MOMENT = timedelta(seconds=1)
FREEING_HOURS = (1, 2, 4, 8, 16)
A_LOOK = timedelta(minutes=10)
"""How long what a pause of openings keeps waits before it is looked at again."""

Place = tuple[str, str]
"""A channel and an address there."""


@dataclass(slots=True)
class Budget:
    """Whom a channel may still write to first, by whatever number of ours (I-31, WA-LIM-1).

    `used`: how many it opened. `known`: who costs nothing any more. `fresh`: whom this batch opens. `later`: how
    much of what is used now will still count at some moments to come.
    """

    limits: ChannelLimits
    used: int
    known: set[str]
    later: Sequence[tuple[datetime, int]] = ()
    fresh: list[str] = field(default_factory=list)

    def frees_at(self, now: datetime) -> datetime:
        """When an ordinary message may find room again; at latest in a day."""
        most = self.limits.openings(urgent=False)
        free = (at for at, used in self.later if most is None or used + len(self.fresh) < most)
        return next(free, now + A_DAY + MOMENT)

    def opens(self, address: str, *, urgent: bool) -> bool:
        """Whether that address may be written to first now."""
        most = self.limits.openings(urgent=urgent)
        return most is None or address in self.known or self.used < most

    def note(self, address: str) -> None:
        """It is written to."""
        if address not in self.known:
            self.known.add(address)
            self.fresh.append(address)
            self.used += 1


@dataclass(slots=True)
class Gates:
    """All of it for one batch; what the batch itself sends counts at once.

    `refused`: where the provider said of a message that our own words may not go now.
    """

    carriers: Carriers
    lines: Lines
    halts: Mapping[str, Halt]
    templates: Mapping[str, Mapping[str, MessageTemplate]]
    heard: Mapping[Place, datetime]
    last: dict[Place, datetime]
    budgets: dict[str, Budget]
    at: Moment
    refused: frozenset[Place] = frozenset()

    @property
    def stopped(self) -> bool:
        """Whether nothing that we begin may go out (I-30)."""
        return PROACTIVE_HALT in self.halts

    def halted(self, row: OutboxRow) -> bool:
        """Whether the row's campaign is halted."""
        return row.campaign is not None and campaign_halt(row.campaign) in self.halts

    def closed(self, channel: str) -> Halt | None:
        """The halt of a channel."""
        return self.halts.get(channel_halt(channel))

    def silent(self, channel: str) -> bool:
        """Whether not even answers go there: the provider refuses the account. Other halts are ours, and I-5 holds."""
        halt = self.closed(channel)
        return halt is not None and halt.whole

    def answering(self, place: Place) -> bool:
        """Whether that person wrote to us there so lately that any text may go."""
        heard = self.heard.get(place)
        return heard is not None and self.at.now < heard + A_DAY - MARGIN

    def free(self, place: Place) -> bool:
        """Whether what we begin may go there in our own words."""
        return place not in self.refused and self.answering(place)

    def template(self, channel: str, name: str) -> MessageTemplate | None:
        """The approved template of a message, unless it is halted."""
        if template_halt(channel, name) in self.halts:
            return None
        return self.templates.get(channel, {}).get(name)

    def narrowed(self, row: OutboxRow, reach: Reach, name: str, *, urgent: bool) -> Reach:
        """The reach without what cannot carry this message: channels that gave it up or are halted, closed lines."""
        if gone := {c for c in reach.carried if c in row.tried or self.closed(c) is not None}:
            reach = replace(reach, carried=frozenset(reach.carried) - gone)
        untemplated, unbudgeted = set(), set()
        for contact in lines_open(reach, self.at):
            place = contact.channel, self.lines.address(contact)
            if not self._worded(place, name, contact, reach):
                untemplated.add(contact.line)
            elif not self._budgeted(place, urgent=urgent):
                unbudgeted.add(contact.line)
        if not untemplated and not unbudgeted:
            return reach
        return replace(reach, untemplated=frozenset(untemplated), unbudgeted=frozenset(unbudgeted))

    def gap(self, place: Place, channel: Channel) -> timedelta:
        """How long until the next message that we begin may follow the last one there (WA-LIM-3)."""
        last, pair = self.last.get(place), self.at.policy.limits_of(channel.name).pair_seconds
        if last is None or not pair:
            return timedelta()
        return max(last + timedelta(seconds=pair) - self.at.now, timedelta())

    def note(self, place: Place, channel: Channel) -> None:
        """A message that we begin goes there now."""
        self.last[place] = self.at.now
        budget = self.budgets.get(channel.name)
        if budget is not None and not self.free(place):
            budget.note(place[1])

    def frees_at(self) -> datetime:
        """When something may be opened again; at latest in a day. A pause may be lifted at any time."""
        now = self.at.now
        paused = (self.halts.get(openings_halt(name)) for name in self.carriers.proactive)
        ends = [min(halt.until or now + A_LOOK, now + A_LOOK) for halt in paused if halt is not None]
        frees = [budget.frees_at(now) for budget in self.budgets.values()]
        return min([*ends, *frees], default=now + A_DAY + MOMENT)

    async def keep(self, unit: UnitOfWork) -> None:
        """Note whom this batch opened."""
        for name, budget in self.budgets.items():
            if budget.fresh:
                await unit.openings.note(portfolio(name), budget.fresh, self.at.now)

    def _worded(self, place: Place, name: str, contact: Contact, reach: Reach) -> bool:
        """Whether there are words for it there: any, or those of an approved template (I-29, WA-TPL-2)."""
        if template_halt(place[0], name) in self.halts:
            return False
        if not self.carriers.proactive[place[0]].needs_template or self.free(place):
            return True
        template = self.template(place[0], name)
        if template is None or template.category is not TemplateCategory.MARKETING:
            return template is not None
        return any(c.purpose is Purpose.PROMO and c.line == contact.line for c in reach.contacts)

    def _budgeted(self, place: Place, *, urgent: bool) -> bool:
        if self.free(place):
            return True
        budget = self.budgets.get(self.carriers.proactive[place[0]].name)
        paused = openings_halt(place[0]) in self.halts
        return not paused and (budget is None or budget.opens(place[1], urgent=urgent))


async def gates(
    unit: UnitOfWork,
    rows: Sequence[OutboxRow],
    known: Iterable[Situation],
    carriers: Carriers,
    lines: Lines,
    renderer: Renderer,
    at: Moment,
) -> Gates:
    """Load what a batch is asked at. What is held for it is held last (`UnitOfWork.hold`)."""
    halts = await unit.halts.in_force(at.now)
    first = _first_places(known, lines, at)
    answers = _answer_places(rows)
    refused = ((r.channel, r.address) for r in rows if no_free_text(r.channel) in r.tried)
    places = frozenset((channel, address) for channel, address in refused if channel and address)
    found = Gates(carriers, lines, halts, {}, {}, {}, {}, at, places)
    heard: dict[Place, datetime] = {}
    templates: dict[str, Mapping[str, MessageTemplate]] = {}
    for name in sorted({*first, *answers}):
        if _watched(name, carriers, at):
            there = first.get(name, set()) | answers.get(name, set())
            times = await unit.conversations.last_heard(name, there)
            heard |= {(name, address): moment for address, moment in times.items()}
            if _wants_template(name, carriers):
                approved = await unit.templates.approved(name, at.policy.locale)
                templates[name] = _of_these_words(approved, renderer)
    found.heard, found.templates = heard, templates
    for name in sorted(first):
        if at.policy.limits_of(carriers.proactive[name].name).pair_seconds:
            sent = await unit.outbox.last_to(name, first[name])
            found.last |= {(name, address): moment for address, moment in sent.items()}
    found.budgets = await _budgets(unit, found, first)
    return found


def _of_these_words(
    approved: Mapping[str, MessageTemplate], renderer: Renderer
) -> dict[str, MessageTemplate]:
    """Those that say what our catalogue says: what was approved before its text changed would get the new values."""
    return {
        name: each for name, each in approved.items() if each.digest == renderer.template_digest(each.name)
    }


def _first_places(known: Iterable[Situation], lines: Lines, at: Moment) -> dict[str, set[str]]:
    """Where the persons of a batch may be written to first, by channel."""
    found: dict[str, set[str]] = defaultdict(set)
    for situation in known:
        for contact in lines_open(situation.reach, at):
            found[contact.channel].add(lines.address(contact))
    return found


def _answer_places(rows: Iterable[OutboxRow]) -> dict[str, set[str]]:
    """Where answers and receipts go, by channel."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        if row.kind in (Kind.REPLY, Kind.RECEIPT) and row.channel and row.address:
            found[row.channel].add(row.address)
    return found


def _of(name: str, carriers: Carriers) -> Channel | None:
    return carriers.proactive.get(name) or carriers.replies.get(name)


def _wants_template(name: str, carriers: Carriers) -> bool:
    channel = _of(name, carriers)
    return channel is not None and channel.needs_template


def _watched(name: str, carriers: Carriers, at: Moment) -> bool:
    """Whether it matters there when the person last wrote."""
    channel = _of(name, carriers)
    if channel is None:
        return False
    return channel.needs_template or at.policy.limits_of(channel.name).daily_openings is not None


async def _budgets(unit: UnitOfWork, found: Gates, first: Mapping[str, set[str]]) -> dict[str, Budget]:
    """The budgets that this batch may spend of. Nobody else spends of them until the unit ends."""
    strangers: dict[str, set[str]] = {}
    for name, there in first.items():
        channel = found.carriers.proactive[name]
        if found.at.policy.limits_of(channel.name).daily_openings is None:
            continue
        opened = {address for address in there if not found.free((name, address))}
        if opened and (found.templates.get(name) or not channel.needs_template):
            strangers.setdefault(channel.name, set()).update(opened)
    if strangers:
        await unit.hold(sorted(f"budget:{portfolio(name)}" for name in strangers))
    return {name: await _budget(unit, name, addresses, found.at) for name, addresses in strangers.items()}


async def _budget(unit: UnitOfWork, name: str, addresses: set[str], at: Moment) -> Budget:
    limits, shared, since = at.policy.limits_of(name), portfolio(name), at.now - A_DAY
    used = await unit.openings.used(shared, since)
    known = await unit.openings.known(shared, addresses, since)
    most = limits.openings(urgent=False)
    crowded = most is not None and used + len(addresses) > most
    hours = [timedelta(hours=each) for each in FREEING_HOURS] if crowded else []
    later = [(at.now + each + MOMENT, await unit.openings.used(shared, since + each)) for each in hours]
    return Budget(limits, used, set(known), later)
