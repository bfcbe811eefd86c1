"""What all dispatchers share through the database: turns, openings, halts, alarms, callbacks, templates, signs of life.

Turns and signs of life go by the database's own clock, which is the same for all programs.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Double,
    Insert,
    String,
    and_,
    bindparam,
    case,
    delete,
    func,
    literal_column,
    or_,
    select,
    update,
)

from receivables.model.pseudonym import pseudonym
from receivables.model.sending import (
    Alarm,
    AlarmKind,
    Callback,
    Halt,
    MessageTemplate,
    Reservation,
    TemplateState,
)
from receivables.model.suppression import of_address
from receivables.ports.sending import (
    AHEAD_SECONDS,
    FURTHEST_SECONDS,
    GENTLE_SECONDS,
    GENTLY,
    LEAD_SECONDS,
    LONGEST_REST_SECONDS,
    TURNS_OF_A_SECOND,
)
from receivables.store.asking import UTILITY, mine
from receivables.store.mapping import Mapped
from receivables.store.session import Session
from receivables.store.tables import (
    UNAPPLIED,
    alarms,
    halts,
    heartbeats,
    message_templates,
    openings,
    sender_rates,
    status_callbacks,
)
from receivables.store.types import UtcDateTime
from receivables.store.writing import Known, upsertable

HALTS = Mapped(halts, Halt)
ALARMS = Mapped(alarms, Alarm)
CALLBACKS = Mapped(status_callbacks, Callback)
TEMPLATES = Mapped(message_templates, MessageTemplate)

HALTED = (
    select(*HALTS.columns)
    .where(mine(halts), or_(halts.c.until.is_(None), halts.c.until > bindparam("at", type_=UtcDateTime)))
    .order_by(halts.c.subject)
)
APPROVED = select(*TEMPLATES.columns).where(
    mine(message_templates),
    message_templates.c.channel == bindparam("by", type_=String),
    message_templates.c.locale == bindparam("words", type_=String),
    message_templates.c.state == TemplateState.APPROVED,
)

KEY = ("provider_id", "told", "code")
"""What a callback is known by."""

NOW: dict[str, ColumnElement[float]] = {
    "postgresql": literal_column("extract(epoch from clock_timestamp())::double precision", Double),
    "sqlite": literal_column("(julianday('now') - 2440587.5) * 86400.0", Double),
}


class SqlRates:
    """Fills `ports.Rates`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def reserve(
        self, sender: str, count: int, per_second: int, lead: float = LEAD_SECONDS
    ) -> Reservation:
        apart = 1 / (per_second * TURNS_OF_A_SECOND)
        given = {"by": sender, "lasting": count * apart, "lead": lead}
        taken = await self._session.ask(_reserving(self._session.dialect), **given)
        if not taken:
            return await self._refused(sender)
        first, now, times = taken[0]
        apart *= times
        return Reservation(tuple(first - now + turn * apart for turn in range(count)), at=now)

    async def _refused(self, sender: str) -> Reservation:
        """It rests, or its next turn is too far ahead; both no longer than they can be (the clock was put back)."""
        dialect = self._session.dialect
        there, now, sooner = sender_rates.c, NOW[dialect], _of(dialect, "least", "min")
        bounding = (
            update(sender_rates)
            .where(self._session.mine(sender_rates), there.sender == sender)
            .values(
                next_at=sooner(there.next_at, now + FURTHEST_SECONDS, type_=Double),
                rest_until=sooner(there.rest_until, now + LONGEST_REST_SECONDS, type_=Double),
            )
            .returning(there.next_at - now, there.rest_until - now, now)
        )
        ahead, rests, at = (await self._session.run(bounding)).one()
        return Reservation((), max(rests, ahead - AHEAD_SECONDS, LEAD_SECONDS), at)

    async def rest(self, sender: str, seconds: float) -> None:
        most = min(float(seconds), LONGEST_REST_SECONDS)
        given = {"of": self._session.utility, "by": sender, "seconds": most}
        await self._session.run(_resting(self._session.dialect), given)

    async def resting(self, sender: str) -> float:
        there = sender_rates.c
        query = select(there.rest_until - NOW[self._session.dialect]).where(
            self._session.mine(sender_rates), there.sender == sender
        )
        found = await self._session.row(query)
        return min(max(0.0, found[0]), LONGEST_REST_SECONDS) if found else 0.0


@cache
def _reserving(dialect: str) -> Insert:
    """Move a sender's next turn on: the first of the turns given, now, and how many times as far apart they are.

    Nothing while it may give none.
    """
    there, now = sender_rates.c, NOW[dialect]
    lasting = bindparam("lasting", type_=Double)
    soonest = now + bindparam("lead", type_=Double)
    # Asked twice, the second time a moment later: by then it may be over, and the second half of the turns is told.
    times = case((there.rest_until > now - GENTLE_SECONDS, float(GENTLY)), else_=1.0)
    insert = upsertable(dialect, sender_rates).values(
        utility=bindparam(UTILITY), sender=bindparam("by"), next_at=soonest + lasting, rest_until=0.0
    )
    return insert.on_conflict_do_update(
        index_elements=list(sender_rates.primary_key),
        set_={"next_at": _later(dialect, there.next_at, soonest) + lasting * times},
        where=and_(there.rest_until <= now, there.next_at <= now + AHEAD_SECONDS),
    ).returning(there.next_at - lasting * times, now, times)


@cache
def _resting(dialect: str) -> Insert:
    until = NOW[dialect] + bindparam("seconds", type_=Double)
    insert = upsertable(dialect, sender_rates).values(
        utility=bindparam("of"), sender=bindparam("by"), next_at=0.0, rest_until=until
    )
    longer = _later(dialect, sender_rates.c.rest_until, insert.excluded.rest_until)
    return insert.on_conflict_do_update(
        index_elements=list(sender_rates.primary_key), set_={"rest_until": longer}
    )


def _later(dialect: str, one: ColumnElement[float], other: ColumnElement[float]) -> ColumnElement[float]:
    return _of(dialect, "greatest", "max")(one, other, type_=Double)


def _of(dialect: str, postgresql: str, sqlite: str) -> Callable[..., ColumnElement[float]]:
    """A function that each database has under a name of its own."""
    return getattr(func, postgresql if dialect == "postgresql" else sqlite)  # type: ignore[no-any-return]  # `func` knows no types


class SqlOpenings:
    """Fills `ports.Openings`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def used(self, sender: str, since: datetime) -> int:
        query = select(func.count()).where(self._opened(sender, since))
        return int((await self._session.run(query)).scalar_one())

    async def known(self, sender: str, addresses: Collection[str], since: datetime) -> frozenset[str]:
        names = {_hidden(address): address for address in addresses}
        opened = self._opened(sender, since) & self._session.among(openings.c.opened, names)
        query = select(openings.c.opened).where(opened)
        return frozenset(names[name] for (name,) in await self._session.rows(query)) if names else frozenset()

    async def note(self, sender: str, addresses: Collection[str], at: datetime) -> None:
        for address in sorted(addresses):
            row = {"sender": sender, "opened": _hidden(address), "at": at}
            self._session.later(openings, row, Known.IS_REPLACED)

    def _opened(self, sender: str, since: datetime) -> ColumnElement[bool]:
        there = openings.c
        return self._session.mine(openings) & (there.sender == sender) & (there.at >= since)


def _hidden(address: str) -> str:
    return pseudonym(of_address(address))


class SqlHalts:
    """Fills `ports.Halts`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def in_force(self, now: datetime) -> dict[str, Halt]:
        found = HALTS.values(await self._session.ask(HALTED, at=now), self._session.currency)
        return {halt.subject: halt for halt in found}

    async def add(self, halt: Halt) -> bool:
        row = {"utility": self._session.utility, **HALTS.row(halt)}
        insert = upsertable(self._session.dialect, halts).values(row)
        adding = insert.on_conflict_do_update(
            index_elements=list(halts.primary_key),
            set_={name: insert.excluded[name] for name in ("at", "by", "why", "until", "whole")},
            where=or_(
                halts.c.until <= insert.excluded.at,
                and_(insert.excluded["whole"].is_(True), halts.c["whole"].is_(False)),
            ),
        )
        return bool((await self._session.run(adding.returning(halts.c.subject))).all())

    async def lift(self, subject: str) -> bool:
        this = self._session.mine(halts) & (halts.c.subject == subject)
        return (await self._session.run(delete(halts).where(this))).rowcount == 1


class SqlAlarms:
    """Fills `ports.Alarms`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def ring(self, kind: AlarmKind, subject: str, at: datetime) -> bool:
        row = ALARMS.row(Alarm(kind, subject, at, at))
        insert = upsertable(self._session.dialect, alarms).values(utility=self._session.utility, **row)
        seen = alarms.c.seen_at.is_not(None)
        changes: dict[str, Any] = {
            "first_at": case((seen, insert.excluded.first_at), else_=alarms.c.first_at),
            "last_at": insert.excluded.last_at,
            "count": case((seen, 1), else_=alarms.c.count + 1),
            "seen_at": None,
            "seen_by": None,
        }
        ringing = insert.on_conflict_do_update(index_elements=list(alarms.primary_key), set_=changes)
        counted = (await self._session.run(ringing.returning(alarms.c["count"]))).scalar_one()
        return int(counted) == 1

    async def unseen(self) -> list[Alarm]:
        query = (
            select(*ALARMS.columns)
            .where(self._session.mine(alarms), alarms.c.seen_at.is_(None))
            .order_by(alarms.c.first_at, alarms.c.kind, alarms.c.subject)
        )
        return await self._session.values(ALARMS, query)

    async def about(self, subjects: Collection[str]) -> list[Alarm]:
        those = self._session.mine(alarms) & self._session.among(alarms.c.subject, subjects)
        query = select(*ALARMS.columns).where(those).order_by(alarms.c.kind, alarms.c.subject)
        return await self._session.values(ALARMS, query)

    async def see(self, kind: AlarmKind, subject: str, at: datetime, by: str) -> bool:
        this = (alarms.c.kind == kind) & (alarms.c.subject == subject) & alarms.c.seen_at.is_(None)
        seeing = update(alarms).where(self._session.mine(alarms), this).values(seen_at=at, seen_by=by)
        return (await self._session.run(seeing)).rowcount == 1


class SqlCallbacks:
    """Fills `ports.Callbacks`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def receive(self, callbacks: Sequence[Callback]) -> int:
        rows = [{**CALLBACKS.row(callback), "attempts": 0} for callback in callbacks]
        return len(await self._session.add_new(status_callbacks, rows, *KEY))

    async def claim(self, limit: int, only: Callback | None = None) -> list[Callback]:
        which = UNAPPLIED if only is None else UNAPPLIED & _of_key(only)
        query = (
            select(*CALLBACKS.columns)
            .where(self._session.mine(status_callbacks), which)
            .order_by(status_callbacks.c.attempts, status_callbacks.c.id)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        return await self._session.values(CALLBACKS, query)

    async def count_attempt(self, callback: Callback) -> int:
        attempts = status_callbacks.c.attempts
        counting = (
            update(status_callbacks)
            .where(self._session.mine(status_callbacks), UNAPPLIED, _of_key(callback))
            .values(attempts=attempts + 1)
            .returning(attempts)
        )
        return int((await self._session.run(counting)).scalar() or 0)

    async def applied(self, callbacks: Sequence[Callback], at: datetime, problem: str = "") -> None:
        ended = {"applied_at": at, "problem": problem}
        for each in callbacks:
            known = {name: getattr(each, name) for name in KEY}
            self._session.change_later(status_callbacks, KEY, {**known, **ended})

    async def of_row(self, outbox_id: int) -> list[Callback]:
        query = (
            select(*CALLBACKS.columns)
            .where(self._session.mine(status_callbacks), status_callbacks.c.outbox_id == outbox_id)
            .order_by(status_callbacks.c.id)
        )
        return await self._session.values(CALLBACKS, query)

    async def waiting(self) -> int:
        query = select(func.count()).where(self._session.mine(status_callbacks), UNAPPLIED)
        return int((await self._session.run(query)).scalar_one())

    async def forget(self, before: datetime) -> int:
        there = status_callbacks.c
        old = there.applied_at.is_not(None) & (there.received_at < before)
        forgetting = delete(status_callbacks).where(self._session.mine(status_callbacks), old)
        return (await self._session.run(forgetting)).rowcount


def _of_key(callback: Callback) -> ColumnElement[bool]:
    return and_(*(status_callbacks.c[name] == getattr(callback, name) for name in KEY))


class SqlTemplates:
    """Fills `ports.Templates`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def all(self) -> list[MessageTemplate]:
        query = select(*TEMPLATES.columns).where(self._session.mine(message_templates))
        found = await self._session.values(TEMPLATES, query)
        return sorted(found, key=lambda each: (each.channel, each.name, each.locale))

    async def approved(self, channel: str, locale: str) -> Mapping[str, MessageTemplate]:
        rows = await self._session.ask(APPROVED, by=channel, words=locale)
        return {each.name: each for each in TEMPLATES.values(rows, self._session.currency)}

    async def save(self, templates: Sequence[MessageTemplate]) -> None:
        for each in templates:
            self._session.later(message_templates, TEMPLATES.row(each), Known.IS_REPLACED)


class SqlHeartbeats:
    """Fills `ports.Heartbeats`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def beat(self, program: str, worker: str) -> None:
        given = {"of": self._session.utility, "what": program, "who": worker}
        await self._session.run(_beating(self._session.dialect), given)

    async def age(self, program: str) -> float | None:
        since = NOW[self._session.dialect] - func.max(heartbeats.c.at)
        query = select(since).where(self._session.mine(heartbeats), heartbeats.c.program == program)
        age = (await self._session.run(query)).scalar_one()
        return None if age is None else max(0.0, age)

    async def forget(self, seconds: float) -> int:
        old = heartbeats.c.at < NOW[self._session.dialect] - seconds
        forgetting = delete(heartbeats).where(self._session.mine(heartbeats), old)
        return (await self._session.run(forgetting)).rowcount


@cache
def _beating(dialect: str) -> Insert:
    insert = upsertable(dialect, heartbeats).values(
        utility=bindparam("of"), program=bindparam("what"), worker=bindparam("who"), at=NOW[dialect]
    )
    return insert.on_conflict_do_update(
        index_elements=list(heartbeats.primary_key), set_={"at": insert.excluded["at"]}
    )
