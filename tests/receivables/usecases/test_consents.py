"""The ledger of consents decides who may be written to, whatever files, chats and desks say in whatever order."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from receivables.errors import Refused
from receivables.model.audit import Act
from receivables.model.consent import EVERY_CHANNEL, FILE, Purpose
from receivables.model.consent_file import Listing
from receivables.model.contact import Contact
from receivables.model.records import RecordKind
from receivables.model.suppression import Cause, of_address
from receivables.usecases.carriers import open_lines
from receivables.usecases.consents import Reconciled, give, note_unlisted, reconcile, withdraw
from receivables.usecases.situation import Situation, positions, situations
from receivables.usecases.suppress import close, lift
from tests.scenarios.calendar import three_months_behind
from tests.support.build import PHONE, a_contact, a_supply, an_account
from tests.support.world import World, contact_row

pytestmark = pytest.mark.anyio
HOLDER = "doc:00000001"
DESK = "staff/ana"


async def seen(world: World) -> Situation:
    """The supply as whoever decides about it sees it now."""
    async with world.services.units() as unit:
        at = await world.services.moment(unit)
        accounts = list((await unit.ledger.accounts(["0000001"])).values())
        lines = await open_lines(unit, world.carriers, ["0000001"])
        [situation] = await situations(unit, await positions(unit, accounts, at), at, lines.carried)
        return situation


async def channels(world: World) -> list[str]:
    return sorted(contact.channel for contact in (await seen(world)).reach.contacts)


async def feed(world: World, *contacts: Contact) -> None:
    """The next whole list of contacts of the commercial system, as of today."""
    services = world.services
    rows = [contact_row(contact) for contact in contacts]
    keys = {tuple(map(str, row[: RecordKind.CONTACT.keys])) for row in rows}
    async with services.units() as unit:
        at = await services.moment(unit)
        await unit.ledger.record_feed(replace(at.feed, cut_date=at.today))
        await unit.ledger.upsert(RecordKind.CONTACT, rows)
        removed = await unit.ledger.withdraw_contacts(keys)
        listing = Listing(at.today, services.policy.zone, at.now, "import")
        await note_unlisted(unit, removed, keys, listing)
    await reconcile(services)


@pytest.fixture
async def world() -> World:
    world = World()
    await world.has(three_months_behind(), a_contact(), a_contact("sms"))
    return world


async def test_a_contact_of_which_the_ledger_knows_nothing_is_not_used(world: World) -> None:
    async with world.services.units() as unit:
        await unit.ledger.upsert(RecordKind.CONTACT, [contact_row(a_contact("telegram"))])
    assert await channels(world) == ["sms", "whatsapp"]


async def test_the_day_and_the_origin_of_a_consent_are_those_of_the_ledger(world: World) -> None:
    contact = next(c for c in (await seen(world)).reach.contacts if c.channel == "whatsapp")
    assert (contact.consented_on, contact.origin) == (date(2023, 1, 5), f"{FILE}:ventanilla")


async def test_told_again_a_feed_adds_nothing(world: World) -> None:
    assert await reconcile(world.services) == Reconciled()
    await feed(world, a_contact(), a_contact("sms"))
    async with world.services.units.reading() as unit:
        assert len((await unit.consents.of([HOLDER]))[HOLDER]) == 2


async def test_without_any_feed_there_is_nothing_to_hear() -> None:
    assert await reconcile(World().services) == Reconciled()


async def test_what_a_feed_lists_no_more_is_taken_back(world: World) -> None:
    await feed(world, a_contact("sms"))
    assert await channels(world) == ["sms"]
    await feed(world, a_contact("sms"), a_contact())
    assert await channels(world) == ["sms"]
    world.at("2024-03-01 10:00")
    await feed(world, a_contact("sms"), a_contact(consented_on=date(2024, 2, 1)))
    assert await channels(world) == ["sms", "whatsapp"]


@pytest.mark.parametrize(
    ("yes", "no", "used"),
    [
        (date(2023, 1, 5), date(2023, 6, 1), []),
        (date(2023, 1, 5), date(2023, 1, 5), []),
        (date(2023, 1, 5), None, []),
        (None, None, []),
        (date(2023, 1, 5), date(2022, 6, 1), ["whatsapp"]),
    ],
)
async def test_a_no_that_a_file_tells_withdraws_the_yes_before_it_and_no_later_one(
    yes: date | None, no: date | None, used: list[str]
) -> None:
    """On the same day, or without a day, no wins."""
    world = World()
    refusal = a_contact(purpose=Purpose.NONE, consented_on=no)
    await world.has(three_months_behind(), a_contact(consented_on=yes), refusal)
    assert await channels(world) == used


async def test_a_supply_less_is_no_word_of_the_person(world: World) -> None:
    await world.has(an_account(supply=a_supply("0000002")), a_contact(supply_number="0000002"))
    await feed(world, a_contact(), a_contact("sms"))
    assert await channels(world) == ["sms", "whatsapp"]


async def test_a_word_at_the_desk_holds_at_once_and_is_written_down(world: World) -> None:
    await withdraw(
        world.services, HOLDER, channel="whatsapp", purpose=Purpose.SERVICE, wording="desk/1", actor=DESK
    )
    assert await channels(world) == ["sms"]
    with pytest.raises(Refused, match="consent_withdrawn_today"):
        await give(world.services, a_contact(), wording="desk/1", actor=DESK)
    world.clock.move(timedelta(days=1))
    await give(world.services, a_contact(), wording="desk/1", actor=DESK)
    assert await channels(world) == ["sms", "whatsapp"]
    lines = [line for line in await world.trail() if line.act is Act.CONSENT]
    assert [(line.outcome, line.actor, line.facts["wording"]) for line in lines] == [
        ("given", DESK, "desk/1")
    ]
    assert not any(PHONE in str(line.facts) or "00000001" in str(line.facts) for line in lines)


async def test_a_way_that_the_desk_gave_stays_when_the_feed_does_not_list_it(world: World) -> None:
    son = a_contact("telegram", phone="+51900000003", document="00000003")
    await give(world.services, son, wording="desk/1", actor=DESK)
    await feed(world, a_contact())
    async with world.services.units.reading() as unit:
        known = (await unit.ledger.contacts(["0000001"]))["0000001"]
        [event] = (await unit.consents.of(["doc:00000003"]))["doc:00000003"]
    assert event.origin == "desk"
    assert {(contact.channel, contact.source) for contact in known} == {
        ("whatsapp", "feed"),
        ("telegram", "desk"),
    }


async def test_a_no_to_everything_is_of_every_channel(world: World) -> None:
    await withdraw(
        world.services, HOLDER, channel=EVERY_CHANNEL, purpose=Purpose.NONE, wording="desk/1", actor=DESK
    )
    assert await channels(world) == []


PEOPLE = {"00000001": PHONE, "00000002": "+51900000002"}
Deed = tuple[str, str, str]
DEEDS = st.lists(
    st.tuples(
        st.sampled_from(
            ["give", "withdraw", "list", "unlist", "refuse", "leave", "return", "wrong", "right"]
        ),
        st.sampled_from(sorted(PEOPLE)),
        st.sampled_from(["sms", "whatsapp"]),
    ),
    max_size=12,
)


@dataclass
class Story:
    """What is done to a small world, a day apart, and what it must mean."""

    world: World
    listed: dict[tuple[str, str], Contact]
    said: dict[tuple[str, str], bool]
    closed: set[str]

    async def do(self, deed: str, document: str, channel: str) -> None:
        """One deed, on a day of its own."""
        self.world.clock.move(timedelta(days=1))
        deeds: dict[str, Callable[[str, str], Any]] = {
            "give": self.give,
            "withdraw": self.withdraw,
            "list": self.list,
            "unlist": self.unlist,
            "refuse": self.refuse,
        }
        if deed in deeds:
            await deeds[deed](document, channel)
        else:
            await self.close_or_open(deed, document)

    def contact(self, document: str, channel: str, **changes: Any) -> Contact:
        today = self.world.services.policy.today(self.world.now)
        return a_contact(channel, document=document, phone=PEOPLE[document], consented_on=today, **changes)

    async def give(self, document: str, channel: str) -> None:
        await give(self.world.services, self.contact(document, channel), wording="desk/1", actor=DESK)
        self.said[document, channel] = True

    async def withdraw(self, document: str, channel: str) -> None:
        person, services = f"doc:{document}", self.world.services
        await withdraw(
            services, person, channel=channel, purpose=Purpose.SERVICE, wording="desk/1", actor=DESK
        )
        self.said[document, channel] = False

    async def list(self, document: str, channel: str) -> None:
        if (document, channel) not in self.listed:
            self.listed[document, channel] = self.contact(document, channel)
            self.said[document, channel] = True
        await feed(self.world, *self.listed.values())

    async def unlist(self, document: str, channel: str) -> None:
        known = self.listed.pop((document, channel), None)
        await feed(self.world, *self.listed.values())
        async with self.world.services.units.reading() as unit:
            held = (await unit.ledger.contacts(["0000001"]))["0000001"]
        if known is not None and known not in held:
            self.said[document, channel] = False

    async def refuse(self, document: str, channel: str) -> None:
        refusal = self.contact(document, channel, purpose=Purpose.NONE)
        await feed(self.world, *self.listed.values(), refusal)
        self.said[document, channel] = False

    async def close_or_open(self, deed: str, document: str) -> None:
        subject = f"doc:{document}" if deed in ("leave", "return") else of_address(PEOPLE[document])
        if deed in ("leave", "wrong"):
            cause = Cause.OPTED_OUT if deed == "leave" else Cause.WRONG_PERSON
            await close(self.world.services, subject, cause, source="desk", actor=DESK)
            self.closed.add(subject)
        elif subject in self.closed:
            await lift(self.world.services, subject, actor=DESK, why="lo pidió", signed_request=True)
            self.closed.discard(subject)

    def may_be_used(self, contact: Contact) -> bool:
        """By what people said last, and what is closed now."""
        subjects = {contact.person, of_address(contact.address)}
        return self.said.get((contact.document, contact.channel), False) and not subjects & self.closed


@settings(max_examples=60, deadline=None)
@given(DEEDS)
def test_nobody_is_used_but_whose_latest_word_is_yes_and_who_is_not_closed(deeds: list[Deed]) -> None:
    asyncio.run(_told(deeds))


async def _told(deeds: list[Deed]) -> None:
    world = World()
    await world.has(three_months_behind())
    story = Story(world, {}, {}, set())
    for deed in deeds:
        await story.do(*deed)
        reach = (await seen(world)).reach
        used = [c for c in reach.contacts if not reach.opted_out and c.address not in reach.suppressed]
        assert all(story.may_be_used(contact) for contact in used)
        async with world.services.units.reading() as unit:
            known = (await unit.ledger.contacts(["0000001"])).get("0000001", ())
        if any(story.may_be_used(c) and c.purpose is Purpose.SERVICE for c in known):
            assert used
