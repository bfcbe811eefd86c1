"""What comes back to the mailbox: reports of failure and complaints are told apart from all other mail."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from receivables.adapters.bounces import read_bounce
from receivables.model.bounce import BounceKind
from tests.support.mail import COMPLAINT, delayed, returned


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        ("4.2.2", BounceKind.SOFT),
        ("5.0.0", BounceKind.SOFT),
        ("5.1.1", BounceKind.HARD),
        ("5.1.10", BounceKind.HARD),
        ("5.1.7", BounceKind.SOFT),
        ("5.1.8", BounceKind.SOFT),
        ("5.2.2", BounceKind.SOFT),
        ("5.4.4", BounceKind.SOFT),
        ("5.7.1", BounceKind.SOFT),
    ],
)
def test_only_a_status_about_the_address_itself_is_hard(status: str, kind: BounceKind) -> None:
    bounce = read_bounce(returned(status))
    assert bounce is not None
    assert (bounce.kind, bounce.status, bounce.code) == (kind, status, f"bounce.{kind}")


def test_the_mail_that_came_back_is_known_by_its_id_and_by_our_code() -> None:
    bounce = read_bounce(returned("5.1.1"))
    assert bounce is not None
    assert bounce.message_ids == ("<7.1.abc@example.org>",)
    assert "K7QX-3M9P" in bounce.text


def test_headers_alone_are_enough() -> None:
    bounce = read_bounce(returned("5.1.1", whole=False))
    assert bounce is not None
    assert bounce.message_ids == ("<7.1.abc@example.org>",)


def test_the_status_may_stand_in_the_words_of_the_server() -> None:
    bounce = read_bounce(returned("", diagnostic="smtp; 550 5.1.1 no such user"))
    assert bounce is not None
    assert (bounce.kind, bounce.status) == (BounceKind.HARD, "5.1.1")


@pytest.mark.parametrize(
    ("diagnostic", "kind", "status"),
    [
        ("smtp; 550 5.1.1 no such user", BounceKind.HARD, "5.1.1"),
        ("smtp; 550 5.7.1 blocked", BounceKind.SOFT, "5.7.1"),
        ("smtp; 550 rejected", BounceKind.SOFT, "5.0.0"),
        ("smtp; 550 blocked, see 5.1.20.33", BounceKind.SOFT, "5.0.0"),
        ("smtp; 550 15.1.1.9 is listed", BounceKind.SOFT, "5.0.0"),
        ("smtp; 550-5.1.1 no such user.", BounceKind.HARD, "5.1.1"),
    ],
)
def test_a_status_that_tells_nothing_gives_way_to_what_the_server_said(
    diagnostic: str, kind: BounceKind, status: str
) -> None:
    bounce = read_bounce(returned("5.0.0", diagnostic=diagnostic))
    assert bounce is not None
    assert (bounce.kind, bounce.status) == (kind, status)


def test_a_complaint_is_one() -> None:
    bounce = read_bounce(COMPLAINT)
    assert bounce is not None
    assert (bounce.kind, bounce.code) == (BounceKind.COMPLAINT, "complaint")
    assert bounce.message_ids == ("<7.1.abc@example.org>",)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"Subject: hola\r\n\r\nno me escriban\r\n",
        b"Content-Type: multipart/report; report-type=delivery-status; boundary=x\r\n\r\n--x--\r\n",
        delayed(),
    ],
    ids=["nothing", "a mail", "an empty report", "only delayed"],
)
def test_any_other_mail_is_none(raw: bytes) -> None:
    assert read_bounce(raw) is None


@given(st.binary(max_size=400), st.integers(0, 900))
def test_no_mail_breaks_it(noise: bytes, where: int) -> None:
    good = returned("5.1.1")
    read_bounce(good[:where] + noise + good[where:])
    read_bounce(noise)
