"""Agreements, pauses, codes and crises: a sound story, and each mistake made behind the program's back in it."""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from datetime import UTC, timedelta
from pathlib import Path

import pytest

from caudal.audit.judge import crises
from caudal.audit.rows import Impediment
from receivables.model.account import Role
from receivables.model.agreeing import AgreementEvent, Ours, Stage
from receivables.model.audit import Act
from receivables.model.conversation import Inbound
from receivables.model.money import Money
from receivables.usecases import agree
from receivables.usecases.entries import Facts, entry
from receivables.usecases.serve import CUSTOMER
from tests.caudal.audit.build import a_file, a_line, codes, the_rules
from tests.scenarios.agreed import DOWN, SUPPLY, Told, audited
from tests.scenarios.calendar import three_months_behind
from tests.support.build import PHONE, a_contact, a_supply
from tests.support.laid_out import laid_out

pytestmark = pytest.mark.anyio

LATER = "2024-01-08 10:30"
"""The code was told at eight."""


@pytest.fixture
async def story(tmp_path: Path) -> AsyncIterator[Told]:
    """Somebody who agreed in the chat, and has not paid yet."""
    database = await laid_out(f"sqlite+aiosqlite:///{tmp_path}/caudal.db")
    told = Told(units=database.units("tumbes"))
    await told.begins_with(three_months_behind())
    await told.has(three_months_behind(), a_contact())
    await told.agrees()
    yield told
    await database.close()


async def found(tmp_path: Path, story: Told) -> set[str]:
    """The codes of what the auditor finds."""
    report = await audited(tmp_path, (story.now + timedelta(days=1)).astimezone(UTC))
    return {finding.code for finding in report.findings}


async def writes(story: Told, act: Act, outcome: str, **facts: str | int) -> None:
    """A line of the record."""
    async with story.services.units() as unit:
        at = await story.services.moment(unit)
        await unit.audit.append([entry(at, CUSTOMER, act, SUPPLY, outcome, facts=dict(facts))])


async def notes(story: Told, ours: Ours, outcome: str) -> None:
    """An agreement, kept and written down as the program does it."""
    async with story.services.units() as unit:
        at = await story.services.moment(unit)
        inbound = Inbound("chat:x", "chat", PHONE, "sí", None, story.now)
        agreed: Facts = agree._agreed(ours, inbound)
        await unit.agreements.save(ours)
        await agree.note(unit, ours, outcome, at, CUSTOMER, agreed=agreed)


async def accepts_without_a_code(story: Told) -> None:
    """Two hours after the last code, in a chat that was silent."""
    ours = await story.ours()
    await notes(story, replace(ours, stage=Stage.WITHDRAWN), "withdrawn")
    story.at(LATER)
    await story.says("hola")
    await notes(story, replace(ours, number="CV-2024-000009", stage=Stage.ACCEPTED), "accepted")


async def accepts_a_second(story: Told) -> None:
    """While the first one waits."""
    await notes(story, replace(await story.ours(), number="CV-2024-000009"), "accepted")


async def begins_unpaid(story: Told) -> None:
    """In force, and nothing was paid."""
    async with story.services.units() as unit:
        at = await story.services.moment(unit)
        signed = replace(await story.ours(), signed_on=at.today)
        await agree.end(unit, signed, AgreementEvent.DOWN_PAID, at, CUSTOMER)


async def changes_twice(story: Told) -> None:
    """Two amendments, one after the other."""
    await story.pays(DOWN)
    for version in (2, 3):
        changed = replace(await story.ours(), stage=Stage.AMENDED, version=version)
        await notes(story, changed, "amended")


async def adds_up_wrong(story: Told) -> None:
    """A centimo is missing."""
    ours = await story.ours()
    first, *others = ours.rows
    short = replace(first, principal=first.principal - Money(1, first.principal.currency))
    await notes(story, replace(ours, number="CV-2024-000009", rows=(short, *others)), "accepted")


async def asks_for_too_little(story: Told) -> None:
    """A down payment below what the utility asks for; the rest is in the first instalment."""
    ours = await story.ours()
    less = Money(1700, ours.debt.currency)
    first, *others = ours.rows
    more = replace(first, principal=first.principal + ours.down_payment - less)
    changed = replace(ours, number="CV-2024-000009", down_payment=less, rows=(more, *others))
    await notes(story, changed, "accepted")


async def changes_the_list(story: Told) -> None:
    """Broken, and no line says so."""
    async with story.services.units() as unit:
        await unit.agreements.save(replace(await story.ours(), stage=Stage.BROKEN))


async def rests_too_long(story: Told) -> None:
    """Three days for a word."""
    until = story.now.astimezone(UTC) + timedelta(days=3)
    await writes(story, Act.CASE, "paused", why="paid", until=until.isoformat(), bills="R-2023-10")


async def rests_again(story: Told) -> None:
    """The same bill, twice."""
    for _ in range(2):
        until = story.now.astimezone(UTC) + timedelta(days=2)
        await writes(story, Act.CASE, "paused", why="paid", until=until.isoformat(), bills="R-2023-10")


async def uses_a_code_twice(story: Told) -> None:
    """One code was given, and two were used."""
    await writes(story, Act.LINK, "code_used", channel="desk", chat="sha256:one")


async def uses_a_code_late(story: Told) -> None:
    """Long after its quarter of an hour."""
    story.at(LATER)
    async with story.services.units() as unit:
        code = await unit.codes.newest(SUPPLY, "")
        assert code is not None
        await unit.codes.add(replace(code, id=None, used_at=story.now))


async def leaves_a_crisis_unshielded(story: Told) -> None:
    """Handed over, and nothing else."""
    await writes(story, Act.HANDOVER, "crisis")


async def takes_a_code_that_was_sent_of_a_tenant(story: Told) -> None:
    """It proves who has the telephone, not who holds the contract."""
    await story.has(three_months_behind(supply=a_supply(SUPPLY, role=Role.TENANT)), a_contact())
    ours = await story.ours()
    await notes(story, replace(ours, stage=Stage.WITHDRAWN), "withdrawn")
    story.at(LATER)
    await writes(story, Act.LINK, "code_sent", channel="sms")
    chat = str(agree._agreed(ours, Inbound("x", "chat", PHONE, "", None, story.now))["chat"])
    await writes(story, Act.LINK, "code_used", channel="sms", chat=chat)
    await notes(story, replace(ours, number="CV-2024-000009"), "accepted")


FAULTS: dict[str, Callable[[Told], Awaitable[None]]] = {
    "check_agreement_unsigned": accepts_without_a_code,
    "check_agreement_two": accepts_a_second,
    "check_agreement_unpaid": begins_unpaid,
    "check_agreement_changed_twice": changes_twice,
    "check_agreement_sum": adds_up_wrong,
    "check_agreement_limits": asks_for_too_little,
    "check_agreement_differs": changes_the_list,
    "check_agreement_tenant": takes_a_code_that_was_sent_of_a_tenant,
    "check_hold_long": rests_too_long,
    "check_hold_again": rests_again,
    "check_code_used": uses_a_code_twice,
    "check_code_kept": uses_a_code_late,
    "check_crisis_unshielded": leaves_a_crisis_unshielded,
}


async def test_without_a_mistake_nothing_is_found(story: Told, tmp_path: Path) -> None:
    assert await found(tmp_path, story) == set()
    await story.pays(DOWN)
    assert await found(tmp_path, story) == set()


@pytest.mark.parametrize("code", sorted(FAULTS))
async def test_each_mistake_is_found(code: str, story: Told, tmp_path: Path) -> None:
    await FAULTS[code](story)
    assert code in await found(tmp_path, story)


async def test_a_code_counts_on_while_the_chat_goes_on(tmp_path: Path) -> None:
    database = await laid_out(f"sqlite+aiosqlite:///{tmp_path}/caudal.db")
    story = Told(units=database.units("tumbes"))
    await story.begins_with(three_months_behind())
    await story.has(three_months_behind(), a_contact())
    await story.agrees(6)
    for minute in ("08:20", "08:40"):
        story.at(f"2024-01-08 {minute}")
        await story.says("quiero fraccionar")
    await story.says(button="accept:3")
    assert (await story.says("sí"))[-1] == "plan_accepted"
    assert await found(tmp_path, story) == set()
    await database.close()


async def test_a_cut_in_a_crisis_is_found_though_the_ledger_proves_that_day_no_more() -> None:
    done = a_line("2023-12-20 09:00", "cut", "done", order="cut-1")
    shield = Impediment(
        "VULNERABLE",
        "SUMINISTRO",
        SUPPLY,
        done.at.date(),
        None,
        "chat/1",
        done.at - timedelta(hours=3),
        None,
    )
    assert codes(crises.no_cut(a_file(lines=(done,), impediments=(shield,)), the_rules())) == ["cut_impeded"]
    lifted = replace(shield, lifted_at=done.at - timedelta(hours=1))
    assert codes(crises.no_cut(a_file(lines=(done,), impediments=(lifted,)), the_rules())) == []
