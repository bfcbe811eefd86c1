"""What people do on Telegram, read from its updates as a webhook and as a poll get them."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import Update

from bot.channels.telegram import Heard, hear, heard
from receivables.model.conversation import EDITED, Media
from receivables.usecases.blocked import LEFT

NOW = datetime(2024, 1, 8, 15, tzinfo=UTC)
CHAT = {"id": 42, "type": "private", "first_name": "Rosa"}
PERSON = {"id": 42, "is_bot": False, "first_name": "Rosa"}
MESSAGE = {"message_id": 1, "date": int(NOW.timestamp()), "chat": CHAT, "from": PERSON}
BOT = {"id": 1, "is_bot": True, "first_name": "Caudal"}


def read(**told: Any) -> Heard:
    """By webhook; by poll it is the same but for the raw text."""
    update = {"update_id": 7, **told}
    by_webhook = hear(json.dumps(update).encode(), NOW)
    by_poll = heard(Update.de_json(update, None), NOW, json.dumps(update))
    assert by_webhook == by_poll
    return by_webhook


def test_a_message_is_read() -> None:
    told = read(message={**MESSAGE, "text": "hola"})
    assert told.inbound is not None
    assert (told.inbound.id, told.inbound.channel, told.inbound.address) == ("telegram:7", "telegram", "42")
    assert (told.inbound.text, told.inbound.name, told.inbound.button) == ("hola", "Rosa", None)
    assert json.loads(told.inbound.raw)["message"]["text"] == "hola"
    assert (told.problem, told.query) == ("", None)


REWRITTEN = {**MESSAGE, "edit_date": int(NOW.timestamp()) - 5}
PHOTO = [{"file_id": "s", "file_unique_id": "s", "width": 90, "height": 90}]


@pytest.mark.parametrize(
    "written", [{"text": "BAJA"}, {"caption": "BAJA", "photo": PHOTO}], ids=["text", "caption"]
)
def test_what_a_message_is_made_into_is_said_then(written: dict[str, Any]) -> None:
    told = read(edited_message={**REWRITTEN, "date": int(NOW.timestamp()) - 60, **written})
    assert told.inbound is not None
    assert (told.inbound.id, told.inbound.text, told.inbound.media) == ("telegram:7", "BAJA", ())
    assert told.inbound.button == EDITED
    assert told.inbound.received_at == NOW - timedelta(seconds=5)


@pytest.mark.parametrize(
    "edited",
    [
        {"location": {"latitude": -3.57, "longitude": -80.45, "live_period": 900}},
        {"photo": PHOTO},
        {"text": "BAJA", "chat": {"id": -1, "type": "group", "title": "Barrio"}},
        {"text": "BAJA", "from": BOT},
    ],
    ids=["a place that moves", "a photo", "a group", "a bot"],
)
def test_an_edit_without_words_or_not_of_a_person_alone_says_nothing(edited: dict[str, Any]) -> None:
    assert read(edited_message={**REWRITTEN, **edited}) == Heard(None)


PLACE = {"latitude": -3.57, "longitude": -80.45}


@pytest.mark.parametrize(
    ("shared", "text"),
    [
        ({"location": PLACE}, "-3.57, -80.45"),
        (
            {"location": PLACE, "venue": {"location": PLACE, "title": "Casa", "address": "Jr. Uno 1"}},
            "Casa, Jr. Uno 1, -3.57, -80.45",
        ),
    ],
)
def test_a_shared_place_is_told_in_words_as_by_whatsapp(shared: dict[str, Any], text: str) -> None:
    told = read(message={**MESSAGE, **shared})
    assert told.inbound is not None
    assert (told.inbound.text, told.inbound.media) == (text, ())


@pytest.mark.parametrize(
    ("files", "media"),
    [
        ({"document": {"file_id": "d", "file_unique_id": "d", "file_name": "recibo.pdf",
                       "mime_type": "application/pdf", "file_size": 9}},
         Media("d", "application/pdf", "recibo.pdf", 9)),
        ({"photo": [{"file_id": "s", "file_unique_id": "s", "width": 90, "height": 90, "file_size": 1},
                    {"file_id": "l", "file_unique_id": "l", "width": 900, "height": 900, "file_size": 5},
                    {"file_id": "m", "file_unique_id": "m", "width": 300, "height": 300, "file_size": 3}]},
         Media("l", "image/jpeg", "", 5)),
        ({"voice": {"file_id": "v", "file_unique_id": "v", "duration": 3, "mime_type": "audio/ogg"}},
         Media("v", "audio/ogg")),
    ],
)  # fmt: skip
def test_a_file_comes_with_its_caption(files: dict[str, Any], media: Media) -> None:
    told = read(message={**MESSAGE, **files, "caption": "mi recibo"})
    assert told.inbound is not None
    assert told.inbound.media == (media,)
    assert told.inbound.text == "mi recibo"


def test_a_message_was_written_when_telegram_says_and_never_later_than_now() -> None:
    def received(written: datetime, *, button: bool = False) -> datetime:
        message = {**MESSAGE, "date": int(written.timestamp()), "text": "a"}
        query = {"id": "q", "from": PERSON, "chat_instance": "1", "data": "debt", "message": message}
        told = read(callback_query=query) if button else read(message=message)
        assert told.inbound is not None
        assert told.query == ("q" if button else None)
        return told.inbound.received_at

    hour = timedelta(hours=1)
    assert received(NOW - hour) == NOW - hour
    assert received(NOW + hour) == NOW
    assert received(NOW - hour, button=True) == NOW


@pytest.mark.parametrize(("status", "button"), [("kicked", LEFT), ("member", None)])
def test_the_bot_being_blocked_is_heard(status: str, button: str | None) -> None:
    old = {"user": BOT, "status": "member"}
    new = {"user": BOT, "status": status, "until_date": 0}
    change = {"chat": CHAT, "from": PERSON, "date": MESSAGE["date"], "old_chat_member": old}
    inbound = read(my_chat_member={**change, "new_chat_member": new}).inbound
    assert (inbound.button if inbound else None) == button


GROUP = {"id": -100, "type": "group", "title": "Vecinos"}


@pytest.mark.parametrize(
    "told",
    [
        {"message": {**MESSAGE, "chat": GROUP, "text": "¿cuánto debe?"}},
        {"message": {**MESSAGE, "from": BOT, "text": "soy un bot"}},
        {"unheard_of": {"text": "novedad"}},
    ],
)
def test_what_is_not_for_us_is_left(told: dict[str, Any]) -> None:
    assert read(**told).inbound is None


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b'{"message": {}}',
        b'{"update_id": true}',
        b'{"update_id": 8, "message": {"text": "sin remitente"}}',
        b'{"update_id": 8, "message": 7}',
        b"[" * 100_000,
    ],
)
def test_what_nobody_can_read_is_kept_for_staff(body: bytes) -> None:
    told = hear(body, NOW)
    assert told.problem == "unreadable"
    assert told.inbound is not None
    assert told.inbound.address == ""
    assert told.inbound.raw == body.decode("utf-8", "replace")[:65_536]
    assert hear(body, NOW).inbound == told.inbound  # brought again, it is known


@given(st.binary(max_size=200))
def test_no_body_breaks_the_reading(body: bytes) -> None:
    assert hear(body, NOW).problem == "unreadable"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["message", "chat", "from", "id", "date", "text", "photo", "data"]), inner
        )
    ),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from(["message", "callback_query", "my_chat_member"]), JSON))
def test_no_update_breaks_the_reading(told: dict[str, Any]) -> None:
    hear(json.dumps({"update_id": 8, **told}).encode(), NOW)
