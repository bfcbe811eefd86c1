"""What is said of the mail server by `caudal channels check`, asked at a real one."""

from pathlib import Path

import pytest

from caudal.registering import inspect
from tests.bot.channels.test_email import Post, post_office

pytestmark = pytest.mark.anyio


async def of_the_server(port: int, folder: Path, patch: pytest.MonkeyPatch) -> tuple[str, bool, str]:
    patch.setenv("CAUDAL_DATABASE_URL", f"sqlite+aiosqlite:///{folder}/caudal.db")
    patch.setenv("CAUDAL_SMTP_URL", f"smtp://127.0.0.1:{port}?from=cobranza@example.org")
    [line] = await inspect(changing=False)
    return line.kind, line.good, line.values.get("code", "")


async def test_a_mail_server_that_takes_our_sender_is_fine_and_gets_no_mail(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    post = Post()
    async with post_office(post) as port:
        assert await of_the_server(port, tmp_path, monkeypatch) == ("configured", True, "")
        post.mail = "550 5.7.1 not your sender"
        assert await of_the_server(port, tmp_path, monkeypatch) == ("not_let_in", False, "550.5.7.1")
    assert await of_the_server(port, tmp_path, monkeypatch) == ("not_let_in", False, "unreachable")
    assert post.taken == []
