"""Webhooks of Twilio as values: what people write and press, what became of a message, and what nobody can read."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.channels.twilio.inbound import LONGEST_RAW, STOPPED, Unreadable, to_callback, to_inbound
from receivables.model.conversation import Media
from receivables.model.sending import Told

NOW = datetime(2026, 11, 23, 15, tzinfo=UTC)
SID = "SM" + "0" * 32
WHATSAPP = {
    "MessageSid": SID,
    "SmsSid": SID,
    "SmsStatus": "received",
    "AccountSid": "AC1",
    "From": "whatsapp:+51900000042",
    "To": "whatsapp:+51900000001",
    "WaId": "51900000042",
    "ProfileName": "Rosa",
    "Body": "¿cuánto debo?",
    "NumMedia": "0",
}
SMS = {
    "MessageSid": SID,
    "From": "+51900000042",
    "To": "+51900000002",
    "Body": "STOP",
    "SmsStatus": "received",
}
STATUS = {
    "MessageSid": SID,
    "MessageStatus": "delivered",
    "To": "whatsapp:+51900000042",
    "From": "whatsapp:+1",
}


def test_what_a_person_writes_by_whatsapp() -> None:
    inbound = to_inbound({**WHATSAPP, "Unheard": "of"}, NOW)
    assert (inbound.id, inbound.channel, inbound.address) == (SID, "whatsapp", "+51900000042")
    assert (inbound.text, inbound.button, inbound.name) == ("¿cuánto debo?", None, "Rosa")
    assert inbound.received_at == NOW
    assert inbound.media == ()
    assert json.loads(inbound.raw)["Unheard"] == "of"


def test_the_word_that_stops_an_sms_stays_as_it_was_written() -> None:
    inbound = to_inbound(SMS, NOW)
    assert (inbound.channel, inbound.address, inbound.text) == ("sms", "+51900000042", "STOP")


@pytest.mark.parametrize("word", [*sorted(STOPPED), " stopall ", "Cancel"])
def test_what_twilio_stops_by_sms_is_a_wish_for_every_channel(word: str) -> None:
    assert to_inbound({**SMS, "Body": word}, NOW).button == "stop"
    assert to_inbound({**WHATSAPP, "Body": word}, NOW).button is None


@pytest.mark.parametrize("body", ["END of the month", "cancelar", "please stop", ""])
def test_twilio_stops_by_a_word_alone(body: str) -> None:
    assert to_inbound({**SMS, "Body": body}, NOW).button is None


@pytest.mark.parametrize(
    ("told", "button"), [("HELP", None), ("START", "start"), ("STOP", "stop"), ("stop", "stop")]
)
def test_what_twilio_understood_is_taken_from_it(told: str, button: str | None) -> None:
    """A utility may have words of its own with Advanced Opt-Out."""
    assert to_inbound({**SMS, "Body": "FUERA", "OptOutType": told}, NOW).button == button


@pytest.mark.parametrize("body", ["Si", "Sí", "YES", "yes "])
def test_a_yes_answers_what_was_asked_and_undoes_no_wish(body: str) -> None:
    """Twilio takes YES for START: a promise would go unheard, and a BAJA be undone by whoever makes one."""
    heard = to_inbound({**SMS, "Body": body, "OptOutType": "START"}, NOW)
    assert (heard.button, heard.text) == (None, body)


@pytest.mark.parametrize(
    ("sender", "address"),
    [("51900000042", "+51900000042"), ("+51900000042", "+51900000042"), ("12345", "12345")],
)
def test_a_telephone_is_known_without_its_plus(sender: str, address: str) -> None:
    assert to_inbound({**SMS, "From": sender}, NOW).address == address


@pytest.mark.parametrize("text", ["1", " 1) ", "2."])
def test_a_number_stays_text_as_it_was_written(text: str) -> None:
    inbound = to_inbound({**WHATSAPP, "Body": text}, NOW)
    assert (inbound.text, inbound.button) == (text, None)


@pytest.mark.parametrize(
    ("fields", "text", "button"),
    [
        ({"Body": "Pagar", "ButtonText": "Pagar", "ButtonPayload": "plan"}, "Pagar", "plan"),
        ({"Body": "", "ButtonText": "Pagar", "ButtonPayload": "plan"}, "Pagar", "plan"),
        ({"Body": "3 cuotas", "ListId": "plan:3", "ListTitle": "3 cuotas"}, "3 cuotas", "plan:3"),
        ({"Body": "", "ListId": "plan:3", "ListTitle": "3 cuotas"}, "3 cuotas", "plan:3"),
    ],
)
def test_what_a_person_presses(fields: dict[str, str], text: str, button: str) -> None:
    answered = {**WHATSAPP, "MessageType": "interactive", "OriginalRepliedMessageSid": "SM9", **fields}
    inbound = to_inbound(answered, NOW)
    assert (inbound.text, inbound.button) == (text, button)
    assert json.loads(inbound.raw)["OriginalRepliedMessageSid"] == "SM9"


@pytest.mark.parametrize(
    ("fields", "address"),
    [
        ({"From": "whatsapp:51900000042"}, "+51900000042"),
        ({"From": "", "WaId": "51900000042"}, "+51900000042"),
        ({"From": "whatsapp:ID.123", "WaId": "51900000042"}, "+51900000042"),
        ({"From": "whatsapp:ID.13491208655", "WaId": ""}, "ID.13491208655"),
        ({"From": "whatsapp:", "WaId": "", "ExternalUserId": "whatsapp:ID.13491208655"}, "ID.13491208655"),
        ({"From": "whatsapp:PE.AbC-1", "WaId": ""}, "PE.AbC-1"),
    ],
)
def test_who_wrote_with_a_telephone_or_without(fields: dict[str, str], address: str) -> None:
    inbound = to_inbound({**WHATSAPP, **fields}, NOW)
    assert (inbound.channel, inbound.address) == ("whatsapp", address)


def test_photos_and_documents_come_as_references() -> None:
    media = {
        "NumMedia": "2",
        "MediaUrl0": "https://api.twilio.com/a",
        "MediaContentType0": "image/jpeg",
        "MediaUrl1": "https://api.twilio.com/b",
    }
    inbound = to_inbound({**WHATSAPP, "Body": "", **media}, NOW)
    assert inbound.text == ""
    assert inbound.media == (
        Media("https://api.twilio.com/a", "image/jpeg"),
        Media("https://api.twilio.com/b"),
    )


def test_a_place_is_told_in_words() -> None:
    place = {"Body": "", "Latitude": "-3.57", "Longitude": "-80.45", "Label": "Casa", "Address": "Jr. Uno 1"}
    assert to_inbound({**WHATSAPP, **place}, NOW).text == "Casa, Jr. Uno 1, -3.57, -80.45"


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({}, "no_sid"),
        ({**WHATSAPP, "MessageSid": "", "SmsSid": "a b"}, "no_sid"),
        ({**WHATSAPP, "From": "whatsapp:", "WaId": ""}, "no_sender"),
        ({**SMS, "From": "messenger:123"}, "no_sender"),
        ({**SMS, "From": ""}, "no_sender"),
        ({**SMS, "SmsStatus": "delivered"}, "not_a_message"),
    ],
)
def test_what_is_no_message_is_told_apart(fields: dict[str, str], why: str) -> None:
    with pytest.raises(Unreadable, match=f"^{why}$"):
        to_inbound(fields, NOW)


@pytest.mark.parametrize(
    ("status", "told"),
    [
        ("queued", Told.ACCEPTED),
        ("accepted", Told.ACCEPTED),
        ("scheduled", Told.ACCEPTED),
        ("sending", Told.ACCEPTED),
        ("sent", Told.SENT),
        ("partially_delivered", Told.SENT),
        ("delivered", Told.DELIVERED),
        ("read", Told.READ),
        ("failed", Told.FAILED),
        ("undelivered", Told.FAILED),
        ("canceled", Told.FAILED),
        (" Delivered ", Told.DELIVERED),
    ],
)
def test_what_became_of_a_message(status: str, told: Told) -> None:
    callback = to_callback({**STATUS, "MessageStatus": status}, "7", "2", NOW)
    assert (callback.provider_id, callback.told, callback.outbox_id, callback.attempt) == (SID, told, 7, 2)
    assert (callback.code, callback.cost, callback.received_at) == ("", None, NOW)


def test_a_failure_says_why() -> None:
    failed = {**STATUS, "MessageStatus": "undelivered", "ErrorCode": "63024"}
    assert to_callback(failed, "7", "1", NOW).code == "63024"
    assert to_callback({**failed, "ErrorCode": "x" * 50}, "7", "1", NOW).code == ""
    assert to_callback({**failed, "MessageStatus": "sent"}, "7", "1", NOW).code == ""


@pytest.mark.parametrize(
    ("price", "unit", "cost"),
    [
        ("-0.00750", "USD", 7500),
        ("0.02", "usd", 20_000),
        ("-0.0075", "PEN", None),
        ("", "USD", None),
        ("NaN", "USD", None),
        ("1e99999", "USD", None),
        ("gratis", "USD", None),
    ],
)
def test_what_it_cost_where_that_is_told(price: str, unit: str, cost: int | None) -> None:
    assert to_callback({**STATUS, "Price": price, "PriceUnit": unit}, "7", "1", NOW).cost == cost


@pytest.mark.parametrize(
    ("fields", "o", "a", "why"),
    [
        ({}, "7", "1", "no_sid"),
        (STATUS, None, "1", "not_ours"),
        (STATUS, "7", "", "not_ours"),
        (STATUS, "-7", "1", "not_ours"),
        (STATUS, "٧", "1", "not_ours"),
        (STATUS, "9" * 19, "1", "not_ours"),
        ({**STATUS, "MessageStatus": "receiving"}, "7", "1", "unknown_status"),
        ({**STATUS, "MessageStatus": ""}, "7", "1", "unknown_status"),
    ],
)
def test_a_callback_that_says_nothing_is_told_apart(
    fields: dict[str, str], o: str | None, a: str | None, why: str
) -> None:
    with pytest.raises(Unreadable, match=f"^{why}$"):
        to_callback(fields, o, a, NOW)


NAMES = st.sampled_from(
    [
        *WHATSAPP,
        *STATUS,
        "ErrorCode",
        "Price",
        "PriceUnit",
        "ButtonPayload",
        "ListId",
        "MediaUrl0",
        "Latitude",
    ]
)
VALUES = st.one_of(
    st.text(max_size=40),
    st.text(alphabet=st.characters(exclude_categories=()), max_size=10),
    st.sampled_from([*WHATSAPP.values(), *STATUS.values(), "ID.12", "whatsapp:", "-0.1", "\0", "Infinity"]),
    st.binary(max_size=3),
    st.none(),
)
FORMS = st.dictionaries(st.one_of(NAMES, st.text(max_size=8)), VALUES, max_size=15)


@given(FORMS)
@example({**WHATSAPP, "Body": "\ud800\0", "ProfileName": "\udfff"})
def test_any_form_is_read_or_unreadable(fields: dict[str, object]) -> None:
    for form in (fields, {**WHATSAPP, **fields}, {**SMS, **fields}):
        try:
            inbound = to_inbound(form, NOW)
        except Unreadable:
            continue
        assert inbound.id
        assert inbound.address
        kept = "".join([inbound.text, inbound.raw, inbound.name, inbound.address, inbound.button or ""])
        assert "\0" not in kept
        kept.encode()
        json.loads(inbound.raw)


@given(FORMS, st.one_of(st.none(), st.text(max_size=20)), st.one_of(st.none(), st.text(max_size=20)))
def test_any_callback_is_read_or_unreadable(fields: dict[str, object], o: str | None, a: str | None) -> None:
    for form, outbox, attempt in ((fields, o, a), ({**STATUS, **fields}, "7", "1")):
        try:
            callback = to_callback(form, outbox, attempt, NOW)
        except Unreadable:
            continue
        assert callback.outbox_id >= 0
        json.loads(callback.raw)


def test_a_form_that_is_far_too_long_is_cut_and_still_json() -> None:
    inbound = to_inbound({**WHATSAPP, **{f"X{n}": "é" * 4000 for n in range(20)}}, NOW)
    assert len(inbound.raw) <= LONGEST_RAW
    assert json.loads(inbound.raw)["From"] == WHATSAPP["From"]
