"""What is heard in a dialogue, and what must hold of it after each turn."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from random import Random

from receivables.model.buttons import pressed
from receivables.model.conversation import Conversation, Identity, Inbound, Media
from receivables.model.message import Message, OutboxRow
from receivables.ports import Rendered, UnitOfWork, Units
from receivables.usecases.answer import answer
from templates.renderer import CatalogueRenderer
from tests.dialogues.figures import of_plans, of_supply, unknown
from tests.dialogues.households import HOLDER, HOUSEHOLDS, Household
from tests.scenarios.calendar import Story
from tests.support.build import PHONE
from tests.support.figures import amounts_in
from tests.support.talk import renderer

LONGEST_TEXT = 1_600
"""What the longest channel takes in one message (WhatsApp by Twilio)."""
LONGEST_LABEL = 20
MOST_BUTTONS = 10
GAPS = re.compile(r"\bNone\b|\bUndefined\b|[{}]|<bound|\bTrue\b|\bFalse\b|Money\(|\n\n\n|\(\)|«»|\w {2,}\w")
ODD = re.compile(r"[^.]\.\.(?!\.)|,,| [,;:.!)](?!\w)|:\s*\Z|\( |¿\s|\.[A-ZÁÉÍÓÚ¿¡][a-z]")
"""Marks that stand where none belongs: a sentence that lost its middle, or its space."""
CLOSED = frozenset({"thanks", "wrong_person", "staff", "deceased", "crisis", "stopped", "started", "linked"})
"""Texts after which nothing needs to be offered: thanks, condolences, and wishes that were heard."""


class Broken(AssertionError):
    """Something that must hold did not; the dialogue so far is told with it."""


@dataclass
class Hearing:
    """One dialogue from the side of whoever looks at every word of it.

    `told`: as somebody reads it afterwards; `keys`: how often each text was said; `longest`: its characters.
    """

    seed: int
    units: Units | None = None
    keys: Counter[str] = field(default_factory=Counter)
    states: Counter[str] = field(default_factory=Counter)
    longest: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.rng = Random(self.seed)
        chosen = [name for name in sorted(HOUSEHOLDS) if self.units is None or not HOUSEHOLDS[name]().cases]
        self.household: Household = HOUSEHOLDS[self.rng.choice(chosen)]()
        self.story = Story("2024-01-08 10:00", self.units)
        self.words: CatalogueRenderer = renderer(self.story.services.policy)
        self.story.renderer = self.words  # type: ignore[assignment]  # wider than the support's own type
        self.address = self.rng.choice([PHONE, "web-7"])
        self.channel = self.rng.choice(["chat", "chat", "whatsapp", "telegram"])
        self.count = 0
        self.expecting: str | None = None
        self.operations: list[str] = []
        self.heard = 0
        self.ever: set[int] = set()
        self.agreed = False
        self.shown: list[str] = []
        self.earlier: list[str] = []
        self.code = ""
        self.said: list[str] = []
        self.told: list[str] = [f"seed {self.seed}"]
        self.known: set[int] = set()

    async def says(
        self, text: str = "", button: str | None = None, media: tuple[Media, ...] = ()
    ) -> list[str]:
        """The person writes, presses or shows something; the keys of what is answered."""
        self.count += 1
        self.said.append(text)
        self._note(f"> {button or text!r} {[m.content_type for m in media] or ''}")
        told = Inbound(
            f"{self.channel}:{self.count}",
            self.channel,
            self.address,
            text,
            button,
            self.story.now,
            media=media,
        )
        before = await self._amounts()
        keys = await answer(self.story.services, told)
        async with self.story.services.units.reading() as unit:
            rows = [await self._row(unit, key) for key in keys]
            silent = await self._silent(unit)
            chat = await unit.conversations.get(self.channel, self.address)
        known = before | await self._amounts()
        self.states[f"{chat.identity} {chat.expecting}"] += 1
        if not rows and not silent:
            raise self._broken("nothing was answered")
        for row in rows:
            await self._looks_at(row.message, known, chat)
        if rows:
            self._goes_on(rows, chat)
        return [row.message.key for row in rows]

    async def _looks_at(self, message: Message, known: set[int], chat: Conversation) -> None:
        rendered = self.words.render(message, self.channel)
        self.keys[message.key] += 1
        self.longest[message.key] = max(self.longest.get(message.key, 0), len(rendered.text))
        labels = [label for _, label in rendered.buttons]
        self._note(f"< {message.key}: {rendered.text}\n  {labels}")
        self._reads_well(rendered)
        if chat.identity is Identity.NONE and HOLDER.split()[0] in rendered.text:
            raise self._broken("a name was told")
        plans = await self._planned(message)
        self.ever |= known
        earlier = self.known | (self.ever if message.key.startswith("why") else set())
        strange = unknown(rendered.text, message, known | plans | earlier, self.said)
        if strange:
            raise self._broken(f"{message.key} tells {strange}, and no ledger does")

    def _reads_well(self, rendered: Rendered) -> None:
        text = rendered.text
        own = text.replace(*self._quoted(text)) if self.said else text
        if not text or GAPS.search(own) or ODD.search(own):
            raise self._broken(f"a gap in {text!r}: {GAPS.search(own) or ODD.search(own)}")
        if len(text) > LONGEST_TEXT:
            raise self._broken(f"{len(text)} characters")
        for button, label in rendered.buttons:
            if not 0 < len(label) <= LONGEST_LABEL or pressed(button) is None:
                raise self._broken(f"the button {button}: {label}")
        ids = [button for button, _ in rendered.buttons]
        if len(ids) > MOST_BUTTONS or len(set(ids)) < len(ids):
            raise self._broken(f"the buttons {ids}")

    def _quoted(self, text: str) -> tuple[str, str]:
        """What the person wrote themself may be read back to them as it was."""
        last = self.said[-1].strip()
        return (last, "…") if len(last) > 3 and last in text else ("\0", "")

    def _goes_on(self, rows: list[OutboxRow], chat: Conversation) -> None:
        """A question, a button, or words after which nothing is wanted: never a wall."""
        offered = [button.id for row in rows for button in row.message.buttons]
        self.earlier.extend(offered)
        self.shown = [button.id for button in rows[-1].message.buttons] or self.shown
        self.expecting = chat.expecting
        self.agreed = self.agreed or any(row.message.key == "plan_accepted" for row in rows)
        last = rows[-1].message
        asks = "?" in self.words.render(last, self.channel).text or chat.expecting is not None
        if not offered and not asks and last.key not in CLOSED:
            raise self._broken(f"{last.key} leads nowhere")

    async def _hears_of_itself(self) -> None:
        """What was sent without being asked for reads as well, and tells figures of the ledger only."""
        for parcel in self.story.channel.parcels[self.heard :]:
            if parcel.key.startswith("reply/"):
                continue
            self._note(f"<< {parcel.key}: {parcel.rendered.text}")
            self.keys[parcel.key.split("/")[0] + "/"] += 1
            self._reads_well(parcel.rendered)
            if strange := amounts_in(parcel.rendered.text) - self.known - await self._ledger():
                raise self._broken(f"{parcel.key} tells {strange}, and no ledger does")
            self.ever |= amounts_in(parcel.rendered.text)  # why it was sent may be told later, as it was then
        self.heard = len(self.story.channel.parcels)

    # --- what is known

    async def _silent(self, unit: UnitOfWork) -> bool:
        stay = await unit.handovers.open_of(self.channel, self.address)
        return stay is not None and stay.silences

    async def _row(self, unit: UnitOfWork, key: str) -> OutboxRow:
        row = await unit.outbox.get(key)
        if row is None:
            raise self._broken(f"{key} is not in the outbox")
        return row

    async def _amounts(self) -> set[int]:
        """Of the supplies that the chat proved, and of the utility's own rules for everybody else."""
        async with self.story.services.units.reading() as unit:
            chat = await unit.conversations.get(self.channel, self.address)
        return await self._ledger_of(chat.supplies)

    async def _ledger(self) -> set[int]:
        """Of every supply of the household, with the least down payment."""
        numbers = [each.supply.supply_number for each in self.household.accounts]
        return await self._ledger_of(numbers)

    async def _ledger_of(self, numbers: Iterable[str]) -> set[int]:
        policy, services = self.story.services.policy, self.story.services
        found = {policy.reopening_fee.centimos, policy.plan.min_instalment.centimos, 0}
        async with services.units.reading() as unit:
            outstanding = 0
            for number in numbers:
                account = await unit.ledger.account(number)
                if account is None:
                    continue
                standing = services.standing(account, policy.today(services.clock.now()))
                case = (await unit.cases.get([number]))[number]
                ours = await unit.agreements.of_supply(number)
                found |= of_supply(account, standing, case, ours, policy)
                outstanding += standing.outstanding.centimos
        return found | {outstanding}

    async def _planned(self, message: Message) -> set[int]:
        services = self.story.services
        async with services.units.reading() as unit:
            chat = await unit.conversations.get(self.channel, self.address)
            if chat.supply_number is None:
                return set()
            account = await unit.ledger.account(chat.supply_number)
            ours = await unit.agreements.of_supply(chat.supply_number)
        if account is None:
            return set()
        today = services.policy.today(services.clock.now())
        return of_plans(message, account, services.standing(account, today), ours, services.policy, today)

    def _note(self, line: str) -> None:
        self.told.append(line)

    def _broken(self, what: str) -> Broken:
        return Broken("\n".join([*self.told, what]))
