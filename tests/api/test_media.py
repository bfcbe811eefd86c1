"""Photos and documents that people send, opened by those who go on with their chat, and by nobody else."""

import re

import pytest

from receivables.model.conversation import Inbound, Media
from receivables.model.staff import StaffRole
from receivables.usecases.media import LONGEST
from tests.api.house import House
from tests.api.morning import signed_in

pytestmark = pytest.mark.anyio

DESK, AUDITOR = StaffRole.DESK, StaffRole.AUDITOR
ID = "telegram:77/1"
JPEG = b"\xff\xd8\xff\xe0 a photo"
PATH = f"messages/{ID}/media"


async def sent(house: House, *media: Media, content: bytes = JPEG) -> None:
    """Somebody sent these files, and the program could do nothing with them."""
    now = house.clock.now()
    async with house.services.units() as unit:
        inbound = Inbound(ID, "telegram", "77", "", None, now, "{}", "Ana", media)
        await unit.conversations.receive(inbound)
        await unit.conversations.mark_answered(ID, now, "ValueError")
    house.drawer.kept.update({("telegram", each.reference): content for each in media})


async def test_a_photo_is_given_to_keep_and_the_record_tells_who_opened_it(house: House) -> None:
    await sent(house, Media("one", "image/png"), Media("two", "image/jpeg", '"; evil.html', 20))
    answer = await house.get(DESK, f"{PATH}/2")
    assert (answer.status_code, answer.content) == (200, JPEG)
    assert answer.headers["content-type"] == "image/jpeg"
    assert answer.headers["content-disposition"] == 'attachment; filename="archivo-2.jpg"'
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-security-policy"].startswith("sandbox")
    assert answer.headers["cache-control"] == "no-store"
    async with house.services.units.reading() as unit:
        [line] = [each for each in await unit.audit.of(ID) if each.outcome == "media_opened"]
    assert (line.actor, line.facts["number"], line.facts["bytes"]) == ("staff/desk", 2, len(JPEG))


@pytest.mark.parametrize("role", sorted(set(StaffRole) - {DESK, StaffRole.SUPERVISOR, StaffRole.AGENT}))
async def test_it_is_for_nobody_else(house: House, role: StaffRole) -> None:
    await sent(house, Media("one", "image/jpeg"))
    assert (await house.get(role, f"{PATH}/1")).status_code == 403


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("", JPEG),
        ("application/octet-stream", JPEG),
        ("application/pdf", b"<html>%PDF-1.7"),
        ("image/jpeg", b"<html>"),
        ("image/svg+xml", b"<svg/>"),
        ("text/html", b"<html>"),
    ],
)
async def test_what_is_not_what_it_says_or_may_run_is_refused(
    house: House, kind: str, content: bytes
) -> None:
    await sent(house, Media("one", kind), content=content)
    answer = await house.get(DESK, f"{PATH}/1")
    assert (answer.status_code, answer.json()["code"]) == (409, "media_kind_refused")


@pytest.mark.parametrize("told", [None, LONGEST + 1])
async def test_one_that_is_too_large_is_refused(house: House, told: int | None) -> None:
    await sent(house, Media("one", "image/jpeg", size=told), content=JPEG + bytes(LONGEST))
    answer = await house.get(DESK, f"{PATH}/1")
    assert (answer.status_code, answer.json()["code"]) == (409, "media_too_large")


async def test_one_that_is_not_there_or_gone_is_not_found(house: House) -> None:
    await sent(house, Media("one", "image/jpeg; codecs=x"))
    assert (await house.get(DESK, f"{PATH}/1")).status_code == 200
    for path, code in ((f"{PATH}/2", "unknown_media"), ("messages/nada/media/1", "unknown_media")):
        answer = await house.get(DESK, path)
        assert (answer.status_code, answer.json()["code"]) == (404, code)
    house.drawer.kept.clear()
    assert (await house.get(DESK, f"{PATH}/1")).json()["code"] == "media_gone"
    assert (await house.get(DESK, f"{PATH}/0")).status_code == 422


async def test_the_console_leads_to_it_where_there_is_one(house: House) -> None:
    await sent(house, Media("one", "image/jpeg"))
    async with signed_in(house, DESK) as browser:
        page = (await browser.get("/console/sending")).text
        [link] = re.findall(r'href="(/console/sending/media[^"]+)"', page)
        answer = await browser.get(link.replace("&amp;", "&"))
    assert (answer.status_code, answer.content) == (200, JPEG)
    assert answer.headers["content-disposition"].startswith("attachment")
    async with signed_in(house, AUDITOR) as browser:
        assert "/console/sending/media" not in (await browser.get("/console/sending")).text


async def test_what_was_erased_is_opened_no_more(house: House) -> None:
    await sent(house, Media("one", "image/jpeg"))
    async with house.services.units() as unit:
        await unit.persons.expire_chats(house.clock.now().replace(year=2030))
    assert (await house.get(DESK, f"{PATH}/1")).json()["code"] == "unknown_media"
