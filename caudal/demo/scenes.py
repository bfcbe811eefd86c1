"""What some invented customers do of their own accord, on days that are set: agreements of the first day, and worries.

Whoever usually pays late in the month agrees on the first day, so that a first instalment falls into the story: some
ask for an earlier day, and are reminded of it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from caudal.demo import phrases
from caudal.demo.customers import Press, Printed, Prove, Say, Turn, agreeing, chance, moving
from caudal.demo.effects import Mood
from caudal.demo.records import Records
from caudal.demo.story import Story
from receivables.model.account import Account
from receivables.model.agreeing import paying_day
from receivables.model.policy import Policy
from receivables.usecases.services import Services

LOOKED_AT = 600
AGREEING = 12
MOVED_TO = 20
"""The day of the month to which first instalments are moved."""
ON_THAT_DAY = MOVED_TO + 1
"""Who usually pays on it has a first instalment on the third Sunday."""
FIRST_HOUR, EVENING, AFTERNOON, LATE = time(10, 0), time(18, 30), time(15, 10), time(17, 30)
MOVING, WORRIED = timedelta(days=7), timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Scene:
    """One conversation that somebody begins at that moment."""

    at: datetime
    supply_number: str
    address: str
    turns: tuple[Turn, ...]
    mood: Mood = Mood.IGNORE


async def scenes(services: Services, records: Records, seed: int, story: Story) -> list[Scene]:
    """Those of one performance. Who plays which part is drawn by the seed."""
    first_day = next(story.days())
    policy = services.policy
    people = records.reachable(first_day, policy.negligible)
    chance(seed, "", "scenes").shuffle(people)
    people = people[:LOOKED_AT]
    async with services.units.reading() as unit:
        accounts = await unit.ledger.accounts([supply for supply, _ in people])
    fit = [(supply, address) for supply, address in people if _may_agree(accounts[supply], first_day)]
    agreed = fit[:AGREEING]
    others = [each for each in people if each not in agreed]
    worried, last = others[: len(WORRIES)], others[len(WORRIES) :][: len(LAST_WORDS)]
    begins = datetime.combine(first_day + WORRIED, AFTERNOON, policy.zone)
    ends = datetime.combine(story.last_day, LATE, policy.zone)
    return [
        *_agreements(agreed, accounts, records, seed, policy, first_day),
        *_spoken(worried, WORRIES, records, begins),
        *_spoken(last, LAST_WORDS, records, ends),
    ]


def _may_agree(account: Account, day: date) -> bool:
    """Whether the first instalment of a plan of that day can fall into the third week."""
    usual = paying_day(account.payments)
    return usual is not None and usual >= ON_THAT_DAY and account.live_agreement(day) is None


def _agreements(
    people: Sequence[tuple[str, str]],
    accounts: dict[str, Account],
    records: Records,
    seed: int,
    policy: Policy,
    day: date,
) -> Iterator[Scene]:
    begins = datetime.combine(day, FIRST_HOUR, policy.zone)
    for number, (supply, address) in enumerate(people):
        rng = chance(seed, supply, "scene")
        said = (Say(rng.choice(phrases.ASK_PLAN)), *_link(supply, records), *agreeing(rng))
        yield Scene(begins + number * timedelta(minutes=20), supply, address, said, Mood.AGREE)
        if paying_day(accounts[supply].payments) != ON_THAT_DAY:
            evening = datetime.combine(day + MOVING, EVENING, policy.zone)
            yield Scene(evening + number * timedelta(minutes=5), supply, address, moving(MOVED_TO))


TO_A_PERSON = frozenset(map(Say, (phrases.CRISIS, *phrases.ASK_PERSON)))
WORRIES: tuple[tuple[Turn, ...], ...] = (
    (Say(phrases.CRISIS),),
    (Say("No tengo agua desde ayer"), Press("nowater"), Press("ok:")),
    (Say("Hay una fuga de agua en mi calle"), Press("leak"), Press("ok:")),
    (Say("Quiero cambiar mi número de teléfono"), Press("ok:request_")),
    (Say("¿Por qué me escriben?"),),
    (Say("Mándeme mi estado de cuenta"),),
)
"""What people say who do not write about a notice."""

LAST_WORDS: tuple[tuple[Turn, ...], ...] = ((Say(phrases.ASK_PERSON[0]),), (Say(phrases.ASK_PERSON[1]),))
"""Of those who still wait for a person when the story ends."""


def _spoken(
    people: Sequence[tuple[str, str]],
    several: Sequence[tuple[Turn, ...]],
    records: Records,
    begins: datetime,
) -> Iterator[Scene]:
    """Each says theirs; who wants more than a person proves who they are."""
    for number, ((supply, address), said) in enumerate(zip(people, several, strict=False)):
        alone = said[0] in TO_A_PERSON
        turns = (said[0], *(() if alone else _link(supply, records)), *said[1:])
        yield Scene(begins + number * timedelta(minutes=7), supply, address, turns)


def _link(supply: str, records: Records) -> tuple[Turn, ...]:
    printed = Printed(supply, records.latest_bill(supply))
    return (Prove(printed.supply_number), Prove(printed.bill))
