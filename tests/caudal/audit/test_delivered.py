"""What providers do to messages, told by the program in a real database: the auditor has nothing to say of it."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from caudal.audit.check import Report
from receivables.adapters.packs.codes import load_codes
from receivables.model.ladder import Notice
from receivables.model.message import Message, State
from receivables.model.sending import (
    Callback,
    MessageTemplate,
    TemplateCategory,
    TemplateState,
    Told,
)
from receivables.model.workorder import OrderKind, OrderState
from receivables.ports import Delivery, DeliveryFailed, DeliveryUnknown, Parcel, Templated
from receivables.usecases.callbacks import apply_callbacks
from receivables.usecases.carriers import Carriers
from receivables.usecases.doubts import decide
from receivables.usecases.unserved import Left, delivered, order_deliveries
from tests.caudal.audit.stories import audited, begun, url_of
from tests.scenarios.calendar import Story, three_months_behind
from tests.support.build import a_contact
from tests.support.laid_out import laid_out
from tests.support.world import PlainRenderer, Recorder

pytestmark = pytest.mark.anyio

OFFER, LAST_CHANCE = "notice/0000001/agreement_offer/1", "notice/0000001/last_chance/1"
TEMPLATES = ("agreement_offer", "last_chance")


class Twilio(Recorder):
    """A channel whose provider gives numbers and calls back."""

    async def send(self, parcel: Parcel) -> Delivery:
        """With an id of its shape."""
        await super().send(parcel)
        return Delivery(f"SM{len(self.sent):032x}")


class Coded(PlainRenderer):
    """Its templates tell the code, as real ones do."""

    def templated(self, message: Message) -> Templated:
        """With the code at the end."""
        plain = super().templated(message)
        return replace(plain, text=f"{plain.text} {message.values['code']}")


@dataclass(frozen=True)
class Wire:
    """A story whose messages go by Twilio, in a file."""

    story: Story
    file: Path

    async def tells(self, key: str, told: Told, code: str = "") -> None:
        """The provider calls back about the present attempt of a message."""
        row = await self.story.row(key)
        assert row.id is not None
        at = self.story.now
        callback = Callback(row.provider_id or "", told, row.id, row.attempt, at, code=code)
        async with self.story.services.units() as unit:
            await unit.callbacks.receive([callback])
        await apply_callbacks(self.story.services, load_codes())

    async def state(self, key: str) -> tuple[State, str | None]:
        """Of a message, and its channel."""
        row = await self.story.row(key)
        return row.state, row.channel

    async def report(self) -> Report:
        """What the auditor says."""
        return await audited(url_of(self.file))


@pytest.fixture
async def wire(tmp_path: Path) -> AsyncIterator[Wire]:
    """One customer three bills behind, with WhatsApp and SMS."""
    file = tmp_path / "caudal.db"
    database = await laid_out(url_of(file))
    story = await begun(database)
    await story.has(three_months_behind(), a_contact(), a_contact(channel="sms"))
    whatsapp = Twilio("whatsapp", frozenset({"whatsapp"}), provider="twilio", needs_template=True)
    sms = Twilio("sms", frozenset({"sms"}), provider="twilio")
    story.channel = whatsapp
    story.carriers = Carriers({"whatsapp": whatsapp, "sms": sms}, {}, codes=load_codes())
    story.renderer = Coded(TEMPLATES)
    async with story.services.units() as unit:
        await unit.templates.save([a_template(name, story) for name in TEMPLATES])
    yield Wire(story, file)
    await database.close()


def a_template(name: str, story: Story) -> MessageTemplate:
    """An approved one."""
    return MessageTemplate(
        "whatsapp",
        name,
        story.services.policy.locale,
        TemplateCategory.UTILITY,
        f"HX{name}",
        TemplateState.APPROVED,
        "d",
        story.now,
    )


async def test_a_message_that_was_refused_goes_by_the_next_channel_and_is_served_by_its_provider(
    wire: Wire,
) -> None:
    story = wire.story

    async def refused(*_: str) -> None:
        raise DeliveryFailed("refused", code="63024", status=400)

    assert isinstance(story.channel, Recorder)
    story.channel.answer = refused
    await story.comes("2024-01-09 09:00")
    await story.deliver()
    assert await wire.state(OFFER) == (State.SENT, "sms")
    story.at("2024-01-09 09:05")
    await wire.tells(OFFER, Told.DELIVERED)
    assert await wire.state(OFFER) == (State.SERVED, "sms")
    report = await wire.report()
    assert report.findings == []
    assert report.checks["served"].looked_at == 1


async def test_a_message_that_failed_later_was_the_message_of_that_day(wire: Wire) -> None:
    story = wire.story
    await story.comes("2024-01-09 09:00")
    assert await wire.state(OFFER) == (State.SENT, "whatsapp")
    story.at("2024-01-09 09:05")
    await wire.tells(OFFER, Told.FAILED, "63024")
    await story.comes("2024-01-09 15:00")
    assert (await story.row(OFFER)).state is not State.SENT
    await story.comes("2024-01-10 09:00")
    assert (await wire.report()).findings == []


async def test_a_doubt_that_a_person_decided_is_sent_again_and_is_one_message(wire: Wire) -> None:
    story = wire.story

    async def lost(*_: str) -> None:
        raise DeliveryUnknown("reset")

    assert isinstance(story.channel, Recorder)
    story.channel.answer = lost
    await story.comes("2024-01-09 09:00")
    row = await story.row(OFFER)
    assert (row.state, len(story.channel.sent)) == (State.UNKNOWN, 0)
    assert row.id is not None
    story.channel.answer = None
    await decide(story.services, row.id, False, actor="staff/ana", why="no figura en Twilio")
    for day in ("10", "11", "12", "16"):
        await story.comes(f"2024-01-{day} 09:00")
    assert (await story.row(OFFER)).state is State.SENT
    assert (await wire.report()).findings == []


async def test_what_nobody_received_goes_on_paper_up_to_the_cut(wire: Wire) -> None:
    story = wire.story
    await story.comes("2024-01-09 09:00")
    await story.comes("2024-01-12 10:00")
    await carried(wire)
    for day in ("15", "16", "17", "18"):
        await story.comes(f"2024-01-{day} 09:00")
    assert (await story.case()).latest(Notice.LAST_CHANCE) is not None
    await story.comes("2024-01-22 10:00")
    await carried(wire)
    await story.comes("2024-01-25 07:30")
    cut = [order for order in await story.orders() if order.kind is OrderKind.CUT]
    assert [[each.channel for each in order.evidence] for order in cut] == [["carta", "carta"]]
    report = await wire.report()
    assert report.findings == []
    assert report.checks["served_paper"].looked_at == 2


async def carried(wire: Wire) -> None:
    """A crew carries what waits."""
    story = wire.story
    await order_deliveries(story.services)
    waiting = [
        each
        for each in await story.orders()
        if each.kind is OrderKind.NOTICE_DELIVERY and each.state is OrderState.QUEUED
    ]
    assert len(waiting) == 1
    told = await delivered(
        story.services, waiting[0].id, photo_sha256="ab" * 32, left=Left.HOLDER, actor="staff/luis"
    )
    assert told.reasons == ()
