"""What forbids pressing: noted by the desk, the file or the chat, and lifted by whoever may."""

from datetime import date, timedelta

import pytest

from receivables.errors import BadInput, Unknown
from receivables.model.audit import Act
from receivables.model.impediment import Impediment, ImpedimentKind, Scope
from receivables.model.pseudonym import pseudonym, reason_given
from receivables.usecases.impediments import Circumstance, lift, note
from tests.scenarios.calendar import three_months_behind
from tests.support.build import PHONE, a_contact, a_supply, an_account
from tests.support.chatting import ChatWorld

pytestmark = pytest.mark.anyio
SUPPLY = "0000001"
TODAY = date(2024, 1, 8)
DESK = "staff/ana"
OUTAGE = Circumstance(
    ImpedimentKind.OUTAGE, Scope.LOCALITY, "Tumbes", TODAY, date(2024, 1, 10), "desk", "rotura de tubería"
)
DEATH = Circumstance(ImpedimentKind.DECEASED, Scope.DOCUMENT, "00000001", TODAY, None, "desk")


@pytest.fixture
async def world() -> ChatWorld:
    world = ChatWorld()
    await world.has(three_months_behind(), a_contact())
    return world


async def of_supply(world: ChatWorld, number: str = SUPPLY) -> tuple[Impediment, ...]:
    async with world.services.units.reading() as unit:
        return (await unit.ledger.accounts([number]))[number].impediments


async def test_a_circumstance_of_a_place_concerns_its_supplies_until_it_ends(world: ChatWorld) -> None:
    noted = await note(world.services, OUTAGE, actor=DESK)
    [impediment] = await of_supply(world)
    assert impediment == noted
    assert impediment.in_force(date(2024, 1, 10))
    assert not impediment.in_force(date(2024, 1, 11))


async def test_told_twice_it_is_one(world: ChatWorld) -> None:
    await note(world.services, OUTAGE, actor=DESK)
    await note(world.services, OUTAGE, actor="staff/beto")
    assert [each.noted_by for each in await of_supply(world)] == [DESK]


async def test_lifting_needs_a_reason_and_something_to_lift(world: ChatWorld) -> None:
    noted = await note(world.services, OUTAGE, actor=DESK)
    with pytest.raises(BadInput, match="reason_needed"):
        await lift(world.services, noted.id, why="", actor=DESK)
    await lift(world.services, noted.id, why="reparado", actor=DESK)
    assert not any(each.in_force(TODAY) for each in await of_supply(world))
    with pytest.raises(Unknown, match="no_such_impediment"):
        await lift(world.services, noted.id, why="otra vez", actor=DESK)


async def test_a_document_is_no_subject_of_the_record(world: ChatWorld) -> None:
    noted = await note(world.services, DEATH, actor=DESK)
    await lift(world.services, noted.id, why="fue un error", actor=DESK)
    lines = await world.trail(pseudonym("doc:00000001"))
    assert [(line.act, line.outcome) for line in lines] == [
        (Act.IMPEDIMENT, "noted"),
        (Act.IMPEDIMENT, "lifted"),
    ]
    assert not any("00000001" in str(line) for line in lines)
    assert {line.facts["impediment"] for line in lines} == {
        f"FALLECIDO/DOCUMENTO/{pseudonym('doc:00000001')}/2024-01-08/desk"
    }


async def test_the_record_knows_the_circumstance_and_that_a_reason_was_given(world: ChatWorld) -> None:
    noted = await note(world.services, OUTAGE, actor=DESK)
    await lift(world.services, noted.id, why="reparado", actor=DESK)
    told, over = await world.trail("Tumbes")
    assert told.facts == {
        "impediment": noted.id,
        "kind": "INTERRUPCION",
        "scope": "LOCALIDAD",
        "since": "2024-01-08",
        "until": "2024-01-10",
        "source": "desk",
        "why": reason_given("rotura de tubería"),
    }
    assert over.facts == {**told.facts, "why": reason_given("reparado")}
    assert told.facts["why"] != "rotura de tubería"


async def test_what_is_noted_again_after_its_end_leaves_both_in_the_record(world: ChatWorld) -> None:
    noted = await note(world.services, OUTAGE, actor=DESK)
    await lift(world.services, noted.id, why="reparado", actor=DESK)
    await note(world.services, OUTAGE, actor="staff/beto")
    assert [(line.outcome, line.actor) for line in await world.trail("Tumbes")] == [
        ("noted", DESK),
        ("lifted", DESK),
        ("noted", "staff/beto"),
    ]


async def test_what_makes_no_sense_is_refused(world: ChatWorld) -> None:
    endless = Circumstance(ImpedimentKind.OUTAGE, Scope.LOCALITY, "Tumbes", TODAY, None, "desk")
    with pytest.raises(BadInput, match="impediment_without_end"):
        await note(world.services, endless, actor=DESK)
    nowhere = Circumstance(ImpedimentKind.DECEASED, Scope.SUPPLY, "9999999", TODAY, None, "desk")
    with pytest.raises(Unknown, match="no_such_supply"):
        await note(world.services, nowhere, actor=DESK)


@pytest.mark.parametrize("linked", [True, False])
async def test_a_death_told_in_the_chat_stops_pressing_for_thirty_days(
    world: ChatWorld, linked: bool
) -> None:
    if linked:
        await world.proves()
    assert await world.says("mi esposo era el titular y ya no está") == ["deceased"]
    [impediment] = await of_supply(world)
    assert (impediment.kind, impediment.scope, impediment.source) == (
        ImpedimentKind.DECEASED,
        Scope.SUPPLY,
        "chat",
    )
    assert impediment.until == TODAY + timedelta(days=30)
    async with world.services.units.reading() as unit:
        [waiting] = await unit.handovers.waiting()
    assert (waiting.address, waiting.why) == (PHONE, "deceased")


async def test_a_death_told_again_lasts_no_longer(world: ChatWorld) -> None:
    await world.says("falleció mi papá")
    world.clock.move(timedelta(days=3))
    await world.says("ya les dije que falleció")
    assert len(await of_supply(world)) == 1


async def test_a_condolence_has_no_figure_and_no_name(world: ChatWorld) -> None:
    await world.proves()
    await world.says("mi esposo falleció")
    rows = await world.rows((f"reply/chat:{world.count}/0",))
    text = world.words.render(rows[0].message).text
    assert "pésame" in text
    assert not any(word in text for word in ("S/", "Rosa", "recibo", "deuda"))


async def test_a_stranger_who_tells_of_a_death_is_heard_by_a_person(world: ChatWorld) -> None:
    assert await world.says("falleció mi abuelo", address="999999") == ["deceased"]
    assert await of_supply(world) == ()
    async with world.services.units.reading() as unit:
        assert [each.why for each in await unit.handovers.waiting()] == ["deceased"]


async def test_a_wrong_number_that_tells_of_a_death_closes_the_address_and_stops_pressing(
    world: ChatWorld,
) -> None:
    assert await world.says("número equivocado, ese señor falleció") == ["wrong_person"]
    assert [each.kind for each in await of_supply(world)] == [ImpedimentKind.DECEASED]


async def test_other_supplies_of_a_chat_that_is_linked_to_one_go_on(world: ChatWorld) -> None:
    await world.has(an_account(supply=a_supply("0000002")), a_contact(supply_number="0000002"))
    await world.proves()
    await world.says("el titular falleció")
    assert await of_supply(world, "0000002") == ()
