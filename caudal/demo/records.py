"""Reads the demo's database with plain SQL, read-only: a second opinion beside the store that wrote it."""

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from caudal.demo.evidence import Agreed, Answered, Evidence, Ordered, Posted, Sent
from receivables.model.ladder import Notice
from receivables.model.message import decode_message
from receivables.model.money import Money
from receivables.usecases.notices import ENDED, OF_SERVICE, REMINDER, REVERSED

MONEY = '"$money"'
"""How the outbox marks an amount among the values of a message."""
ACTS = {"plan": "planning", "send": "sending", "cut": "cut"}
"""The acts of the record in which something can be withheld, and the word of the report for each."""


@dataclass(frozen=True, slots=True)
class WithheldAt:
    """A cut that was withheld."""

    supply_number: str
    at: datetime
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Handovers:
    """How many chats went to people, and of those how many were answered and closed."""

    all: int
    answered: int
    closed: int


class Records:
    """The record of one utility. Amounts are stored in whole centimos, moments in UTC without a zone."""

    def __init__(self, connection: sqlite3.Connection, utility: str) -> None:
        self._connection = connection
        self._utility = utility

    def evidence(self) -> Evidence:
        """All that the invariants are asked of."""
        return Evidence(
            sent=tuple(self._sent()),
            orders=tuple(self._orders()),
            posted=tuple(self._posted()),
            opted_out={
                person: _moment(at)
                for person, at in self._rows(
                    "SELECT subject, at FROM suppressions"
                    " WHERE utility = ? AND cause = 'opted_out' AND lifted_at IS NULL"
                )
            },
            consents=frozenset(self._consents()),
            keys=tuple(key for (key,) in self._rows("SELECT key FROM outbox WHERE utility = ?")),
            departures=dict(self._departures()),
            receivables=self._receivables(),
            papers=tuple(self._papers()),
            agreed=tuple(self._agreed()),
            claimed={
                number: _moment(at)
                for number, at in self._rows(
                    "SELECT number, opened_at FROM requests WHERE utility = ? AND kind = 'claim'"
                )
            },
            codes=tuple(
                (supply, _moment(at))
                for supply, at in self._rows(
                    "SELECT subject, at FROM audit_entries"
                    " WHERE utility = ? AND act = 'link' AND outcome = 'code_used' ORDER BY id"
                )
            ),
            rests=tuple(self._rests()),
            crises=tuple(self.crises()),
            answers=tuple(self._answers()),
        )

    def withheld(self) -> Counter[tuple[str, str]]:
        """How often each reason spoke against something, by (act, reason)."""
        rows = self._rows(
            "SELECT act, reason.value, count(*) FROM audit_entries, json_each(audit_entries.reasons) AS reason"
            " WHERE utility = ? AND act IN ('plan', 'send', 'cut')"
            " AND outcome IN ('withheld', 'postponed', 'expired') GROUP BY 1, 2"
        )
        return Counter({(ACTS[act], reason): times for act, reason, times in rows})

    def outcomes(self, act: str) -> Counter[str]:
        """How many entries of one act, by outcome."""
        rows = self._rows(
            "SELECT outcome, count(*) FROM audit_entries WHERE utility = ? AND act = ? GROUP BY 1", act
        )
        return Counter(dict(rows))

    def planned(self) -> Counter[tuple[str, str]]:
        """How many supplies met each outcome of planning on some day, by (campaign, outcome)."""
        rows = self._rows(
            "SELECT json_extract(facts, '$.campaign'), outcome, count(DISTINCT subject) FROM audit_entries"
            " WHERE utility = ? AND act = 'plan' AND json_extract(facts, '$.campaign') IS NOT NULL GROUP BY 1, 2"
        )
        return Counter({(campaign, outcome): supplies for campaign, outcome, supplies in rows})

    def notices(self) -> dict[Notice, tuple[int, int, int, int]]:
        """Of each notice how many are in the outbox, left, were served, and were withheld or expired."""
        rows = self._rows(
            "SELECT notice, count(*), count(sent_at), count(served_at), sum(state IN ('withheld', 'expired'))"
            " FROM outbox WHERE utility = ? AND notice IS NOT NULL GROUP BY 1"
        )
        found = {Notice(notice): counts for notice, *counts in rows}
        return {notice: tuple(found.get(notice, (0, 0, 0, 0))) for notice in Notice}

    def cuts_withheld_for(self, reason: str) -> list[WithheldAt]:
        """The supplies whose cut was withheld for that reason alone, each at the first time, oldest first."""
        rows = self._rows(
            "SELECT subject, min(at), reasons FROM audit_entries WHERE utility = ? AND act = 'cut'"
            " AND outcome = 'withheld' AND json_array_length(reasons) = 1 AND json_extract(reasons, '$[0]') = ?"
            " GROUP BY subject ORDER BY 2, 1",
            reason,
        )
        return [WithheldAt(supply, _moment(at), tuple(json.loads(reasons))) for supply, at, reasons in rows]

    def kept_in_chat(self) -> list[tuple[str, str]]:
        """Supplies that kept a promise, with the address of the chat in which they made it, in order of keeping."""
        rows = self._rows(
            "SELECT k.subject, c.address FROM audit_entries AS k JOIN conversations AS c"
            " ON c.utility = k.utility AND c.supply_number = k.subject AND c.channel = 'chat'"
            " WHERE k.utility = ? AND k.act = 'promise' AND k.outcome = 'kept' ORDER BY k.id"
        )
        return list(rows)

    def cut_after_a_broken_promise(self) -> list[str]:
        """Supplies with a cut order, those that broke a promise before it first."""
        rows = self._rows(
            "SELECT o.supply_number FROM work_orders AS o LEFT JOIN audit_entries AS b ON b.utility = o.utility"
            " AND b.subject = o.supply_number AND b.act = 'promise' AND b.outcome = 'broken'"
            " WHERE o.utility = ? AND o.kind = 'cut' ORDER BY b.id IS NULL, o.ordered_at, o.id"
        )
        return [supply for (supply,) in rows]

    def pending(self) -> list[str]:
        """The supplies with a proactive message that waits to be sent, in order."""
        rows = self._rows(
            "SELECT DISTINCT supply_number FROM outbox WHERE utility = ? AND state = 'pending'"
            " AND kind IN ('notice', 'campaign') AND supply_number IS NOT NULL ORDER BY 1"
        )
        return [supply for (supply,) in rows]

    def latest_bill(self, supply_number: str) -> str:
        """The number of the latest bill of that supply; "" when it has none."""
        rows = self._rows(
            "SELECT number FROM bills WHERE utility = ? AND supply_number = ?"
            " ORDER BY issued_on DESC, due_on DESC, number DESC LIMIT 1",
            supply_number,
        )
        return next((str(number) for (number,) in rows), "")

    def reachable(self, on: date, negligible: Money) -> list[tuple[str, str]]:
        """Active supplies with two bills or more past their due date on that day, in order, each with its telephone.

        Only those whose telephone is known of no other supply, and was given for service messages.
        """
        rows = self._rows(
            "SELECT s.supply_number, min(c.phone) FROM supplies AS s"
            " JOIN contacts AS c ON c.utility = s.utility AND c.supply_number = s.supply_number"
            " AND c.purpose = 'servicio' AND c.phone > '' AND c.consented_on IS NOT NULL AND c.channel <> 'correo'"
            " WHERE s.utility = ? AND s.state = 'ACTIVO'"
            " AND NOT EXISTS (SELECT 1 FROM contacts AS o WHERE o.utility = c.utility AND o.phone = c.phone"
            " AND o.supply_number <> c.supply_number)"
            " AND (SELECT count(*) FROM bills AS b WHERE b.utility = s.utility AND b.supply_number = s.supply_number"
            " AND b.balance > 0 AND b.balance >= ? AND b.due_on < ?) >= 2"
            " GROUP BY 1 HAVING count(DISTINCT c.phone) = 1 ORDER BY 1",
            negligible.centimos,
            on.isoformat(),
        )
        return list(rows)

    def behind(self, on: date, negligible: Money) -> list[str]:
        """The active supplies that owed something past its due date on that day, in order."""
        rows = self._rows(
            "SELECT DISTINCT s.supply_number FROM supplies AS s"
            " JOIN bills AS b ON b.utility = s.utility AND b.supply_number = s.supply_number"
            " WHERE s.utility = ? AND s.state = 'ACTIVO' AND b.balance > 0 AND b.balance >= ? AND b.due_on < ?"
            " ORDER BY 1",
            negligible.centimos,
            on.isoformat(),
        )
        return [supply for (supply,) in rows]

    def answered(self) -> int:
        """The messages of people that were read, and answered or left to a person."""
        return self._count("SELECT count(*) FROM turns WHERE utility = ?")

    def photos(self) -> int:
        """The messages that came with a file."""
        return self._count(
            "SELECT count(*) FROM inbound_messages WHERE utility = ? AND json_array_length(media) > 0"
        )

    def reminded(self) -> int:
        """The instalments of which somebody was reminded."""
        return self._count(
            "SELECT count(*) FROM outbox WHERE utility = ? AND sent_at IS NOT NULL AND kind = 'notice'"
            " AND key LIKE 'reminder/%' AND json_extract(message, '$.key') = 'instalment_reminder'"
        )

    def requests(self) -> Counter[tuple[str, str]]:
        """How many requests to desks, by (kind, state)."""
        rows = self._rows("SELECT kind, state, count(*) FROM requests WHERE utility = ? GROUP BY 1, 2")
        return Counter({(kind, state): count for kind, state, count in rows})

    def handovers(self) -> Handovers:
        """The chats that went to people."""
        rows = self._rows(
            "SELECT count(*), count(first_answer_at), coalesce(sum(state = 'closed'), 0) FROM handovers"
            " WHERE utility = ?"
        )
        return Handovers(*next(rows))

    def _count(self, query: str) -> int:
        (count,) = next(self._rows(query))
        return int(count)

    def _sent(self) -> Iterator[Sent]:
        rows = self._rows(
            "SELECT key, supply_number, person, notice, channel, address, message, sent_at, served_at FROM outbox"
            " WHERE utility = ? AND kind IN ('notice', 'campaign') AND sent_at IS NOT NULL"
            " ORDER BY sent_at, key"
        )
        for key, supply, person, notice, channel, address, message, sent_at, served_at in rows:
            told = decode_message(json.loads(message))
            reminder = told.key == REMINDER
            debt = told.values["amount" if reminder else "debt"]
            if not isinstance(debt, Money):
                raise TypeError(f"{key} told no amount")
            served = _moment(served_at) if served_at else None
            given = Notice(notice) if notice else None
            way = (person, given, channel, address)
            yield Sent(
                key,
                supply,
                *way,
                debt,
                _moment(sent_at),
                served,
                reminder,
                told.key in {ENDED, REVERSED, *OF_SERVICE},
            )

    def _orders(self) -> Iterator[Ordered]:
        rows = self._rows(
            "SELECT id, supply_number, state, debt, ordered_at, closed_at FROM work_orders"
            " WHERE utility = ? AND kind = 'cut' ORDER BY ordered_at, id"
        )
        for order_id, supply, state, debt, ordered_at, closed_at in rows:
            closed = _moment(closed_at) if closed_at else None
            yield Ordered(order_id, supply, state, Money(debt), _moment(ordered_at), closed)

    def _posted(self) -> Iterator[Posted]:
        for (answer,) in self._rows("SELECT answer FROM settlements WHERE utility = ? ORDER BY operation"):
            told = json.loads(answer)
            yield Posted(
                operation=told["operation"],
                supply_number=told["supply_number"],
                amount=Money.of(told["amount"]),
                paid_at=datetime.fromisoformat(told["paid_at"]),
                settled=tuple(Money.of(part["amount"]) for part in told["settled"]),
                outstanding=Money.of(told["outstanding"]),
            )

    def _consents(self) -> Iterator[tuple[str, str, str]]:
        return self._rows(
            "SELECT supply_number, channel, CASE channel WHEN 'correo' THEN email ELSE phone END FROM contacts"
            " WHERE utility = ? AND purpose = 'servicio'"
        )

    def _departures(self) -> Iterator[tuple[str, int]]:
        return self._rows(
            "SELECT json_extract(facts, '$.key'), count(*) FROM audit_entries"
            " WHERE utility = ? AND act IN ('send', 'reply') AND outcome = 'sent' GROUP BY 1"
        )

    def _papers(self) -> Iterator[tuple[str, Notice, datetime]]:
        rows = self._rows(
            "SELECT subject, json_extract(facts, '$.key'), at FROM audit_entries"
            " WHERE utility = ? AND act = 'serve' AND json_extract(facts, '$.by') = 'paper' ORDER BY id"
        )
        for supply, key, at in rows:
            yield supply, Notice(key.split("/")[2]), _moment(at)

    def _agreed(self) -> Iterator[Agreed]:
        events: dict[str, list[tuple[datetime, str]]] = defaultdict(list)
        for number, at, outcome in self._rows(
            "SELECT json_extract(facts, '$.agreement'), at, outcome FROM audit_entries"
            " WHERE utility = ? AND act = 'agreement' ORDER BY id"
        ):
            events[number].append((_moment(at), outcome))
        rows = self._rows(
            "SELECT m.number, m.supply_number, m.accepted_at,"
            " json_extract(a.facts, '$.debt'), json_extract(a.facts, '$.down_payment')"
            " FROM made_agreements AS m JOIN audit_entries AS a ON a.utility = m.utility AND a.act = 'agreement'"
            " AND a.outcome = 'accepted' AND json_extract(a.facts, '$.agreement') = m.number"
            " WHERE m.utility = ? ORDER BY m.number"
        )
        for number, supply, accepted_at, debt, down in rows:
            yield Agreed(
                number, supply, Money.of(debt), Money.of(down), _moment(accepted_at), tuple(events[number])
            )

    def _rests(self) -> Iterator[tuple[str, str, tuple[str, ...]]]:
        rows = self._rows(
            "SELECT subject, facts FROM audit_entries WHERE utility = ? AND act = 'request' AND outcome = 'opened'"
            " AND json_extract(facts, '$.kind') = 'payment_check' AND json_extract(facts, '$.held') = 1 ORDER BY id"
        )
        for supply, facts in rows:
            told = json.loads(facts)
            yield told["number"], supply, tuple(told["bills"].split())

    def crises(self) -> list[tuple[str, bool, bool]]:
        """Each message in distress: whether its answer held an amount, and whether a person got the chat."""
        rows = self._rows(
            "SELECT t.inbound_id, (SELECT group_concat(o.message, ' ') FROM outbox AS o WHERE o.utility = t.utility"
            " AND o.key LIKE 'reply/' || t.inbound_id || '/%'), EXISTS (SELECT 1 FROM handovers AS h"
            " JOIN inbound_messages AS i ON i.utility = h.utility AND i.channel = h.channel AND i.address = h.address"
            " WHERE h.utility = t.utility AND i.message_id = t.inbound_id AND h.why = 'crisis' AND h.at = t.at)"
            " FROM turns AS t WHERE t.utility = ? AND t.intent = 'crisis' ORDER BY t.inbound_id"
        )
        return [(inbound, MONEY in (told or ""), bool(with_person)) for inbound, told, with_person in rows]

    def _answers(self) -> Iterator[Answered]:
        rows = self._rows(
            "SELECT key, supply_number, json_extract(message, '$.values.debt.$money[0]'), created_at FROM outbox"
            " WHERE utility = ? AND kind = 'reply' AND supply_number IS NOT NULL"
            " AND json_extract(message, '$.values.debt.$money[0]') IS NOT NULL ORDER BY id"
        )
        for key, supply, debt, at in rows:
            yield Answered(key, supply, Money(debt), _moment(at))

    def _receivables(self) -> Money:
        (bills,) = next(self._rows("SELECT coalesce(sum(balance), 0) FROM bills WHERE utility = ?"))
        (instalments,) = next(
            self._rows(
                "SELECT coalesce(sum(i.amount - i.paid), 0) FROM instalments AS i"
                " JOIN agreements AS a ON a.utility = i.utility AND a.number = i.agreement"
                " WHERE i.utility = ? AND a.state = 'VIGENTE'"
                # Those of the chat stand in the place of bills that are counted already.
                " AND NOT EXISTS (SELECT 1 FROM made_agreements AS m"
                " WHERE m.utility = a.utility AND m.number = a.number)"
            )
        )
        return Money(bills + instalments)

    def _rows(self, query: str, *more: object) -> Iterator[Any]:
        return self._connection.execute(query, (self._utility, *more))


@contextmanager
def open_records(database: Path, utility: str) -> Iterator[Records]:
    """The record in that file; nothing can be written through it."""
    connection = sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True)
    try:
        yield Records(connection, utility)
    finally:
        connection.close()


def _moment(stored: str) -> datetime:
    return datetime.fromisoformat(stored).replace(tzinfo=UTC)
