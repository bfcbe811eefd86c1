"""What people allowed and wished, what forbids pressing them, questions to named people, and deep links."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from receivables.model.account import Account
from receivables.model.approval import Approval, ApprovalState, Matter, Vote
from receivables.model.consent import ConsentEvent, Purpose
from receivables.model.impediment import Impediment, ImpedimentKind, Scope, natural_id
from receivables.model.invitation import LIFETIME, Invitation
from receivables.model.pseudonym import pseudonym
from receivables.model.suppression import Cause, Suppression, of_address
from receivables.ports import UnitOfWork, Units
from tests.contracts.load import load
from tests.support.build import CUT_DATE, a_supply, an_account, monthly_bills

pytestmark = pytest.mark.anyio

NOW = datetime(2024, 1, 8, 15, 30, 12, 345678, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = date(2024, 1, 8)


def an_event(person: str = "doc:1", **changes: Any) -> ConsentEvent:
    plain = ConsentEvent(
        person, "whatsapp", Purpose.SERVICE, True, NOW, NOW, "0000001", "archivo:padrón", "v1", "caudal"
    )
    return replace(plain, **changes)


def a_suppression(subject: str = "doc:1", cause: Cause = Cause.OPTED_OUT, **changes: Any) -> Suppression:
    return replace(Suppression(subject, cause, NOW, "chat"), **changes)


def an_impediment(
    kind: ImpedimentKind = ImpedimentKind.OUTAGE,
    scope: Scope = Scope.LOCALITY,
    value: str = "Tumbes",
    **changes: Any,
) -> Impediment:
    source = changes.get("source", "archivo")
    plain = Impediment(
        natural_id(kind, scope, value, DAY, source), kind, scope, value, DAY, DAY + timedelta(days=3), source,
        "rotura", "ana", NOW,
    )  # fmt: skip
    return replace(plain, **changes)


def an_approval(approval_id: str = "A-1", **changes: Any) -> Approval:
    plain = Approval(approval_id, Matter.GOOD_PAYER_CUT, "0000001", 1, 2, NOW, "caudal", "siempre pagó")
    return replace(plain, **changes)


async def account(unit: UnitOfWork, supply_number: str = "0000001") -> Account:
    found = await unit.ledger.account(supply_number)
    assert found is not None
    return found


async def test_words_about_consent_are_kept_in_the_order_in_which_they_were_recorded(units: Units) -> None:
    given = an_event()
    withdrawn = an_event(given=False, channel="", purpose=Purpose.NONE, at=NOW - HOUR, supply_number=None)
    async with units() as unit:
        await unit.consents.append([given, an_event("doc:2")])
        assert await unit.consents.of(["doc:1"]) == {"doc:1": (given,)}
        await unit.consents.append(iter([withdrawn]))
        assert await unit.consents.of(["doc:1"]) == {"doc:1": (given, withdrawn)}
    async with units.reading() as unit:
        found = await unit.consents.of(["doc:1", "doc:3"])
        assert found == {"doc:1": (given, withdrawn), "doc:3": ()}
        assert await unit.consents.of([]) == {}


async def test_a_subject_is_closed_once_and_its_first_cause_stays(units: Units) -> None:
    first = a_suppression("tel:+51900000001", Cause.WRONG_PERSON)
    async with units() as unit:
        assert await unit.suppressions.add(first)
        assert not await unit.suppressions.add(replace(first, cause=Cause.BLOCKED, at=NOW + HOUR))
    async with units() as unit:
        assert await unit.suppressions.in_force([first.subject, "tel:2"]) == {first.subject: first}
        assert await unit.suppressions.in_force([]) == {}


@pytest.mark.parametrize("later", [timedelta(0), HOUR])
async def test_a_wish_takes_the_place_of_any_other_cause_and_stays(units: Units, later: timedelta) -> None:
    wish = a_suppression(at=NOW + later)
    async with units() as unit:
        await unit.suppressions.add(a_suppression(cause=Cause.INVALID))
        assert await unit.suppressions.add(wish)
        assert not await unit.suppressions.add(replace(wish, at=NOW + 2 * HOUR))
        assert not await unit.suppressions.add(a_suppression(cause=Cause.INVALID, at=NOW + 2 * HOUR))
    async with units() as unit:
        assert await unit.suppressions.in_force(["doc:1"]) == {"doc:1": wish}
        assert await unit.suppressions.tally() == {Cause.OPTED_OUT: 1}


@pytest.mark.parametrize("later", [timedelta(0), HOUR])
async def test_an_address_of_somebody_else_stays_so_whatever_is_wished_there(
    units: Units, later: timedelta
) -> None:
    wrong = a_suppression("addr:+51900000001", Cause.WRONG_PERSON)
    wished = replace(wrong, cause=Cause.OPTED_OUT)
    async with units() as unit:
        assert await unit.suppressions.add(wished)
        assert await unit.suppressions.add(replace(wrong, at=NOW + later))
        assert not await unit.suppressions.add(replace(wished, at=NOW + 2 * HOUR))
    async with units() as unit:
        found = await unit.suppressions.in_force([wrong.subject])
        assert found == {wrong.subject: replace(wrong, at=NOW + later)}


async def test_what_was_closed_since_a_moment_is_told_by_cause_whatever_became_of_it(units: Units) -> None:
    causes = [Cause.OPTED_OUT, Cause.BLOCKED]
    blocked = a_suppression("chat:telegram:7", Cause.BLOCKED, at=NOW)
    wish = a_suppression("doc:2", at=NOW + HOUR)
    async with units() as unit:
        await unit.suppressions.add(a_suppression("doc:0", at=NOW - timedelta(microseconds=1)))
        await unit.suppressions.add(a_suppression("doc:1", Cause.WRONG_PERSON))
        await unit.suppressions.add(wish)
        await unit.suppressions.add(blocked)
        assert await unit.suppressions.closed_since(NOW, causes) == [blocked, wish]
        await unit.suppressions.lift("doc:2", NOW + HOUR, "ana", "firmó")
    async with units() as unit:
        lifted = replace(wish, lifted_at=NOW + HOUR, lifted_by="ana", lifted_why="firmó")
        assert await unit.suppressions.closed_since(NOW, causes) == [blocked, lifted]
        assert await unit.suppressions.closed_since(NOW, []) == []


@pytest.mark.parametrize("later", [timedelta(0), HOUR])
async def test_what_was_lifted_can_be_closed_again(units: Units, later: timedelta) -> None:
    again = a_suppression(at=NOW + later, cause=Cause.BLOCKED)
    async with units() as unit:
        assert not await unit.suppressions.lift("doc:1", NOW, "ana")
        await unit.suppressions.add(a_suppression())
        assert await unit.suppressions.lift("doc:1", NOW, "ana")
        assert not await unit.suppressions.lift("doc:1", NOW, "ana")
        assert await unit.suppressions.in_force(["doc:1"]) == {}
    async with units() as unit:
        assert await unit.suppressions.add(again)
        assert await unit.suppressions.in_force(["doc:1"]) == {"doc:1": again}


async def test_a_subject_that_is_kept_by_its_pseudonym_is_found(units: Units) -> None:
    hidden = a_suppression(pseudonym("doc:1"))
    async with units() as unit:
        await unit.suppressions.add(hidden)
        assert await unit.suppressions.in_force(["doc:1", "doc:2"]) == {"doc:1": hidden}
        assert await unit.suppressions.in_force([hidden.subject]) == {hidden.subject: hidden}
        assert not await unit.suppressions.add(a_suppression())
        assert await unit.suppressions.lift("doc:1", NOW, "ana")
        assert await unit.suppressions.in_force(["doc:1"]) == {}


async def test_closed_subjects_are_counted_by_cause(units: Units) -> None:
    async with units() as unit:
        for subject in ("doc:1", "doc:2", "doc:3"):
            await unit.suppressions.add(a_suppression(subject))
        await unit.suppressions.add(a_suppression(of_address("+51900000001"), Cause.BLOCKED))
        await unit.suppressions.lift("doc:3", NOW, "ana")
        assert await unit.suppressions.tally() == {Cause.OPTED_OUT: 2, Cause.BLOCKED: 1}


async def test_an_impediment_told_twice_is_one_and_a_lifted_one_comes_back(units: Units) -> None:
    one = an_impediment()
    async with units() as unit:
        assert await unit.impediments.add(one)
        assert not await unit.impediments.add(one)
        over = replace(one, lifted_at=NOW, lifted_by="ana", lifted_why="reparado")
        assert await unit.impediments.lift(one.id, NOW, "ana", "reparado") == over
        assert await unit.impediments.lift(one.id, NOW, "ana") is None
        assert await unit.impediments.lift("none", NOW, "ana") is None
        assert await unit.impediments.in_force(DAY) == []
        assert await unit.impediments.add(one)
    async with units() as unit:
        assert await unit.impediments.in_force(DAY) == [one]


@pytest.mark.parametrize("until", [DAY + timedelta(days=9), None])
async def test_what_lasts_longer_than_it_was_told_lasts_longer(units: Units, until: date | None) -> None:
    death = an_impediment(ImpedimentKind.DECEASED, Scope.DOCUMENT, "00000001")
    longer = replace(death, until=until)
    async with units() as unit:
        await unit.impediments.add(death)
        assert await unit.impediments.add(longer)
        assert not await unit.impediments.add(death)
        assert await unit.impediments.in_force(DAY) == [longer]


async def test_a_new_file_lifts_only_what_files_told(units: Units) -> None:
    listed, gone = an_impediment(value="Corrales"), an_impediment(value="Zorritos")
    by_desk = an_impediment(value="Zorritos", source="desk")
    async with units() as unit:
        for each in (listed, gone, by_desk):
            assert await unit.impediments.add(each)
        over = replace(gone, lifted_at=NOW, lifted_by="archivo")
        assert await unit.impediments.lift_unlisted([listed.id], NOW) == [over]
        assert await unit.impediments.lift_unlisted([listed.id], NOW) == []
        assert {each.id for each in await unit.impediments.in_force(DAY)} == {listed.id, by_desk.id}
        assert len(await unit.impediments.lift_unlisted([], NOW)) == 1


async def test_impediments_in_force_on_a_day_newest_first(units: Units) -> None:
    old, new = an_impediment(value="Corrales"), an_impediment(value="Zorritos", noted_at=NOW + HOUR)
    for_ever = an_impediment(ImpedimentKind.DECEASED, Scope.DOCUMENT, "1", until=None, noted_at=NOW - HOUR)
    to_come = an_impediment(value="La Cruz", since=DAY + timedelta(days=1))
    async with units() as unit:
        for each in (old, new, for_ever, to_come):
            await unit.impediments.add(each)
        assert await unit.impediments.in_force(DAY) == [new, old, for_ever]
        assert await unit.impediments.in_force(DAY, limit=1) == [new]
        assert await unit.impediments.in_force(DAY + timedelta(days=4)) == [for_ever]
        assert await unit.impediments.in_force(DAY - timedelta(days=1)) == []


async def test_impediments_of_one_source_that_were_not_lifted(units: Units) -> None:
    ours, other = an_impediment(value="Corrales"), an_impediment(value="Zorritos")
    ours, ended = replace(ours, source="chat/1"), replace(other, id="ended", source="chat/1")
    async with units() as unit:
        for each in (ours, other, ended):
            await unit.impediments.add(each)
        await unit.impediments.lift("ended", NOW, "ana")
        assert await unit.impediments.told_by("chat/1") == [ours]
        assert await unit.impediments.told_by("chat/2") == []


async def test_an_account_carries_the_impediments_of_its_supply_holder_and_place(units: Units) -> None:
    supply = a_supply(sector="07")
    its = [
        an_impediment(ImpedimentKind.PRESCRIBED, Scope.SUPPLY, supply.supply_number, until=None),
        an_impediment(
            ImpedimentKind.INSOLVENT, Scope.DOCUMENT, supply.document, since=DAY + timedelta(days=1)
        ),
        an_impediment(scope=Scope.LOCALITY, value=supply.locality, since=DAY + timedelta(days=2)),
        an_impediment(ImpedimentKind.EMERGENCY, Scope.SECTOR, "07", since=CUT_DATE, until=CUT_DATE),
    ]
    others = [
        an_impediment(scope=Scope.SUPPLY, value="0000002"),
        an_impediment(scope=Scope.SECTOR, value=supply.locality),
        an_impediment(scope=Scope.SECTOR, value="08"),
        an_impediment(ImpedimentKind.EMERGENCY, since=date(2023, 1, 1), until=CUT_DATE - timedelta(days=1)),
    ]
    lifted = an_impediment(ImpedimentKind.DECEASED, Scope.DOCUMENT, supply.document)
    async with units() as unit:
        await load(unit, an_account(*monthly_bills(3, unpaid=1), supply=supply))
        for each in (*its, *others, lifted):
            await unit.impediments.add(replace(each, id=f"{each.id}/{each.since}"))
        await unit.impediments.lift(f"{lifted.id}/{lifted.since}", NOW, "ana")
        found = (await account(unit)).impediments
        assert {(each.kind, each.scope) for each in found} == {(each.kind, each.scope) for each in its}
        assert [each.since for each in found] == sorted(each.since for each in its)
        (short,) = await unit.ledger.owing("", 9)
        assert short.impediments == found


async def test_an_account_knows_for_which_bills_that_owe_a_claim_was_offered(units: Units) -> None:
    async with units() as unit:
        await load(unit, an_account(*monthly_bills(4, unpaid=3)))
        await unit.ledger.offer_claim(["R-2023-12", "R-2023-10", "R-2023-09", "none"], NOW, "telegram")
        await unit.ledger.offer_claim(["R-2023-12"], NOW + HOUR, "sms")
    async with units() as unit:
        assert (await account(unit)).offered == {"R-2023-12", "R-2023-10"}


async def test_a_question_is_asked_once_and_keeps_its_votes(units: Units) -> None:
    asked = an_approval()
    voted = replace(asked, votes=(Vote("eva", True, NOW, "conforme, José"),))
    async with units() as unit:
        assert await unit.approvals.ask(asked)
        assert not await unit.approvals.ask(an_approval(subject="other"))
        await unit.approvals.save(voted)
        await unit.approvals.save(an_approval("unknown"))
    async with units() as unit:
        assert await unit.approvals.get("A-1") == voted
        assert await unit.approvals.get("unknown") is None


async def test_the_latest_question_about_a_subject_in_its_round(units: Units) -> None:
    async with units() as unit:
        await unit.approvals.ask(an_approval("A-1", asked_at=NOW + HOUR))
        await unit.approvals.ask(an_approval("A-2"))
        await unit.approvals.ask(an_approval("A-3", round=2))
        await unit.approvals.ask(an_approval("A-4", matter=Matter.REMOVAL))
        latest = await unit.approvals.of(Matter.GOOD_PAYER_CUT, "0000001", 1)
        assert latest is not None
        assert latest.id == "A-1"
        assert await unit.approvals.of(Matter.GOOD_PAYER_CUT, "0000002", 1) is None


async def test_open_questions_oldest_first(units: Units) -> None:
    async with units() as unit:
        await unit.approvals.ask(an_approval("A-1", asked_at=NOW + HOUR))
        await unit.approvals.ask(an_approval("A-2"))
        await unit.approvals.ask(an_approval("A-3", state=ApprovalState.REFUSED))
        assert [each.id for each in await unit.approvals.open()] == ["A-2", "A-1"]
        assert [each.id for each in await unit.approvals.open(limit=1)] == ["A-2"]


async def test_an_invitation_opens_once_and_not_for_ever(units: Units) -> None:
    invitation = Invitation("digest", "0000001", NOW, "ana", NOW + LIFETIME)
    async with units() as unit:
        await unit.invitations.add(invitation)
        await unit.invitations.add(replace(invitation, digest="late"))
        assert await unit.invitations.use("late", NOW + LIFETIME, "chat:telegram:1") is None
        assert await unit.invitations.use("unknown", NOW, "chat:telegram:1") is None
    async with units() as unit:
        used = await unit.invitations.use("digest", NOW + HOUR, "chat:telegram:1")
        assert used == replace(invitation, used_at=NOW + HOUR, used_by="chat:telegram:1")
        assert await unit.invitations.use("digest", NOW + HOUR, "chat:telegram:2") is None
