"""The end of a request's time is near, or past: it rings once for each kind and day, and again for what comes later.

What nobody answers in time is pressed again (a claim, a pause of "ya pagué"), or breaks the law: so somebody must hear.
"""

from collections import Counter
from collections.abc import Collection, Mapping
from datetime import datetime

from receivables.model.contact import Moment
from receivables.model.request import BY_LAW, TO_DO, Request
from receivables.model.request_deadlines import Nearness, last_day, nearness, rings_until
from receivables.model.sending import Alarm, AlarmKind
from receivables.ports import UnitOfWork
from receivables.usecases.services import Services

MOST = 2_000
"""So many are looked at, the nearest end first: beyond it everything is late, and rings already."""
OF_NEARNESS = {Nearness.NEAR: AlarmKind.REQUESTS_NEAR, Nearness.LATE: AlarmKind.REQUESTS_LATE}
OURS = frozenset(OF_NEARNESS.values())
SETTLED = "settled"
"""Who "sees" an alarm when all that it was about is answered."""

Group = tuple[AlarmKind, str]


async def watch_deadlines(services: Services) -> int:
    """Ring for what nobody has heard of, and silence what is answered meanwhile; how many rang now."""
    async with services.units.reading() as unit:  # almost always there is nothing to do
        at = await services.moment(unit)
        groups = await _groups(unit, at)
        known = {_of(each): each for each in await unit.alarms.about({subject for _, subject in groups})}
        ringing = [_of(each) for each in await unit.alarms.unseen() if each.kind in OURS]
    new = [group for group, since in sorted(groups.items()) if _unheard(known.get(group), since)]
    over = [group for group in ringing if group not in groups]
    if new or over:
        async with services.units() as unit:
            for kind, subject in new:
                await unit.alarms.ring(kind, subject, at.now)
            for kind, subject in over:
                await unit.alarms.see(kind, subject, at.now, SETTLED)
    return len(new)


async def deadlines(services: Services, localities: Collection[str] = ()) -> Mapping[Nearness, int]:
    """How many are late and how many near, of those localities and of no supply; none given means all."""
    async with services.units.reading() as unit:
        at = await services.moment(unit)
        return Counter(nearness(each, at) for each in await _ending(unit, at, localities))


async def _ending(unit: UnitOfWork, at: Moment, localities: Collection[str] = ()) -> list[Request]:
    until = max(rings_until(kind, at) for kind in BY_LAW)
    return await unit.requests.page(states=TO_DO, localities=localities, due_by=until, limit=MOST)


async def _groups(unit: UnitOfWork, at: Moment) -> dict[Group, datetime]:
    """What there is to ring for, by kind and last day, and when the latest of it was asked."""
    found: dict[Group, datetime] = {}
    for each in await _ending(unit, at):
        kind = OF_NEARNESS.get(nearness(each, at))
        if kind is not None and each.due_by is not None:
            group = kind, f"{each.kind}:{last_day(each.due_by, at.policy).isoformat()}"
            found[group] = max(found.get(group, each.opened_at), each.opened_at)
    return found


def _of(alarm: Alarm) -> Group:
    return alarm.kind, alarm.subject


def _unheard(rung: Alarm | None, since: datetime) -> bool:
    """Whether it never rang, or somebody asked after the last ring; one that was silenced as settled rings anew."""
    return rung is None or rung.last_at < since or rung.seen_by == SETTLED
