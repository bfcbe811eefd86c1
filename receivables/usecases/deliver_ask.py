"""The first step of delivery: may each row go, now, to whom, by which channel, in which words?"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from receivables.errors import CaudalError
from receivables.model.audit import Act, AuditEntry
from receivables.model.contact import Moment, Touch, chosen_contact
from receivables.model.decision import Reason, Withheld
from receivables.model.ladder import Case, Notice
from receivables.model.message import Kind, Message, OutboxRow, State
from receivables.model.suppression import of_address
from receivables.ports import Channel, Rendered, Renderer, UnitOfWork
from receivables.usecases.carriers import Carriers, Lines, open_lines
from receivables.usecases.entries import Facts, entry, owed, send_facts
from receivables.usecases.notices import may_send, notice_message
from receivables.usecases.postpone import asked_again_at
from receivables.usecases.situation import Situation, hold_supplies, positions, situations

DISPATCHER = "dispatcher"
PROACTIVE = (Kind.NOTICE, Kind.CAMPAIGN)


@dataclass(frozen=True, slots=True)
class Handover:
    """A row that is `sending`, ready for its channel; `case` is what its notice was decided on."""

    row: OutboxRow
    channel: Channel
    rendered: Rendered
    case: Case | None = None


@dataclass(slots=True)
class Prepared:
    """What was decided about a batch: every row as it is to be kept, the record, and what is to be handed over."""

    rows: list[OutboxRow] = field(default_factory=list)
    entries: list[AuditEntry] = field(default_factory=list)
    handovers: list[Handover] = field(default_factory=list)


async def prepare(
    unit: UnitOfWork, claimed: Sequence[OutboxRow], carriers: Carriers, renderer: Renderer, at: Moment
) -> Prepared:
    """Decide about claimed rows. Two supplies of one person in one batch count against the same caps (I-4).

    A row that a payment dropped between the claim and now is left as it is.
    """
    numbers = sorted({row.supply_number for row in claimed if row.kind in PROACTIVE and row.supply_number})
    await hold_supplies(unit, numbers)
    now = await unit.outbox.find([row.key for row in claimed])
    rows = [now[row.key] for row in claimed if now[row.key].state is State.PENDING]
    lines = await open_lines(unit, carriers, numbers)
    accounts = list((await unit.ledger.accounts(numbers, whole=False)).values())
    known = await situations(unit, await positions(unit, accounts, at), at, lines.carried, alone=True)
    desk = _Desk(Prepared(), carriers, lines, renderer, at, {each.supply_number: each for each in known})
    for row in rows:
        if row.kind in PROACTIVE:
            desk.take_proactive(row)
        else:
            desk.take_reply(row)
    return desk.prepared


@dataclass(slots=True)
class _Desk:
    """Where the rows of one batch are decided, one after the other."""

    prepared: Prepared
    carriers: Carriers
    lines: Lines
    renderer: Renderer
    at: Moment
    known: dict[str, Situation]

    def take_reply(self, row: OutboxRow) -> None:
        """Answers and receipts go at any hour, where the conversation is (I-5)."""
        channel = self.carriers.replies.get(row.channel or "")
        if channel is None or row.address is None:
            self._keep(replace(row, state=State.FAILED), "failed", facts={"why": "no_channel"})
            return
        self._hand_over(row, row.message, channel, None, {})

    def take_proactive(self, row: OutboxRow) -> None:
        """Asks everything again: debt, claim, agreement, consent, window, caps, freshness, and the ladder."""
        if row.expires_at is not None and self.at.now >= row.expires_at:
            self._keep(replace(row, state=State.EXPIRED), "expired", row.reasons)
            return
        situation = self.known.get(row.supply_number or "")
        if situation is None:
            self._keep(replace(row, state=State.FAILED), "failed", facts={"why": "no_such_supply"})
            return
        decision = may_send(row, situation, self.at)
        if isinstance(decision, Withheld):
            self._withhold(row, situation, decision)
        else:
            self._allow(row, situation)

    def _allow(self, row: OutboxRow, situation: Situation) -> None:
        wanted = _channel_before(row, situation)
        contact = chosen_contact(situation.reach, self.at, wanted)
        if contact is None:
            raise AssertionError("may_contact allows nothing without a contact")
        addressed = replace(
            row, person=situation.person, channel=contact.channel, address=self.lines.address(contact)
        )
        message = notice_message(addressed, situation, contact, self.at)
        channel = self.carriers.proactive[contact.channel]
        facts = send_facts(addressed, situation, contact, self.at)
        if wanted:
            facts = {**facts, "wanted_channel": wanted}
        if self._hand_over(addressed, message, channel, situation.case, facts):
            self._count_touch(addressed)

    def _hand_over(
        self, row: OutboxRow, message: Message, channel: Channel, case: Case | None, facts: Facts
    ) -> bool:
        try:
            rendered = self.renderer.render(message)
        except Exception as fault:  # whatever is wrong with one text, the others go on
            why = fault.code if isinstance(fault, CaudalError) else type(fault).__name__
            wrong: Facts = {"why": "not_rendered", "fault": why}
            self._keep(replace(row, state=State.FAILED), "failed", facts=wrong)
            return False
        sending = replace(
            row,
            message=message,
            state=State.SENDING,
            reasons=(),
            attempt=row.attempt + 1,
            text=rendered.text,
            sent_at=self.at.now,
        )
        self._keep(sending, "allowed", facts=facts)
        self.prepared.handovers.append(Handover(sending, channel, rendered, case))
        return True

    def _count_touch(self, row: OutboxRow) -> None:
        """What is being sent counts at once for every supply of the same person, or of whoever is reached there."""
        touch = Touch(self.at.now, row.channel or "", row.key)
        to = {row.person, of_address(row.address or "")}
        for number, each in self.known.items():
            if not each.touched.isdisjoint(to):
                reach = replace(each.reach, touches=(*each.reach.touches, touch))
                self.known[number] = replace(each, reach=reach)

    def _withhold(self, row: OutboxRow, situation: Situation, decision: Withheld) -> None:
        again = asked_again_at(situation, decision, self.at) if decision.passing else None
        if again is None:
            outcome, kept = "withheld", replace(row, state=State.WITHHELD)
        elif row.expires_at is not None and again >= row.expires_at:
            outcome, kept = "expired", replace(row, state=State.EXPIRED)
        else:
            outcome, kept = "postponed", replace(row, not_before=again)
        kept = replace(kept, reasons=decision.reasons, person=situation.person)
        self._keep(kept, outcome, decision.reasons, owed(situation.standing))

    def _keep(
        self,
        row: OutboxRow,
        outcome: str,
        reasons: Sequence[Reason] = (),
        facts: Facts | None = None,
    ) -> None:
        noted: Facts = {"key": row.key, "attempt": row.attempt, "channel": row.channel or ""}
        act = Act.SEND if row.kind in PROACTIVE else Act.REPLY
        subject = row.supply_number or row.key
        self.prepared.rows.append(row)
        self.prepared.entries.append(
            entry(self.at, DISPATCHER, act, subject, outcome, reasons, {**noted, **(facts or {})})
        )


def _channel_before(row: OutboxRow, situation: Situation) -> str | None:
    """The last chance goes by the channel that was used before: that of the promise, else of the latest notice."""
    case = situation.case
    if row.notice is not Notice.LAST_CHANCE:
        return None
    if case.promise is not None and any(c.channel == case.promise.channel for c in situation.reach.contacts):
        return case.promise.channel
    latest = max(case.notices, key=lambda notice: notice.sent_at, default=None)
    return latest.channel if latest else None
