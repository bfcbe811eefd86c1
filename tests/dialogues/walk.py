"""A random dialogue through the real use cases, with the real words: what the person does, and what happens around."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import timedelta

from receivables.errors import CaudalError
from receivables.model.conversation import Media
from receivables.model.identity import chat_person, reached_at
from receivables.model.money import Money
from receivables.model.suppression import of_address
from receivables.usecases import inbox
from receivables.usecases.codes import give
from receivables.usecases.inbox import Colleague
from receivables.usecases.settle import post_payment
from receivables.usecases.settlement import NewPayment
from receivables.usecases.suppress import opted_out
from templates.plain_words import refused_words
from tests.dialogues.hearing import Broken, Hearing
from tests.dialogues.households import SECOND
from tests.dialogues.saying import FORWARD, OF_AGREEMENTS, WISHES, anything

ANA = Colleague("ana", "Ana")
FIRST = "0000001"


@dataclass
class Walk(Hearing):
    """One random dialogue, in memory, or in a database whose whole story can be audited: there no case is made up."""

    async def goes(self, turns: int) -> None:
        """From the first message to its end, and then to a person and out of all messages."""
        try:
            await self._settles_in()
            for _ in range(turns):
                await self._step()
            await self._ends()
        except Broken:
            raise
        except Exception as fault:
            raise Broken("\n".join([*self.told, repr(fault)])) from fault

    async def _settles_in(self) -> None:
        world = self.story
        people = list(self.household.contacts)
        await world.has_all(
            *(
                (a, [c for c in people if c.supply_number == a.supply.supply_number])
                for a in self.household.accounts
            )
        )
        if self.rng.random() < 0.2:
            await world.begins_with()
        for case in self.household.cases:
            await world.remember(replace(case, since=world.now))
        if self.rng.random() < 0.7:
            await self._proves()

    async def _step(self) -> None:
        kind = self.rng.random()
        for share, deed in self._deeds():
            if kind < share:
                await deed()
                return
            kind -= share

    def _deeds(self) -> tuple[tuple[float, Callable[[], Awaitable[None]]], ...]:
        return (
            (0.36, self._follows),
            (0.14, self._presses),
            (0.24, self._speaks),
            (0.03, self._proves),
            (0.02, self._tries),
            (0.03, self._tells_code),
            (0.02, self._shows),
            (0.05, self._waits),
            (0.05, self._pays),
            (0.04, self._staff),
            (0.02, self._presses_old),
        )

    # --- what the person does

    async def _speaks(self) -> None:
        await self.says(anything(self.rng))

    async def _presses(self) -> None:
        if self.shown:
            await self.says(button=self.rng.choice(self.shown))
        else:
            await self._speaks()

    async def _follows(self) -> None:
        """Answer what was asked as somebody would who wants to come to an end of it; else begin something."""
        if self.agreed and self.rng.random() < 0.5:
            await self.rng.choice([self._pays, self._pays, self._waits, self._speaks_of_agreement])()
            return
        match self.expecting:
            case "supply" | "proof":
                await self._proves()
            case "one_time_code":
                await self._tells_code()
            case "payment_proof":
                await self.says(f"operación {self.rng.choice([*self.operations, '00771234'])}")
            case _ if forward := [each for each in self.shown if each.startswith(FORWARD)]:
                await self.says(button=self.rng.choice(forward))
            case _:
                await self.says(self.rng.choice(WISHES))

    async def _speaks_of_agreement(self) -> None:
        await self.says(self.rng.choice(OF_AGREEMENTS))

    async def _tries(self) -> None:
        """Numbers that are not right, again and again."""
        for _ in range(self.rng.randrange(1, 7)):
            await self.says(
                self.rng.choice([f"suministro {FIRST} recibo R-1", f"{FIRST} total 12.30", "000000"])
            )

    async def _presses_old(self) -> None:
        if self.earlier:
            await self.says(button=self.rng.choice(self.earlier))

    async def _proves(self) -> None:
        account = self.rng.choice(list(self.household.accounts))
        bill = account.bills[-1] if account.bills else None
        proof = "" if bill is None else self.rng.choice([bill.number, f"total {bill.total}"])
        await self.says(f"suministro {account.supply.supply_number} {proof}".strip())

    async def _tells_code(self) -> None:
        if self.rng.random() < 0.7:
            number = self.rng.choice([FIRST, SECOND]) if len(self.household.accounts) > 1 else FIRST
            try:
                self.code = (await give(self.story.services, number, actor="staff/caja")).code
            except CaudalError as refused:
                self._note(f"[no code: {refused.code}]")
        await self.says(self.code or "482913")

    async def _shows(self) -> None:
        kind = self.rng.choice(["image/jpeg", "application/pdf", "audio/ogg"])
        text = self.rng.choice(["", "", "ya pagué", "acá está mi voucher", "mi recibo"])
        await self.says(text, media=(Media(f"file-{self.count}", kind),))

    # --- what happens around

    async def _waits(self) -> None:
        for _ in range(self.rng.choice([1, 1, 2, 5])):
            self.story.clock.set(self.story.now + timedelta(days=1, minutes=self.rng.randrange(90)))
            await self.story.fresh()
            await self.story.agenda.tick(self.story.services, "one")
            await self.story.deliver()
        await inbox.tell_late(self.story.services)
        await self._hears_of_itself()
        self._note(f"[{self.story.services.policy.local(self.story.now):%d/%m %H:%M}]")
        self.story.clock.set(self.story.now + timedelta(minutes=self.rng.choice([0, 20, 400])))

    async def _pays(self) -> None:
        amount = self.rng.choice(["5.00", "18.24", "45.60", "91.20", "182.40", "1.00", "30.00", "400.00"])
        async with self.story.services.units.reading() as unit:
            ours = await unit.agreements.of_supply(FIRST)
        if ours and self.rng.random() < 0.7:
            rows = [row.amount for row in ours[-1].rows]
            amount = str(self.rng.choice([ours[-1].down_payment, *rows, ours[-1].total]))
        self.count += 1
        self.operations.append(f"CAR1-{self.count:06}")
        payment = NewPayment(self.operations[-1], FIRST, Money.of(amount), self.story.now, "CAR1")
        self.known |= {Money.of(amount).centimos}
        await post_payment(self.story.services, payment, actor="staff/car1")
        self._note(f"[pays {amount}]")
        await self.story.deliver()
        await self._hears_of_itself()

    async def _staff(self) -> None:
        services = self.story.services
        async with services.units.reading() as unit:
            waiting = await unit.handovers.open_of(self.channel, self.address)
        if waiting is None:
            return
        deed = self.rng.choice(["take", "answer", "release", "close", "note"])
        self._note(f"[staff: {deed}]")
        try:
            await self._done(deed, waiting.id)
        except CaudalError as refused:
            self._note(f"[refused: {refused.code}]")

    async def _done(self, deed: str, number: str) -> None:
        services = self.story.services
        match deed:
            case "take":
                await inbox.take(services, number, ANA)
            case "answer":
                await inbox.answer(services, number, "Buenos días, ya lo reviso.", ANA, refused_words)
            case "release":
                await inbox.release(services, number, ANA)
            case "close":
                await inbox.close(services, number, ANA, "solved")
            case _:
                await inbox.note(services, number, "Llamará mañana", ANA)

    async def _ends(self) -> None:
        """Wherever it came to: a person, and an end of all messages."""
        deeds = [self._reaches_person, self._opts_out]
        self.rng.shuffle(deeds)
        for deed in deeds:
            await deed()

    async def _reaches_person(self) -> None:
        await self.says("quiero hablar con una persona")
        async with self.story.services.units.reading() as unit:
            chat = await unit.conversations.get(self.channel, self.address)
            stay = await unit.handovers.open_of(self.channel, self.address)
        if not chat.with_person or stay is None:
            raise self._broken("no person was reached")

    async def _opts_out(self) -> None:
        await self.says("no me escriban más")
        async with self.story.services.units.reading() as unit:
            here = reached_at(await unit.ledger.contacts_at(self.address), self.address)
            address = of_address(self.address)
            not_theirs = address in await unit.suppressions.in_force([address])
            # Whoever said that the number is theirs alone wishes nothing for those who were meant: all of it is closed.
            everybody = {chat_person(self.channel, self.address), *(() if not_theirs else here)}
            closed = await opted_out(unit, everybody)
        if closed != everybody:
            raise self._broken("the messages go on")
