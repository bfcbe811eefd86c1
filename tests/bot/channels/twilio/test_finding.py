"""What became of a message that nobody knows of: found by its code, or by its text when only one has it."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from bot.channels.twilio import SmsChannel, WhatsAppChannel
from bot.channels.twilio.channels import with_numbers
from receivables.model.sending import Told
from receivables.ports import DeliveryUnknown, Found
from tests.bot.channels.twilio.server import Answer, Call, TwilioServer, as_json, refused

pytestmark = pytest.mark.anyio
TO, OURS = "+51900000042", "+51900000001"
BEGAN = datetime(2026, 11, 23, 15, 0, 0, 400_000, tzinfo=UTC)
TEXT, CODE = "Estimada Rosa: su recibo vence mañana.", "K7QX-3M9P"


def message(sid: str, /, **given: object) -> dict[str, object]:
    made = given.pop("made", BEGAN + timedelta(seconds=1))
    assert isinstance(made, datetime)
    return {
        "sid": sid,
        "from": f"whatsapp:{OURS}",
        "to": f"whatsapp:{TO}",
        "body": f"{TEXT} Código {CODE}",
        "status": "sent",
        "error_code": None,
        "date_created": format_datetime(made),
        **given,
    }


def holds(server: TwilioServer, *messages: dict[str, object]) -> None:
    """Two on a page."""

    def listed(call: Call) -> Answer | None:
        if call.method != "GET":
            return None
        page = int(call.query.get("Page", 0))
        following = f"{call.path}?Page={page + 1}" if len(messages) > 2 * page + 2 else None
        return as_json({"messages": messages[2 * page : 2 * page + 2], "next_page_uri": following})

    server.handlers.append(listed)


async def find(
    channel: WhatsAppChannel | SmsChannel, code: str | None = CODE, text: str = TEXT
) -> Found | None:
    return await channel.find(TO, text, code, BEGAN)


async def test_by_its_code(server: TwilioServer, whatsapp: WhatsAppChannel) -> None:
    holds(
        server, message("SM1", body="otra cosa"), message("SM2", body="y otra"), message("SM3", status="read")
    )
    assert await find(whatsapp) == Found("SM3", Told.READ)
    assert server.calls[0].query["To"] == f"whatsapp:{TO}"
    assert "DateSent" not in server.calls[0].target  # it is empty while a message waits


@pytest.mark.parametrize(
    "other",
    [
        {"from": "whatsapp:+51900000009"},
        {"to": "whatsapp:+51900000043"},
        {"made": BEGAN - timedelta(seconds=1)},
        {"body": TEXT},
        {"body": None},
        {"status": "received"},
        {"status": None},
        {"date_created": "ayer"},
        {"sid": None},
    ],
)
async def test_another_message_is_none(
    other: dict[str, object], server: TwilioServer, whatsapp: WhatsAppChannel
) -> None:
    holds(server, message("SM1", **other))
    assert await find(whatsapp) is None


async def test_twilio_counts_in_whole_seconds(server: TwilioServer, whatsapp: WhatsAppChannel) -> None:
    holds(server, message("SM1", made=BEGAN.replace(microsecond=0)))
    assert await find(whatsapp) == Found("SM1", Told.SENT)


async def test_a_failure_is_told_with_its_code_unless_another_attempt_arrived(
    server: TwilioServer, whatsapp: WhatsAppChannel
) -> None:
    failed = message("SM1", status="undelivered", error_code=63024)
    holds(server, failed)
    assert await find(whatsapp) == Found("SM1", Told.FAILED, "63024")
    server.handlers.clear()
    holds(server, failed, message("SM2", status="queued"))
    assert await find(whatsapp) == Found("SM2", Told.ACCEPTED)


async def test_by_its_text_with_its_numbered_buttons(server: TwilioServer, whatsapp: WhatsAppChannel) -> None:
    holds(server, message("SM1", body=with_numbers(TEXT, [("debt", "¿Cuánto debo?")])))
    assert await find(whatsapp, None) == Found("SM1", Told.SENT)


@pytest.mark.parametrize("body", [f"{TEXT} ¡Gracias!", f"¡Hola! {TEXT}", "", TEXT.upper()])
async def test_by_its_whole_text_only(body: str, server: TwilioServer, whatsapp: WhatsAppChannel) -> None:
    holds(server, message("SM1", body=body))
    assert await find(whatsapp, None) is None


async def test_two_with_one_text_are_for_a_person_to_tell_apart(
    server: TwilioServer, whatsapp: WhatsAppChannel
) -> None:
    holds(server, message("SM1", body=TEXT), message("SM2", body=TEXT))
    assert await find(whatsapp, None) is None


async def test_what_is_known_to_be_another_message_is_none_of_them(
    server: TwilioServer, whatsapp: WhatsAppChannel
) -> None:
    """The same words, seconds before: that reply has its own row, which holds its id."""
    holds(server, message("SM1", body=TEXT))
    assert await whatsapp.find(TO, TEXT, None, BEGAN, {"SM1"}) is None
    server.handlers.clear()
    holds(server, message("SM1", body=TEXT), message("SM2", body=TEXT, status="delivered"))
    assert await whatsapp.find(TO, TEXT, None, BEGAN, {"SM1"}) == Found("SM2", Told.DELIVERED)


async def test_an_sms_is_looked_for_as_it_was_written(server: TwilioServer, sms: SmsChannel) -> None:
    given = {"from": "+51900000002", "to": TO}
    holds(server, message("SM1", body="Débito automatico", **given))
    assert await sms.find(TO, "Débito automático", None, BEGAN) == Found("SM1", Told.SENT)


@pytest.mark.parametrize(
    "answer",
    [
        refused(401, 20003),
        refused(500, 20500),
        Answer(200, b"<html>"),
        Answer(200, b"{}"),
        Answer(ends="close"),
    ],
)
async def test_that_it_cannot_be_asked_now_says_nothing(
    answer: Answer, server: TwilioServer, whatsapp: WhatsAppChannel
) -> None:
    server.handlers.append(lambda call: answer)
    with pytest.raises(DeliveryUnknown):
        await find(whatsapp)
