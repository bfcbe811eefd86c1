"""Builders of what the auditor reads: a test says only what matters to it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from caudal.audit.debt import Rules
from caudal.audit.findings import Finding
from caudal.audit.rows import Bill, Feed, Line, Move, PersonFile, Sent, Supply, SupplyFile
from caudal.audit.utility import read_utility
from templates.errors import catalogue

LIMA = ZoneInfo("America/Lima")
CUT_DATE = date(2023, 12, 31)
KEY = "notice/0000001/agreement_offer/1"
DAY = timedelta(days=1)


def lima(text: str) -> datetime:
    """A moment on the customer's clock, in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=LIMA).astimezone(UTC)


def the_rules(policy: str = "tumbes", **changes: Any) -> Rules:
    """By what is judged, with a feed of the end of 2023."""
    plain = Rules(read_utility(policy), Feed(CUT_DATE, None), lima("2024-01-31 12:00"))
    return replace(plain, **changes)


def a_sent(at: str = "2024-01-09 10:00", **changes: Any) -> Sent:
    """An offer by WhatsApp."""
    plain = Sent(
        key=KEY,
        kind="notice",
        notice="agreement_offer",
        supply="0000001",
        person="sha256:one",
        channel="whatsapp",
        address="+51900000001",
        state="sent",
        attempt=1,
        sent_at=lima(at),
        served_at=None,
        debt=9000,
    )
    return replace(plain, **changes)


def a_line(
    at: str = "2024-01-09 10:00", act: str = "send", outcome: str = "allowed", **facts: object
) -> Line:
    """The decision behind that offer; `facts` change those of it."""
    plain = {
        "key": KEY,
        "attempt": 1,
        "channel": "whatsapp",
        "person": "sha256:one",
        "overdue": "90.00",
        "bills": 3,
        "instalments": 0,
        "claimed": 0,
        "payments_through": at[:10],
        "protecting": "233",
    }
    return Line(
        1, lima(at), "dispatcher", act, "0000001", outcome, {**plain, **facts}, "2024-01", "2026-11-21"
    )


def three_bills() -> tuple[Bill, ...]:
    """Paid for September, then nothing: S/ 30.00 each for October, November and December."""
    days = [date(2023, month, 20) for month in (9, 10, 11, 12)]
    return tuple(Bill(f"R-{d:%m}", d - 14 * DAY, d, 0 if d.month == 9 else 3000) for d in days)


def a_file(**parts: Any) -> SupplyFile:
    """A sound file: three bills, an offer, its decision."""
    plain = SupplyFile(Supply("0000001"), bills=three_bills(), sent=(a_sent(),), lines=(a_line(),))
    return replace(plain, **parts)


def a_person(*sent: Sent, **parts: Any) -> PersonFile:
    """Somebody who was sent this."""
    return replace(PersonFile("sha256:one", sent), **parts)


def a_move(event: str, before: str, after: str, at: str, why: str = "") -> Move:
    """One step of a case."""
    return Move(event, before, after, lima(at), why)


def codes(judged: Iterable[Finding | None]) -> list[str]:
    """What was found, in short. Each can be told in words: its sentence asks for nothing that it does not carry."""
    found = [finding for finding in judged if finding is not None]
    assert all(catalogue("es")[finding.code].format(**finding.values) for finding in found)
    return [finding.code.removeprefix("check_") for finding in found]


def odd_bills(consumption: int, usual: int | None) -> tuple[Bill, ...]:
    """Three bills, the last of them measured so, where so much is usual."""
    *others, last = three_bills()
    known = None if usual is None else Decimal(usual)
    return (*others, replace(last, consumption=Decimal(consumption), usual=known))
