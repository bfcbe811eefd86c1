"""The form of a call, as we write it ourselves."""

from urllib.parse import parse_qsl

from bot.channels.twilio.client import FORM, _body


def test_a_form_is_written_as_any_server_reads_it() -> None:
    given = {"To": "whatsapp:+51900000001", "Body": "S/ 1,50 & más = ¿sí? 100%\n+;#", "ValidityPeriod": 60}
    body = _body(given, FORM)
    assert isinstance(body, bytes)
    assert dict(parse_qsl(body.decode())) == {name: str(value) for name, value in given.items()}


def test_a_form_of_several_values_is_left_to_the_library() -> None:
    given = {"MediaUrl": ["one", "two"]}
    assert _body(given, FORM) is given
