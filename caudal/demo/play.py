"""The story itself: days go by, notices arrive, invented customers write and pay, each at their own moment."""

import gc
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from heapq import heappop, heappush
from random import Random

from caudal.demo.customers import Printed, Turn, chance, turns
from caudal.demo.effects import Effects, Mood
from caudal.demo.post import Delivered, Listening
from caudal.demo.records import Records
from caudal.demo.routine import Routine
from caudal.demo.scenes import Scene
from caudal.demo.story import Story
from caudal.demo.talk import Talk
from caudal.demo.till import Till
from receivables.model.agreeing import Stage
from receivables.model.ladder import Notice, Step

THOUSAND = 1000


@dataclass(frozen=True, slots=True)
class Writes:
    """A customer takes the next turn of a conversation, and what comes after it."""

    supply_number: str
    address: str
    turn: Turn
    rest: tuple[Turn, ...]
    about: str
    mood: Mood


@dataclass(frozen=True, slots=True)
class Pays:
    """A customer pays all that is overdue."""

    supply_number: str


@dataclass(frozen=True, slots=True)
class PaysDown:
    """A customer pays the down payment of an agreement."""

    supply_number: str


@dataclass(frozen=True, slots=True)
class PaysInstalment:
    """A customer pays the next instalment of an agreement."""

    supply_number: str


@dataclass(frozen=True, slots=True)
class Keeps:
    """A customer pays what was promised."""

    supply_number: str


Happening = Writes | Pays | PaysDown | PaysInstalment | Keeps


@dataclass(slots=True)
class Play:
    """One performance. `late`: the supplies that were behind when it began; the queue holds what people will do."""

    story: Story
    effects: Effects
    routine: Routine
    channel: Listening
    talk: Talk
    till: Till
    records: Records
    late: Sequence[str]
    seed: int
    queue: list[tuple[datetime, int, Happening]] = field(default_factory=list)
    count: int = 0

    def enter(self, scenes: Iterable[Scene]) -> None:
        """Have these conversations begin at their moments."""
        for scene in scenes:
            first, *rest = scene.turns
            about = f"scene/{scene.at:%m-%d}"
            self._at(
                scene.at, Writes(scene.supply_number, scene.address, first, tuple(rest), about, scene.mood)
            )

    async def perform(self, told: Callable[[date], None]) -> None:
        """Play every day of the story, in order."""
        for day in self.story.days():
            if day.weekday() == 0:
                gc.collect()  # nothing else looks for cycles during a demo (see `watch`)
                self._who_pays_unasked(day)
            for moment in await self.routine.moments(day):
                await self._live_until(moment)
                await self.routine.work(moment, silent=day in self.story.silent)
                await self._pay_meanwhile(moment)
                await self.routine.dispatch()
                self._react()
            told(day)
        await self._live_until(self.routine.clock.now() + timedelta(hours=4))

    async def _live_until(self, moment: datetime) -> None:
        """Let people do what they do before that moment."""
        while self.queue and self.queue[0][0] < moment:
            at, _, happening = heappop(self.queue)
            self.routine.clock.move_to(at)
            await self._happen(happening)
            self._react()

    async def _happen(self, happening: Happening) -> None:
        match happening:
            case Writes():
                await self._write(happening)
            case Pays() | PaysDown() | PaysInstalment() | Keeps() if self._till_is_closed():
                self._later(timedelta(days=1), happening)
            case Pays(supply):
                await self.till.pay_overdue(supply)
            case PaysDown(supply):
                await self._pay_down(supply)
            case PaysInstalment(supply):
                await self.till.pay_instalment(supply)
            case Keeps(supply):
                await self._keep(supply)

    def _till_is_closed(self) -> bool:
        """While the billing system is silent nobody can pay either."""
        return self.routine.services.policy.today(self.routine.clock.now()) in self.story.silent

    async def _write(self, writes: Writes) -> None:
        await self.talk.take(writes.address, writes.turn)
        rng = chance(self.seed, writes.supply_number, f"pace/{writes.about}/{len(writes.rest)}")
        if writes.rest:
            following = Writes(
                writes.supply_number,
                writes.address,
                writes.rest[0],
                writes.rest[1:],
                writes.about,
                writes.mood,
            )
            self._later(timedelta(seconds=rng.randint(20, 90)), following)
        elif writes.mood is Mood.PROMISE:
            await self._decide_to_keep(writes)
        elif writes.mood is Mood.AGREE:
            self._decide_to_pay_down(writes.supply_number)

    def _decide_to_pay_down(self, supply_number: str) -> None:
        """Pay the down payment within two days, or let the agreement come to nothing."""
        rng = chance(self.seed, supply_number, "down payment")
        if rng.randrange(THOUSAND) < self.effects.pays_down:
            self._later(timedelta(hours=rng.uniform(2, 44)), PaysDown(supply_number))

    async def _pay_down(self, supply_number: str) -> None:
        async with self.routine.services.units.reading() as unit:
            made = await unit.agreements.of_supply(supply_number)
        if made and made[-1].stage is Stage.ACCEPTED:
            await self.till.pay(supply_number, made[-1].down_payment)

    async def _decide_to_keep(self, writes: Writes) -> None:
        """Keep the promise that was taken, or not: it is paid on its last day."""
        async with self.routine.services.units.reading() as unit:
            case = (await unit.cases.get([writes.supply_number]))[writes.supply_number]
        rng = chance(self.seed, writes.supply_number, "promise")
        if case.promise is not None and rng.randrange(THOUSAND) < self.effects.keeps[Notice(writes.about)]:
            hours = timedelta(hours=rng.uniform(8.5, 16))
            policy = self.routine.services.policy
            midnight = datetime.combine(case.promise.due_on, datetime.min.time(), policy.zone)
            self._at(max(midnight + hours, self.routine.clock.now()), Keeps(writes.supply_number))

    async def _keep(self, supply_number: str) -> None:
        async with self.routine.services.units.reading() as unit:
            case = (await unit.cases.get([supply_number]))[supply_number]
        if case.step is Step.PROMISED and case.promise is not None:
            await self.till.pay(supply_number, case.promise.amount)

    async def _pay_meanwhile(self, moment: datetime) -> None:
        """Between the planning and the sending some come to pay."""
        if self._till_is_closed():
            return
        for supply in self.records.pending():
            if (
                chance(self.seed, supply, f"meanwhile/{moment}").randrange(THOUSAND)
                < self.effects.pays_meanwhile
            ):
                await self.till.pay_overdue(supply)

    def _who_pays_unasked(self, monday: date) -> None:
        policy = self.routine.services.policy
        start = datetime.combine(monday, datetime.min.time(), policy.zone)
        for supply in self.late:
            rng = chance(self.seed, supply, f"unasked/{monday}")
            if rng.randrange(THOUSAND) < self.effects.pays_unasked:
                self._at(start + timedelta(days=rng.randrange(5), hours=rng.uniform(8.5, 17)), Pays(supply))

    def _react(self) -> None:
        for delivered in self.channel.collect():
            self.talk.seen(delivered)
            notice = _notice_of(delivered.key)
            if notice is not None:
                self._react_to(delivered, *notice)
            elif (supply := reminded(delivered.key)) is not None:
                self._react_to_reminder(delivered.key, supply)

    def _react_to_reminder(self, key: str, supply: str) -> None:
        rng = chance(self.seed, supply, key)
        if rng.randrange(THOUSAND) < self.effects.pays_instalment:
            self._later(timedelta(hours=rng.uniform(1, 6)), PaysInstalment(supply))

    def _react_to(self, delivered: Delivered, supply: str, notice: Notice) -> None:
        rng = chance(self.seed, supply, delivered.key)
        feeling = self.effects.mood(notice, rng.randrange(THOUSAND))
        if feeling is Mood.PAY:
            self._later(timedelta(hours=rng.uniform(1, 60)), Pays(supply))
            return
        said = turns(feeling, Printed(supply, self.records.latest_bill(supply)), rng)
        if said:
            writes = Writes(supply, delivered.address, said[0], said[1:], notice.value, feeling)
            self._later(_thinking(rng), writes)

    def _later(self, after: timedelta, happening: Happening) -> None:
        self._at(self.routine.clock.now() + after, happening)

    def _at(self, moment: datetime, happening: Happening) -> None:
        self.count += 1
        heappush(self.queue, (moment, self.count, happening))


def _thinking(rng: Random) -> timedelta:
    """How long people take to answer: minutes, some of them hours."""
    return timedelta(minutes=min(rng.expovariate(1 / 70), 8 * 60))


def _notice_of(key: str) -> tuple[str, Notice] | None:
    """The supply and the notice of a natural key; None for a reply."""
    parts: Sequence[str] = key.split("/")
    return (parts[1], Notice(parts[2])) if parts[0] == "notice" else None


def reminded(key: str) -> str | None:
    """The supply of whose instalment the message of that natural key reminds; None for any other."""
    parts: Sequence[str] = key.split("/")
    return parts[1] if parts[0] == "reminder" else None
