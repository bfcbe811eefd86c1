"""The audit itself: every chain, every supply that was pressed, every person who was written to, every payment."""

from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from caudal.audit import told
from caudal.audit.chain import TABLES, Chain, End
from caudal.audit.debt import Rules
from caudal.audit.findings import Finding, Judged
from caudal.audit.halts import halts
from caudal.audit.judge import (
    agreements,
    crises,
    cuts,
    delivery,
    holds,
    ladder,
    lists,
    one_time,
    payments,
    people,
    reopenings,
    sends,
)
from caudal.audit.reading import Books, open_books, record
from caudal.audit.reading.people import person_files, shared_addresses
from caudal.audit.reading.supplies import supply_files
from caudal.audit.reading.whole import (
    chained,
    clock,
    codes,
    codes_from,
    complete_from,
    feed,
    head,
    openings,
    replies,
    settlements,
)
from caudal.audit.rows import Order, PersonFile, SupplyFile
from caudal.audit.utility import Utility

STEP = 5_000
LOOKS = 31
"""So many earlier looks vouch for the chains: a month of nights, so that one missed alarm is not the last."""

OfSupply = Callable[[SupplyFile, Rules], Judged]
OfPerson = Callable[[PersonFile, Rules], Judged]
Watch = Callable[[str, int], None]
"""Told as things go: what is looked at, and how many of it were."""

SUPPLIES: Mapping[str, OfSupply] = {
    "send_decided": sends.decided,
    "send_kept": sends.rowless,
    "send_moment": sends.lawful_moment,
    "send_in_time": sends.in_time,
    "send_owed": sends.owed_something,
    "send_unshielded": sends.unshielded,
    "send_best_payer": sends.best_as_written,
    "send_promise": sends.promise_respected,
    "send_atypical": sends.atypical_first,
    "send_fresh": sends.fresh,
    "send_unimpeded": sends.unimpeded,
    "send_unheld": sends.unheld,
    "send_once": sends.keys,
    "send_template": delivery.by_template,
    "send_unhalted": delivery.unhalted,
    "send_code": delivery.with_code,
    "moves": ladder.continuous,
    "no_skipping": ladder.never_skipping,
    "last_chance": ladder.last_chance_in_time,
    "served": ladder.received_when_said,
    "served_paper": ladder.paper_reported,
    "cut_decided": cuts.decided,
    "orders_listed": cuts.listed,
    "cut_owed": cuts.owed_enough,
    "cut_warned": cuts.warned,
    "cut_day": cuts.on_its_days,
    "cut_unshielded": cuts.unshielded,
    "cut_approved": cuts.approved,
    "cut_moment": cuts.executed_by_day,
    "cut_fresh": cuts.fresh,
    "cut_unheld": cuts.unheld,
    "reopening_ordered": reopenings.ordered,
    "reopening_due": reopenings.due_in_time,
    "payment_once": payments.once,
    "agreements_listed": agreements.told,
    "agreement_steps": agreements.in_order,
    "agreement_signed": agreements.agreed_to,
    "agreement_paid": agreements.paid_first,
    "agreement_sum": agreements.adds_up,
    "agreement_limits": agreements.within_limits,
    "hold_bounded": holds.bounded,
    "hold_once": holds.once,
    "code_used": one_time.once_and_in_time,
    "code_kept": one_time.kept,
    "crisis_shielded": crises.shielded,
    "crisis_cut": crises.no_cut,
}
PEOPLE: Mapping[str, OfPerson] = {
    "caps": people.within_caps,
    "one_channel": people.one_channel,
    "consent": people.with_consent,
    "left_alone": people.left_alone,
}
ADDRESSES: Mapping[str, OfPerson] = {"caps_address": people.within_caps_there}
"""Asked of what went to one address, to whichever persons."""


@dataclass(slots=True)
class Check:
    """One check: how many things it looked at, and at how many of them something was wrong."""

    looked_at: int = 0
    found: int = 0


@dataclass(slots=True)
class Report:
    """What the audit found. `ends`: how far each chain goes; `late`: reopenings that wait beyond their time."""

    now: datetime
    checks: dict[str, Check] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    ends: list[End] = field(default_factory=list)
    late: list[tuple[str, Order]] = field(default_factory=list)

    def count(self, check: str, judged: Iterable[Finding | None]) -> None:
        """Take what a judge says."""
        counted = self.checks.setdefault(check, Check())
        for finding in judged:
            counted.looked_at += 1
            if finding is not None:
                counted.found += 1
                self.findings.append(finding)


@dataclass(frozen=True, slots=True)
class Request:
    """What is audited, and by what. `now` None: the clock of the database, else `otherwise`."""

    url: str
    utility: Utility
    now: datetime | None
    otherwise: datetime
    anchors: tuple[End, ...] = ()


async def audit(request: Request, watch: Watch) -> Report:
    """Read everything once, in one snapshot, and judge it. Raises BadSetting for a database that cannot be read.

    Besides the anchors of the request those count that earlier looks left in the record: whoever rewrites a chain and
    makes every digest fit again is noticed by them. Only anchors that were kept elsewhere prove more.
    """
    async with open_books(request.url, request.utility.name) as books:
        now = request.now or await clock(books) or request.otherwise
        rules = await _rules(books, request.utility, now)
        report = Report(now)
        anchors = (*told.ends(await record.latest_looks(books, LOOKS)), *request.anchors)
        for table in TABLES:
            await _chain(books, table, anchors, report, watch)
        await _supplies(books, rules, report, watch)
        await _persons(person_files(books), PEOPLE, rules, report, watch)
        await _persons(shared_addresses(books), ADDRESSES, rules, report, watch)
        await _lists(books, rules, report)
        report.count("codes", delivery.codes_apart(*await codes(books)))
        for channel in sorted(request.utility.daily_openings):
            opened = delivery.within_openings(openings(books, channel), rules)
            await _count_all(report, "openings", opened, watch)
        await _count_all(report, "payment_parts", _settled(books), watch)
        await _count_all(report, "replies", _replied(books), watch)
    return report


async def _rules(books: Books, utility: Utility, now: datetime) -> Rules:
    return Rules(
        utility,
        await feed(books),
        now,
        await complete_from(books),
        await codes_from(books),
        halts([line async for line in record.lines_of(books, "halt")]),
    )


async def _chain(books: Books, table: str, anchors: tuple[End, ...], report: Report, watch: Watch) -> None:
    chain = Chain(table, {end.number: end.digest for end in anchors if end.table == table})

    async def links() -> AsyncIterator[Finding | None]:
        async for row in chained(books, table):
            yield chain.take(row)
        for finding in chain.finish(await head(books, table)):
            yield finding

    await _count_all(report, f"chain_{table}", links(), watch)
    report.ends.append(chain.end)


async def _count_all(report: Report, check: str, judged: AsyncIterator[Finding | None], watch: Watch) -> None:
    report.count(check, ())
    done = 0
    async for finding in judged:
        report.count(check, (finding,))
        done += 1
        if done % STEP == 0:
            watch(check, done)


async def _supplies(books: Books, rules: Rules, report: Report, watch: Watch) -> None:
    done = 0
    for check in SUPPLIES:
        report.count(check, ())
    async for page in supply_files(books):
        for file in page:
            for check, judge in SUPPLIES.items():
                report.count(check, judge(file, rules))
            report.late += [(file.supply.number, order) for order in reopenings.overdue(file, rules)]
        done += len(page)
        watch("supplies", done)


async def _persons(
    pages: AsyncIterator[list[PersonFile]],
    checks: Mapping[str, OfPerson],
    rules: Rules,
    report: Report,
    watch: Watch,
) -> None:
    done = 0
    for check in checks:
        report.count(check, ())
    async for page in pages:
        for file in page:
            for check, judge in checks.items():
                report.count(check, judge(file, rules))
        done += len(page)
        watch("people", done)


async def _lists(books: Books, rules: Rules, report: Report) -> None:
    """The lists of who is closed and of what forbids pressing: each small beside the messages that they stop."""
    closed = told.closings([line async for line in record.lines_of(books, "suppress")])
    listed = [each async for each in record.closed(books)]
    report.count("closings_listed", lists.closings(closed, listed, rules))
    noted = told.impediments([line async for line in record.lines_of(books, "impediment")])
    known = [each async for each in record.impediments(books)]
    report.count("impediments_listed", lists.impediments(noted, known))


async def _settled(books: Books) -> AsyncIterator[Finding | None]:
    async for settled in settlements(books):
        yield payments.to_the_centimo(settled)


async def _replied(books: Books) -> AsyncIterator[Finding | None]:
    async for key, message in replies(books):
        yield sends.no_demand(key, message)
