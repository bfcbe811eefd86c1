"""Mistakes of delivery, each made behind the back of the program in a story that was sound."""

from dataclasses import replace
from datetime import timedelta

from receivables.model.audit import Act
from receivables.usecases.entries import entry
from tests.scenarios.calendar import Story

OFFER, LAST_CHANCE = "notice/0000001/agreement_offer/1", "notice/0000001/last_chance/1"
SID = "SM00000000000000000000000000000001"
A_CODE = "K7QX-3M9P"


async def sends_again_in_doubt(story: Story) -> None:
    """Nobody knew whether it went, nobody found out, and it was decided to send it again."""
    told = [("allowed", 7), ("unknown", 7), ("allowed", 8)]
    async with story.services.units() as unit:
        at = await story.services.moment(unit)
        await unit.audit.append(
            entry(at, "dispatcher", Act.SEND, "0000001", outcome, facts={"key": OFFER, "attempt": attempt})
            for outcome, attempt in told
        )


async def writes_freely_by_whatsapp(story: Story) -> None:
    """A free text to somebody who had not written for days."""
    row = await story.row(OFFER)
    async with story.services.units() as unit:
        await unit.outbox.save([replace(row, provider_id=SID, template=None)])


async def sends_past_the_stop(story: Story) -> None:
    """Everything had been stopped a minute before."""
    await _halted(story, "proactive")


async def sends_a_broken_template(story: Story) -> None:
    """Its template had been found broken a minute before."""
    row = await story.row(OFFER)
    async with story.services.units() as unit:
        await unit.outbox.save([replace(row, template="agreement_offer")])
    await _halted(story, "template:whatsapp:agreement_offer")


async def _halted(story: Story, subject: str) -> None:
    row = await story.row(OFFER)
    assert row.sent_at is not None
    async with story.services.units() as unit:
        at = await story.services.moment(unit)
        line = entry(at, "staff/carla", Act.HALT, subject, "halted", facts={"why": "prueba"})
        await unit.audit.append([replace(line, at=row.sent_at - timedelta(minutes=1))])


async def forgets_a_code(story: Story) -> None:
    """A message without the code by which it could be verified."""
    first, second = await story.row(OFFER), await story.row(LAST_CHANCE)
    coded = replace(first, code=A_CODE, text=f"Aviso {A_CODE}")
    async with story.services.units() as unit:
        await unit.outbox.save([coded, replace(second, code=None)])


async def gives_one_code_twice(story: Story) -> None:
    """Two messages that cannot be told apart."""
    rows = [await story.row(OFFER), await story.row(LAST_CHANCE)]
    async with story.services.units() as unit:
        await unit.outbox.save([replace(row, code=A_CODE, text=f"Aviso {A_CODE}") for row in rows])


async def opens_too_many(story: Story) -> None:
    """One person more than WhatsApp allows in a day."""
    row = replace(await story.row(OFFER), provider_id=SID, template="agreement_offer", supply_number=None)
    many = [
        replace(row, key=f"campaign/x/{n}", person=f"doc:1{n:07d}", address=f"+5190001{n:04d}", id=None)
        for n in range(251)
    ]
    async with story.services.units() as unit:
        await unit.outbox.add(many)


async def reaches_twice_in_a_day(story: Story) -> None:
    """The provider had taken it in the morning and told its failure; the next channel was tried the same day."""
    row = await story.row(OFFER)
    assert row.sent_at is not None
    again = replace(row, attempt=2, sent_at=row.sent_at + timedelta(hours=3))
    async with story.services.units() as unit:
        at = await story.services.moment(unit)
        failed = entry(
            at,
            "provider",
            Act.SEND,
            "0000001",
            "switched",
            facts={"key": OFFER, "attempt": 1, "code": "63024"},
        )
        await unit.audit.append([failed])
        await unit.outbox.save([again])


async def serves_on_paper_without_an_order(story: Story) -> None:
    """A notice that nobody carried."""
    async with story.services.units() as unit:
        at = await story.services.moment(unit)
        facts: dict[str, str | int] = {"key": LAST_CHANCE, "by": "paper"}
        await unit.audit.append([entry(at, "staff/luis", Act.SERVE, "0000001", "served", facts=facts)])
