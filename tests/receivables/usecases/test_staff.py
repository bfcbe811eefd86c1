"""Who works with the program: added once, changed, shut out, and never a secret kept."""

from dataclasses import astuple, replace

import pytest

from receivables.adapters.passwords import Argon2Passwords
from receivables.errors import BadInput, Refused, Unknown
from receivables.model.audit import AuditEntry
from receivables.model.staff import StaffRole, User
from receivables.testing import FixedClock, MemoryUnits
from receivables.usecases import keys, sign_in, staff
from receivables.usecases.services import Services
from receivables.usecases.sign_in import Entrance
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


@pytest.fixture
def entrance(services: Services, passwords: Argon2Passwords) -> Entrance:
    return Entrance(services, passwords, services.clock)


async def record(services: Services, name: str) -> list[AuditEntry]:
    async with services.units.reading() as unit:
        return await unit.audit.of(staff.subject(name))


async def known(services: Services, name: str) -> User:
    user = await staff.user_named(services, name)
    assert user is not None
    return user


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


async def test_everybody_is_listed_by_name(services: Services, passwords: Argon2Passwords) -> None:
    for name in ("carla", "ana", "beto"):
        await staff.add_user(services, passwords, name, StaffRole.OPERATOR, PASSWORD, actor=CLI)
    assert [user.name for user in await staff.all_users(services)] == ["ana", "beto", "carla"]


async def test_localities_are_kept_once_each(services: Services, passwords: Argon2Passwords) -> None:
    places = ["Tumbes", "La Cruz", " La  Cruz "]
    await staff.add_user(services, passwords, "ana", StaffRole.AGENT, PASSWORD, actor=CLI, localities=places)
    assert (await known(services, "ana")).localities == ("La Cruz", "Tumbes")
    assert await staff.set_localities(services, "ana", ["Zorritos"], actor=CLI) == ("Zorritos",)
    assert (await known(services, "ana")).localities == ("Zorritos",)
    assert await staff.set_localities(services, "ana", [], actor=CLI) == ()
    assert (await known(services, "ana")).localities == ()


@pytest.mark.parametrize("place", ["", "  ", "x" * 81, "Tum\x00bes", "Tum\x1bbes"])
async def test_what_no_locality_is_called_is_refused_and_nobody_added(
    services: Services, passwords: Argon2Passwords, place: str
) -> None:
    with pytest.raises(BadInput, match="bad_locality"):
        await staff.add_user(
            services, passwords, "ana", StaffRole.AGENT, PASSWORD, actor=CLI, localities=[place]
        )
    assert await staff.all_users(services) == []


async def test_a_new_password_takes_the_place_of_the_old_and_ends_its_sessions(
    services: Services, passwords: Argon2Passwords, entrance: Entrance, ana: User
) -> None:
    opened = await sign_in.open_session(entrance, ana)
    refresh = await sign_in.make_refresh(entrance, ana)
    key = await keys.make_key(services, services.clock, "ana", actor=CLI)
    await staff.change_password(services, passwords, services.clock, "ana", "otra frase larga", actor=CLI)
    assert await sign_in.session_of(entrance, opened.cookie) is None
    assert await sign_in.renew(entrance, refresh) is None
    assert await sign_in.authenticate(entrance, "ana", PASSWORD) is None
    assert await sign_in.authenticate(entrance, "ana", "otra frase larga") is not None
    assert await keys.user_of_key(services, services.clock, key) is not None


async def test_a_password_that_will_not_do_changes_nothing(
    services: Services, passwords: Argon2Passwords, ana: User
) -> None:
    with pytest.raises(BadInput, match="password_too_short"):
        await staff.change_password(services, passwords, services.clock, "ana", "corta", actor=CLI)
    assert await known(services, "ana") == ana


async def test_a_disabled_user_has_no_way_in_and_nothing_of_before_comes_back(
    services: Services, entrance: Entrance, ana: User
) -> None:
    opened = await sign_in.open_session(entrance, ana)
    refresh = await sign_in.make_refresh(entrance, ana)
    link = await sign_in.make_link(entrance, "ana")
    untried = await sign_in.make_refresh(entrance, ana)
    key = await keys.make_key(services, services.clock, "ana", actor=CLI)
    await staff.disable_user(services, services.clock, "ana", actor=CLI)
    assert await sign_in.session_of(entrance, opened.cookie) is None
    assert await sign_in.renew(entrance, refresh) is None
    assert await sign_in.open_by_link(entrance, link) is None
    assert await keys.user_of_key(services, services.clock, key) is None
    assert await sign_in.authenticate(entrance, "ana", PASSWORD) is None
    await staff.enable_user(services, services.clock, "ana", actor=CLI)
    assert await sign_in.session_of(entrance, opened.cookie) is None
    assert await sign_in.renew(entrance, untried) is None
    assert await keys.user_of_key(services, services.clock, key) is None
    assert await sign_in.authenticate(entrance, "ana", PASSWORD) == replace(
        ana, valid_after=services.clock.now()
    )


async def test_disabling_and_enabling_once_more_changes_nothing(services: Services, ana: User) -> None:
    await staff.enable_user(services, services.clock, "ana", actor=CLI)
    await staff.disable_user(services, services.clock, "ana", actor=CLI)
    await staff.disable_user(services, services.clock, "ana", actor=CLI)
    assert await known(services, "ana") == replace(
        ana, disabled_at=services.clock.now(), valid_after=services.clock.now()
    )
    assert [entry.outcome for entry in await record(services, "ana")] == ["added", "disabled"]


@pytest.mark.parametrize("name", ["beto", "", "a\x00"])
async def test_what_is_done_to_nobody_is_refused(
    services: Services, passwords: Argon2Passwords, ana: User, name: str
) -> None:
    clock = services.clock
    for refused in (
        staff.disable_user(services, clock, name, actor=CLI),
        staff.enable_user(services, clock, name, actor=CLI),
        staff.set_localities(services, name, [], actor=CLI),
        staff.change_password(services, passwords, clock, name, PASSWORD, actor=CLI),
    ):
        with pytest.raises(Unknown, match="unknown_user"):
            await refused


async def test_the_record_says_who_did_what_and_holds_no_secret(
    services: Services, passwords: Argon2Passwords, entrance: Entrance, ana: User
) -> None:
    key = await keys.make_key(services, services.clock, "ana", actor=CLI)
    await sign_in.authenticate(entrance, "ana", PASSWORD)
    await sign_in.authenticate(entrance, "ana", "otra frase larga")
    await staff.set_localities(services, "ana", ["Tumbes"], actor="staff/jefa")
    entries = await record(services, "ana")
    assert [(entry.actor, entry.outcome) for entry in entries] == [
        (CLI, "added"),
        (CLI, "key_made"),
        ("staff/ana", "signed_in"),
        ("staff/jefa", "localities_changed"),
    ]
    told = str([astuple(entry) for entry in entries])
    assert [secret for secret in (PASSWORD, key, key[3:], ana.password_digest) if secret in told] == []


async def test_only_digests_are_kept(services: Services, entrance: Entrance, ana: User) -> None:
    key = await keys.make_key(services, services.clock, "ana", actor=CLI)
    cookie = (await sign_in.open_session(entrance, ana)).cookie
    refresh = await sign_in.make_refresh(entrance, ana)
    link = await sign_in.make_link(entrance, "ana")
    await sign_in.authenticate(entrance, "una frase tecleada donde va el nombre", PASSWORD)
    assert isinstance(services.units, MemoryUnits)
    kept = str(services.units.tables)
    assert ana.password_digest in kept
    secrets = (PASSWORD, "tecleada", *(text[3:] for text in (key, cookie, refresh, link)))
    assert [secret for secret in secrets if secret in kept] == []
