"""The real channels: opened by the credentials that there are, and on a demo never first to write."""

import asyncio
from collections.abc import Mapping
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.channels.twilio import WhatsAppChannel
from caudal import wiring
from caudal.doors import Doors, opened_doors
from caudal.settings import Settings
from receivables.model.sending import MessageTemplate, TemplateCategory, TemplateState
from tests.bot.channels.test_email import Post, a_parcel, post_office
from tests.caudal.test_wiring import settings

pytestmark = pytest.mark.anyio


def all_of_them(folder: Path) -> Settings:
    """Credentials for every channel; nobody listens at these addresses."""
    return settings(folder).model_copy(
        update=dict(
            Settings(
                telegram_token="1:invented",  # type: ignore[arg-type]  # strings become secrets
                telegram_api_url="http://127.0.0.1:1",
                twilio_account_sid="AC" + "0" * 32,
                twilio_auth_token="invented",  # type: ignore[arg-type]  # strings become secrets
                twilio_whatsapp_from="+51900000001",
                twilio_sms_from="+51900000002",
                twilio_api_url="http://127.0.0.1:1",
                smtp_url="smtp://cobranza:invented@localhost:1",  # type: ignore[arg-type]  # strings become secrets
                public_url="https://caudal.example.org",
            )
        )
        | {"database_url": f"sqlite+aiosqlite:///{folder}/caudal.db"}
    )


async def test_each_channel_has_its_door(tmp_path: Path) -> None:
    given = all_of_them(tmp_path)
    async with wiring.opened(settings=given) as here, opened_doors(given, here.services) as doors:
        assert sorted(doors.channels) == ["correo", "sms", "telegram", "whatsapp"]
        carried = doors.carriers(demo=False)
        assert carried.proactive == carried.replies == doors.channels
        assert {channel.provider for channel in doors.channels.values()} == {"smtp", "telegram", "twilio"}
        assert carried.codes.known("twilio", "63016")


async def test_an_email_is_signed_as_the_utility_signs(tmp_path: Path) -> None:
    post = Post()
    async with post_office(post) as port:
        url = SecretStr(f"smtp://127.0.0.1:{port}?from=cobranza@example.org")
        given = settings(tmp_path).model_copy(update={"smtp_url": url})
        async with wiring.opened(settings=given) as here, opened_doors(given, here.services) as doors:
            await doors.channels["correo"].send(a_parcel())
    assert post.taken[0][2]["From"] == "Agua Tumbes <cobranza@example.org>"


async def test_on_a_demo_real_channels_answer_and_never_write_first(tmp_path: Path) -> None:
    given = all_of_them(tmp_path)
    async with wiring.opened(settings=given) as here, opened_doors(given, here.services) as doors:
        carried = doors.carriers(demo=True)
        assert set(carried.proactive.values()).isdisjoint(doors.channels.values())
        assert carried.replies.items() >= doors.channels.items()


async def test_without_credentials_there_is_no_door(tmp_path: Path) -> None:
    given = settings(tmp_path)
    async with wiring.opened(settings=given) as here, opened_doors(given, here.services) as doors:
        assert doors == Doors()
        assert doors.carriers(demo=False).proactive == {}


async def test_contents_for_buttons_made_later_are_used_without_a_restart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("caudal.doors.SESSIONS_SECONDS", 0.02)
    used: list[Mapping[str, str]] = []
    changed = asyncio.Event()

    def use(self: WhatsAppChannel, sessions: Mapping[str, str]) -> None:
        used.append(sessions)
        if sessions:
            changed.set()

    monkeypatch.setattr(WhatsAppChannel, "use_sessions", use)
    given = all_of_them(tmp_path)
    async with wiring.opened(settings=given) as here, opened_doors(given, here.services):
        async with here.services.units() as unit:
            locale, now = here.services.policy.locale, here.services.clock.now()
            made = MessageTemplate(
                *("whatsapp", "session.menu", locale, TemplateCategory.UTILITY),
                *("HX1", TemplateState.APPROVED, "", now),
            )
            await unit.templates.save([made])
        async with asyncio.timeout(10):
            await changed.wait()
    assert used[-1] == {"session.menu": "HX1"}
    count = len(used)
    await asyncio.sleep(0.06)
    assert len(used) == count  # nothing reads on when the doors are closed
