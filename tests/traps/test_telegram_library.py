"""What python-telegram-bot does with conversations, why we use it to send and to parse only, and that we keep to it."""

import ast
import json
from collections.abc import Iterator

import pytest
from telegram import Update
from telegram.ext import Application, TypeHandler
from telegram.request import BaseRequest

from tests.architecture.source import house, imports, parsed, within

CHAT = {"id": 1, "type": "private", "first_name": "Rosa"}
PERSON = {"id": 1, "is_bot": False, "first_name": "Rosa"}


class Nowhere(BaseRequest):
    """Answers getMe, and reaches nobody."""

    @property
    def read_timeout(self) -> float:
        return 1.0

    async def initialize(self) -> None: ...

    async def shutdown(self) -> None: ...

    async def do_request(self, *_: object, **__: object) -> tuple[int, bytes]:
        me = {"id": 1, "is_bot": True, "first_name": "Caudal", "username": "caudal_bot"}
        return 200, json.dumps({"ok": True, "result": me}).encode()


@pytest.mark.anyio
async def test_the_librarys_application_swallows_what_a_handler_raises() -> None:
    application = Application.builder().token("1:invented").updater(None).request(Nowhere()).build()
    reached: list[int] = []

    async def breaks(update: object, _: object) -> None:
        assert isinstance(update, Update)
        reached.append(update.update_id)
        raise RuntimeError("the message would be lost")

    application.add_handler(TypeHandler(Update, breaks))
    async with application:
        message = {"message_id": 1, "date": 1, "chat": CHAT, "from": PERSON, "text": "hola"}
        update = Update.de_json({"update_id": 7, "message": message}, application.bot)
        await application.process_update(update)  # and nobody hears of it
    assert reached == [7]


def test_nothing_of_the_librarys_framework_is_used() -> None:
    assert {m.name: sorted(found) for m in house() if (found := _framework(m.text))} == {}


@pytest.mark.parametrize(
    "source",
    [
        "from telegram.ext import Application",
        "from telegram.ext import AIORateLimiter",
        "import telegram.ext",
        "def late(bot):\n    return bot.process_update",
        "queue = application.update_queue",
    ],
)
def test_its_use_would_be_noticed(source: str) -> None:
    assert _framework(source)


def _framework(source: str) -> set[str]:
    """`telegram.ext`, and what its application does, wherever it came from."""
    named = {name for name in imports(source) if within(name, "telegram.ext")}
    traps = {"process_update", "update_queue", "job_queue", "AIORateLimiter"}
    reached = {node.attr for node in ast.walk(parsed(source)) if isinstance(node, ast.Attribute)}
    return named | (reached & traps)


def test_nothing_shared_is_bound_before_what_is_put_into_it_is_awaited() -> None:
    """`self.done.append(await send(row))` binds the list first: swapped meanwhile, the outcome is lost in silence."""
    assert {m.name: lines for m in house() if (lines := list(_bound_too_early(m.text)))} == {}
    assert list(_bound_too_early("self.done.append((row, await send(row)))")) == [1]
    assert list(_bound_too_early("answer = await send(row)\nself.done.append(answer)")) == []


def _bound_too_early(source: str) -> Iterator[int]:
    for node in ast.walk(parsed(source)):
        match node:
            case ast.Call(func=ast.Attribute(value=ast.Attribute(), attr="append" | "add" | "put_nowait")):
                if any(isinstance(inner, ast.Await) for given in node.args for inner in ast.walk(given)):
                    yield node.lineno
