"""How an agreement ended, told to whoever is not in the chat: under all rules of writing first, demanding nothing."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from receivables.model.agreeing import Stage
from receivables.model.decision import Reason
from receivables.model.message import Kind, OutboxRow, State
from receivables.model.request import RequestKind
from receivables.usecases.inbox import Colleague, take
from receivables.usecases.requests import listed
from receivables.usecases.settle import reverse_payment
from templates.renderer import CatalogueRenderer
from tests.scenarios.agreed import DOWN, SUPPLY, Told, sound
from tests.scenarios.calendar import three_months_behind
from tests.support.build import a_contact, a_policy
from tests.support.laid_out import laid_out

pytestmark = pytest.mark.anyio

RENDERER = CatalogueRenderer("es_PE", a_policy())


@pytest.fixture
async def story(tmp_path: Path) -> AsyncIterator[Told]:
    database = await laid_out(f"sqlite+aiosqlite:///{tmp_path}/caudal.db")
    told = Told(units=database.units("tumbes"))
    await told.has(three_months_behind(), a_contact())
    yield told
    await database.close()


async def ends(story: Told) -> list[OutboxRow]:
    """The notices of ends."""
    async with story.services.units.reading() as unit:
        rows = await unit.outbox.of_supply(SUPPLY)
    return [row for row in rows if row.message.key == "agreement_ended"]


async def lapsed(story: Told) -> OutboxRow:
    """Agreed to on the 8th, its down payment did not come; found at night, the chat is silent since the 8th."""
    await story.agrees()
    story.at("2024-01-12 00:10")
    await story.fresh()
    assert (await story.ours()).stage is Stage.LAPSED
    assert (await story.deliver()).sent == 0
    (row,) = await ends(story)
    assert row.state is State.PENDING
    return row


async def test_one_that_lapsed_is_told_in_the_morning_outside_the_chat(story: Told, tmp_path: Path) -> None:
    await lapsed(story)
    await story.comes("2024-01-12 09:30")
    (row,) = await ends(story)
    assert (row.kind, row.channel) == (Kind.NOTICE, "whatsapp")
    assert row.text is not None
    assert "quedó en nada" in RENDERER.render(row.message).text
    await story.comes("2024-01-15 09:30")
    assert len(await ends(story)) == 1
    await sound(tmp_path, story)


async def test_who_is_in_the_chat_by_day_hears_it_there_alone(story: Told) -> None:
    await story.agrees()
    story.at("2024-01-11 18:00")
    await story.says("hola")
    await story.deliver()
    await story.comes("2024-01-12 09:30")
    assert await ends(story) == []
    assert [text.split(":")[0] for _, text, _ in story.channel.sent][-1] == "agreement_lapsed"


@pytest.mark.parametrize("words", ["BAJA", "numero equivocado, no soy esa persona"])
async def test_what_is_found_at_night_asks_again_in_the_morning(story: Told, words: str) -> None:
    """Who asks meanwhile to be left alone, or is somebody else, hears nothing of it."""
    await story.agrees()
    story.at("2024-01-11 18:00")
    await story.says("hola")
    await story.deliver()
    story.at("2024-01-12 00:10")
    await story.fresh()
    assert (await story.deliver()).sent == 0
    await story.says(words)
    await story.deliver()
    before = len(story.channel.sent)
    await story.comes("2024-01-12 09:30")
    (row,) = await ends(story)
    assert (row.state, len(story.channel.sent)) == (State.WITHHELD, before)


async def test_one_that_is_broken_and_one_that_is_paid_are_told(story: Told, tmp_path: Path) -> None:
    await story.agrees(3)
    await story.pays(DOWN)
    first = (await story.ours()).rows[0].due_on
    await story.comes(f"{first + timedelta(days=7)} 09:30")
    (row,) = await ends(story)
    assert (await story.ours()).stage is Stage.BROKEN
    assert row.sent_at is not None
    assert "ya no lo protege" in RENDERER.render(row.message).text
    await sound(tmp_path, story)


async def test_a_missed_instalment_is_asked_for_in_its_own_words(story: Told) -> None:
    await story.comes("2024-01-10 10:00")
    await story.agrees(3)
    await story.pays(DOWN)
    first = (await story.ours()).rows[0]
    offered = []
    story.at(f"{first.due_on - timedelta(days=1)} 20:00")
    await story.begins_with()
    for days in range(1, 7):
        await story.comes(f"{first.due_on + timedelta(days=days)} 09:00")
        async with story.services.units.reading() as unit:
            rows = await unit.outbox.of_supply(SUPPLY)
        offered = [row for row in rows if row.message.key == "agreement_offer" and row.sent_at]
        if offered:
            break
    text = RENDERER.render(offered[-1].message).text
    assert f"Faltan S/ {first.amount.soles}" in text
    assert "Si paga ahora, su convenio sigue." in text
    assert "Pagar en cuotas" not in text


async def test_one_that_is_paid_off_is_told_with_thanks(story: Told, tmp_path: Path) -> None:
    await story.agrees(3)
    await story.pays(DOWN)
    for row in (await story.ours()).rows:
        await story.comes(f"{row.due_on} 09:30")
        await story.pays(str(row.amount.soles))
    (told,) = await ends(story)
    assert told.message.values["variant"] == "fulfilled"
    await story.comes(f"{(await story.ours()).rows[-1].due_on + timedelta(days=3)} 09:30")
    (told,) = await ends(story)
    assert told.sent_at is not None
    assert "Gracias por cumplir" in RENDERER.render(told.message).text
    await sound(tmp_path, story)


async def test_one_whose_down_payment_was_taken_back_is_told(story: Told, tmp_path: Path) -> None:
    await story.agrees()
    paid = await story.pays(DOWN)
    await story.comes("2024-01-15 09:30")
    await reverse_payment(story.services, str(paid.settlement["operation"]), actor="staff/car1")
    await story.deliver()
    (row,) = await ends(story)
    assert row.sent_at is not None
    assert "anuló el pago de la inicial" in RENDERER.render(row.message).text
    await sound(tmp_path, story)


@pytest.mark.parametrize(
    ("said", "reason"),
    [("baja", Reason.OPTED_OUT), ("ya no quiero vivir, me quiero morir", Reason.VULNERABLE)],
)
async def test_nobody_is_told_who_may_not_be_pressed(story: Told, said: str, reason: Reason) -> None:
    await story.agrees()
    story.at("2024-01-11 18:00")
    await story.says(said)
    story.at("2024-01-12 00:10")
    await story.fresh()
    assert (await story.ours()).stage is Stage.LAPSED
    await story.comes("2024-01-12 09:30")
    (row,) = await ends(story)
    assert (row.state, reason in row.reasons, row.text) == (State.WITHHELD, True, None)
    assert all("agreement_lapsed" not in text for _, text, _ in story.channel.sent)


async def test_nobody_is_told_who_paid_all_or_agreed_anew_meanwhile(story: Told) -> None:
    await lapsed(story)
    story.at("2024-01-12 06:30")
    await story.agrees()
    await story.pays(DOWN)
    await story.comes("2024-01-12 09:30")
    (row,) = await ends(story)
    assert (row.state, row.text) == (State.WITHHELD, None)


async def test_a_payment_that_was_taken_back_is_told(story: Told, tmp_path: Path) -> None:
    paid = await story.pays("90.00")
    await story.comes("2024-01-15 09:30")
    operation = str(paid.settlement["operation"])
    await reverse_payment(story.services, operation, actor="staff/car1")
    await story.deliver()
    row = await story.row(f"reversed/{SUPPLY}/{operation}")
    assert row.sent_at is not None
    (asked,) = await listed(story.services, kind=RequestKind.REVERSAL)
    assert asked.values["overdue_again"]
    await story.comes("2024-01-16 09:30")
    await sound(tmp_path, story)


async def test_who_is_with_a_person_hears_of_it_a_day_later(story: Told) -> None:
    """Two voices in one chat contradict each other (decision 21)."""
    await story.agrees()
    story.at("2024-01-11 18:00")
    await story.says("quiero hablar con una persona")
    async with story.services.units.reading() as unit:
        (stay,) = await unit.handovers.waiting(10)
    await take(story.services, stay.id, Colleague("ana", "Ana"))
    await story.deliver()
    await story.comes("2024-01-12 09:30")
    (row,) = await ends(story)
    assert (row.state, row.not_before) == (State.PENDING, story.now + timedelta(days=1))
