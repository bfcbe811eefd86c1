"""Files of the embedded chat on every store: within bounds, until their time is over or their person is erased."""

from datetime import timedelta

import pytest

from receivables.errors import Refused, Unknown
from receivables.model.attachment import Held
from receivables.model.conversation import Conversation
from receivables.ports import Units
from receivables.testing import FixedClock
from receivables.usecases import attachments
from receivables.usecases.retention import expire
from receivables.usecases.services import Services
from tests.contracts.conftest import Store
from tests.support.build import PHONE, a_calendar, a_policy, lima

pytestmark = pytest.mark.anyio
NOW = lima("2024-01-08 10:00")
OTHER = "+51900000009"
PHOTO = b"\x00\xff photo"


@pytest.fixture
def services(units: Units) -> Services:
    return Services(units, FixedClock(NOW), a_policy(), a_calendar())


async def test_a_file_is_found_again_and_the_same_twice_is_one(services: Services) -> None:
    first, again = [await attachments.keep(services, "chat", PHONE, PHOTO) for _ in range(2)]
    elsewhere = await attachments.keep(services, "chat", OTHER, PHOTO)
    assert first == again != elsewhere
    assert await attachments.fetch(services, first, 100) == PHOTO
    async with services.units.reading() as unit:
        size = len(PHOTO)
        assert await unit.attachments.held("chat", PHONE) == Held(1, size, 2 * size)
        assert await unit.attachments.held("chat", "+51900000010") == Held(0, 0, 2 * size)


async def test_what_is_not_there_or_too_large_is_said(services: Services) -> None:
    kept = await attachments.keep(services, "chat", PHONE, PHOTO)
    with pytest.raises(Unknown, match="media_gone"):
        await attachments.fetch(services, "0" * 40, 100)
    with pytest.raises(Refused, match="media_too_large"):
        await attachments.fetch(services, kept, len(PHOTO) - 1)


async def test_a_chat_and_all_of_them_have_their_bounds(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attachments, "MOST_BYTES", 10)
    monkeypatch.setattr(attachments, "MOST_BYTES_OF_ALL", 15)
    kept = await attachments.keep(services, "chat", PHONE, b"12345678")
    with pytest.raises(Refused, match="too_many_files"):
        await attachments.keep(services, "chat", PHONE, b"123")
    with pytest.raises(Refused, match="no_room_for_files"):
        await attachments.keep(services, "chat", OTHER, b"12345678")
    monkeypatch.setattr(attachments, "MOST_FILES", 1)
    with pytest.raises(Refused, match="too_many_files"):
        await attachments.keep(services, "chat", PHONE, b"1")
    assert await attachments.fetch(services, kept, 100) == b"12345678"


async def test_it_is_forgotten_when_its_time_is_over(services: Services) -> None:
    kept = await attachments.keep(services, "chat", PHONE, PHOTO)
    clock = services.clock
    assert isinstance(clock, FixedClock)
    clock.move(attachments.KEPT)
    await expire(services)
    assert await attachments.fetch(services, kept, 100) == PHOTO
    clock.move(timedelta(seconds=1))
    await expire(services)
    with pytest.raises(Unknown, match="media_gone"):
        await attachments.fetch(services, kept, 100)


async def test_it_goes_with_its_person(services: Services) -> None:
    theirs = await attachments.keep(services, "chat", PHONE, PHOTO)
    others = await attachments.keep(services, "chat", OTHER, PHOTO)
    async with services.units() as unit:
        await unit.conversations.save(Conversation("chat", PHONE, person="doc:40000001"))
        done = await unit.persons.erase(["doc:40000001"], NOW)
    assert done["attachments"] == 1
    with pytest.raises(Unknown, match="media_gone"):
        await attachments.fetch(services, theirs, 100)
    assert await attachments.fetch(services, others, 100) == PHOTO


async def test_each_utility_has_its_own(store: Store) -> None:
    here, there = (Services(store.of(name), FixedClock(NOW), a_policy(), a_calendar()) for name in ("a", "b"))
    kept = await attachments.keep(here, "chat", PHONE, PHOTO)
    with pytest.raises(Unknown, match="media_gone"):
        await attachments.fetch(there, kept, 100)
    assert await attachments.keep(there, "chat", PHONE, PHOTO) == kept
