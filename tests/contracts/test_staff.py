"""People who work with the program, and what opens it for them: kept by digests, each good as long as it should be."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from receivables.model.staff import ApiKey, OneTimeToken, Session, StaffRole, User
from receivables.ports import Units

pytestmark = pytest.mark.anyio

NOW = datetime(2024, 1, 8, 15, tzinfo=UTC)
HOUR = timedelta(hours=1)


def a_user(name: str = "ana", **changes: Any) -> User:
    return replace(User(name, StaffRole.AGENT, "digest", NOW, ("Tumbes", "Zorritos")), **changes)


def a_session(digest: str, user: str = "ana") -> Session:
    return Session(digest, user, "csrf", NOW, NOW + HOUR)


def a_token(digest: str, family: str = "f1") -> OneTimeToken:
    return OneTimeToken(digest, "refresh", "ana", family, NOW, NOW + HOUR)


async def test_a_user_is_added_once_and_can_be_changed(units: Units) -> None:
    disabled = a_user(localities=(), disabled_at=NOW, role=StaffRole.SUPERVISOR)
    async with units() as unit:
        assert await unit.staff.add_user(a_user())
        assert not await unit.staff.add_user(a_user(role=StaffRole.AUDITOR))
        assert await unit.staff.user("ana") == a_user()
        await unit.staff.save_user(disabled)
        await unit.staff.save_user(a_user("nobody"))
    async with units() as unit:
        assert await unit.staff.users() == [disabled]
        assert await unit.staff.user("nobody") is None


async def test_keys_of_a_user_oldest_first_and_as_they_were_saved(units: Units) -> None:
    new, old = ApiKey("ana", "k1", NOW + HOUR, expires_at=NOW + 2 * HOUR), ApiKey("ana", "k2", NOW)
    revoked = replace(old, revoked_at=NOW + HOUR)
    async with units() as unit:
        for key in (new, old, ApiKey("luis", "k3", NOW)):
            await unit.staff.add_key(key)
        await unit.staff.save_key(revoked)
        await unit.staff.save_key(ApiKey("ana", "unknown", NOW))
    async with units() as unit:
        assert await unit.staff.keys("ana") == [revoked, new]
        assert await unit.staff.key("k2") == revoked
        assert await unit.staff.key("unknown") is None


async def test_sessions_end_one_by_one_or_all_of_a_user(units: Units) -> None:
    async with units() as unit:
        for session in (a_session("s1"), a_session("s2"), a_session("s3"), a_session("s4", "luis")):
            await unit.staff.add_session(session)
        assert await unit.staff.session("s1") == a_session("s1")
        assert await unit.staff.session("unknown") is None
    async with units() as unit:
        await unit.staff.prolong_session("s4", NOW + 5 * HOUR)
        assert await unit.staff.end_sessions("ana", NOW, "s1") == 1
        await unit.staff.prolong_session("s1", NOW + 5 * HOUR)
        assert await unit.staff.end_sessions("ana", NOW, "s4") == 0
        assert await unit.staff.end_sessions("ana", NOW + HOUR) == 2
        assert await unit.staff.session("s1") == replace(a_session("s1"), ended_at=NOW)
        assert await unit.staff.session("s4") == replace(a_session("s4", "luis"), expires_at=NOW + 5 * HOUR)


async def test_a_token_opens_once_and_not_after_its_time(units: Units) -> None:
    async with units() as unit:
        await unit.staff.add_token(a_token("t1"))
        await unit.staff.add_token(a_token("t2"))
        assert await unit.staff.use_token("t2", NOW + HOUR) is None
        assert await unit.staff.use_token("unknown", NOW) is None
    async with units() as unit:
        used = replace(a_token("t1"), used_at=NOW)
        assert await unit.staff.use_token("t1", NOW) == used
        assert await unit.staff.use_token("t1", NOW) is None
        assert await unit.staff.token("t1") == used
        assert await unit.staff.token("t2") == a_token("t2")


async def test_a_family_of_tokens_ends_together(units: Units) -> None:
    async with units() as unit:
        for token in (a_token("t1"), a_token("t2"), a_token("t3", "f2")):
            await unit.staff.add_token(token)
        await unit.staff.use_token("t1", NOW)
        assert await unit.staff.end_tokens("f1", NOW) == 1
        assert await unit.staff.use_token("t2", NOW) is None
        assert await unit.staff.use_token("t3", NOW) is not None


async def test_all_tokens_of_a_user_end_together(units: Units) -> None:
    async with units() as unit:
        for token in (a_token("t1"), a_token("t2", "f2"), replace(a_token("t3"), user="beto")):
            await unit.staff.add_token(token)
        await unit.staff.use_token("t1", NOW)
    async with units() as unit:
        assert await unit.staff.end_tokens_of(a_token("t1").user, NOW) == 1
        assert await unit.staff.use_token("t2", NOW) is None
        assert await unit.staff.use_token("t3", NOW) is not None


async def test_failures_are_remembered_until_a_sign_in_goes_well(units: Units) -> None:
    async with units() as unit:
        for hours in (3, 1, 2):
            await unit.staff.note_failure("ana", NOW + hours * HOUR)
        await unit.staff.note_failure("nobody", NOW)
    async with units() as unit:
        assert await unit.staff.failures("ana", NOW + 2 * HOUR) == [NOW + 2 * HOUR, NOW + 3 * HOUR]
        await unit.staff.clear_failures("ana")
        assert await unit.staff.failures("ana", NOW) == []
        assert await unit.staff.failures("nobody", NOW) == [NOW]


async def test_old_failures_are_deleted_under_whatever_name(units: Units) -> None:
    async with units() as unit:
        for name, hours in (("ana", 0), ("beto", 1), ("ana", 2)):
            await unit.staff.note_failure(name, NOW + hours * HOUR)
    async with units() as unit:
        assert await unit.staff.forget_failures(NOW + 2 * HOUR) == 2
        assert await unit.staff.forget_failures(NOW + 2 * HOUR) == 0
        assert await unit.staff.failures("ana", NOW) == [NOW + 2 * HOUR]
        assert await unit.staff.failures("beto", NOW) == []
