"""Agreements made in the chat: which of them were in force at a moment, by the lines of the record.

The list of them knows only what became of each; the record knows when, and by which schedule (decision 0018).
"""

from datetime import date, datetime

from caudal.audit.agreements import Agreement, Instalment, Made, Row
from caudal.audit.rows import Line, SupplyFile

OURS = "agreement"
"""The act of the lines about them."""
IN_FORCE = frozenset({"active", "amended"})
STANDS = frozenset({*IN_FORCE, "fulfilled", "broken"})
"""While its last line says one of these, it stands in the place of its bills."""
BROKEN_BY_FEED = "QUEBRADO"


def stages_at(file: SupplyFile, moment: datetime) -> dict[str, str]:
    """Where each agreement of the chat had come to by then, in the order in which they were accepted."""
    return {line.text("agreement"): line.outcome for line in lines_of(file) if line.at <= moment}


def lines_of(file: SupplyFile) -> list[Line]:
    """The lines about agreements of the chat, in the order of the record."""
    return [line for line in file.lines if line.act == OURS and line.text("agreement")]


def in_place_at(file: SupplyFile, moment: datetime) -> list[Agreement]:
    """Those that stood in the place of their bills then, in the order of their signing.

    One since which the feed knows another is not among them: the feed's stands for both. What the feed knew is told by
    today's rows only from the last feed on.
    """
    fed = max((each.signed_on for each in file.agreements), default=date.min)
    return [each for each in in_place_by_lines(file, moment) if each.made and each.made.accepted_on > fed]


def in_place_by_lines(file: SupplyFile, moment: datetime) -> list[Agreement]:
    """The same by the record alone, whatever the feed knows since: when it took one over, a line says so."""
    stages = stages_at(file, moment)
    found = [
        Agreement(
            each.number,
            each.signed_on or each.accepted_on,
            "",
            schedule_at(file, each, moment),
            each.refinanced,
        )
        for each in file.made
        if stages.get(each.number) in STANDS
    ]
    return sorted(found, key=lambda each: (each.signed_on, each.number))


def in_force_at(file: SupplyFile, agreement: Agreement, moment: datetime) -> bool:
    """Whether it was neither broken nor paid off by then."""
    return stages_at(file, moment).get(agreement.number) in IN_FORCE


def broken_at(file: SupplyFile, moment: datetime) -> int:
    """How many agreements were broken by then: those that the feed calls so, and ours."""
    ours = stages_at(file, moment).values()
    of_feed = sum(each.state == BROKEN_BY_FEED for each in file.agreements)
    return of_feed + sum(stage == "broken" for stage in ours)


def schedule_at(file: SupplyFile, made: Made, moment: datetime) -> tuple[Instalment, ...]:
    """The schedule by which it was paid then: one that was changed had another before."""
    told: tuple[Row, ...] = ()
    for line in lines_of(file):
        if line.text("agreement") == made.number and line.at <= moment:
            told = schedule_of(line) or told
    rows = told or made.rows
    return tuple(Instalment(n, row.due_on, row.amount, 0) for n, row in enumerate(rows, 1))


def schedule_of(line: Line) -> tuple[Row, ...]:
    """The schedule that a line wrote down, `day/principal/interest` for each row; empty where it wrote none."""
    balance = (line.centimos("debt") or 0) - (line.centimos("down_payment") or 0)
    rows: list[Row] = []
    for each in line.text("schedule").split():
        day, principal, interest = each.split("/")
        balance -= _centimos(principal)
        rows.append(Row(date.fromisoformat(day), _centimos(principal), _centimos(interest), balance))
    return tuple(rows)


def _centimos(amount: str) -> int:
    whole, _, rest = amount.partition(".")
    return int(whole + rest)
