"""A number that answers an older message of ours on WhatsApp stands for a line of that one, not of the last one."""

from dataclasses import replace

import pytest

from bot.channels.twilio.inbound import quoted, to_inbound
from receivables.model.conversation import Inbound
from receivables.model.message import Button, Message, State
from receivables.usecases.answer import answer
from tests.support.build import PHONE
from tests.support.chatting import ChatWorld

pytestmark = pytest.mark.anyio

OLDER, LAST = "SM-older", "SM-last"
QUOTED = "OriginalRepliedMessageSid"


@pytest.fixture
async def world() -> ChatWorld:
    """The last message of ours is a greeting; under an older one, 4 was the wish to be left alone."""
    world = await ChatWorld.with_customer()
    world.inbox.services = replace(world.inbox.services, quoted=quoted)
    stop = Message("welcome", {"linked": False}, tuple(map(_button, ("detail", "plan", "claim", "stop"))))
    for number, provider_id in enumerate((OLDER, LAST)):
        world.at(f"2024-01-08 1{number}:00")
        keys = await answer(world.inbox.services, replace(world.message("hola"), channel="whatsapp"))
        [row] = await world.rows(keys)
        said = stop if provider_id == OLDER else row.message
        gone = replace(row, message=said, state=State.SENT, sent_at=world.now, provider_id=provider_id)
        async with world.services.units() as unit:
            await unit.outbox.add([replace(gone, key=provider_id)])
            [known] = (await unit.outbox.find([provider_id])).values()
            await unit.outbox.save([replace(gone, id=known.id, key=provider_id)])
    return world


def _button(name: str) -> Button:
    return Button(name, name)


def _written(world: ChatWorld, text: str, **fields: str) -> Inbound:
    world.count += 1
    told = {"MessageSid": f"SM{world.count}", "From": f"whatsapp:{PHONE}", "To": "whatsapp:+51900000009"}
    return to_inbound({**told, "Body": text, **fields}, world.now)


async def _answered(world: ChatWorld, text: str, **fields: str) -> list[str]:
    inbound = _written(world, text, **fields)
    return await world.said(await answer(world.inbox.services, inbound))


async def test_a_number_stands_for_a_line_of_the_message_that_it_answers(world: ChatWorld) -> None:
    pressed = await _answered(world, "", ButtonPayload="stop")
    assert await _answered(world, "4", **{QUOTED: OLDER}) == pressed


async def test_a_number_that_answers_nothing_or_the_last_one_is_of_the_last_one(world: ChatWorld) -> None:
    last = await _answered(world, "4")
    assert await _answered(world, "4", **{QUOTED: LAST}) == last
    assert last != await _answered(world, "4", **{QUOTED: OLDER})


async def test_what_stood_under_a_message_that_is_gone_is_not_guessed(world: ChatWorld) -> None:
    guessed = await _answered(world, "4")
    assert await _answered(world, "4", **{QUOTED: "SM-of-long-ago"}) != guessed


@pytest.mark.parametrize(
    "raw",
    [
        "",
        "7",
        "[" * 100_000,
        "[]",
        "no form",
        '{"OriginalRepliedMessageSid": 7}',
        '{"OriginalRepliedMessageSid": "a b"}',
    ],
)
async def test_a_raw_form_without_it_answers_nothing_in_particular(world: ChatWorld, raw: str) -> None:
    assert quoted(replace(_written(world, "4"), raw=raw)) == ""
