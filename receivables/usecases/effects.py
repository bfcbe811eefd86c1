"""What a turn of the talk wants done, done: the only place where a conversation changes anything beside itself."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from receivables.model import ladder
from receivables.model.audit import Act, AuditEntry
from receivables.model.contact import Moment
from receivables.model.conversation import Inbound
from receivables.model.decision import Reason
from receivables.model.dialogue import (
    AskedConsent,
    Effect,
    Facts,
    GiveConsent,
    HandOver,
    Hold,
    LinkSupply,
    NoteDeceased,
    NoteWrongTry,
    OfferClaim,
    OpenRequest,
    OptIn,
    OptOut,
    RegisterClaim,
    Simulated,
    SuppressAddress,
    TakePromise,
    Turn,
)
from receivables.model.dialogue.effects_codes import AskCode, CodeEffect, SwitchSupply, Unlink, UseCode
from receivables.model.dialogue.effects_people import ResumeBot, ToldLate, Waits
from receivables.model.dialogue.effects_plans import AcceptPlan, AmendPlan
from receivables.model.handover import CRISIS, Handover
from receivables.model.identity import SHOWS_NO_TELEPHONE, chat_person, persons
from receivables.model.ladder import Case, Promise, Step, promise_made
from receivables.model.suppression import Cause, of_address
from receivables.ports import UnitOfWork
from receivables.usecases import crises, entries, stays
from receivables.usecases.agree import keep
from receivables.usecases.codes import heed
from receivables.usecases.handovers import hand_over
from receivables.usecases.impediments import note_death
from receivables.usecases.onboarding import note_asked, note_yes
from receivables.usecases.requests import open_all
from receivables.usecases.serve import CUSTOMER
from receivables.usecases.services import Services
from receivables.usecases.suppress import close_all, leave_alone, opted_out, wish_again
from receivables.usecases.withdraw import take_back_cut

Wish = (
    CodeEffect
    | OptOut
    | OptIn
    | SuppressAddress
    | AskedConsent
    | GiveConsent
    | NoteDeceased
    | ResumeBot
    | ToldLate
    | Waits
)


async def apply(
    services: Services, unit: UnitOfWork, turn: Turn, facts: Facts, inbound: Inbound, at: Moment
) -> Turn:
    """Do everything that the turn asks for, each with its line in the record; the turn as it is told then.

    Requests of desks come last, whatever they stand beside: whoever counts their numbers is waited for.
    """
    doer = _Doer(services, unit, turn, facts, inbound, at)
    for effect in turn.effects:
        await doer.do(effect)
    return await open_all(unit, doer.asked, doer.turn, inbound, at)


@dataclass(slots=True)
class _Doer:
    """One turn with its surroundings. `turn` is told what was kept; `asked`: what is left for desks."""

    services: Services
    unit: UnitOfWork
    turn: Turn
    facts: Facts
    inbound: Inbound
    at: Moment
    asked: list[OpenRequest | RegisterClaim] = field(default_factory=list)

    async def do(self, effect: Effect) -> None:
        """Do one thing, and write it down."""
        match effect:
            case LinkSupply(supply, by):
                await self._note(Act.LINK, supply, "linked", {"by": by})
                await self._keep_line(supply)
                await stays.name_supply(self.unit, self.inbound, supply, self.at)
                await self._carry_wish_over(supply)
            case NoteWrongTry(supply):
                await self.unit.conversations.note_wrong_try(supply, self.at.now)
                await self.unit.codes.note_try(supply, self.at.now)
                await self._note(Act.LINK, supply, "wrong_proof")
            case TakePromise():
                await self._promise(effect)
            case Hold():
                await self._hold(effect)
            case HandOver(why):
                await self._hand_over(why)
            case Simulated():
                await self._simulated(effect)
            case AcceptPlan() | AmendPlan():
                sign = self.services.sign
                self.turn = await keep(self.unit, effect, self.turn, self.facts, self.inbound, self.at, sign)
            case OpenRequest() | RegisterClaim():
                self.asked.append(effect)
            case OfferClaim(supply, bills):
                await self.unit.ledger.offer_claim(bills, self.at.now, "chat")
                await self._note(Act.REPLY, supply, "claim_offered", {"bills": len(bills)})
            case wish:
                await self._heed(wish)

    async def _heed(self, wish: Wish) -> None:
        """What a person allows, wishes, or tells of somebody, themselves first."""
        match wish:
            case OptOut(behind):
                await self._opt_out(behind)
            case OptIn(behind):
                await self._opt_in(behind)
            case SuppressAddress(why):
                await self._close_address(why)
            case AskedConsent():
                await note_asked(self.unit, self.inbound, self.at)
            case GiveConsent(supply, origin):
                await note_yes(self.unit, supply, origin, self.facts, self.inbound, self.at)
            case NoteDeceased(supplies):
                await note_death(self.unit, supplies, self.at, actor=CUSTOMER)
            case ResumeBot() | ToldLate() | Waits():
                await stays.heed(self.unit, wish, self.inbound, self.at)
            case AskCode() | UseCode() | SwitchSupply() | Unlink():
                by = self.turn.conversation.strong_by
                await heed(self.services, self.unit, wish, by, self.inbound, self.at)

    async def _promise(self, effect: TakePromise) -> None:
        case = await self._case(effect.supply_number)
        promise = Promise(effect.due_on, effect.amount, self.at.now, self.inbound.channel)
        moved, made = promise_made(case, promise, self._act("promised in the chat"))
        await self.unit.cases.save(moved, made)
        told: entries.Facts = {"due_on": effect.due_on.isoformat(), "amount": str(effect.amount)}
        await self._note(Act.PROMISE, effect.supply_number, "made", told)

    async def _hold(self, effect: Hold) -> None:
        case = await self._case(effect.supply_number)
        if effect.why == "claim" and case.step is Step.CUT_QUEUED:
            case = await take_back_cut(self.unit, case, (Reason.CLAIM,), self.at, CUSTOMER)
        await self.unit.cases.save(case.hold(effect.why, effect.until))
        told = {"why": effect.why, "until": effect.until.isoformat(), "operation": effect.operation}
        if effect.bills:
            told["bills"] = " ".join(sorted(effect.bills))
        await self._note(Act.CASE, effect.supply_number, "paused", told)

    async def _case(self, supply: str) -> Case:
        """As it is by now: something else that this turn wants may have changed it."""
        return (await self.unit.cases.get([supply]))[supply]

    async def _carry_wish_over(self, supply: str) -> None:
        """Who asked to be left alone before we knew of whom that is true is heard now (I-6)."""
        inbound = self.inbound
        if not await opted_out(self.unit, [chat_person(inbound.channel, inbound.address)]):
            return
        behind = persons(self.facts.supplies[supply].contacts, inbound.address)
        if fresh := set(behind) - await opted_out(self.unit, behind):
            await self._opt_out(sorted(fresh))

    async def _keep_line(self, supply: str) -> None:
        """The first chat of a messenger that shows no telephone is the line of those who consented to that messenger.

        So that a chat which somebody else links later does not quietly get what was meant for them.
        """
        inbound = self.inbound
        if inbound.channel in SHOWS_NO_TELEPHONE:
            for contact in self.facts.supplies[supply].contacts:
                if contact.channel == inbound.channel and not contact.handle:
                    await self.unit.ledger.add_contact(replace(contact, handle=inbound.address))

    async def _close_address(self, why: str) -> None:
        """Before the next send of any worker: whoever is written to there is held."""
        subjects = [of_address(self.inbound.address)]
        await self.unit.hold(sorted({contact.person for contact in self.facts.here} | {*subjects}))
        source = self.inbound.channel
        await close_all(self.unit, subjects, Cause(why), self.at, source=source, actor=CUSTOMER)
        await self._note(Act.OPT_OUT, self.inbound.id, "address_closed", {"why": why})
        await stays.end(self.unit, self.inbound, why, self.at)

    async def _opt_out(self, behind: Sequence[str]) -> None:
        """Before the next send of any worker."""
        said = self.inbound
        await leave_alone(
            self.unit,
            behind,
            self._supplies(),
            self.at,
            address=said.address,
            source=said.channel,
            actor=CUSTOMER,
        )

    async def _opt_in(self, behind: Sequence[str]) -> None:
        here = of_address(self.inbound.address)
        await wish_again(self.unit, [*behind, here], self.at, actor=CUSTOMER)
        for supply in self._supplies():
            await self._note(Act.OPT_OUT, supply, "opted_in")

    async def _hand_over(self, why: str) -> None:
        supply = self.turn.conversation.supply_number
        stay = await hand_over(
            self.unit, self.inbound.channel, self.inbound.address, supply, self.at.now, why
        )
        await self._note(Act.HANDOVER, supply or self.inbound.id, why)
        if why == CRISIS:
            await self._shield(stay)

    async def _shield(self, stay: Handover) -> None:
        """Whatever the chat is linked to, and whatever is reached there: nothing presses it (POL-CRI-1)."""
        chat = self.turn.conversation
        linked = {*chat.supplies, *((chat.supply_number,) if chat.supply_number else ())}
        reached = {contact.supply_number for contact in self.facts.here}
        await crises.shield(self.unit, stay, linked | reached, self.at, actor=CUSTOMER)
        await crises.take_cuts_back(self.unit, {*self.facts.supplies} & linked, self.at, actor=CUSTOMER)

    async def _simulated(self, effect: Simulated) -> None:
        told: entries.Facts = {
            "debt": str(effect.debt),
            "down_payment": str(effect.down_payment),
            "instalments": effect.instalments,
        }
        await self._note(Act.REPLY, effect.supply_number, "simulated", told)

    def _supplies(self) -> list[str]:
        """The supplies of the persons behind the chat; the message itself when it is of none."""
        linked = self.turn.conversation.supply_number
        here = () if self.facts.mistaken else self.facts.here
        known = {contact.supply_number for contact in here} | ({linked} if linked else set())
        return sorted(known) or [self.inbound.id]

    def _act(self, why: str) -> ladder.Act:
        return entries.act(self.at, CUSTOMER, why)

    async def _note(self, act: Act, subject: str, outcome: str, facts: entries.Facts | None = None) -> None:
        line: AuditEntry = entries.entry(self.at, CUSTOMER, act, subject, outcome, facts=facts)
        await self.unit.audit.append([line])
