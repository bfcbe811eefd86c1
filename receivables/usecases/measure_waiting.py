"""How long people wait for a person: counts and times by why they wait, and nothing of anybody."""

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta

from receivables.model.handover import HandoverState, Waited
from receivables.usecases.services import Services
from receivables.usecases.waiting_times import NOBODY, Lately


@dataclass(frozen=True, slots=True)
class Measured:
    """By why: how many wait and how many a person has, since when the longest waits, and the times of thirty days."""

    waiting: dict[str, int]
    taken: dict[str, int]
    longest: dict[str, timedelta]
    answered: dict[str, Waited]


async def measure(services: Services, lately: Lately) -> Measured:
    """As it stands now."""
    async with services.units.reading() as unit:
        now = services.clock.now()
        stays = await unit.handovers.waiting()
    unheard = [each for each in stays if each.first_answer_at is None]
    return Measured(
        Counter(each.why for each in stays if each.state is HandoverState.WAITING),
        Counter(each.why for each in stays if each.state is HandoverState.TAKEN),
        {
            why: max(each.waited(now) for each in unheard if each.why == why)
            for why in {e.why for e in unheard}
        },
        {each.why: NOBODY for each in stays} | dict(await lately.by_why()),
    )


def lines(found: Measured) -> list[str]:
    """In the text form that collectors read."""
    told = ["# TYPE caudal_handovers gauge"]
    for state, counts in (("waiting", found.waiting), ("taken", found.taken)):
        told += [f'caudal_handovers{{why="{why}",state="{state}"}} {counts[why]}' for why in sorted(counts)]
    told.append("# TYPE caudal_handover_longest_wait_seconds gauge")
    told += [
        f'caudal_handover_longest_wait_seconds{{why="{why}"}} {int(found.longest[why].total_seconds())}'
        for why in sorted(found.longest)
    ]
    told.append("# TYPE caudal_handover_wait_seconds summary")
    for why, times in sorted(found.answered.items()):
        for quantile, time in (("0.5", times.median), ("0.9", times.ninetieth)):
            if time is not None:
                labels = f'why="{why}",quantile="{quantile}"'
                told.append(f"caudal_handover_wait_seconds{{{labels}}} {int(time.total_seconds())}")
        told.append(f'caudal_handover_wait_seconds_count{{why="{why}"}} {times.count}')
    return told
