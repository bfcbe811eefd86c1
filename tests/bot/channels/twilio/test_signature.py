"""Signatures of webhooks: right over the public address and all that was sent, and wrong over everything else."""

import base64
import hmac
from collections.abc import Sequence
from hashlib import sha1, sha256
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.datastructures import FormData, UploadFile

from bot.channels.twilio.signature import Signature

TOKEN, PUBLIC = "invented-token", "https://caudal.example.org"
INBOUND = "/webhooks/twilio/inbound"
STATUS = "/webhooks/twilio/status?o=7&a=1"
CHECK = Signature(TOKEN, PUBLIC)


def signed(url: str, fields: list[tuple[str, str]] = [], token: str = TOKEN) -> str:  # noqa: B006 - never changed
    """As Twilio's documentation tells it: the address, then each name with each of its values, in order."""
    said = url + "".join(name + value for name, value in sorted(set(fields)))
    return base64.b64encode(hmac.new(token.encode(), said.encode(), sha1).digest()).decode()


def form(fields: Sequence[tuple[str, str | UploadFile]]) -> FormData:
    """As Starlette reads one."""
    return FormData(list(fields))


FIELDS = [
    ("Body", ""),
    ("From", "whatsapp:+51900000042"),
    ("ProfileName", "Rosa Ñandú 💧"),
    ("Tag", "b"),
    ("Tag", "a"),
    ("Body2", "  con espacios "),
]


def test_blank_and_repeated_and_foreign_fields_are_part_of_it() -> None:
    assert CHECK.valid(INBOUND, form(FIELDS), signed(PUBLIC + INBOUND, FIELDS))
    assert not CHECK.valid(INBOUND, form(FIELDS[1:]), signed(PUBLIC + INBOUND, FIELDS))
    assert not CHECK.valid(INBOUND, form([*FIELDS, ("Tag", "c")]), signed(PUBLIC + INBOUND, FIELDS))


def test_the_query_is_part_of_it_as_it_stood() -> None:
    header = signed(PUBLIC + STATUS, FIELDS)
    assert CHECK.valid(STATUS, form(FIELDS), header)
    assert not CHECK.valid(STATUS.replace("o=7", "o=8"), form(FIELDS), header)
    assert not CHECK.valid(INBOUND, form(FIELDS), header)


@pytest.mark.parametrize("url", ["https://caudal.example.org:443", "https://caudal.example.org"])
def test_the_port_may_be_told_or_not(url: str) -> None:
    assert CHECK.valid(INBOUND, form(FIELDS), signed(url + INBOUND, FIELDS))


@pytest.mark.parametrize(
    "url",
    ["http://10.0.0.5:8001", "http://caudal.example.org", "https://caudal.example.org/", "https://other.org"],
)
def test_what_the_server_sees_behind_a_proxy_is_not_what_was_signed(url: str) -> None:
    assert not CHECK.valid(INBOUND, form(FIELDS), signed(url + INBOUND, FIELDS))


def test_another_secret_is_refused() -> None:
    assert not CHECK.valid(INBOUND, form(FIELDS), signed(PUBLIC + INBOUND, FIELDS, token="another"))


def test_a_json_body_is_signed_by_its_digest_in_the_address() -> None:
    body = '{"MessageSid": "SM1", "nombre": "Ñ"}'
    path = f"{INBOUND}?{urlencode({'bodySHA256': sha256(body.encode()).hexdigest()})}"
    assert CHECK.valid(path, body, signed(PUBLIC + path))
    assert not CHECK.valid(path, body.replace("SM1", "SM2"), signed(PUBLIC + path))
    assert not CHECK.valid(INBOUND, body, signed(PUBLIC + INBOUND))


@pytest.mark.parametrize("header", [None, "", "x", "ñ", "\ud800", "A" * 5000])
def test_a_header_that_is_none_is_refused(header: str | None) -> None:
    assert not CHECK.valid(INBOUND, form(FIELDS), header)


def test_a_file_among_the_fields_is_refused() -> None:
    with open(__file__, "rb") as file:
        assert not CHECK.valid(
            INBOUND, form([("Body", UploadFile(file, filename="x"))]), signed(PUBLIC + INBOUND)
        )


TEXT = st.text(alphabet=st.characters(exclude_categories=()), max_size=20)


@given(TEXT, st.one_of(TEXT, st.dictionaries(TEXT, TEXT, max_size=4)), st.one_of(st.none(), TEXT))
def test_it_never_raises_and_never_lets_a_stranger_in(
    path: str, content: str | dict[str, str], header: str | None
) -> None:
    assert CHECK.valid(f"/{path}", content, header) is False
    assert Signature(TOKEN, "https://[").valid(path, content, header) is False


@given(st.lists(st.tuples(st.text(min_size=1, max_size=8), st.text(max_size=12)), max_size=8))
def test_whatever_twilio_signs_is_let_in(fields: list[tuple[str, str]]) -> None:
    assert CHECK.valid(STATUS, form(fields), signed(PUBLIC + STATUS, fields))
