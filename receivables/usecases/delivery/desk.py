"""The desk where each row of a batch is decided: may it go, now, to whom, by which channel, in which words?"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any

from receivables.model.audit import Act
from receivables.model.contact import Moment, Touch, chosen_contact
from receivables.model.decision import PASSING, Reason, Withheld
from receivables.model.ladder import Notice
from receivables.model.law import next_contact_opening
from receivables.model.message import OPEN_STATES, Message, OutboxRow, State
from receivables.model.sending import MessageTemplate
from receivables.model.suppression import of_address
from receivables.ports import Channel, Parcel, Renderer
from receivables.usecases.authenticity import new_codes
from receivables.usecases.delivery.gates import Gates
from receivables.usecases.delivery.handover import DISPATCHER, PROACTIVE, Departure, Prepared
from receivables.usecases.delivery.limits import Limits
from receivables.usecases.delivery.order import IN_MIND, IN_ORDER, before, earlier_there
from receivables.usecases.delivery.replies import reply_ends
from receivables.usecases.delivery.words import NotWorded, Worded, worded
from receivables.usecases.entries import Facts, entry, owed, send_facts
from receivables.usecases.notices import may_send, notice_message, urgent
from receivables.usecases.postpone import asked_again_at, told_of_caps
from receivables.usecases.situation import Situation

LEAST_SECONDS = 5
"""What must be left before a message's time ends: less, and it might be delivered late (I-3)."""
HALT_PATIENCE = timedelta(minutes=1)
"""How long what a halt keeps waits before it is looked at again."""
PASSED_OVER = frozenset({Reason.NO_CHANNEL, Reason.BUDGET})
"""Why a row may wait from look to look for the same reason, of which the record need tell the first alone."""
NO_WAY = frozenset({Reason.NO_CONSENT, Reason.NO_CHANNEL, Reason.NO_TEMPLATE})
NOTHING: Mapping[str, Any] = MappingProxyType({})


@dataclass(slots=True)
class Desk:
    """Where the rows of one batch are decided, one after the other. `stored`: the rows as they were before.

    `answers`: all answers that have not gone yet to where this batch answers, whoever has them.
    `unanswered`: answers that will never go.
    `reached`: the supplies whose person is somebody, or is written to somewhere, where several messages may meet.
    """

    prepared: Prepared
    gates: Gates
    renderer: Renderer
    at: Moment
    known: dict[str, Situation]
    limits: Limits
    stored: Mapping[str, OutboxRow]
    answers: Sequence[OutboxRow]
    decided: dict[str, OutboxRow] = field(default_factory=dict)
    unanswered: list[OutboxRow] = field(default_factory=list)
    reached: Mapping[str, Sequence[str]] = field(init=False)
    codes: Iterator[str] = field(init=False)

    def __post_init__(self) -> None:
        self.codes = new_codes(len(self.stored))
        messages = Counter(row.supply_number for row in self.stored.values())
        reached: defaultdict[str, list[str]] = defaultdict(list)
        for number, each in self.known.items():
            for subject in each.touched:
                reached[subject].append(number)
        # Almost everybody gets one message of a batch: there is nothing that it would count against.
        self.reached = {
            subject: numbers
            for subject, numbers in reached.items()
            if len(numbers) > 1 or messages[numbers[0]] > 1
        }

    def take_reply(self, row: OutboxRow) -> None:
        """Answers and receipts go at any hour, where the conversation is (I-5), in their order; never by template."""
        channel = self.gates.carriers.replies.get(row.channel or "")
        left = int((reply_ends(row) - self.at.now).total_seconds())
        if left < LEAST_SECONDS:
            self.unanswered.append(row)
            self._keep(replace(row, state=State.EXPIRED), "expired")
        elif channel is None or row.address is None:
            self._fail(row, "no_channel")
        elif channel.needs_template and not self.gates.answering((row.channel or "", row.address)):
            self._fail(row, "window_closed")
        elif self.gates.silent(row.channel or ""):
            self._put_off(row, self.at.now + HALT_PATIENCE)
        elif self._crowded(row, channel):
            return
        elif (until := self._after_earlier(row)) is not None:
            self._put_off(row, until)
        else:
            self._hand_over(row, row.message, channel, None, {}, left)

    def take_proactive(self, row: OutboxRow) -> None:
        """Asks everything again: halts, debt, claim, agreement, consent, window, caps, freshness, and the ladder."""
        situation = self.known.get(row.supply_number or "")
        if row.expires_at is not None and self.at.now >= row.expires_at:
            self._keep(replace(row, state=State.EXPIRED), "expired", row.reasons)
        elif self.gates.stopped:
            self._put_off(row, row.not_before)
        elif self.gates.halted(row):
            self._put_off(row, self.at.now + HALT_PATIENCE)
        elif situation is None:
            self._fail(row, "no_such_supply")
        else:
            self._ask(row, situation)

    def _ask(self, row: OutboxRow, situation: Situation) -> None:
        name = self.renderer.template_name(row.message)
        reach = self.gates.narrowed(row, situation.reach, name, urgent=urgent(row))
        narrowed = situation if reach is situation.reach else replace(situation, reach=reach)
        decision = may_send(row, narrowed, self.at)
        if isinstance(decision, Withheld):
            self._withhold(row, narrowed, decision)
        elif (left := self._seconds_left(row)) is not None and left < LEAST_SECONDS:
            self._too_late(row, narrowed)
        else:
            self._allow(row, narrowed, left, name)

    def _allow(self, row: OutboxRow, situation: Situation, left: int | None, name: str) -> None:
        wanted = _channel_before(row, situation)
        contact = chosen_contact(situation.reach, self.at, wanted)
        if contact is None:
            raise AssertionError("may_contact allows nothing without a contact")
        channel = self.gates.carriers.proactive[contact.channel]
        place = contact.channel, self.gates.lines.address(contact)
        until = self.at.now + self.gates.gap(place, channel)
        if until > self.at.now:
            self._put_off(row, until)
            return
        if self._crowded(row, channel):
            return
        code = row.code or next(self.codes)
        chosen = {"person": situation.person, "channel": place[0], "address": place[1], "code": code}
        template = None
        if channel.needs_template and not self.gates.free(place):
            template = self.gates.template(contact.channel, name)
        message = notice_message(row, situation, contact, self.at, code)
        message = message.spoken(self.gates.lines.locales.get(place, ""))
        facts = send_facts(row, situation, contact, self.at)
        facts["code"] = code
        if wanted:
            facts["wanted_channel"] = wanted
        if (sending := self._hand_over(row, message, channel, template, facts, left, chosen)) is not None:
            self.gates.note(place, channel)
            self._count_touch(sending)

    def _hand_over(
        self,
        row: OutboxRow,
        message: Message,
        channel: Channel,
        template: MessageTemplate | None,
        facts: Facts,
        left: int | None,
        chosen: Mapping[str, Any] = NOTHING,
    ) -> OutboxRow | None:
        """The row as it is sent; None where it cannot be worded. `chosen`: what else of it is decided by now."""
        try:
            words = worded(self.renderer, message, chosen.get("channel", row.channel) or "", template)
        except NotWorded as wrong:
            self._fail(replace(row, **chosen), "not_rendered", {"fault": wrong.fault})
            return None
        sending = _sending(row, chosen, message, words, self.at.now)
        told = {**facts, "template": words.template or ""} if row.kind in PROACTIVE else facts
        self._keep(sending, "allowed", facts=told)
        self.prepared.departures.append(Departure(sending, channel, _parcel(sending, words, left)))
        if channel.sender in self.limits.room:
            self.limits.room[channel.sender] -= 1
        return sending

    def _count_touch(self, row: OutboxRow) -> None:
        """What is being sent counts at once for every supply of the same person, or of whoever is reached there."""
        if not self.reached:
            return
        touch = Touch(self.at.now, row.channel or "", row.key)
        of_person = self.reached.get(row.person or "", ())
        for number in {*of_person, *self.reached.get(of_address(row.address or ""), ())}:
            each = self.known[number]
            reach = replace(each.reach, touches=(*each.reach.touches, touch))
            self.known[number] = replace(each, reach=reach)

    def _withhold(self, row: OutboxRow, situation: Situation, decision: Withheld) -> None:
        again = self._again(row, situation, decision)
        if again is not None:
            self._postpone(row, situation, decision.reasons, again)
        elif row.tried and set(decision.reasons) - PASSING <= NO_WAY:
            self._fail(row, "no_channel_left", reasons=decision.reasons)
        else:
            kept = replace(row, state=State.WITHHELD, reasons=decision.reasons, person=situation.person)
            self._keep(kept, "withheld", decision.reasons, owed(situation.standing))

    def _again(self, row: OutboxRow, situation: Situation, decision: Withheld) -> datetime | None:
        """When to ask again: when time may lift what withholds it, or soon where only a halted channel does."""
        if decision.passing:
            return asked_again_at(situation, decision, self.at, self.gates.frees_at())
        if not set(decision.reasons) <= PASSING | NO_WAY:
            return None
        halted = [
            c for c in situation.reach.contacts if self.gates.closed(c.channel) and c.channel not in row.tried
        ]
        open_again = frozenset(c.channel for c in halted if self.gates.lines.carried(c))
        if not open_again:
            return None
        reach = replace(situation.reach, carried={*situation.reach.carried, *open_again})
        then = may_send(row, replace(situation, reach=reach), self.at)
        if isinstance(then, Withheld) and not then.passing:
            return None
        return next_contact_opening(self.at.now + HALT_PATIENCE, self.at.policy, self.at.calendar)

    def _too_late(self, row: OutboxRow, situation: Situation) -> None:
        """So little is left of its time that it might be delivered after it."""
        again = next_contact_opening(self.at.closes or self.at.now, self.at.policy, self.at.calendar)
        self._postpone(row, situation, (Reason.OUTSIDE_WINDOW,), again)

    def _postpone(
        self, row: OutboxRow, situation: Situation, reasons: tuple[Reason, ...], again: datetime | None
    ) -> None:
        kept = replace(row, reasons=reasons, person=situation.person)
        told = told_of_caps(row, reasons, owed(situation.standing))
        if again is None or (row.expires_at is not None and again >= row.expires_at):
            outcome = "withheld" if again is None else "expired"
            self._keep(replace(kept, state=State(outcome)), outcome, reasons, told)
        elif row.reasons == reasons and not PASSED_OVER.isdisjoint(reasons):
            self._put_off(row, again)  # a halt lasts: its first minute is told, and not each of them
        else:
            self._keep(replace(kept, not_before=again), "postponed", reasons, told)

    def _seconds_left(self, row: OutboxRow) -> int | None:
        """How long it may be on its way: until it expires, or today's window closes (I-3)."""
        ends = [end for end in (row.expires_at, self.at.closes) if end is not None]
        return int((min(ends) - self.at.now).total_seconds()) if ends else None

    def _after_earlier(self, row: OutboxRow) -> datetime | None:
        """When to look again for an answer whose earlier one has not gone yet, or is with another worker.

        The earlier one to the same message, or for a moment any other to the same address.
        """
        key = before(row)
        earlier = None if key is None else self.stored.get(key)
        if earlier is not None and (until := self._behind(earlier)) is not None:
            return until
        young = self.at.now - IN_MIND
        others = [each for each in self.answers if earlier_there(each, row) and each.created_at > young]
        waits = any(self._behind(each) is not None for each in others)
        return self.at.now + IN_ORDER if waits else None

    def _behind(self, earlier: OutboxRow) -> datetime | None:
        """When what follows that answer may be looked at; None when it may follow at once."""
        here = self.decided.get(earlier.key)
        if earlier.key in self.limits.under_way or (here is not None and here.state is not State.PENDING):
            return None
        if earlier.state not in OPEN_STATES:
            return None
        return max((here or earlier).not_before, self.at.now + IN_ORDER)

    def _crowded(self, row: OutboxRow, channel: Channel) -> bool:
        """Whether its sender has no room: the row is the worker's still, or pending until there may be some again."""
        sender, room = channel.sender, self.limits.room.get(channel.sender)
        if room is None or room > 0:
            return False
        self.limits.room[sender] -= 1
        if (later := self.limits.later.get(sender)) is not None:
            per_second = self.at.policy.limits_of(channel.name).per_second or len(self.stored)
            self._put_off(row, self.at.now + later + timedelta(microseconds=-room * 1_000_000 // per_second))
        else:
            self.decided[row.key] = row
            self.prepared.crowded.append((sender, row))
        return True

    def _put_off(self, row: OutboxRow, until: datetime) -> None:
        """Pending again at another moment, for nothing that the record would have to tell."""
        kept = replace(row, not_before=until)
        self.decided[row.key] = kept
        self.prepared.rows.append(kept)

    def _fail(
        self, row: OutboxRow, why: str, more: Facts | None = None, reasons: tuple[Reason, ...] = ()
    ) -> None:
        failed = replace(row, state=State.FAILED, reasons=reasons)
        self.unanswered.extend([row] if row.kind not in PROACTIVE else ())
        self._keep(failed, "failed", reasons, {"why": why, **(more or {})})

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
        self.decided[row.key] = row
        self.prepared.rows.append(row)
        self.prepared.entries.append(
            entry(self.at, DISPATCHER, act, subject, outcome, reasons, {**noted, **(facts or {})})
        )


def _sending(
    row: OutboxRow, chosen: Mapping[str, Any], message: Message, words: Worded, now: datetime
) -> OutboxRow:
    """The row as it stands while it is with its channel."""
    return replace(
        row,
        **chosen,
        message=message,
        state=State.SENDING,
        reasons=(),
        attempt=row.attempt + 1,
        text=words.rendered.text,
        sent_at=now,
        template=words.template,
        category=words.category,
        claimed_at=None,
    )


def _parcel(sending: OutboxRow, words: Worded, left: int | None) -> Parcel:
    """What the channel is given of it."""
    return Parcel(
        sending.id or 0,
        sending.attempt,
        sending.key,
        sending.address or "",
        words.rendered,
        words.content,
        left,
        sending.code,
        message=sending.message if sending.message.paper else None,
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
