"""Mistakes that show only in what a program does one after the other: told in a real database, with the mistake."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from receivables.model.audit import Act
from receivables.model.consent import ConsentEvent, Purpose
from receivables.model.ladder import Case, Event, Move, Notice, Step
from receivables.model.message import Kind, Message, State
from receivables.model.policy import Policy
from receivables.model.suppression import Cause, Suppression
from receivables.model.workorder import Evidence
from receivables.usecases.entries import entry
from tests.caudal.audit import deliveries
from tests.caudal.audit.stories import Change, begun, tell, to_the_end, unchanged, url_of
from tests.scenarios.calendar import Story
from tests.scenarios.test_road_to_a_cut import queued
from tests.support.laid_out import laid_out

OFFER, LAST_CHANCE = "notice/0000001/agreement_offer/1", "notice/0000001/last_chance/1"
DAY = timedelta(days=1)

Told = Callable[[Path], Awaitable[None]]


@dataclass(frozen=True)
class Flow:
    """One mistake: the story with it, and the rule that it breaks."""

    name: str
    breaks: str
    tell: Told


def under(change: Change, cut_at: str = "2024-01-16 09:00") -> Told:
    """The whole story by a policy that the utility does not have."""

    async def told(file: Path) -> None:
        await tell(url_of(file), change, cut_at)

    return told


def hurried() -> Told:
    """Offer, last chance and cut order with a day between them."""

    async def told(file: Path) -> None:
        database = await laid_out(url_of(file))
        story = await begun(database, one_day_of_notice)
        await story.comes("2024-01-09 09:00")
        story.at("2024-01-09 18:00")
        await story.writes()
        await story.comes("2024-01-11 08:30")
        story.at("2024-01-11 12:00")
        await story.writes()
        await story.comes("2024-01-12 12:30")
        assert len(await story.orders()) == 1
        await database.close()

    return told


def after(act: Callable[[Story], Awaitable[None]], *, to_end: bool = False) -> Told:
    """The story up to the cut queue, or to its end, and then something that no program should do."""

    async def told(file: Path) -> None:
        database = await laid_out(url_of(file))
        story = await begun(database, unchanged)
        await (to_the_end(story) if to_end else queued(story))
        await act(story)
        await database.close()

    return told


def one_day_of_notice(policy: Policy) -> Policy:
    """24 hours instead of 48, between offer and last chance and before the cut."""
    law = replace(policy.law, notice_hours_before_cut=24)
    return replace(policy, law=law, offer_hours=24, last_chance_hours=24)


def three_days_to_reopen(policy: Policy) -> Policy:
    """72 hours instead of 24."""
    return replace(policy, law=replace(policy.law, reopening_hours=72), reopening_hours=72)


def crews_on_fridays(policy: Policy) -> Policy:
    """Cuts from Monday to Friday."""
    crew = policy.law.cut[0]
    return replace(policy, law=replace(policy.law, cut=(crew,) * 5 + (None, None)))


async def sends_undecided(story: Story) -> None:
    """A message leaves that nobody asked about."""
    row = replace(await story.row(OFFER), key="notice/0000001/friendly_notice/1", notice=Notice.FRIENDLY)
    async with story.services.units() as unit:
        await unit.outbox.add([replace(row, attempt=1, served_at=None, state=State.SENT)])


async def sends_twice(story: Story) -> None:
    """The same notice leaves again."""
    async with story.services.units() as unit:
        at = await story.services.moment(unit)
        facts: dict[str, str | int] = {"key": OFFER, "attempt": 2, "channel": "whatsapp"}
        await unit.audit.append([entry(at, "dispatcher", Act.SEND, "0000001", "sent", facts=facts)])


async def sends_the_notice_again_under_another_key(story: Story) -> None:
    """A second offer in the same round."""
    row = replace(await story.row(OFFER), key=f"{OFFER}-again", sent_at=story.now)
    async with story.services.units() as unit:
        await unit.outbox.add([row])


async def tells_another_amount(story: Story) -> None:
    """What was sent is not what was decided."""
    row = await story.row(LAST_CHANCE)
    debt = row.message.values["debt"]
    message = Message(row.message.key, {**row.message.values, "debt": replace(debt, centimos=9999)})  # type: ignore[type-var]
    async with story.services.units() as unit:
        await unit.outbox.save([replace(row, message=message)])


async def calls_sent_served(story: Story) -> None:
    """A reception that nothing proves."""
    row = await story.row(LAST_CHANCE)
    async with story.services.units() as unit:
        await unit.outbox.save([replace(row, served_at=row.sent_at)])


async def orders_by_an_older_notice(story: Story) -> None:
    """A cut whose evidence is of another day than the notice of its round."""
    [order] = await story.orders()
    old = Evidence("last_chance", "whatsapp", order.ordered_at - 30 * DAY)
    async with story.services.units() as unit:
        await unit.work_orders.save(replace(order, evidence=(*order.evidence[:1], old)))


async def skips_a_notice(story: Story) -> None:
    """From nothing to the last chance."""
    made = Move(
        "0000009", Event.LAST_CHANCE_SENT, Step.CLEAR, Step.LAST_CHANCE, story.now, "clock", "x", "2024-01"
    )
    async with story.services.units() as unit:
        await unit.cases.save(Case("0000009", Step.LAST_CHANCE, story.now), made)


async def moves_a_case_in_silence(story: Story) -> None:
    """A case that stands elsewhere than its moves say."""
    case = await story.case()
    async with story.services.units() as unit:
        await unit.cases.save(replace(case, step=Step.CUT))


async def forgets_the_reopening(story: Story) -> None:
    """Settled after the cut, and no crew was told."""
    orders = await story.orders()
    async with story.services.units() as unit:
        for order in orders:
            if order.due_by is not None:
                await unit.work_orders.save(replace(order, ordered_at=order.ordered_at + 3 * DAY))


async def writes_a_payment_down_twice(story: Story) -> None:
    """One operation, two lines."""
    posted = next(line for line in await story.trail() if line.act is Act.PAYMENT)
    async with story.services.units() as unit:
        await unit.audit.append([posted])


async def demands_in_a_reply(story: Story) -> None:
    """An answer that is a notice."""
    row = await story.row(LAST_CHANCE)
    disguised = replace(row, key="reply/1/1", kind=Kind.REPLY, notice=None)
    async with story.services.units() as unit:
        await unit.outbox.add([disguised])


async def had_no_consent(story: Story) -> None:
    """The person had taken the consent back the day before."""
    sent = (await story.row(OFFER)).sent_at
    assert sent is not None
    no = ConsentEvent(
        "doc:00000001", "", Purpose.NONE, False, sent - DAY, sent - DAY, None, "desk", "v1", "staff/ana"
    )
    async with story.services.units() as unit:
        await unit.consents.append([no])


async def was_asked_to_stop(story: Story) -> None:
    """The person had asked to be left alone the day before."""
    sent = (await story.row(OFFER)).sent_at
    assert sent is not None
    async with story.services.units() as unit:
        await unit.suppressions.add(Suppression("doc:00000001", Cause.OPTED_OUT, sent - DAY, "chat"))


async def had_the_money(story: Story) -> None:
    """The payment had come before the message went."""
    sent = (await story.row(OFFER)).sent_at
    assert sent is not None
    story.clock.set(sent - timedelta(minutes=5))
    await story.pays("90.00")


async def goes_late(story: Story) -> None:
    """A message that had expired when it went."""
    row = await story.row(OFFER)
    async with story.services.units() as unit:
        await unit.outbox.save([replace(row, expires_at=row.sent_at)])


FLOWS = [
    Flow("sent_again_in_doubt", "I-28", after(deliveries.sends_again_in_doubt)),
    Flow("free_text_after_24_hours", "I-29", after(deliveries.writes_freely_by_whatsapp)),
    Flow("a_broken_template", "I-29", after(deliveries.sends_a_broken_template)),
    Flow("sent_past_the_stop", "I-30", after(deliveries.sends_past_the_stop)),
    Flow("too_many_openings", "I-31", after(deliveries.opens_too_many)),
    Flow("a_message_without_its_code", "I-23", after(deliveries.forgets_a_code)),
    Flow("one_code_for_two", "I-23", after(deliveries.gives_one_code_twice)),
    Flow("twice_in_a_day_by_two_channels", "PE-CON-10", after(deliveries.reaches_twice_in_a_day)),
    Flow("paper_that_nobody_carried", "I-12", after(deliveries.serves_on_paper_without_an_order)),
    Flow("a_cut_after_a_day", "PE-CUT-5", hurried()),
    Flow("a_last_chance_after_a_day", "I-12", hurried()),
    Flow("a_reopening_in_three_days", "PE-REO-1", under(three_days_to_reopen)),
    Flow("a_crew_on_a_friday", "PE-CUT-6", under(crews_on_fridays, "2024-01-19 09:00")),
    Flow("a_message_that_nobody_decided", "I-27", after(sends_undecided)),
    Flow("a_message_twice", "I-28", after(sends_twice)),
    Flow("a_notice_again_in_the_same_round", "I-28", after(sends_the_notice_again_under_another_key)),
    Flow("another_amount_than_decided", "I-27", after(tells_another_amount)),
    Flow("sent_called_served", "I-12", after(calls_sent_served)),
    Flow("evidence_of_another_round", "PE-CUT-5", after(orders_by_an_older_notice)),
    Flow("a_notice_skipped", "I-12", after(skips_a_notice)),
    Flow("a_case_moved_in_silence", "I-27", after(moves_a_case_in_silence)),
    Flow("no_reopening", "PE-REO-1", after(forgets_the_reopening, to_end=True)),
    Flow("a_payment_written_down_twice", "I-28", after(writes_a_payment_down_twice, to_end=True)),
    Flow("a_reply_that_demands", "I-5", after(demands_in_a_reply)),
    Flow("no_consent", "PE-DAT-9", after(had_no_consent)),
    Flow("asked_to_stop", "I-6", after(was_asked_to_stop)),
    Flow("paid_before", "I-11", after(had_the_money)),
    Flow("a_message_after_its_time", "I-3", after(goes_late)),
]
