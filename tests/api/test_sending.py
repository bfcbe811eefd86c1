"""Halts, doubts, alarms, spending and bounces over the API."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from receivables.model.message import OutboxRow, State
from receivables.model.sending import AlarmKind
from receivables.model.staff import StaffRole
from receivables.usecases import halts
from tests.api.house import House
from tests.api.morning import a_message
from tests.support.build import lima

pytestmark = pytest.mark.anyio

DESK, SUPERVISOR, MANAGER = StaffRole.DESK, StaffRole.SUPERVISOR, StaffRole.MANAGER
AUDITOR, INTEGRATOR = StaffRole.AUDITOR, StaffRole.INTEGRATOR
STOP = {"subject": "proactive", "why": "Salió un importe equivocado"}
A_BOUNCE = b"""From: mailer-daemon@example.org
Content-Type: multipart/report; report-type=delivery-status; boundary=b

--b
Content-Type: text/plain

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example.org

Final-Recipient: rfc822; nadie@example.org
Action: failed
Status: 5.1.1

--b--
"""


async def items(house: House, path: str, role: StaffRole = MANAGER) -> list[dict[str, Any]]:
    answer = await house.get(role, path)
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["items"]
    return found


async def a_row(house: House, state: State = State.UNKNOWN, **changes: Any) -> OutboxRow:
    """A notice of this morning, as the outbox keeps it."""
    sent = replace(a_message(20, state), sent_at=lima("2024-01-08 09:00"), attempt=1, text="Estimado cliente")
    async with house.services.units() as unit:
        await unit.outbox.add([replace(sent, **changes)])
        kept = await unit.outbox.get(sent.key)
    assert kept is not None
    return kept


async def test_all_sending_is_halted_once_and_lifted_by_the_head_of_collections(house: House) -> None:
    halted = await house.post(SUPERVISOR, "halts", **STOP)
    assert (halted.status_code, halted.json()) == (201, {"subject": "proactive", "halted": True, "new": True})
    assert (await house.post(MANAGER, "halts", **STOP)).status_code == 200
    [shown] = await items(house, "halts", AUDITOR)
    assert shown["by"] == "staff/supervisor"
    assert (shown["why"], shown["until"]) == (STOP["why"], None)
    assert shown["at"] == "2024-01-08T10:00:00-05:00"
    refused = await house.post(SUPERVISOR, "halts/lift", **STOP)
    assert (refused.status_code, refused.json()["code"]) == (403, "not_permitted")
    assert len(await items(house, "halts")) == 1
    lifted = await house.post(MANAGER, "halts/lift", **STOP)
    assert (lifted.status_code, lifted.json()["halted"]) == (200, False)
    assert await items(house, "halts") == []
    assert (await house.post(MANAGER, "halts/lift", **STOP)).json()["new"] is False


@pytest.mark.parametrize(
    "subject", ["campaign:friendly-notice", "channel:whatsapp", "template:whatsapp:last_chance.plain"]
)
async def test_a_supervisor_halts_and_lifts_a_part(house: House, subject: str) -> None:
    body = {"subject": subject, "why": "Se revisa"}
    assert (await house.post(SUPERVISOR, "halts", **body)).status_code == 201
    assert [each.subject for each in await halts.halts(house.services)] == [subject]
    assert (await house.post(SUPERVISOR, "halts/lift", **body)).json()["new"] is True
    assert await halts.halts(house.services) == []


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"subject": "everything"}, "field_halt"),
        ({"subject": "proactive:now"}, "field_halt"),
        ({"subject": "xproactive"}, "field_halt"),
        ({"why": " "}, "field_words"),
        ({"by": "otra"}, "field_unknown"),
    ],
)
async def test_a_halt_of_nothing_or_without_its_reason_is_refused(
    house: House, change: Mapping[str, str], code: str
) -> None:
    answer = await house.post(MANAGER, "halts", **{**STOP, **change})
    assert answer.status_code == 422
    assert [each["code"] for each in answer.json()["errors"]] == [code]
    assert await halts.halts(house.services) == []


async def test_a_doubt_is_shown_with_its_text_to_those_who_read_chats(house: House) -> None:
    row = await a_row(house, code="K7QX-3M9P")
    [shown] = await items(house, "doubts", DESK)
    assert (shown["id"], shown["text"], shown["code"]) == (row.id, "Estimado cliente", "K7QX-3M9P")
    assert shown["sent_at"] == "2024-01-08T09:00:00-05:00"
    assert "key" not in shown  # the key of a campaign names a person
    for role in (AUDITOR, MANAGER):
        [shown] = await items(house, "doubts", role)
        assert shown["text"] is None


@pytest.mark.parametrize(("sent", "state"), [(False, State.FAILED), (True, State.SENT)])
async def test_a_person_decides_a_doubt_once(house: House, sent: bool, state: State) -> None:
    row = await a_row(house, notice=None)
    path = f"doubts/{row.id}"
    assert (await house.post(DESK, path, sent=sent)).status_code == 422
    answer = await house.post(DESK, path, sent=sent, why="Lo dijo el cliente por teléfono")
    assert (answer.status_code, answer.json()) == (200, {"id": row.id, "sent": sent})
    async with house.services.units.reading() as unit:
        found = await unit.outbox.get(row.key)
    assert found is not None
    assert found.state is state
    assert await items(house, "doubts") == []
    again = await house.post(DESK, path, sent=sent, why="Otra vez")
    assert (again.status_code, again.json()["code"]) == (404, "unknown_doubt")


@pytest.mark.parametrize(("id", "status"), [("0", 422), ("7", 404), ("x", 422), (str(2**70), 422)])
async def test_a_doubt_that_is_none_is_told_so(house: House, id: str, status: int) -> None:
    answer = await house.post(DESK, f"doubts/{id}", sent=True, why="visto")
    assert answer.status_code == status


async def ring(house: House, times: int = 1) -> None:
    """The provider gave a code that nobody knows."""
    async with house.services.units() as unit:
        for _ in range(times):
            await unit.alarms.ring(AlarmKind.UNKNOWN_CODE, "twilio:63099", house.clock.now())


async def test_an_alarm_is_seen_by_somebody_and_rings_anew(house: House) -> None:
    await ring(house, 3)
    [shown] = await items(house, "alarms", AUDITOR)
    assert (shown["kind"], shown["subject"], shown["count"]) == ("unknown_code", "twilio:63099", 3)
    assert shown["says"] == "el proveedor dio un código que no conocemos"
    assert (await house.client.get("/health/ready")).json()["checks"]["alarms"] == "ringing"
    which = {"kind": "unknown_code", "subject": "twilio:63099"}
    assert (await house.post(DESK, "alarms/see", **which)).json() == {"seen": True}
    assert await items(house, "alarms") == []
    assert (await house.client.get("/health/ready")).json()["checks"]["alarms"] == "ok"
    again = await house.post(DESK, "alarms/see", **which)
    assert (again.status_code, again.json()["code"]) == (404, "unknown_alarm")
    await ring(house)
    assert len(await items(house, "alarms")) == 1


async def test_of_a_day_without_a_known_price_nobody_is_told_that_it_was_free(house: House) -> None:
    await a_row(house, state=State.SENT, category="utility", segments=1, cost=0)
    month = (await house.get(MANAGER, "spending")).json()
    assert (month["total"], month["unpriced"], month["items"][0]["unpriced"]) == ("0.000000", 1, 1)


async def test_what_was_spent_is_told_in_dollars(house: House) -> None:
    cost: dict[str, Any] = {"state": State.SENT, "category": "utility", "segments": 1, "cost": 20_000}
    await a_row(house, **cost)
    other = replace(a_message(21, State.SERVED), sent_at=lima("2024-01-08 23:59"), cost=5, category="utility")
    old = replace(a_message(22, State.SENT), sent_at=lima("2023-12-31 12:00"), cost=7, category="utility")
    async with house.services.units() as unit:
        await unit.outbox.add([other, old])
    month = (await house.get(MANAGER, "spending")).json()
    assert (month["since"], month["until"]) == ("2024-01-01", "2024-01-08")
    assert (month["total"], month["currency"]) == ("0.020005", "USD")
    [line] = month["items"]
    assert (line["campaign"], line["channel"], line["category"]) == ("friendly-notice", "whatsapp", "utility")
    assert (line["messages"], line["cost"]) == (2, "0.020005")
    asked = {"since": "2023-12-01", "until": "2023-12-31"}
    assert (await house.get(AUDITOR, "spending", **asked)).json()["total"] == "0.000007"
    assert [month["unpriced"], line["unpriced"]] == [0, 0]
    turned = await house.get(MANAGER, "spending", since="2024-01-02", until="2024-01-01")
    assert (turned.status_code, turned.json()["code"]) == (422, "days_out_of_order")
    long = await house.get(MANAGER, "spending", since="2020-01-01", until="2024-01-01")
    assert long.status_code == 422
    assert (await house.get(MANAGER, "spending", since="ayer")).status_code == 422


async def bounce(house: House, raw: bytes, kind: str = "message/rfc822") -> Any:
    """The program behind the mailbox hands it over."""
    headers = {**await house.key(INTEGRATOR), "Content-Type": kind}
    return await house.client.post("/api/v1/bounces", content=raw, headers=headers)


async def test_a_bounce_of_a_mail_that_we_never_sent_changes_nothing(house: House) -> None:
    answer = await bounce(house, A_BOUNCE)
    assert (answer.status_code, answer.json()) == (200, {"outcome": "no_such_mail"})
    assert "nadie@example.org" not in answer.text


async def test_a_bounce_of_ours_closes_its_line(house: House) -> None:
    row = await a_row(house, State.SENT, channel="correo", address="nadie@example.org")
    own = f"<{row.id}.1.abc@example.org>"
    async with house.services.units() as unit:
        await unit.outbox.save([replace(row, provider_id=own)])
    quoted = (
        b"--b\nContent-Type: message/rfc822\n\nMessage-ID: " + own.encode() + b"\nSubject: x\n\nx\n\n--b--"
    )
    answer = await bounce(house, A_BOUNCE.replace(b"--b--", quoted))
    assert (answer.status_code, answer.json()) == (200, {"outcome": "bounced"})


@pytest.mark.parametrize(
    ("raw", "kind", "code"),
    [
        (A_BOUNCE, "text/plain", "not_a_mail"),
        (b"", "message/rfc822", "not_a_mail"),
        (b"Subject: Hola\n\nHola", "message/rfc822", "not_a_bounce"),
    ],
)
async def test_what_is_no_bounce_is_refused(house: House, raw: bytes, kind: str, code: str) -> None:
    answer = await bounce(house, raw, kind)
    assert (answer.status_code, answer.json()["code"]) == (422, code)


async def test_a_mail_may_be_as_large_as_a_body_may_be(house: House) -> None:
    assert (await bounce(house, b"x" * (1024 * 1024 + 1))).status_code == 413


async def test_the_clock_of_campaigns_is_told_by_the_health_page_and_stops_nothing(house: House) -> None:
    assert (await house.client.get("/health/ready")).json()["checks"]["ticks"] == "none"
    async with house.services.units() as unit:
        await unit.heartbeats.beat("campaigns", "one")
    assert (await house.client.get("/health/ready")).json()["checks"]["ticks"] == "ok"
    house.clock.move(timedelta(hours=1))  # the clock of the business is not that of programs
    answer = await house.client.get("/health/ready")
    assert (answer.status_code, answer.json()["checks"]["ticks"]) == (200, "ok")
