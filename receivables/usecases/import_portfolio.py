"""Take one feed of the commercial system into the ledger: all of it that is sound, or nothing."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from receivables.errors import BadFile
from receivables.model.audit import Act
from receivables.model.consent_file import Listing
from receivables.model.contact import Feed, Moment
from receivables.model.money import Money
from receivables.model.portfolio import BadRow, Fault, OpeningBalances, Proof, too_many
from receivables.model.records import ListKind, RecordKind
from receivables.ports import Batch, Portfolio, RecordFile, UnitOfWork, Upserted
from receivables.usecases.agreements import check_waiting
from receivables.usecases.bulk import uncollected
from receivables.usecases.consents import note_refusals, note_unlisted, reconcile
from receivables.usecases.entries import entry
from receivables.usecases.impediment_list import ImpedimentList
from receivables.usecases.requests import supersede_claims
from receivables.usecases.services import Services

REFERENCES: Mapping[RecordKind, tuple[tuple[str, RecordKind, Fault], ...]] = {
    RecordKind.CONTACT: (("supply_number", RecordKind.SUPPLY, Fault.UNKNOWN_SUPPLY),),
    RecordKind.BILL: (("supply_number", RecordKind.SUPPLY, Fault.UNKNOWN_SUPPLY),),
    RecordKind.PAYMENT: (("supply_number", RecordKind.SUPPLY, Fault.UNKNOWN_SUPPLY),),
    RecordKind.CLAIM: (
        ("supply_number", RecordKind.SUPPLY, Fault.UNKNOWN_SUPPLY),
        ("bill", RecordKind.BILL, Fault.UNKNOWN_BILL),
    ),
    RecordKind.AGREEMENT: (("supply_number", RecordKind.SUPPLY, Fault.UNKNOWN_SUPPLY),),
    RecordKind.INSTALMENT: (("agreement", RecordKind.AGREEMENT, Fault.UNKNOWN_AGREEMENT),),
}
"""What each kind of row must refer to, in the feed or the ledger. A payment may name a bill older than the files."""

SHOWN = 20

Watch = Callable[[str, int, int], None]
"""Told after each batch: the file, the bytes read of it, and its size."""


@dataclass(frozen=True, slots=True)
class FileReport:
    """What came of one file; `rows` counts its data rows, `bad` those left out."""

    file: str
    rows: int
    inserted: int
    updated: int
    unchanged: int
    bad: int


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What came of a feed."""

    cut_date: date
    files: tuple[FileReport, ...]
    bad_rows: tuple[BadRow, ...]
    opening: OpeningBalances
    currency: str


def _nobody(file: str, done: int, size: int) -> None:
    """Nobody watches."""


async def import_portfolio(
    services: Services,
    portfolio: Portfolio,
    *,
    as_of: date | None = None,
    actor: str = "import",
    watch: Watch = _nobody,
) -> ImportReport:
    """Load a feed in one transaction; `as_of` takes the place of the cut date that the register states.

    A bad row is left out and reported. Importing the same feed again changes nothing. Raises BadFile, and nothing is
    changed, when a file is missing, unreadable, incomplete by its footer or bad in more rows than the policy bears
    (`bad_rows_percent`, `bad_rows_at_least`), when there is no cut date or one in the future, and for a feed older
    than the last one: it would put back balances that were paid since.

    Agreements that wait for their down payment are judged after it: it may have brought the payment.
    What the contacts say is told to the ledger of consents after it, a page at a time: see `consents.reconcile`.
    """
    cut_date = as_of or portfolio.cut_date()
    if cut_date is None:
        raise BadFile("no_cut_date")
    files = portfolio.open(cut_date)
    async with services.units() as unit:
        await _in_turn(services, unit, cut_date)
        load = _Load(unit, await services.moment(unit), cut_date, actor, watch)
        with uncollected():
            reports = [await load.file(file) for file in files]
        await supersede_claims(unit, load.at)
        await unit.ledger.record_feed(Feed(cut_date=cut_date, payments_through=cut_date))
        await unit.ledger.note_usual_consumption()
        opening = portfolio.opening_balances(load.supplies)
        report = ImportReport(
            cut_date, tuple(reports), tuple(load.bad_rows), opening, services.policy.currency
        )
        at = await services.moment(unit)
        await unit.audit.append([entry(at, actor, Act.IMPORT, "portfolio", "taken", (), _facts(report))])
    await check_waiting(services)
    await reconcile(services, actor=actor)
    return report


async def _in_turn(services: Services, unit: UnitOfWork, cut_date: date) -> None:
    today = services.policy.today(services.clock.now())
    if cut_date > today:
        raise BadFile("cut_date_in_the_future", cut_date=cut_date, today=today)
    feed = await unit.ledger.feed()
    if feed is not None and cut_date < feed.cut_date:
        raise BadFile("older_feed", cut_date=cut_date, known=feed.cut_date)


def _facts(report: ImportReport) -> dict[str, str | int]:
    counts = {f"{each.file} {name}": getattr(each, name) for each in report.files for name in ("rows", "bad")}
    return {"cut_date": report.cut_date.isoformat(), **counts}


class _Load:
    """The loading of one feed, file after file."""

    def __init__(self, unit: UnitOfWork, at: Moment, cut_date: date, actor: str, watch: Watch) -> None:
        self.bad_rows: list[BadRow] = []
        self.supplies: frozenset[str] = frozenset()
        self._listed: set[tuple[str, ...]] = set()
        self.at = at
        self._policy = at.policy
        self._listing = Listing(cut_date, at.policy.zone, at.now, actor)
        self._impediments = ImpedimentList(unit, at, actor)
        self._unit = unit
        self._watch = watch

    async def file(self, file: RecordFile) -> FileReport:
        """Load one file. Raises BadFile when it cannot be taken as a whole."""
        bad: list[BadRow] = []
        done = Upserted()
        for batch in file.batches():
            rows, strangers = await self._referring(file, batch)
            bad += sorted([*batch.bad, *strangers])
            if rows:
                done = _sum(done, await self._taken(file.kind, rows))
            self._watch(file.name, batch.bytes_read, file.size)
        proof = file.proof()
        self._refuse_incomplete(file.name, proof)
        self._refuse_too_bad(file.name, proof.rows, bad)
        if file.kind is RecordKind.CONTACT:
            removed = await self._unit.ledger.withdraw_contacts(self._listed)
            await note_unlisted(self._unit, removed, self._listed, self._listing)
        if file.kind is ListKind.IMPEDIMENT:
            await self._impediments.lift_the_others()
        if file.kind is RecordKind.SUPPLY:
            self.supplies = frozenset(await self._unit.ledger.supply_numbers())
        self.bad_rows += bad
        return FileReport(file.name, proof.rows, done.inserted, done.updated, done.unchanged, len(bad))

    async def _taken(self, kind: RecordKind | ListKind, rows: Sequence[tuple[object, ...]]) -> Upserted:
        if kind is ListKind.IMPEDIMENT:
            return await self._impediments.take(rows)
        if kind is RecordKind.CONTACT:
            self._listed.update(tuple(map(str, row[: kind.keys])) for row in rows)
            await note_refusals(self._unit, rows, self._listing)
        return await self._unit.ledger.upsert(kind, rows)

    async def _referring(
        self, file: RecordFile, batch: Batch
    ) -> tuple[Sequence[tuple[object, ...]], list[BadRow]]:
        """The rows that refer to what is known, and the others as bad ones."""
        rows, lines, bad = batch.rows, batch.lines, []
        if isinstance(file.kind, ListKind):
            return self._impediments.known(file, batch, self.supplies)
        for column, kind, fault in REFERENCES.get(file.kind, ()):
            place = file.kind.columns.index(column)
            known = await self._known(kind, rows, place)
            strange = [line for row, line in zip(rows, lines, strict=True) if row[place] not in known]
            if strange:
                bad += [BadRow(file.name, line, file.column(column), fault) for line in strange]
                lines = [line for row, line in zip(rows, lines, strict=True) if row[place] in known]
                rows = [row for row in rows if row[place] in known]
        return rows, bad

    async def _known(
        self, kind: RecordKind, rows: Sequence[tuple[object, ...]], place: int
    ) -> frozenset[str]:
        if kind is RecordKind.SUPPLY:
            return self.supplies
        return await self._unit.ledger.known(kind, {str(row[place]) for row in rows})

    def _refuse_incomplete(self, name: str, proof: Proof) -> None:
        if proof.missing:
            raise BadFile("footer_missing", file=name, rows=proof.rows)
        if not proof.rows_hold:
            raise BadFile("footer_rows_differ", file=name, rows=proof.rows, footer=proof.footer_rows)
        if not proof.sum_holds:
            says = Money(proof.footer_centimos or 0)
            raise BadFile("footer_sum_differs", file=name, sum=Money(proof.centimos), footer=says)

    def _refuse_too_bad(self, name: str, rows: int, bad: list[BadRow]) -> None:
        if too_many(len(bad), rows, self._policy):
            percent = self._policy.bad_rows_percent
            first = tuple(bad[:SHOWN])
            raise BadFile(
                "too_many_bad_rows", file=name, bad=len(bad), rows=rows, percent=percent, first=first
            )


def _sum(one: Upserted, other: Upserted) -> Upserted:
    return Upserted(
        one.inserted + other.inserted, one.updated + other.updated, one.unchanged + other.unchanged
    )
