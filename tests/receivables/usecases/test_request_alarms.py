"""Somebody hears before the end of a request's time, and when it is past."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from receivables.errors import BadInput
from receivables.model.request import Request, RequestKind, RequestState
from receivables.model.request_deadlines import Nearness, days_left, end_of
from receivables.model.sending import AlarmKind
from receivables.usecases import data_requests, requests
from receivables.usecases.alarms import see, unseen
from receivables.usecases.request_alarms import deadlines, watch_deadlines
from tests.contracts.test_requests import a_request
from tests.support.chatting import ChatWorld
from tests.support.world import World

pytestmark = pytest.mark.anyio

ANA = "staff/ana"
CHECK, CLAIM = RequestKind.PAYMENT_CHECK, RequestKind.CLAIM


def ends(world: World, days: int) -> datetime:
    today = world.services.policy.today(world.clock.now())
    return end_of(today + timedelta(days=days), world.services.policy.zone)


async def keep(world: World, *asked: Request) -> None:
    async with world.services.units() as unit:
        for each in asked:
            await unit.requests.add(each)


async def rung(world: World) -> list[tuple[AlarmKind, str]]:
    await watch_deadlines(world.services)
    return [(alarm.kind, alarm.subject) for alarm in await unseen(world.services)]


def a_check(world: World, number: int = 1, *, days: int = 0, **changes: Any) -> Request:
    return a_request(
        f"S-2024-00000{number}",
        **{"due_by": ends(world, days), "opened_at": world.clock.now(), "kind": CHECK, **changes},
    )


async def test_a_claim_rings_three_business_days_before_its_end_and_what_we_promised_one() -> None:
    world = World()  # a Monday
    far = a_check(world, 1, days=4, kind=CLAIM), a_check(world, 2, days=2)
    never = a_check(world, 3, due_by=None)
    await keep(world, *far, never)
    assert await rung(world) == []
    world.clock.move(timedelta(days=1))
    assert {kind for kind, _ in await rung(world)} == {AlarmKind.REQUESTS_NEAR}
    assert (await deadlines(world.services))[Nearness.NEAR] == 2


async def test_it_rings_once_for_each_day_and_again_for_whoever_comes_later() -> None:
    world = World()
    await keep(world, a_check(world, 1), a_check(world, 2))
    day = world.services.policy.today(world.clock.now())
    group = AlarmKind.REQUESTS_NEAR, f"payment_check:{day}"
    assert await rung(world) == [group]
    await see(world.services, *group, actor=ANA)
    world.clock.move(timedelta(minutes=5))
    assert await rung(world) == []
    world.clock.move(timedelta(minutes=5))
    await keep(world, a_check(world, 3))
    assert await rung(world) == [group]


async def test_what_passed_rings_of_its_own_until_it_is_answered() -> None:
    world = World()
    await keep(world, a_check(world))
    await rung(world)
    world.clock.move(timedelta(days=1))
    ((kind, subject),) = await rung(world)
    assert kind is AlarmKind.REQUESTS_LATE
    assert (await deadlines(world.services))[Nearness.LATE] == 1
    await requests.close(world.services, "S-2024-000001", actor=ANA, answer="Ya figura.")
    assert await rung(world) == []
    assert "S-2024" not in subject


async def test_an_answer_that_did_not_arrive_is_late_too() -> None:
    world = World()
    await keep(world, a_check(world, state=RequestState.UNTOLD))
    assert [kind for kind, _ in await rung(world)] == [AlarmKind.REQUESTS_NEAR]


async def test_whoever_asks_at_the_desk_for_their_data_has_the_last_day_of_the_law() -> None:
    world = World()
    policy = world.services.policy
    before = policy.today(world.clock.now()) - timedelta(days=7)
    access, erasure = RequestKind.DATA_ACCESS, RequestKind.DATA_ERASURE
    noted = await data_requests.note(world.services, access, "SOL-13", received_on=None, actor=ANA)
    earlier = await data_requests.note(world.services, erasure, "SOL-9", received_on=before, actor=ANA)
    assert noted.due_by is not None
    assert earlier.due_by is not None
    assert (noted.address, noted.values) == ("", {"paper": "SOL-13"})
    assert days_left(noted.due_by, world.clock.now(), policy) == 28  # twenty business days
    assert earlier.due_by < noted.due_by
    done = await requests.close(world.services, noted.number, actor=ANA, answer="Se le entregaron.")
    assert done.state is RequestState.DONE
    assert [each.number for each in await requests.listed(world.services, within=30)] == [
        earlier.number,
        noted.number,
    ]


@pytest.mark.parametrize(
    ("kind", "paper", "received", "code"),
    [
        (RequestKind.LEAK, "SOL-1", None, "not_about_data"),
        (RequestKind.DATA_ACCESS, " ", None, "paper_needed"),
        (RequestKind.DATA_ACCESS, "SOL-1", date(2999, 1, 1), "received_in_future"),
    ],
)
async def test_what_makes_no_request_of_data(
    kind: RequestKind, paper: str, received: date | None, code: str
) -> None:
    with pytest.raises(BadInput, match=code):
        await data_requests.note(World().services, kind, paper, received_on=received, actor=ANA)


async def test_whoever_writes_it_has_one_request_however_often_they_say_it() -> None:
    world = await ChatWorld.with_customer()
    for _ in range(2):
        assert "data_rights" in await world.says("borren mis datos")
    (asked,) = await requests.listed(world.services)
    async with world.services.units.reading() as unit:
        rows = await unit.outbox.said_to(asked.channel, asked.address)
    told = [row.message.values["number"] for row in rows if row.message.key == "data_rights"]
    assert told == [asked.number] * 2
    assert (asked.kind, asked.state) == (RequestKind.DATA_ERASURE, RequestState.OPEN)
    assert asked.due_by is not None
    assert days_left(asked.due_by, world.clock.now(), world.services.policy) == 14  # ten business days
