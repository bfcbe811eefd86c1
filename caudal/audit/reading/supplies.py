"""The files of the supplies that were pressed, a page at a time: the others have nothing to be judged."""

from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, TypeVar

from caudal.audit import told
from caudal.audit.agreements import Agreement, Instalment, Made
from caudal.audit.reading import agreed, decode, record, sent
from caudal.audit.reading.door import Books
from caudal.audit.rows import (
    Bill,
    Case,
    Claim,
    Impediment,
    Line,
    Move,
    Order,
    Payment,
    Proof,
    Settlement,
    Supply,
    SupplyFile,
    pseudonym,
)

PAGE = 200
ACTS = "('send', 'cut', 'withdraw', 'case', 'approve', 'serve', 'payment', 'reversal', 'agreement', 'link', 'handover')"

Kind = TypeVar("Kind")
Grouped = Mapping[str, list[Kind]]


async def supply_files(books: Books, page: int = PAGE) -> AsyncIterator[list[SupplyFile]]:
    """All of them, in the order of their numbers."""
    after = ""
    while numbers := await _next_numbers(books, after, page):
        yield await _Shelf(books, numbers).files()
        after = numbers[-1]


async def _next_numbers(books: Books, after: str, page: int) -> list[str]:
    """The next supplies that were written to first, are in the ladder, have a work order, or a line of a sending."""
    sources = (
        ("supply_number", f"outbox WHERE {sent.WENT}"),
        ("supply_number", "cases WHERE 1 = 1"),
        ("supply_number", "case_moves WHERE 1 = 1"),
        ("supply_number", "work_orders WHERE 1 = 1"),
        ("subject", "audit_entries WHERE act = 'send' AND outcome IN ('sent', 'unknown')"),
        ("subject", "audit_entries WHERE act = 'cut' AND outcome = 'allowed'"),
        ("subject", "audit_entries WHERE act = 'agreement'"),
        ("subject", "audit_entries WHERE act = 'link' AND outcome = 'code_used'"),
        ("supply_number", "made_agreements WHERE 1 = 1"),
        ("subject", "audit_entries WHERE act = 'case' AND outcome IN ('reopening_ordered', 'paused')"),
    )
    each = [
        f"SELECT n FROM (SELECT DISTINCT {column} AS n FROM {source} AND utility = :utility AND {column} > :after"
        f" ORDER BY n LIMIT :page) AS source_{i}"
        for i, (column, source) in enumerate(sources)
    ]
    query = f"SELECT n FROM ({' UNION '.join(each)}) AS every_source ORDER BY n LIMIT :page"
    return [row[0] for row in await books.rows(query, after=after, page=page)]


class _Shelf:
    """What belongs to one page of supplies."""

    def __init__(self, books: Books, numbers: Sequence[str]) -> None:
        self._books = books
        self._numbers = numbers

    async def files(self) -> list[SupplyFile]:
        """The files, in the order of the numbers."""
        lines = await self._of(
            "audit_entries", record.LINE, record.line, "number", f"act IN {ACTS}", by="subject"
        )
        supplies = await self._of("supplies", SUPPLY, Supply, "supply_number")
        bills = await self._of("bills", BILL, _bill, "due_on, number")
        payments = await self._of("payments", PAYMENT, _payment, "paid_on, operation", "in_feed = FALSE")
        made = await agreed.made(self._books, self._numbers)
        parts: dict[str, Grouped[Any]] = {
            "bills": bills,
            "payments": {n: [_dated(each, lines[n]) for each in several] for n, several in payments.items()},
            "claims": await self._of("claims", CLAIM, _claim, "number"),
            "agreements": await self._agreements(made),
            "made": made,
            "received": await self._received(made, lines),
            "codes": await agreed.codes(self._books, self._numbers),
            "sent": await self._of("outbox", SENT, sent.sent, "sent_at, id", sent.WENT),
            "lines": lines,
            "moves": await self._of("case_moves", "event, before, after, at, why", _move, "number"),
            "orders": await self._of("work_orders", ORDER, _order, "ordered_at, id"),
            "approvals": {n: told.approvals(several) for n, several in lines.items()},
            "impediments": await self._impediments({n: each[0] for n, each in supplies.items()}),
        }
        maps: dict[str, Grouped[Any]] = {
            "scores": await self._of("rfm_scores", "as_of, code", _score, "as_of"),
            "settlements": await self._settlements(lines),
            "offers": await self._offers(bills),
            "heard": await agreed.heard(self._books, lines),
        }
        cases = await self._of("cases", "step, round", Case, "supply_number")
        kept: Grouped[str] = await self._of("outbox", "key", str, "id", sent.OURS)
        return [
            SupplyFile(
                supply=next(iter(supplies.get(number, ())), Supply(number)),
                case=next(iter(cases.get(number, ())), None),
                kept=frozenset(kept.get(number, ())),
                **_its_own(number, tuple, parts),
                **_its_own(number, dict, maps),
            )
            for number in self._numbers
        ]

    async def _of(
        self,
        table: str,
        columns: str,
        make: Callable[..., Kind],
        order: str,
        condition: str = "1 = 1",
        *,
        by: str = "supply_number",
    ) -> Grouped[Kind]:
        """Rows of a table by the supply that they are about, each made of its columns."""
        query = (
            f"SELECT {by}, {columns} FROM {table} WHERE utility = :utility AND {by} {self._books.among('numbers')}"
            f" AND {condition} ORDER BY {order}"
        )
        grouped: dict[str, list[Kind]] = defaultdict(list)
        for number, *rest in await self._books.rows(query, numbers=self._books.texts(self._numbers)):
            grouped[number].append(make(*rest))
        return grouped

    async def _agreements(self, made: Grouped[Made]) -> Grouped[Agreement]:
        """Those of the feed: what the ledger has of ours is derived."""
        ours = {each.number for several in made.values() for each in several}
        found = await self._of("agreements", "number, signed_on, state", _agreement, "number")
        names = [each.number for several in found.values() for each in several if each.number not in ours]
        query = (
            "SELECT agreement, number, due_on, amount, paid FROM instalments WHERE utility = :utility"
            f" AND agreement {self._books.among('names')} ORDER BY agreement, number"
        )
        schedules: dict[str, list[Instalment]] = defaultdict(list)
        for name, number, due_on, amount, paid in await self._books.rows(
            query, names=self._books.texts(names)
        ):
            schedules[name].append(Instalment(number, decode.day(due_on), amount, paid))
        return {
            supply: [
                replace(each, schedule=tuple(schedules[each.number]))
                for each in several
                if each.number not in ours
            ]
            for supply, several in found.items()
        }

    async def _received(self, made: Grouped[Made], lines: Grouped[Line]) -> Grouped[Payment]:
        """All payments of the supplies that agreed to something in a chat: those of the feed, too."""
        if not made:
            return {}
        found = await self._of("payments", PAYMENT, _payment, "paid_on, operation")
        return {
            number: [_dated(each, lines.get(number, ())) for each in several]
            for number, several in found.items()
            if number in made
        }

    async def _settlements(self, lines: Grouped[Line]) -> Grouped[tuple[str, Settlement]]:
        """What the payments that the record knows of settled, by operation."""
        operations = {n: _operations(several) for n, several in lines.items()}
        query = (
            "SELECT operation, answer FROM settlements WHERE utility = :utility"
            f" AND operation {self._books.among('operations')}"
        )
        asked = self._books.texts([each for several in operations.values() for each in several])
        known = {
            name: settlement(name, answer) for name, answer in await self._books.rows(query, operations=asked)
        }
        return {
            n: [(name, known[name]) for name in several if name in known] for n, several in operations.items()
        }

    async def _offers(self, bills: Grouped[Bill]) -> Grouped[tuple[str, datetime]]:
        """When a claim was offered, of those bills of which one was."""
        names = [bill.number for several in bills.values() for bill in several if bill.balance]
        query = f"SELECT bill, at FROM claim_offers WHERE utility = :utility AND bill {self._books.among('names')}"
        asked = self._books.texts(names)
        known = {bill: decode.moment(at) for bill, at in await self._books.rows(query, names=asked)}
        return {
            n: [(bill.number, known[bill.number]) for bill in several if bill.number in known]
            for n, several in bills.items()
        }

    async def _impediments(self, supplies: Mapping[str, Supply]) -> Grouped[Impediment]:
        """Those of these supplies, of their holders, and of their areas: of the list, and as the record tells them."""
        places = {number: _places(supply) for number, supply in supplies.items()}
        found: dict[tuple[str, str], list[Impediment]] = defaultdict(list)
        for scope in SCOPES:
            names = sorted({value for several in places.values() for s, value in several if s == scope})
            query = (
                f"{record.IMPEDIMENTS} AND scope = :scope AND value {self._books.among('names')} ORDER BY id"
            )
            for row in await self._books.rows(query, scope=scope, names=self._books.texts(names)):
                found[scope, row[2]].append(record.impediment(*row))
        subjects = {_subject(*place) for several in places.values() for place in several}
        for each in told.impediments(await record.lines_about(self._books, "impediment", subjects)):
            found[each.scope, each.value].append(each)
        return {
            number: [
                each
                for scope, value in several
                for name in dict.fromkeys((value, _subject(scope, value)))
                for each in found[scope, name]
            ]
            for number, several in places.items()
        }


SCOPES = ("SUMINISTRO", "DOCUMENTO", "LOCALIDAD", "SECTOR")
SENT = f"supply_number, {sent.COLUMNS}"
SUPPLY = "supply_number, document, locality, sector, category, state, continuity, protected, obstacle, role"
BILL = "number, issued_on, due_on, balance, consumption_m3, usual_m3"
PAYMENT = "operation, paid_on, amount, bill, in_feed, reversed"
CLAIM = "bill, instance, filed_on, resolved_on, outcome"
ORDER = "id, kind, state, debt, evidence, ordered_at, due_by, closed_at"


def _bill(number: str, issued_on: Any, due_on: Any, balance: int, consumption: Any, usual: Any) -> Bill:
    measured = decode.exact(consumption)
    return Bill(
        number,
        decode.day(issued_on),
        decode.day(due_on),
        balance,
        measured,
        None if usual is None else decode.exact(usual),
    )


def _payment(operation: str, paid_on: Any, amount: int, bill: Any, in_feed: Any, reversed_: Any) -> Payment:
    return Payment(operation, decode.day(paid_on), amount, bill, bool(in_feed), bool(reversed_))


def _claim(bill: str, instance: int, filed_on: Any, resolved_on: Any, outcome: str) -> Claim:
    return Claim(bill, instance, decode.day(filed_on), decode.day_or_none(resolved_on), outcome)


def _agreement(number: str, signed_on: Any, state: str) -> Agreement:
    return Agreement(number, decode.day(signed_on), state)


def _score(as_of: Any, code: str) -> tuple[Any, str]:
    return decode.day(as_of), code


def _move(event: str, before: str, after: str, at: Any, why: str) -> Move:
    return Move(event, before, after, decode.moment(at), why)


def _order(id_: str, kind: str, state: str, debt: int, evidence: Any, *moments: Any) -> Order:
    proofs = [
        Proof(each["notice"], each["channel"], served)
        for each in decode.value(evidence)
        if (served := decode.coded_moment(each["served_at"])) is not None
    ]
    ordered_at, due_by, closed_at = moments
    return Order(
        id_,
        kind,
        state,
        debt,
        tuple(proofs),
        decode.moment(ordered_at),
        decode.moment_or_none(due_by),
        decode.moment_or_none(closed_at),
    )


def _its_own(number: str, kind: type, grouped: Mapping[str, Grouped[Any]]) -> dict[str, Any]:
    """Of several groups those of one supply, each as a tuple or a dict."""
    return {name: kind(each.get(number, ())) for name, each in grouped.items()}


def _places(supply: Supply) -> list[tuple[str, str]]:
    """Under which scopes and values a circumstance concerns the supply."""
    values = (supply.number, supply.document, supply.locality, supply.sector)
    return [(scope, value) for scope, value in zip(SCOPES, values, strict=True) if value]


def _subject(scope: str, value: str) -> str:
    """How the record names whom a circumstance concerns: a document by its pseudonym."""
    return pseudonym(f"doc:{value}") if scope == "DOCUMENTO" else value


def _operations(lines: Sequence[Line]) -> list[str]:
    return [line.text("operation") for line in lines if (line.act, line.outcome) == ("payment", "posted")]


def _dated(payment: Payment, lines: Sequence[Line]) -> Payment:
    """The payment with the moments of its lines in the record."""
    of_it = [line for line in lines if line.text("operation") == payment.operation]
    posted = next((line.at for line in of_it if line.act == "payment"), None)
    taken_back = next((line.at for line in of_it if line.act == "reversal"), None)
    return replace(payment, posted_at=posted, reversed_at=taken_back)


def settlement(operation: str, answer: Any) -> Settlement:
    """What a posted payment settled."""
    given = decode.value(answer)
    parts = sum(decode.centimos(part["amount"]) for part in given["settled"])
    return Settlement(operation, decode.centimos(given["amount"]), decode.moment(given["paid_at"]), parts)
