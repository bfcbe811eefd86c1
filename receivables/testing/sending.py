"""What all dispatchers share, over plain dicts."""

import math
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from receivables.model.sending import (
    Alarm,
    AlarmKind,
    Callback,
    Halt,
    MessageTemplate,
    Reservation,
    TemplateState,
)
from receivables.ports.sending import (
    AHEAD_SECONDS,
    FURTHEST_SECONDS,
    GENTLE_SECONDS,
    GENTLY,
    LEAD_SECONDS,
    LONGEST_REST_SECONDS,
    TURNS_OF_A_SECOND,
)
from receivables.testing.tables import CallbackKey, Tables


class MemoryRates:
    """Fills `ports.Rates`."""

    def __init__(self, tables: Tables, seconds: Callable[[], float]) -> None:
        self._next = tables.turns
        self._rests = tables.rests
        self._seconds = seconds

    async def reserve(
        self, sender: str, count: int, per_second: int, lead: float = LEAD_SECONDS
    ) -> Reservation:
        now = self._seconds()
        rests = await self.resting(sender)
        if rests > 0:
            self._rests[sender] = now + rests
            return Reservation((), rests, now)
        gentle = now < self._rests.get(sender, -math.inf) + GENTLE_SECONDS
        apart = (GENTLY if gentle else 1) / (per_second * TURNS_OF_A_SECOND)
        first = min(max(now + lead, self._next.get(sender, now)), now + FURTHEST_SECONDS)
        self._next[sender] = first
        if first > now + AHEAD_SECONDS:
            return Reservation((), first - now - AHEAD_SECONDS, now)
        self._next[sender] = first + count * apart
        return Reservation(tuple(first - now + turn * apart for turn in range(count)), at=now)

    async def rest(self, sender: str, seconds: float) -> None:
        until = self._seconds() + min(seconds, LONGEST_REST_SECONDS)
        self._rests[sender] = max(until, self._rests.get(sender, until))

    async def resting(self, sender: str) -> float:
        now = self._seconds()
        return min(max(0.0, self._rests.get(sender, now) - now), LONGEST_REST_SECONDS)


class MemoryOpenings:
    """Fills `ports.Openings`."""

    def __init__(self, tables: Tables) -> None:
        self._opened = tables.openings

    async def used(self, sender: str, since: datetime) -> int:
        return sum(by == sender and at >= since for (by, _), at in self._opened.items())

    async def known(self, sender: str, addresses: Collection[str], since: datetime) -> frozenset[str]:
        opened = ((address, self._opened.get((sender, address))) for address in addresses)
        return frozenset(address for address, at in opened if at is not None and at >= since)

    async def note(self, sender: str, addresses: Collection[str], at: datetime) -> None:
        self._opened.update(((sender, address), at) for address in addresses)


class MemoryHalts:
    """Fills `ports.Halts`."""

    def __init__(self, tables: Tables) -> None:
        self._halts = tables.halts

    async def in_force(self, now: datetime) -> dict[str, Halt]:
        return {subject: halt for subject, halt in sorted(self._halts.items()) if halt.holds(now)}

    async def add(self, halt: Halt) -> bool:
        known = self._halts.get(halt.subject)
        new = known is None or not known.holds(halt.at) or (halt.whole and not known.whole)
        if new:
            self._halts[halt.subject] = halt
        return new

    async def lift(self, subject: str) -> bool:
        return self._halts.pop(subject, None) is not None


class MemoryAlarms:
    """Fills `ports.Alarms`."""

    def __init__(self, tables: Tables) -> None:
        self._alarms = tables.alarms

    async def ring(self, kind: AlarmKind, subject: str, at: datetime) -> bool:
        known = self._alarms.get((kind, subject))
        anew = known is None or known.seen_at is not None
        if known is None or anew:
            self._alarms[kind, subject] = Alarm(kind, subject, at, at)
        else:
            self._alarms[kind, subject] = replace(known, last_at=at, count=known.count + 1)
        return anew

    async def unseen(self) -> list[Alarm]:
        ringing = [alarm for alarm in self._alarms.values() if alarm.seen_at is None]
        return sorted(ringing, key=lambda alarm: (alarm.first_at, alarm.kind, alarm.subject))

    async def about(self, subjects: Collection[str]) -> list[Alarm]:
        return [alarm for (_, subject), alarm in sorted(self._alarms.items()) if subject in subjects]

    async def see(self, kind: AlarmKind, subject: str, at: datetime, by: str) -> bool:
        known = self._alarms.get((kind, subject))
        if known is None or known.seen_at is not None:
            return False
        self._alarms[kind, subject] = replace(known, seen_at=at, seen_by=by)
        return True


class MemoryCallbacks:
    """Fills `ports.Callbacks`."""

    def __init__(self, tables: Tables) -> None:
        self._callbacks = tables.callbacks
        self._applied = tables.applied
        self._attempts = tables.callback_attempts

    async def receive(self, callbacks: Sequence[Callback]) -> int:
        before = len(self._callbacks)
        for callback in callbacks:
            self._callbacks.setdefault(_key(callback), callback)
        return len(self._callbacks) - before

    async def claim(self, limit: int, only: Callback | None = None) -> list[Callback]:
        waiting = [key for key in self._callbacks if key not in self._applied]
        if only is not None:
            waiting = [key for key in waiting if key == _key(only)]
        waiting.sort(key=lambda key: self._attempts.get(key, 0))
        return [self._callbacks[key] for key in waiting[:limit]]

    async def count_attempt(self, callback: Callback) -> int:
        key = _key(callback)
        if key not in self._callbacks or key in self._applied:
            return 0
        self._attempts[key] = self._attempts.get(key, 0) + 1
        return self._attempts[key]

    async def applied(self, callbacks: Sequence[Callback], at: datetime, problem: str = "") -> None:
        known = (_key(callback) for callback in callbacks if _key(callback) in self._callbacks)
        self._applied.update((key, (at, problem)) for key in known)

    async def of_row(self, outbox_id: int) -> list[Callback]:
        return [each for each in self._callbacks.values() if each.outbox_id == outbox_id]

    async def waiting(self) -> int:
        return len(self._callbacks.keys() - self._applied.keys())

    async def forget(self, before: datetime) -> int:
        old = [k for k, each in self._callbacks.items() if k in self._applied and each.received_at < before]
        for key in old:
            del self._callbacks[key], self._applied[key]
        return len(old)


class MemoryTemplates:
    """Fills `ports.Templates`."""

    def __init__(self, tables: Tables) -> None:
        self._templates = tables.templates

    async def all(self) -> list[MessageTemplate]:
        return [template for _, template in sorted(self._templates.items(), key=lambda each: each[0])]

    async def approved(self, channel: str, locale: str) -> Mapping[str, MessageTemplate]:
        return {
            each.name: each
            for each in self._templates.values()
            if (each.channel, each.locale, each.state) == (channel, locale, TemplateState.APPROVED)
        }

    async def save(self, templates: Sequence[MessageTemplate]) -> None:
        self._templates.update(((each.channel, each.name, each.locale), each) for each in templates)


class MemoryHeartbeats:
    """Fills `ports.Heartbeats`."""

    def __init__(self, tables: Tables, seconds: Callable[[], float]) -> None:
        self._beats = tables.beats
        self._seconds = seconds

    async def beat(self, program: str, worker: str) -> None:
        self._beats[program, worker] = self._seconds()

    async def age(self, program: str) -> float | None:
        last = max((at for (of, _), at in self._beats.items() if of == program), default=None)
        return None if last is None else self._seconds() - last

    async def forget(self, seconds: float) -> int:
        old = [each for each, at in self._beats.items() if at < self._seconds() - seconds]
        for each in old:
            del self._beats[each]
        return len(old)


def _key(callback: Callback) -> CallbackKey:
    return callback.provider_id, callback.told, callback.code
