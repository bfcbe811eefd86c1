"""The form of a call, as we write it ourselves: what the library would have said, and nothing else."""

from urllib.parse import parse_qsl

import pytest

from bot.channels.twilio import TwilioAccount
from bot.channels.twilio.client import FORM, _body
from tests.bot.channels.twilio.server import TwilioServer

FIELDS: dict[str, tuple[str, str | int]] = {
    "from_": ("From", "whatsapp:+51900000001"),
    "to": ("To", "whatsapp:+51900000042"),
    "body": ("Body", "S/ 1,50 & más = ¿sí? 100%\n+;#"),
    "validity_period": ("ValidityPeriod", 60),
    "status_callback": ("StatusCallback", "https://caudal.example.org/status?o=7&a=2"),
    "content_sid": ("ContentSid", "HX1"),
    "content_variables": ("ContentVariables", '{"1": "S/ 12.50"}'),
    "media_url": ("MediaUrl", "https://caudal.example.org/papers/7?s=x"),
}
"""All that we ever ask for, by the library's name and by Twilio's."""


def test_a_form_is_written_as_any_server_reads_it() -> None:
    given = {"To": "whatsapp:+51900000001", "Body": "S/ 1,50 & más = ¿sí? 100%\n+;#", "ValidityPeriod": 60}
    body = _body(given, FORM)
    assert isinstance(body, bytes)
    assert dict(parse_qsl(body.decode())) == {name: str(value) for name, value in given.items()}


def test_a_form_of_several_values_is_left_to_the_library() -> None:
    given = {"MediaUrl": ["one", "two"]}
    assert _body(given, FORM) is given


@pytest.mark.anyio
async def test_a_message_is_asked_for_as_the_library_would(
    server: TwilioServer, account: TwilioAccount
) -> None:
    await account.create_message(dict(FIELDS.values()))
    library = {name: value for name, (_, value) in FIELDS.items()}
    await account.client.messages.create_async(**{**library, "media_url": [library["media_url"]]})
    ours, theirs = server.calls
    assert (ours.method, ours.target, ours.form) == (theirs.method, theirs.target, theirs.form)
    assert len(ours.form) == len(FIELDS)
    apart = {
        "content-length",
        "accept-encoding",
    }  # the same form in another order; and we want no packed answer
    assert set(theirs.headers) - set(ours.headers) == {"accept-encoding"}
    assert {**ours.headers, **dict.fromkeys(apart)} == {**theirs.headers, **dict.fromkeys(apart)}
