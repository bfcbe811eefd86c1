"""Who works with the program: added once, known by password or key, and never a secret kept."""

from dataclasses import astuple

import pytest

from receivables.adapters.passwords import Argon2Passwords
from receivables.errors import BadInput, Refused, Unknown
from receivables.model.audit import AuditEntry
from receivables.model.staff import StaffRole, User
from receivables.testing import FixedClock, MemoryUnits
from receivables.usecases import staff
from receivables.usecases.services import Services
from tests.support.build import a_calendar, a_policy, lima

pytestmark = pytest.mark.anyio

PASSWORD = "una frase larga"
CLI = "caudal user"


@pytest.fixture
def services() -> Services:
    clock = FixedClock(lima("2024-01-08 10:00"))
    return Services(MemoryUnits(), clock, a_policy(), a_calendar())


@pytest.fixture
def passwords() -> Argon2Passwords:
    return Argon2Passwords(passes=1, memory_kib=8, lanes=1)


@pytest.fixture
async def ana(services: Services, passwords: Argon2Passwords) -> User:
    return await staff.add_user(services, passwords, "ana", StaffRole.DESK, PASSWORD, actor=CLI)


async def record(services: Services, name: str) -> list[AuditEntry]:
    async with services.units.reading() as unit:
        return await unit.audit.of(staff.subject(name))


async def test_a_new_user_is_known_by_name_and_password(
    services: Services, passwords: Argon2Passwords, ana: User
) -> None:
    assert (ana.name, ana.role, ana.created_at) == ("ana", StaffRole.DESK, services.clock.now())
    assert await staff.authenticate(services, passwords, "ana", PASSWORD) == ana


@pytest.mark.parametrize(
    ("name", "password"),
    [("ana", "otra frase larga"), ("ana", ""), ("Ana", PASSWORD), ("beto", PASSWORD), ("a\x00", PASSWORD)],
)
async def test_anyone_else_is_nobody(
    services: Services, passwords: Argon2Passwords, ana: User, name: str, password: str
) -> None:
    assert await staff.authenticate(services, passwords, name, password) is None


async def test_an_unknown_name_is_checked_against_a_digest_too(services: Services) -> None:
    class Counting(Argon2Passwords):
        asked: list[str | None] = []  # noqa: RUF012

        async def matches(self, password: str, digest: str | None) -> bool:
            self.asked.append(digest)
            return await super().matches(password, digest)

    counting = Counting(passes=1, memory_kib=8, lanes=1)
    await staff.authenticate(services, counting, "beto", PASSWORD)
    assert counting.asked == [None]


async def test_a_name_is_given_once(services: Services, passwords: Argon2Passwords, ana: User) -> None:
    with pytest.raises(Refused, match="user_name_taken"):
        await staff.add_user(services, passwords, "ana", StaffRole.MANAGER, "otra frase larga", actor=CLI)
    assert await staff.all_users(services) == [ana]
    assert [entry.outcome for entry in await record(services, "ana")] == ["added"]


@pytest.mark.parametrize("name", ["", "me", "ME", "ana maría", "ñato", "a" * 33, ".ana", "staff/ana", "a\n"])
async def test_a_name_that_means_something_else_or_cannot_be_typed_is_refused(
    services: Services, passwords: Argon2Passwords, name: str
) -> None:
    with pytest.raises(BadInput, match="bad_user_name"):
        await staff.add_user(services, passwords, name, StaffRole.DESK, PASSWORD, actor=CLI)


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("", "password_empty"),
        (" " * 12, "password_empty"),
        ("123456789", "password_too_short"),
        ("x" * 257, "password_too_long"),
        ("Administrador", "password_is_the_name"),
    ],
)
async def test_a_password_that_will_not_do_is_refused_and_nothing_kept(
    services: Services, passwords: Argon2Passwords, password: str, code: str
) -> None:
    with pytest.raises(BadInput, match=code):
        await staff.add_user(services, passwords, "administrador", StaffRole.MANAGER, password, actor=CLI)
    assert await staff.all_users(services) == []


async def test_a_letter_with_its_mark_apart_makes_the_same_password(
    services: Services, passwords: Argon2Passwords
) -> None:
    await staff.add_user(services, passwords, "ana", StaffRole.DESK, "mañana mañana", actor=CLI)
    apart = "man\u0303ana man\u0303ana"
    assert await staff.authenticate(services, passwords, "ana", apart) is not None


async def test_a_key_stands_for_its_user(services: Services, ana: User) -> None:
    key = await staff.make_key(services, "ana", actor=CLI)
    assert key.startswith("ck_")
    assert len(bytes.fromhex(key.removeprefix("ck_"))) == 32
    assert await staff.user_of_key(services, key) == ana


async def test_every_key_is_another_one_and_all_of_them_work(services: Services, ana: User) -> None:
    keys = {await staff.make_key(services, "ana", actor=CLI) for _ in range(3)}
    assert len(keys) == 3
    assert [await staff.user_of_key(services, key) for key in keys] == [ana] * 3


@pytest.mark.parametrize("key", ["", "ck_", "ck_" + "0" * 64, "ck_" + "A" * 64, "ck_" + "é" * 64, "0" * 64])
async def test_what_is_no_key_of_ours_stands_for_nobody(services: Services, ana: User, key: str) -> None:
    await staff.make_key(services, "ana", actor=CLI)
    assert await staff.user_of_key(services, key) is None


async def test_there_is_no_key_for_nobody(services: Services) -> None:
    with pytest.raises(Unknown, match="unknown_user"):
        await staff.make_key(services, "ana", actor=CLI)


async def test_everybody_is_listed_by_name(services: Services, passwords: Argon2Passwords) -> None:
    for name in ("carla", "ana", "beto"):
        await staff.add_user(services, passwords, name, StaffRole.OPERATOR, PASSWORD, actor=CLI)
    assert [user.name for user in await staff.all_users(services)] == ["ana", "beto", "carla"]


async def test_the_record_says_who_did_what_and_holds_no_secret(
    services: Services, passwords: Argon2Passwords, ana: User
) -> None:
    key = await staff.make_key(services, "ana", actor=CLI)
    await staff.authenticate(services, passwords, "ana", PASSWORD)
    await staff.authenticate(services, passwords, "ana", "otra frase larga")
    entries = await record(services, "ana")
    assert [(entry.actor, entry.outcome) for entry in entries] == [
        (CLI, "added"),
        (CLI, "key_made"),
        ("staff/ana", "signed_in"),
    ]
    told = str([astuple(entry) for entry in entries])
    assert [secret for secret in (PASSWORD, key, key[3:], ana.password_digest) if secret in told] == []


async def test_only_digests_are_kept(services: Services, ana: User) -> None:
    key = await staff.make_key(services, "ana", actor=CLI)
    assert isinstance(services.units, MemoryUnits)
    kept = str(services.units.tables)
    assert ana.password_digest in kept
    assert PASSWORD not in kept
    assert key.removeprefix("ck_") not in kept
