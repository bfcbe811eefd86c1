"""Signing in: by password, link and refresh token, each as long as it should; and the lock after five wrong tries."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from receivables.adapters.passwords import Argon2Passwords
from receivables.errors import Unknown
from receivables.model.audit import Act
from receivables.model.staff import StaffRole, User
from receivables.store.engine import make_engine
from receivables.store.migrate import upgrade
from receivables.store.unit import SqlUnits
from receivables.testing import FixedClock, MemoryUnits
from receivables.usecases import sign_in, staff
from receivables.usecases.services import Services
from receivables.usecases.sign_in import Entrance, LockedOut, locked_until
from tests.support.build import a_calendar, a_policy, lima

pytestmark = pytest.mark.anyio

PASSWORD = "una frase larga"
WRONG = "otra frase larga"
START = datetime(2026, 11, 20, 15, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def clock() -> FixedClock:
    """The machine's own, years after that of the business."""
    return FixedClock(START)


@pytest.fixture
def passwords() -> Argon2Passwords:
    return Argon2Passwords(passes=1, memory_kib=8, lanes=1)


@pytest.fixture
def services() -> Services:
    return Services(MemoryUnits(), FixedClock(lima("2024-01-08 10:00")), a_policy(), a_calendar())


@pytest.fixture
def entrance(services: Services, passwords: Argon2Passwords, clock: FixedClock) -> Entrance:
    return Entrance(services, passwords, clock)


@pytest.fixture
async def ana(services: Services, passwords: Argon2Passwords) -> User:
    return await staff.add_user(services, passwords, "ana", StaffRole.DESK, PASSWORD, actor="test")


async def fail(entrance: Entrance, name: str, times: int) -> None:
    for _ in range(times):
        assert await sign_in.authenticate(entrance, name, WRONG) is None


async def test_a_user_is_known_by_name_and_password(entrance: Entrance, ana: User) -> None:
    assert await sign_in.authenticate(entrance, "ana", PASSWORD) == ana


@pytest.mark.parametrize(
    ("name", "password"),
    [("ana", WRONG), ("ana", ""), ("Ana", PASSWORD), ("beto", PASSWORD), ("a\x00", PASSWORD)],
)
async def test_anyone_else_is_nobody(entrance: Entrance, ana: User, name: str, password: str) -> None:
    assert await sign_in.authenticate(entrance, name, password) is None


async def test_a_letter_with_its_mark_apart_makes_the_same_password(
    services: Services, entrance: Entrance
) -> None:
    await staff.add_user(services, entrance.passwords, "ana", StaffRole.DESK, "mañana mañana", actor="test")
    assert await sign_in.authenticate(entrance, "ana", "man\u0303ana man\u0303ana") is not None


async def test_an_unknown_name_is_checked_against_a_digest_too(services: Services, clock: FixedClock) -> None:
    class Counting(Argon2Passwords):
        asked: list[str | None] = []  # noqa: RUF012

        async def matches(self, password: str, digest: str | None) -> bool:
            self.asked.append(digest)
            return await super().matches(password, digest)

    counting = Counting(passes=1, memory_kib=8, lanes=1)
    await sign_in.authenticate(Entrance(services, counting, clock), "beto", PASSWORD)
    assert counting.asked == [None]


@pytest.mark.parametrize("name", ["ana", "beto"])
async def test_five_wrong_passwords_shut_a_name_for_a_quarter_of_an_hour_whether_it_exists_or_not(
    entrance: Entrance, clock: FixedClock, ana: User, name: str
) -> None:
    await fail(entrance, name, 5)
    clock.move(MINUTE)
    with pytest.raises(LockedOut) as locked:
        await sign_in.authenticate(entrance, name, PASSWORD)
    assert locked.value.values == {"seconds": 14 * 60, "minutes": 14}
    clock.move(14 * MINUTE)
    assert (await sign_in.authenticate(entrance, name, PASSWORD) is not None) is (name == "ana")


async def test_what_is_tried_while_it_is_shut_keeps_it_shut_no_longer(
    entrance: Entrance, clock: FixedClock, ana: User
) -> None:
    await fail(entrance, "ana", 5)
    for _ in range(14):
        clock.move(MINUTE)
        with pytest.raises(LockedOut):
            await sign_in.authenticate(entrance, "ana", WRONG)
    clock.move(MINUTE)
    assert await sign_in.authenticate(entrance, "ana", PASSWORD) == ana


async def test_another_name_stays_open(entrance: Entrance, ana: User) -> None:
    await fail(entrance, "beto", 5)
    assert await sign_in.authenticate(entrance, "ana", PASSWORD) == ana


async def test_the_right_password_clears_what_was_counted(entrance: Entrance, ana: User) -> None:
    for _ in range(3):
        await fail(entrance, "ana", 4)
        assert await sign_in.authenticate(entrance, "ana", PASSWORD) == ana


async def test_slow_mistakes_do_not_shut_it(entrance: Entrance, clock: FixedClock, ana: User) -> None:
    for _ in range(12):
        await fail(entrance, "ana", 1)
        clock.move(4 * MINUTE)
    assert await sign_in.authenticate(entrance, "ana", PASSWORD) == ana


async def test_tries_at_the_same_time_in_two_programs_get_five_and_no_more(
    tmp_path: Path, passwords: Argon2Passwords, clock: FixedClock
) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path}/caudal.db"
    engines = [make_engine(url) for _ in range(2)]
    await upgrade(engines[0])
    entrances = []
    for engine in engines:
        units = SqlUnits(engine, "tumbes")
        business = Services(units, FixedClock(lima("2024-01-08 10:00")), a_policy(), a_calendar())
        entrances.append(Entrance(business, passwords, clock))
    await staff.add_user(entrances[0].services, passwords, "ana", StaffRole.DESK, PASSWORD, actor="test")
    tries = (sign_in.authenticate(entrances[n % 2], "ana", WRONG) for n in range(12))
    found = await asyncio.gather(*tries, return_exceptions=True)
    assert sum(each is None for each in found) == 5
    assert sum(isinstance(each, LockedOut) for each in found) == 7
    for engine in engines:
        await engine.dispose()


async def test_the_lock_is_in_the_record_without_a_name_that_nobody_has(
    services: Services, entrance: Entrance, ana: User
) -> None:
    await fail(entrance, "ana", 5)
    await fail(entrance, "mi clave secreta", 5)
    async with services.units.reading() as unit:
        entries = await unit.audit.latest(Act.STAFF)
    assert [(entry.subject, entry.outcome) for entry in entries[:2]] == [
        ("staff/", "locked_out"),
        ("staff/ana", "locked_out"),
    ]


@given(st.lists(st.integers(0, 3600), max_size=12), st.integers(0, 5400))
def test_a_name_is_shut_exactly_when_five_failures_lie_close_and_not_long_ago(
    seconds: list[int], now: int
) -> None:
    failures = sorted(second for second in seconds if second <= now)
    found = locked_until(
        [START + timedelta(seconds=second) for second in failures], START + timedelta(seconds=now)
    )
    five = failures[-5:]
    shut = len(five) == 5 and five[-1] - five[0] < 900 and now - five[-1] < 900
    assert (found is not None) is shut
    if shut:
        assert found == START + timedelta(seconds=five[-1] + 900)


async def test_a_session_is_open_for_eight_hours_at_most_while_it_is_used(
    entrance: Entrance, clock: FixedClock, ana: User
) -> None:
    opened = await sign_in.open_session(entrance, ana)
    for _ in range(15):
        clock.move(timedelta(minutes=30))
        found = await sign_in.session_of(entrance, opened.cookie)
        assert found is not None
        assert found[1].expires_at <= opened.session.created_at + timedelta(hours=8)
    clock.move(timedelta(minutes=30))
    assert await sign_in.session_of(entrance, opened.cookie) is None


async def test_what_a_page_asks_by_itself_keeps_no_session_open(
    entrance: Entrance, clock: FixedClock, ana: User
) -> None:
    opened = await sign_in.open_session(entrance, ana)
    clock.move(timedelta(minutes=59))
    assert await sign_in.session_of(entrance, opened.cookie, touched=False) == (ana, opened.session)
    clock.move(timedelta(minutes=1))
    assert await sign_in.session_of(entrance, opened.cookie) is None


async def test_a_closed_session_is_closed_and_others_of_the_user_are_not(
    entrance: Entrance, ana: User
) -> None:
    first, second = [await sign_in.open_session(entrance, ana) for _ in range(2)]
    assert (first.cookie, first.session.csrf) != (second.cookie, second.session.csrf)
    await sign_in.close_session(entrance, first.session)
    assert await sign_in.session_of(entrance, first.cookie) is None
    assert await sign_in.session_of(entrance, second.cookie) is not None


async def test_a_link_opens_one_session_within_twelve_hours(
    entrance: Entrance, clock: FixedClock, ana: User
) -> None:
    link, late = [await sign_in.make_link(entrance, "ana") for _ in range(2)]
    clock.move(timedelta(hours=12, seconds=-1))
    opened = await sign_in.open_by_link(entrance, link)
    assert opened is not None
    assert opened.user == ana
    assert await sign_in.open_by_link(entrance, link) is None
    clock.move(timedelta(seconds=1))
    assert await sign_in.open_by_link(entrance, late) is None


async def test_there_is_no_link_for_nobody(entrance: Entrance) -> None:
    with pytest.raises(Unknown, match="unknown_user"):
        await sign_in.make_link(entrance, "ana")


async def test_each_refresh_token_gives_the_next_within_thirty_days(
    entrance: Entrance, clock: FixedClock, ana: User
) -> None:
    token = await sign_in.make_refresh(entrance, ana)
    for _ in range(3):
        clock.move(timedelta(days=30, seconds=-1))
        renewed = await sign_in.renew(entrance, token)
        assert renewed is not None
        assert renewed[0] == ana
        token = renewed[1]
    clock.move(timedelta(days=30))
    assert await sign_in.renew(entrance, token) is None


async def test_a_refresh_token_used_twice_ends_its_family_and_no_other(entrance: Entrance, ana: User) -> None:
    first, other = [await sign_in.make_refresh(entrance, ana) for _ in range(2)]
    renewed = await sign_in.renew(entrance, first)
    assert renewed is not None
    assert await sign_in.renew(entrance, first) is None
    assert await sign_in.renew(entrance, renewed[1]) is None
    assert await sign_in.renew(entrance, other) is not None


async def test_nothing_opens_what_another_kind_opens(entrance: Entrance, ana: User) -> None:
    link = await sign_in.make_link(entrance, "ana")
    refresh = await sign_in.make_refresh(entrance, ana)
    cookie = (await sign_in.open_session(entrance, ana)).cookie
    for text in (link, refresh, cookie, "", "cs_", "cr_" + "0" * 64):
        bare = text[3:]
        if text != refresh:
            assert await sign_in.renew(entrance, f"cr_{bare}") is None
        if text != link:
            assert await sign_in.open_by_link(entrance, f"cl_{bare}") is None
        if text != cookie:
            assert await sign_in.session_of(entrance, f"cs_{bare}") is None
    assert await sign_in.renew(entrance, refresh) is not None
    assert await sign_in.open_by_link(entrance, link) is not None
