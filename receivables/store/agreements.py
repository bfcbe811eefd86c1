"""Agreements made in the chat."""

from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, delete, func, select

from receivables.model.account import Agreement, Refinanced
from receivables.model.agreeing import LIVE, Covered, Ours, Stage
from receivables.model.message import decode, encode
from receivables.model.money import Money
from receivables.model.plan import Instalment
from receivables.store.session import AnyRow, Session
from receivables.store.tables import agreements, instalments, made_agreements, paper_seals, payments, supplies
from receivables.store.writing import Known

COLUMNS = tuple(column for column in made_agreements.c if column.name != "utility")


class SqlAgreements:
    """Fills `ports.Agreements`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def save(self, ours: Ours) -> None:
        self._session.later(made_agreements, _row(ours), Known.IS_REPLACED)
        if ours.seal:
            paper = {"seal": ours.seal, "agreement": ours.number, "version": ours.version}
            self._session.later(paper_seals, paper, Known.STAYS)
        await self._forget(ours.number)
        in_force = ours.in_ledger
        if in_force is not None:
            await self._enter(in_force)

    async def get(self, number: str) -> Ours | None:
        found = await self._where(made_agreements.c.number == number)
        return found[0] if found else None

    async def sealed(self, seal: str) -> tuple[Ours, int] | None:
        query = select(paper_seals.c.agreement, paper_seals.c.version).where(
            self._session.mine(paper_seals), paper_seals.c.seal == seal
        )
        rows = await self._session.rows(query)
        ours = await self.get(rows[0].agreement) if rows else None
        return None if ours is None else (ours, rows[0].version)

    async def of_supply(self, supply_number: str) -> list[Ours]:
        found = await self._where(made_agreements.c.supply_number == supply_number)
        return sorted(found, key=lambda each: (each.accepted_at, each.number))

    async def at(self, stages: Collection[Stage], after: str, limit: int) -> list[Ours]:
        wanted = [made_agreements.c.stage.in_(sorted(stages)), made_agreements.c.number > after]
        return await self._where(*wanted, limit=limit)

    async def coming(self, first: date, last: date, after: str, limit: int) -> list[Ours]:
        wanted = [made_agreements.c.stage.in_(sorted(LIVE)), made_agreements.c.number > after]
        due = self._instalment(instalments.c.due_on.between(first, last))
        return await self._where(*wanted, due, limit=limit)

    async def stirred(
        self, stages: Collection[Stage], due_before: date, after: str, limit: int
    ) -> list[Ours]:
        wanted = [made_agreements.c.stage.in_(sorted(stages)), made_agreements.c.number > after]
        stirred = (
            made_agreements.c.stage.not_in(sorted(LIVE))
            | self._instalment(instalments.c.due_on < due_before)
            | self._known_to_feed()
            | self._paid_since()
        )
        return await self._where(*wanted, stirred, limit=limit)

    def _instalment(self, due: ColumnElement[bool]) -> ColumnElement[bool]:
        its = instalments.c.agreement == made_agreements.c.number
        return select(instalments.c.number).where(self._session.mine(instalments), its, due).exists()

    def _known_to_feed(self) -> ColumnElement[bool]:
        """Whether there is one of this supply, signed since its acceptance, that was not made in the chat."""
        made = made_agreements.alias("made")
        ours = select(made.c.number).where(
            made.c.utility == agreements.c.utility, made.c.number == agreements.c.number
        )
        theirs = (
            agreements.c.supply_number == made_agreements.c.supply_number,
            agreements.c.signed_on >= made_agreements.c.accepted_on,
            ~ours.exists(),
        )
        return select(agreements.c.number).where(self._session.mine(agreements), *theirs).exists()

    def _paid_since(self) -> ColumnElement[bool]:
        """Whether more than what made it active was paid since its acceptance, or something was taken back."""
        since = (
            payments.c.supply_number == made_agreements.c.supply_number,
            payments.c.paid_on >= made_agreements.c.accepted_on,
        )
        found = select(func.count()).select_from(payments).where(self._session.mine(payments), *since)
        return (found.correlate(made_agreements).scalar_subquery() > 1) | (
            found.where(payments.c.reversed).correlate(made_agreements).scalar_subquery() > 0
        )

    async def page(
        self, stages: Collection[Stage], localities: Collection[str], after: str, limit: int
    ) -> list[Ours]:
        wanted = [made_agreements.c.stage.in_(sorted(stages)), made_agreements.c.number > after]
        if localities:
            here = select(supplies.c.supply_number).where(
                self._session.mine(supplies), supplies.c.locality.in_(sorted(localities))
            )
            wanted.append(made_agreements.c.supply_number.in_(here))
        return await self._where(*wanted, limit=limit)

    async def next_number(self, year: int) -> str:
        stem = f"CV-{year}-"
        query = select(func.max(made_agreements.c.number)).where(
            self._session.mine(made_agreements), made_agreements.c.number.startswith(stem)
        )
        latest = (await self._session.rows(query))[0][0]
        return f"{stem}{int(latest.removeprefix(stem)) + 1 if latest else 1:06d}"

    async def _where(self, *conditions: Any, limit: int | None = None) -> list[Ours]:
        query = select(*COLUMNS).where(self._session.mine(made_agreements), *conditions)
        rows = await self._session.rows(query.order_by(made_agreements.c.number).limit(limit))
        return [_value(row) for row in rows]

    async def _forget(self, number: str) -> None:
        mine = self._session.mine
        await self._session.run(
            delete(instalments).where(mine(instalments), instalments.c.agreement == number)
        )
        await self._session.run(delete(agreements).where(mine(agreements), agreements.c.number == number))

    async def _enter(self, agreement: Agreement) -> None:
        names = ("number", "supply_number", "signed_on", "down_payment", "instalments", "tea", "state")
        self._session.later(agreements, {name: getattr(agreement, name) for name in names})
        for part in agreement.schedule:
            parts = ("agreement", "number", "due_on", "amount", "paid")
            self._session.later(instalments, {name: getattr(part, name) for name in parts})


def refinanced(accepted_on: date, terms: Mapping[str, Any]) -> Refinanced:
    """In the place of which bills an agreement stands, of its row."""
    return Refinanced(
        accepted_on,
        tuple((number, _money(amount)) for number, _, amount in terms["bills"]),
        frozenset(terms["known"]),
        tuple((operation, _money(part)) for operation, part in terms["down"]),
    )


def _row(ours: Ours) -> dict[str, Any]:
    names = ("number", "supply_number", "stage", "version", "accepted_at", "accepted_on", "down_due_on")
    return {
        **{name: getattr(ours, name) for name in (*names, "signed_on", "closed_at", "seal")},
        "terms": {
            "channel": ours.channel,
            "debt": encode(ours.debt),
            "down_payment": encode(ours.down_payment),
            "tea": str(ours.tea),
            "bills": [[bill.number, bill.period, encode(bill.amount)] for bill in ours.bills],
            "rows": [
                [r.number, encode(r.due_on), encode(r.principal), encode(r.interest), encode(r.balance)]
                for r in ours.rows
            ],
            "known": sorted(ours.known),
            "down": [[operation, encode(part)] for operation, part in ours.down],
        },
    }


def _value(row: AnyRow) -> Ours:
    terms = row.terms
    its = refinanced(row.accepted_on, terms)
    return Ours(
        number=row.number,
        supply_number=row.supply_number,
        stage=row.stage,
        accepted_at=row.accepted_at,
        accepted_on=row.accepted_on,
        channel=terms["channel"],
        debt=_money(terms["debt"]),
        down_payment=_money(terms["down_payment"]),
        down_due_on=row.down_due_on,
        bills=tuple(Covered(number, period, _money(amount)) for number, period, amount in terms["bills"]),
        rows=tuple(_instalment(*each) for each in terms["rows"]),
        known=its.known,
        down=its.down,
        signed_on=row.signed_on,
        tea=Decimal(terms["tea"]),
        version=row.version,
        seal=row.seal,
        closed_at=row.closed_at,
    )


def _instalment(number: int, due_on: object, *amounts: object) -> Instalment:
    day = decode(due_on)
    if not isinstance(day, date):
        raise TypeError("the date of an instalment is none")
    principal, interest, balance = map(_money, amounts)
    return Instalment(number, day, principal, interest, balance)


def _money(stored: object) -> Money:
    amount = decode(stored)
    if not isinstance(amount, Money):
        raise TypeError("an amount of an agreement is none")
    return amount
