"""What must hold whatever happened in the story, asked of the record after it: each rule, and how often it was checked.

The checks share nothing with the code that decided: hours, caps and waiting times are reckoned here again from what
was recorded. Only what is owed on a day is taken from the model, whose own tests answer for it.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property

from caudal.demo.evidence import Agreed, Evidence, Sent
from receivables.model.account import Account, Agreement, AgreementState, ClaimOutcome
from receivables.model.claims import frozen_by
from receivables.model.ladder import Notice
from receivables.model.money import Money, total
from receivables.model.policy import Calendar, Policy
from receivables.model.protection import protecting_score
from receivables.model.standing import Standing, standing

IN_FORCE = {
    "active": AgreementState.LIVE,
    "amended": AgreementState.LIVE,
    "fulfilled": AgreementState.FULFILLED,
    "broken": AgreementState.BROKEN,
}
"""What the books call an agreement of the chat after each event in its record that they heed."""

SHOWN = 5
"""Of the violations of one rule, how many are named."""


@dataclass(frozen=True, slots=True)
class Checked:
    """One invariant: how often it was checked, how often it failed, and the first cases of failure."""

    title: str
    times: int
    failed: int
    cases: tuple[str, ...] = ()

    @property
    def held(self) -> bool:
        """Whether it never failed. What was never checked holds, and the report shows the zero."""
        return self.failed == 0


@dataclass(frozen=True)
class World:
    """What the checks look at: the record, the accounts that it is about, the rules, and the books at the cut date."""

    evidence: Evidence
    accounts: Mapping[str, Account]
    policy: Policy
    calendar: Calendar
    books: Money

    @cached_property
    def paid_at(self) -> Mapping[str, datetime]:
        """When each payment of the story came."""
        return {posted.operation: posted.paid_at for posted in self.evidence.posted}

    def standing(self, supply_number: str, moment: datetime) -> Standing:
        """What the supply owed at that moment: of the payments posted, those that had come by then."""
        frozen = frozen_by(self.policy.law.claims, self.calendar)
        known = self.known(supply_number, moment)
        return standing(known, self.policy.today(moment), self.policy.negligible, frozen)

    def known(self, supply_number: str, moment: datetime) -> Account:
        """The account as it was at that moment: without what was paid, claimed or agreed in the story since."""
        account, claimed = self.accounts[supply_number], self.evidence.claimed
        return replace(
            account,
            payments=tuple(p for p in account.payments if p.in_feed or self.paid_at[p.operation] <= moment),
            claims=tuple(c for c in account.claims if claimed.get(c.number, moment) <= moment),
            agreements=tuple(self._agreed(account, moment)),
        )

    def _agreed(self, account: Account, moment: datetime) -> Iterator[Agreement]:
        """The agreements with the state that they had."""
        for agreement in account.agreements:
            if agreement.refinanced is None:
                yield agreement
                continue
            before = [what for at, what in self.agreed[agreement.number].events if at <= moment]
            states = [IN_FORCE[what] for what in before if what in IN_FORCE]
            if states:
                yield replace(agreement, state=states[-1])

    @cached_property
    def agreed(self) -> Mapping[str, Agreed]:
        """The agreements of the chat, by number."""
        return {each.number: each for each in self.evidence.agreed}

    def told(self) -> Iterator[tuple[str, str, Money, datetime]]:
        """Every debt of bills that a message told or an order carries: key, supply, amount, moment."""
        for sent in self.evidence.sent:
            if sent.reminder or sent.news:
                continue
            yield sent.key, sent.supply_number, sent.debt, sent.sent_at
        for order in self.evidence.orders:
            yield order.id, order.supply_number, order.debt, order.ordered_at


Finding = str | None
"""What is wrong with one case; None when nothing is."""

Check = Callable[[World], Iterable[Finding]]


def check_all(world: World) -> list[Checked]:
    """Run every check, in the order of INVARIANTS."""
    return [_checked(title, check(world)) for title, check in INVARIANTS.items()]


def _checked(title: str, findings: Iterable[Finding]) -> Checked:
    times, wrong = 0, []
    for finding in findings:
        times += 1
        if finding is not None:
            wrong.append(finding)
    return Checked(title, times, len(wrong), tuple(wrong[:SHOWN]))


def served_before_cut(world: World) -> Iterator[Finding]:
    """PE-CUT-5: a last chance about the supply, served 48 hours or more before the order; by a channel or on paper."""
    served: dict[str, list[datetime]] = defaultdict(list)
    for sent in world.evidence.sent:
        if sent.notice is Notice.LAST_CHANCE and sent.served_at:
            served[sent.supply_number].append(sent.served_at)
    for supply, notice, at in world.evidence.papers:
        if notice is Notice.LAST_CHANCE:
            served[supply].append(at)
    wait = timedelta(hours=48)
    for order in world.evidence.orders:
        in_time = any(moment + wait <= order.ordered_at for moment in served[order.supply_number])
        yield None if in_time else f"{order.id}: {order.supply_number}"


def no_best_payer_cut(world: World) -> Iterator[Finding]:
    """POL-RFM-1: nobody who was 5-5-5 before falling behind has a cut order, not even a withdrawn one."""
    for order in world.evidence.orders:
        then = world.standing(order.supply_number, order.ordered_at)
        score = protecting_score(world.accounts[order.supply_number], then)
        yield f"{order.id}: {order.supply_number}" if score is not None and score.is_best else None


def inside_the_window(world: World) -> Iterator[Finding]:
    """PE-CON-1 and PE-CON-2: within the hours of a working day, on the customer's clock."""
    for sent in world.evidence.sent:
        local = world.policy.local(sent.sent_at)
        window = world.policy.law.contact[local.weekday()]
        inside = window is not None and window.opens <= local.time() < window.closes
        allowed = inside and local.date() not in world.calendar.holidays
        yield None if allowed else f"{sent.key}: {local:%d/%m/%Y %H:%M}"


def within_the_caps(world: World) -> Iterator[Finding]:
    """PE-CON-10: for each message, those of the same person on its day and in the seven days up to it."""
    law = world.policy.law
    by_person: dict[str, list[Sent]] = defaultdict(list)
    for sent in sorted(world.evidence.sent, key=lambda s: s.sent_at):
        before = by_person[sent.person]
        before.append(sent)
        today = world.policy.today(sent.sent_at)
        day = sum(world.policy.today(other.sent_at) == today for other in before)
        week = sum(other.sent_at > sent.sent_at - timedelta(days=7) for other in before)
        yield None if day <= law.contacts_per_day and week <= law.contacts_per_seven_days else sent.key


def none_after_opting_out(world: World) -> Iterator[Finding]:
    """I-6: nothing to a person from the moment on at which they asked to be left alone."""
    for sent in world.evidence.sent:
        left = world.evidence.opted_out.get(sent.person)
        yield sent.key if left is not None and sent.sent_at >= left else None


def only_with_consent(world: World) -> Iterator[Finding]:
    """PE-DAT-9: the address that it went to was given for service messages by that channel, about that supply."""
    for sent in world.evidence.sent:
        given = (sent.supply_number, sent.channel, sent.address) in world.evidence.consents
        yield None if given else sent.key


def only_to_who_owed(world: World) -> Iterator[Finding]:
    """I-11: something was overdue at the moment of sending; for a reminder, an instalment was unpaid."""
    for sent in world.evidence.sent:
        if sent.news:
            continue
        then = world.standing(sent.supply_number, sent.sent_at)
        yield None if then.overdue or (sent.reminder and then.instalments) else sent.key


def claimed_left_out(world: World) -> Iterator[Finding]:
    """PE-CUT-3: where a bill past its due date is under claim, the amount told or ordered for leaves it out."""
    for key, supply, debt, moment in world.told():
        then = world.standing(supply, moment)
        frozen = {
            claim.bill
            for claim in world.known(supply, moment).claims
            if claim.outcome is ClaimOutcome.PENDING
        }
        late = [bill for bill in then.bills if bill.bill.due_on < then.on]
        claimed = [bill for bill in late if bill.bill.number in frozen]
        rest = total(b.unpaid for b in late if b not in claimed) + total(
            i.unpaid for i in then.overdue_instalments
        )
        if claimed:
            yield f"{key}: {debt}" if debt > rest else None


def orders_carry_the_debt(world: World) -> Iterator[Finding]:
    """The debt of each cut order is what was overdue when it was ordered, to the centimo."""
    for order in world.evidence.orders:
        owed = world.standing(order.supply_number, order.ordered_at).overdue
        yield None if owed == order.debt else f"{order.id}: {order.debt}, {owed}"


def keys_once(world: World) -> Iterator[Finding]:
    """I-28: every natural key is in the outbox once, and left once at most."""
    seen: set[str] = set()
    for key in world.evidence.keys:
        again = key in seen or world.evidence.departures.get(key, 0) > 1
        seen.add(key)
        yield key if again else None


def payments_to_the_centimo(world: World) -> Iterator[Finding]:
    """What each payment settled, credit included, adds up to it."""
    for posted in world.evidence.posted:
        yield None if total(posted.settled) == posted.amount else f"{posted.operation}: {posted.amount}"


def down_payment_first(world: World) -> Iterator[Finding]:
    """I-19: before an agreement of the chat came into force, its down payment had been posted since it was accepted."""
    for agreed in world.evidence.agreed:
        for at, what in agreed.events:
            if what != "active":
                continue
            since = (
                p.amount
                for p in world.evidence.posted
                if p.supply_number == agreed.supply_number and agreed.accepted_at <= p.paid_at <= at
            )
            yield None if total(since) >= agreed.down_payment else agreed.number


def signed_with_a_code(world: World) -> Iterator[Finding]:
    """I-19: whoever accepted a plan had told a one-time code of that supply within the half hour before."""
    half_an_hour = timedelta(minutes=30)
    for agreed in world.evidence.agreed:
        told = [at for supply, at in world.evidence.codes if supply == agreed.supply_number]
        signed = any(at <= agreed.accepted_at <= at + half_an_hour for at in told)
        yield None if signed else agreed.number


def one_rest_for_each_bill(world: World) -> Iterator[Finding]:
    """PE-CLM-8: "ya pagué" gives a bill one rest, and no second one."""
    had: set[tuple[str, str]] = set()
    for request, supply, bills in world.evidence.rests:
        again = had & {(supply, bill) for bill in bills}
        had |= {(supply, bill) for bill in bills}
        yield request if again else None


def no_figures_in_distress(world: World) -> Iterator[Finding]:
    """Who writes in distress reads no amount, and a person gets the chat."""
    for inbound, with_amount, with_person in world.evidence.crises:
        yield None if with_person and not with_amount else inbound


def told_as_in_the_books(world: World) -> Iterator[Finding]:
    """I-1: a debt told in a chat is what the books had then: unpaid, payable, overdue, or agreed about."""
    agreed = {(each.supply_number, each.debt): each.accepted_at for each in reversed(world.evidence.agreed)}
    for answered in world.evidence.answers:
        then = world.standing(answered.supply_number, answered.at)
        books = {then.unpaid, then.outstanding, then.overdue, then.unbilled_instalments}
        since = agreed.get((answered.supply_number, answered.debt))
        of_agreement = since is not None and since <= answered.at
        yield None if answered.debt in books or of_agreement else f"{answered.key}: {answered.debt}"


def books_add_up(world: World) -> Iterator[Finding]:
    """Total receivables at the cut date: balances of bills, and what live agreements still owe."""
    found = world.evidence.receivables
    yield None if found == world.books else f"{found}, no {world.books}"


INVARIANTS: Mapping[str, Check] = {
    "Ninguna orden de corte sin última oportunidad recibida 48 horas antes": served_before_cut,
    "Nadie que fue 5-5-5 en la cola de corte": no_best_payer_cut,
    "Ningún mensaje fuera de horario, en fin de semana o en feriado": inside_the_window,
    "Topes por persona: uno al día y tres en siete días": within_the_caps,
    "Ningún mensaje después de pedir la baja": none_after_opting_out,
    "Ningún mensaje sin consentimiento de servicio": only_with_consent,
    "Ningún mensaje a quien no debía nada al enviarlo": only_to_who_owed,
    "Ningún recibo en reclamo dentro de lo exigido": claimed_left_out,
    "La deuda de cada orden de corte es la exigible de su cuenta": orders_carry_the_debt,
    "Cada clave de envío una sola vez": keys_once,
    "Cada pago se reparte al céntimo": payments_to_the_centimo,
    "Ningún convenio activo sin cuota inicial pagada": down_payment_first,
    "Ningún convenio firmado sin código de un solo uso": signed_with_a_code,
    "Ninguna pausa dos veces por el mismo recibo": one_rest_for_each_bill,
    "Ninguna deuda dicha en un chat fuera de los libros": told_as_in_the_books,
    "Ninguna cifra a quien escribe en crisis: lo atiende una persona": no_figures_in_distress,
    "El total por cobrar a la fecha de corte es el de la empresa": books_add_up,
}
