"""Requests to desks: opened by what people say, taken and answered by staff, superseded by what the feed tells.

Whoever closes a claim of ours says how it ended: its bill stays frozen as long as the law wants it (PE-CLM-3 to 5).
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from receivables.errors import BadInput, Refused, Unknown
from receivables.model.account import Claim, ClaimOutcome
from receivables.model.audit import Act
from receivables.model.contact import Moment
from receivables.model.conversation import Conversation, Inbound
from receivables.model.dialogue import Facts, OpenRequest, RegisterClaim, Turn
from receivables.model.dialogue.asked import QUESTIONS, WITH_WORDS
from receivables.model.dialogue.claimed import names_request
from receivables.model.identity import chat_person
from receivables.model.intent import Reading
from receivables.model.ladder import Step
from receivables.model.message import Message, Value
from receivables.model.reading.intents import Intent
from receivables.model.request import (
    DESKS,
    LONGEST,
    OF_DATA,
    Request,
    RequestKind,
    RequestState,
    closed,
    left,
    taken,
    told,
    with_outcome,
)
from receivables.model.request_deadlines import end_of
from receivables.ports import UnitOfWork
from receivables.usecases.agree import give_way
from receivables.usecases.entries import entry
from receivables.usecases.request_news import claim_of, tell_answer
from receivables.usecases.serve import CUSTOMER
from receivables.usecases.services import Services
from receivables.usecases.situation import hold_supplies, positions
from receivables.usecases.withdraw import reask_cut

ABOUT = frozenset(
    {
        *WITH_WORDS,
        Intent.HARDSHIP,
        Intent.LEGAL_THREAT,
        Intent.OUTAGE_LEAK,
        Intent.IRREGULAR,
        Intent.CLAIM_STATUS,
    }
)
"""Wishes for which it matters what was asked before."""

OUTCOMES = {"founded": ClaimOutcome.FOUNDED, "unfounded": ClaimOutcome.UNFOUNDED}
"""How a claim of ours may end."""

IMPORT = "import"
SHOWN = 50
"""So many are listed at once."""

Moving = Callable[[Request, Moment], Request]
Lint = Callable[[str], Sequence[str]]
"""The words of an answer that may not be sent."""


async def with_matters(
    unit: UnitOfWork, facts: Facts, chat: Conversation, reading: Reading, inbound: Inbound
) -> Facts:
    """The facts with the message as it came, and with what was asked before where that matters."""
    heard = replace(facts, said=inbound.text.strip()[:LONGEST], media=inbound.media)
    then = chat.slots.get("then")
    matters = (
        {reading.intent, *reading.also} & ABOUT
        or chat.expecting in QUESTIONS
        or bool(inbound.media)
        or names_request(reading)
        or (isinstance(then, str) and then in ABOUT)
    )
    if not matters:
        return heard
    asked = await unit.requests.of(sorted(facts.supplies), chat.channel, chat.address)
    return replace(heard, requests=tuple(asked))


async def open_all(
    unit: UnitOfWork, wanted: Sequence[OpenRequest | RegisterClaim], turn: Turn, inbound: Inbound, at: Moment
) -> Turn:
    """Do what is wanted of desks, and write the numbers into what the turn says. The last thing that a unit does.

    Numbers are counted one after the other, and whoever has one is waited for until it ends.
    """
    if not wanted:
        return turn
    opening = _Opening(unit, turn.conversation, inbound, at)
    claims = [each for each in wanted if isinstance(each, RegisterClaim)]
    claimed = {each.bill: await opening.claim(each) for each in claims}
    numbers = [await opening.request(each) for each in wanted if isinstance(each, OpenRequest)]
    withdrawn = False
    if claims:
        supplies = [each.supply_number for each in claims]
        await give_way(unit, supplies, claimed, at)
        withdrawn = await _reasked(unit, supplies, at)
    messages = tuple(_told(message, numbers, claimed, withdrawn=withdrawn) for message in turn.messages)
    return replace(turn, messages=messages)


@dataclass(frozen=True, slots=True)
class _Opening:
    """One message of a person that asks something of a desk."""

    unit: UnitOfWork
    chat: Conversation
    inbound: Inbound
    at: Moment

    async def request(self, wanted: OpenRequest) -> str:
        """Keep it, and write down that it was asked; or add the words to what was asked before."""
        if wanted.known and (before := await self.unit.requests.get(wanted.known)) is not None:
            said = "\n".join(dict.fromkeys([*before.text.split("\n"), *wanted.text.split("\n")]))[:LONGEST]
            await self.unit.requests.save(replace(before, text=said))
            return before.number
        if wanted.kind in OF_DATA and (before := await self._waiting(wanted.kind)) is not None:
            return before.number
        number = await self.unit.requests.next_number(self.at.today.year)
        await self._keep(number, wanted)
        return number

    async def claim(self, wanted: RegisterClaim) -> str:
        """A claim of ours in the ledger, under the number of its request: that bill is frozen at once."""
        number = await self.unit.requests.next_number(self.at.today.year)
        today, supply = self.at.today, wanted.supply_number
        claim = Claim(number, wanted.bill, supply, wanted.kind, 1, today, None, ClaimOutcome.PENDING)
        await self.unit.ledger.add_claim(claim)
        values: dict[str, Value] = {"why": wanted.kind}
        asked = OpenRequest(
            RequestKind.CLAIM, supply, wanted.text, values, (wanted.bill,), due_by=wanted.due_by
        )
        await self._keep(number, asked)
        return number

    async def _waiting(self, kind: RequestKind) -> Request | None:
        asked = await self.unit.requests.of((), self.inbound.channel, self.inbound.address)
        return next((each for each in asked if each.kind is kind and each.waits), None)

    async def _keep(self, number: str, wanted: OpenRequest) -> None:
        chat, said = self.chat, self.inbound
        await self.unit.requests.add(
            Request(
                number=number,
                kind=wanted.kind,
                desk=DESKS[wanted.kind],
                channel=said.channel,
                address=said.address,
                opened_at=self.at.now,
                supply_number=wanted.supply_number,
                person=chat.person or chat_person(said.channel, said.address),
                due_by=wanted.due_by,
                text=wanted.text[:LONGEST],
                values={key: value for key, value in wanted.values.items() if value not in ("", None)},
                bills=wanted.bills,
            )
        )
        facts = {
            "number": number,
            "kind": wanted.kind.value,
            "bills": " ".join(wanted.bills),
            "held": int(bool(wanted.values.get("held"))),
        }
        about = wanted.supply_number or number
        await self.unit.audit.append([entry(self.at, CUSTOMER, Act.REQUEST, about, "opened", facts=facts)])


async def _reasked(unit: UnitOfWork, supplies: Sequence[str], at: Moment) -> bool:
    """Whether a queued cut was taken back because of what is claimed now (I-11)."""
    accounts = await unit.ledger.accounts(set(supplies))
    withdrawn = False
    for position in await positions(unit, list(accounts.values()), at):
        after = await reask_cut(unit, position, at, CUSTOMER)
        withdrawn |= position.case.step is Step.CUT_QUEUED and after.step is not Step.CUT_QUEUED
    return withdrawn


def _told(
    message: Message, numbers: Sequence[str], claimed: Mapping[str, str], *, withdrawn: bool
) -> Message:
    """The message with the numbers that were counted, where it has room for them."""
    values = dict(message.values)
    if values.get("number", "") is None and numbers:
        values["number"] = numbers[0]
    several = values.get("claims")
    if isinstance(several, tuple) and claimed:
        values["claims"] = tuple(_with_number(each, claimed) for each in several)
        values["cut_withdrawn"] = withdrawn
    return replace(message, values=values)


def _with_number(each: Value, claimed: Mapping[str, str]) -> Value:
    if not isinstance(each, Mapping):
        return each
    return {**each, "number": claimed.get(str(each.get("bill")))}


def _anything(_: str) -> Sequence[str]:
    """Where nobody looks at the words."""
    return ()


async def listed(
    services: Services,
    *,
    kind: RequestKind | None = None,
    states: Collection[RequestState] = (),
    localities: Collection[str] = (),
    within: int | None = None,
    limit: int = SHOWN,
) -> list[Request]:
    """The requests of that kind and in these states, of those localities; the nearest end of their time first.

    `within`: only those whose last day is at most so many days from today, and whatever is late.
    """
    today = services.policy.today(services.clock.now())
    due_by = None if within is None else end_of(today + timedelta(days=within), services.policy.zone)
    async with services.units.reading() as unit:
        return await unit.requests.page(
            kind=kind, states=states, localities=localities, due_by=due_by, limit=limit
        )


async def take(services: Services, number: str, *, actor: str) -> Request:
    """Look at it. Raises Unknown("no_such_request") and MoveRefused for one that somebody has, or that is done."""
    return await _moved(services, number, actor, "taken", lambda asked, at: taken(asked, actor, at.now))


async def leave(services: Services, number: str, *, actor: str) -> Request:
    """Give it back to the others."""
    return await _moved(services, number, actor, "left", lambda asked, at: left(asked))


async def close(
    services: Services,
    number: str,
    *,
    actor: str,
    answer: str,
    outcome: str | None = None,
    lint: Lint = _anything,
) -> Request:
    """Answer it; whoever asked is told in their chat, where they can be reached. A claim ends as `outcome` says.

    One that cannot arrive there is on the list again. Raises Unknown("no_such_request"), MoveRefused, BadInput
    ("answer_needed", "outcome_needed" for a claim with a deadline of ours, "bad_outcome" for neither "founded" nor
    "unfounded"), Refused("answer_words") for what `lint` finds: no threat, and no other place to pay.
    """
    _check_answer(answer, outcome, lint)
    async with services.units() as unit:
        at = await services.moment(unit)
        asked = await _held(unit, number)
        done = with_outcome(closed(asked, actor, at.now, answer), outcome)
        claim = await _end_claim(unit, asked, outcome, at)
        await _note(unit, done, at, actor, "closed")
        after = await tell_answer(unit, done, claim, at)
        if after is not done:
            await _note(unit, after, at, actor, "untold")
        return after


def _check_answer(answer: str, outcome: str | None, lint: Lint) -> None:
    if found := lint(answer):
        raise Refused("answer_words", words=", ".join(f"«{word}»" for word in found))
    if outcome is not None and outcome not in OUTCOMES:
        raise BadInput("bad_outcome", outcome=outcome)


async def notify(services: Services, number: str, *, actor: str) -> Request:
    """The answer that did not arrive was told otherwise. Raises Unknown("no_such_request") and MoveRefused."""
    return await _moved(services, number, actor, "told", lambda asked, at: told(asked))


async def supersede_claims(unit: UnitOfWork, at: Moment) -> int:
    """Ours make room for those that the feed brought of the same bills; the request tells which one took over.

    The day on which it was filed here stays theirs: no deadline that was told moves on (PE-CLM-3).
    """
    pairs = await unit.ledger.supersede_claims()
    for ours, theirs in pairs:
        asked = await unit.requests.get(ours)
        if asked is not None:
            filed_on = at.policy.today(asked.opened_at)
            taken_over = replace(
                asked, values={**asked.values, "registered_as": theirs, "filed_on": filed_on}
            )
            await unit.requests.save(taken_over)
            facts = {"number": ours, "claim": theirs}
            about = asked.supply_number or ours
            await unit.audit.append([entry(at, IMPORT, Act.REQUEST, about, "superseded", facts=facts)])
    await unit.ledger.keep_filing_days()
    return len(pairs)


async def _moved(services: Services, number: str, actor: str, outcome: str, moving: Moving) -> Request:
    async with services.units() as unit:
        at = await services.moment(unit)
        after = moving(await _held(unit, number), at)
        await _note(unit, after, at, actor, outcome)
        return after


async def _held(unit: UnitOfWork, number: str) -> Request:
    """The request as it is once nobody else is about to change it, nor its supply."""
    found = await unit.requests.get(number)
    if found is None:
        raise Unknown("no_such_request", number=number)
    await hold_supplies(unit, [found.supply_number] if found.supply_number else [])
    await unit.hold([f"zz-request:{number}"])
    return await unit.requests.get(number) or found


async def _note(unit: UnitOfWork, after: Request, at: Moment, actor: str, outcome: str) -> None:
    await unit.requests.save(after)
    facts = {"number": after.number, "kind": after.kind.value}
    about = after.supply_number or after.number
    await unit.audit.append([entry(at, actor, Act.REQUEST, about, outcome, facts=facts)])


async def _end_claim(unit: UnitOfWork, asked: Request, outcome: str | None, at: Moment) -> Claim | None:
    """How a claim ended, which its person is told; ours of the ledger ends there, one that the feed took over does not.

    Ours of the ledger, where there is one; None for whatever is no claim.
    """
    if asked.kind is not RequestKind.CLAIM:
        return None
    account = await unit.ledger.account(asked.supply_number) if asked.supply_number else None
    ours = claim_of(account, asked.number)
    if outcome is None and (ours is not None or (asked.due_by and not asked.values.get("registered_as"))):
        raise BadInput("outcome_needed", number=asked.number)
    if ours is not None and outcome is not None:
        await unit.ledger.resolve_claim(asked.number, OUTCOMES[outcome], at.today)
    return ours
