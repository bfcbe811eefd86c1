"""What is handed to Twilio: each message once, whole, with our number in the address of its callback."""

import json

import pytest

from bot.channels.twilio import SmsChannel, TwilioAccount, WhatsAppChannel
from receivables.ports import Content, DeliveryFailed, Parcel, Rendered, Traces
from tests.bot.channels.twilio.server import SID, TwilioServer

pytestmark = pytest.mark.anyio
TO = "+51900000042"
BUTTONS = (("debt", "¿Cuánto debo?"), ("human", "Hablar con alguien"))


def parcel(text: str = "Hola", **given) -> Parcel:
    buttons = given.pop("buttons", ())
    made = {"outbox_id": 7, "attempt": 2, "key": "reply/1/0", "address": TO, **given}
    return Parcel(rendered=Rendered(text, buttons), **made)


async def test_free_text_by_whatsapp(server: TwilioServer, whatsapp: WhatsAppChannel) -> None:
    delivery = await whatsapp.send(parcel("Su recibo vence mañana: S/ 12.50"))
    (call,) = server.calls
    assert (call.method, call.path) == ("POST", f"/2010-04-01/Accounts/{SID}/Messages.json")
    assert call.form == {
        "From": "whatsapp:+51900000001",
        "To": f"whatsapp:{TO}",
        "Body": "Su recibo vence mañana: S/ 12.50",
        "StatusCallback": "https://caudal.example.org/webhooks/twilio/status?o=7&a=2",
    }
    assert delivery.provider_id == f"SM{1:032d}"
    assert delivery.segments == 1
    assert call.headers["authorization"].startswith("Basic ")


async def test_a_person_without_a_telephone(server: TwilioServer, whatsapp: WhatsAppChannel) -> None:
    await whatsapp.send(parcel(address="ID.13491208655302741918"))
    assert server.created()[0]["To"] == "whatsapp:ID.13491208655302741918"


async def test_a_template_goes_by_its_sid_and_says_nothing_of_its_own(
    server: TwilioServer, whatsapp: WhatsAppChannel
) -> None:
    variables = {"1": "S/\xa012.50", "2": "20 de\n noviembre"}
    await whatsapp.send(parcel("...", content=Content("HX1", variables), buttons=BUTTONS, valid_for=3600))
    (form,) = server.created()
    assert form["ContentSid"] == "HX1"
    assert json.loads(form["ContentVariables"]) == {"1": "S/ 12.50", "2": "20 de noviembre"}
    assert form["ValidityPeriod"] == "3600"
    assert "Body" not in form


async def test_a_template_without_gaps_gets_no_variables(
    server: TwilioServer, whatsapp: WhatsAppChannel
) -> None:
    await whatsapp.send(parcel(content=Content("HX1", {})))
    assert "ContentVariables" not in server.created()[0]


@pytest.mark.parametrize(
    "variables",
    [
        {"1": ""},
        {"1": " \n"},
        {"1": "x" * 250},
        {"1": "a", "3": "c"},
        {"2": "b"},
        {"two words": "a"},
        {"x" * 17: "a"},
        {str(n): "a" for n in range(1, 102)},
    ],
)
async def test_variables_that_twilio_would_refuse_are_not_sent(
    variables: dict[str, str], server: TwilioServer, whatsapp: WhatsAppChannel
) -> None:
    with pytest.raises(DeliveryFailed) as refused:
        await whatsapp.send(parcel(content=Content("HX1", variables)))
    assert (refused.value.code, refused.value.status) == ("21656", 400)
    assert server.calls == []


async def test_a_template_of_more_than_1024_is_not_sent(
    server: TwilioServer, whatsapp: WhatsAppChannel
) -> None:
    with pytest.raises(DeliveryFailed) as refused:
        await whatsapp.send(parcel("x" * 1025, content=Content("HX1", {"1": "a"})))
    assert refused.value.code == "63021"
    assert server.calls == []


async def test_buttons_are_numbered_where_no_content_shows_them(
    server: TwilioServer, whatsapp: WhatsAppChannel
) -> None:
    await whatsapp.send(parcel("¿Qué desea?", buttons=BUTTONS))
    assert server.created()[0]["Body"] == "¿Qué desea?\n\n1. ¿Cuánto debo?\n2. Hablar con alguien"


async def test_buttons_are_whatsapps_own_where_a_content_shows_them(
    server: TwilioServer, account: TwilioAccount
) -> None:
    channel = WhatsAppChannel(account, "+51900000001", None, {"session.quick_2_2": "HX22"})
    await channel.send(parcel("Hola.\n\n¿Qué desea?", buttons=BUTTONS))
    (form,) = server.created()
    assert form["ContentSid"] == "HX22"
    assert json.loads(form["ContentVariables"]) == {
        "1": "Hola.",
        "2": "¿Qué desea?",
        "3": "debt",
        "4": "¿Cuánto debo?",
        "5": "human",
        "6": "Hablar con alguien",
    }
    assert "StatusCallback" not in form


@pytest.mark.parametrize(("asked", "given"), [(None, None), (1, "1"), (36_000, "36000"), (90_000, "36000")])
async def test_how_long_it_may_wait(
    asked: int | None, given: str | None, server: TwilioServer, sms: SmsChannel
) -> None:
    await sms.send(parcel(valid_for=asked))
    assert server.created()[0].get("ValidityPeriod") == given


@pytest.mark.parametrize("seconds", [0, -5])
async def test_what_may_wait_no_more_is_not_sent(seconds: int, server: TwilioServer, sms: SmsChannel) -> None:
    with pytest.raises(DeliveryFailed, match="expired"):
        await sms.send(parcel(valid_for=seconds))
    assert server.calls == []


async def test_an_sms_is_written_in_gsm_7(server: TwilioServer, sms: SmsChannel) -> None:
    delivery = await sms.send(parcel("Débito “aquí” mañana", buttons=BUTTONS))
    (form,) = server.created()
    assert form["Body"] == 'Débito "aqui" mañana\n\n1. ¿Cuanto debo?\n2. Hablar con alguien'
    assert (form["From"], form["To"]) == ("+51900000002", TO)
    assert delivery.segments == 1


async def test_an_sms_that_we_begin_asks_for_no_answer_by_number(
    server: TwilioServer, sms: SmsChannel
) -> None:
    await sms.send(parcel("Debe. Código K7QX-3M9P", buttons=BUTTONS, code="K7QX-3M9P"))
    assert server.created()[0]["Body"] == "Debe. Codigo K7QX-3M9P"


async def test_the_parts_of_a_long_sms_are_told(sms: SmsChannel) -> None:
    assert (await sms.send(parcel("x" * 161))).segments == 2


async def test_a_long_reply_goes_in_parts_and_only_the_last_is_reported(
    server: TwilioServer, whatsapp: WhatsAppChannel
) -> None:
    delivery = await whatsapp.send(parcel("a" * 1500 + "\n" + "b" * 1500))
    forms = server.created()
    assert [form["Body"] for form in forms] == ["a" * 1500, "b" * 1500]
    assert ["StatusCallback" in form for form in forms] == [False, True]
    assert delivery.provider_id == f"SM{2:032d}"
    assert delivery.segments == 2


@pytest.mark.parametrize(
    ("text", "code"), [("x" * 1601, "K7QX-3M9P"), ("x" * 8001, None), ("", None), (" \n", None)]
)
async def test_what_is_no_single_message_is_refused_before_sending(
    text: str, code: str | None, server: TwilioServer, whatsapp: WhatsAppChannel
) -> None:
    with pytest.raises(DeliveryFailed) as refused:
        await whatsapp.send(parcel(text, code=code))
    assert refused.value.code == "21617"
    assert server.calls == []


async def test_invented_telephones_are_never_asked_of_the_real_twilio() -> None:
    account = TwilioAccount(SID, "invented")
    try:
        with pytest.raises(DeliveryFailed, match="invented"):
            await WhatsAppChannel(account, "+51900000001", None).send(parcel())
    finally:
        await account.close()


def test_the_channels_say_who_they_are() -> None:
    for channel, name, template in ((WhatsAppChannel, "whatsapp", True), (SmsChannel, "sms", False)):
        assert (channel.name, channel.provider, channel.initiates) == (name, "twilio", True)
        assert channel.carries == {name}
        assert channel.needs_template is template


async def test_their_senders_and_what_they_can_be_asked(whatsapp: WhatsAppChannel, sms: SmsChannel) -> None:
    assert (whatsapp.sender, sms.sender) == ("whatsapp:+51900000001", "sms:+51900000002")
    assert isinstance(whatsapp, Traces)
