"""The wiring: which clock, which carriers, and a database that is ready before anything uses it."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.channels.twilio.inbound import quoted
from caudal import wiring
from caudal.settings import ClockMode, Settings
from receivables.errors import BadSetting
from tests.support.build import lima

pytestmark = pytest.mark.anyio
STOPPED_AT = lima("2024-01-21 19:00")


def settings(folder: Path, **changes: object) -> Settings:
    return Settings(database_url=f"sqlite+aiosqlite:///{folder}/caudal.db").model_copy(update=changes)


async def test_a_database_without_a_clock_of_its_own_lives_today(tmp_path: Path) -> None:
    async with wiring.opened(settings=settings(tmp_path)) as installation:
        assert not installation.demo
        assert abs(installation.clock.now() - datetime.now(UTC)) < timedelta(minutes=1)


async def test_what_a_message_answers_is_known_to_every_program(tmp_path: Path) -> None:
    """Whoever comes to read a message, also much later, reads its number against the message that it quotes."""
    async with wiring.opened(settings=settings(tmp_path)) as installation:
        assert installation.services.quoted is quoted


async def test_a_demo_goes_on_where_it_stopped(tmp_path: Path) -> None:
    frozen = settings(tmp_path, clock=ClockMode.FROZEN)
    async with wiring.opened(now=STOPPED_AT, settings=frozen) as installation:
        await installation.keep_clock()
    async with wiring.opened(settings=settings(tmp_path)) as installation:
        assert installation.demo
        assert timedelta(0) <= installation.clock.now() - STOPPED_AT < timedelta(minutes=1)


async def test_a_server_that_cannot_be_reached_is_named_without_its_password() -> None:
    away = Settings(database_url="postgresql+psycopg://127.0.0.1:1/caudal?user=caudal&password=secreta")
    with pytest.raises(BadSetting) as refusal:
        async with wiring.opened(settings=away):
            pass
    assert refusal.value.code == "database_unreachable"
    assert "secreta" not in str(refusal.value)
