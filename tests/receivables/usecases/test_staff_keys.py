"""Keys of programs: each its own, ended by a day, by rotation and by hand, and never kept."""

from datetime import timedelta

import pytest

from receivables.adapters.passwords import Argon2Passwords
from receivables.errors import Unknown
from receivables.model.staff import StaffRole, User
from receivables.testing import FixedClock, MemoryUnits
from receivables.usecases import keys, staff
from receivables.usecases.services import Services
from tests.support.build import a_calendar, a_policy, lima

pytestmark = pytest.mark.anyio

CLI = "caudal user"


@pytest.fixture
def clock() -> FixedClock:
    """The machine's own, years after that of the business."""
    return FixedClock(lima("2026-11-20 10:00"))


@pytest.fixture
def services() -> Services:
    return Services(MemoryUnits(), FixedClock(lima("2024-01-08 10:00")), a_policy(), a_calendar())


@pytest.fixture
async def ana(services: Services) -> User:
    passwords = Argon2Passwords(passes=1, memory_kib=8, lanes=1)
    return await staff.add_user(services, passwords, "ana", StaffRole.DESK, "una frase larga", actor=CLI)


async def test_a_key_stands_for_its_user_and_does_not_end(
    services: Services, clock: FixedClock, ana: User
) -> None:
    key = await keys.make_key(services, clock, "ana", actor=CLI)
    assert key.startswith("ck_")
    assert len(bytes.fromhex(key.removeprefix("ck_"))) == 32
    clock.move(timedelta(days=4000))
    assert await keys.user_of_key(services, clock, key) == ana


async def test_every_key_is_another_one_and_all_of_them_work(
    services: Services, clock: FixedClock, ana: User
) -> None:
    made = {await keys.make_key(services, clock, "ana", actor=CLI) for _ in range(3)}
    assert len(made) == 3
    assert [await keys.user_of_key(services, clock, key) for key in made] == [ana] * 3
    assert await keys.keys_alive(services, clock, "ana") == 3


@pytest.mark.parametrize("key", ["", "ck_", "ck_" + "0" * 64, "ck_" + "A" * 64, "ck_" + "é" * 64, "0" * 64])
async def test_what_is_no_key_of_ours_stands_for_nobody(
    services: Services, clock: FixedClock, ana: User, key: str
) -> None:
    await keys.make_key(services, clock, "ana", actor=CLI)
    assert await keys.user_of_key(services, clock, key) is None


async def test_a_key_of_so_many_days_ends_after_them_by_the_machines_clock(
    services: Services, clock: FixedClock, ana: User
) -> None:
    key = await keys.make_key(services, clock, "ana", actor=CLI, days=30)
    clock.move(timedelta(days=30, seconds=-1))
    assert await keys.user_of_key(services, clock, key) == ana
    clock.move(timedelta(seconds=1))
    assert await keys.user_of_key(services, clock, key) is None


async def test_after_a_rotation_the_others_open_for_another_day(
    services: Services, clock: FixedClock, ana: User
) -> None:
    old = await keys.make_key(services, clock, "ana", actor=CLI)
    short = await keys.make_key(services, clock, "ana", actor=CLI, days=1)
    clock.move(timedelta(hours=12))
    new = await keys.make_key(services, clock, "ana", actor=CLI, rotate=True)
    clock.move(timedelta(hours=12))
    assert await keys.user_of_key(services, clock, short) is None  # a rotation lengthens nothing
    clock.move(timedelta(hours=12, seconds=-1))
    assert await keys.user_of_key(services, clock, old) == ana
    clock.move(timedelta(seconds=1))
    assert await keys.user_of_key(services, clock, old) is None
    assert await keys.user_of_key(services, clock, new) == ana


async def test_all_keys_end_at_once_when_they_are_revoked(
    services: Services, clock: FixedClock, ana: User
) -> None:
    made = [await keys.make_key(services, clock, "ana", actor=CLI) for _ in range(2)]
    assert await keys.revoke_keys(services, clock, "ana", actor=CLI) == 2
    assert [await keys.user_of_key(services, clock, key) for key in made] == [None, None]
    assert await keys.revoke_keys(services, clock, "ana", actor=CLI) == 0


async def test_there_is_no_key_for_nobody(services: Services, clock: FixedClock) -> None:
    with pytest.raises(Unknown, match="unknown_user"):
        await keys.make_key(services, clock, "ana", actor=CLI)
    with pytest.raises(Unknown, match="unknown_user"):
        await keys.revoke_keys(services, clock, "ana", actor=CLI)
