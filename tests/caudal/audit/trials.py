"""Random situations of one supply and its person, over all the years that the calendars know, most of them plain.

A trial is the truth. What the program sees of it is a `Sight`, which a fault may distort; the auditor sees the truth.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from random import Random

from receivables.adapters.calendar import calendar_of
from receivables.model.account import Account, AgreementState, ClaimOutcome, Obstacle, SupplyState
from receivables.model.consent import ConsentEvent
from receivables.model.contact import Contact
from receivables.model.impediment import Impediment, ImpedimentKind, Scope
from receivables.model.ladder import Case, Notice, ServedNotice, Step
from receivables.model.money import Money
from receivables.model.policy import Calendar, Policy
from receivables.model.rfm import RfmScore
from tests.support.build import a_bill, a_claim, a_contact, a_payment, a_supply, an_agreement

POOR, GOOD, BEST = RfmScore(2, 3, 3), RfmScore(4, 4, 5), RfmScore(5, 5, 5)
CHANNELS = ("whatsapp", "sms", "telegram")
EDGES = (
    *("00:30", "06:59:59", "07:00", "07:30", "08:00", "12:00", "14:59", "15:00", "15:59:59", "16:00"),
    *("18:59", "19:00", "19:59:59", "20:00", "23:30"),
)
DAY = timedelta(days=1)
WHYS = (("paid",), ("claim",), ("paid", "claim"))
SUPPLY, OTHER_SUPPLY = "0000001", "0000002"


@dataclass(frozen=True)
class Touched:
    """A message of the last days: when, by which channel, about which supply, whether it arrived.

    `person`: under which other key its person was known; "" for the same.
    """

    at: datetime
    channel: str
    supply: str = OTHER_SUPPLY
    served: bool = True
    person: str = ""


@dataclass(frozen=True)
class Trial:
    """The truth about one supply and its person at one moment."""

    policy: Policy
    calendar: Calendar
    now: datetime
    account: Account
    contacts: tuple[Contact, ...]
    words: tuple[ConsentEvent, ...]
    case: Case
    notice: Notice
    touched: tuple[Touched, ...] = ()
    opted_out: bool = False
    closed: frozenset[str] = frozenset()
    heard: int = 0
    approved: bool = False
    posted: dict[str, datetime] = field(default_factory=dict)

    @property
    def today(self) -> date:
        """The utility's date."""
        return self.policy.today(self.now)


Trouble = Callable[[Trial, Random], Trial]


def plain_trial(policy: Policy, rng: Random) -> Trial:
    """On an open Tuesday to Thursday before an open day somebody owes three bills; nothing speaks against pressing."""
    calendar = calendar_of(policy)
    today = _working_day(calendar, rng)
    now = _at(policy, today, time(10, rng.randrange(60)))
    account = _account(policy, today, rng)
    contacts = tuple(_contact(channel, today) for channel in rng.sample(CHANNELS, rng.randint(1, 3)))
    words = tuple(_word(contact, now - 300 * DAY, given=True) for contact in contacts)
    notice = rng.choice([Notice.FRIENDLY, Notice.OFFER, Notice.LAST_CHANCE])
    return Trial(
        policy, calendar, now, account, contacts, words, _warned(now, rng), notice, heard=rng.randint(0, 2)
    )


def _working_day(calendar: Calendar, rng: Random) -> date:
    while True:
        day = date(rng.randint(2020, 2035), 1, 1) + rng.randrange(365) * DAY
        if day.weekday() in (1, 2, 3) and calendar.open_on(day) and calendar.open_on(day + DAY):
            return day


def _at(policy: Policy, day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, policy.zone).astimezone(UTC)


def _account(policy: Policy, today: date, rng: Random) -> Account:
    last_due = today - rng.randint(1, 25) * DAY
    unit = max(policy.worth_a_notice.centimos, 3000)
    bills = []
    for index in range(8):
        due_on = last_due - (7 - index) * 30 * DAY
        amount = Money(unit + rng.randrange(unit), policy.currency)
        zero = Money.zero(policy.currency)
        owes = index >= 8 - policy.cut_overdue_bills
        plain = a_bill(f"R-{index}", due_on, "1.00", sewer=zero, fixed_charge=zero, interest=zero, other=zero)
        bills.append(replace(plain, water=amount, total=amount, balance=amount if owes else zero))
    cut_date = today - rng.randint(0, 20) * DAY
    return Account(a_supply(), cut_date, tuple(bills), scores={bill.due_on: POOR for bill in bills})


def _contact(channel: str, today: date) -> Contact:
    return a_contact(channel, consented_on=today - 300 * DAY)


def _word(contact: Contact, at: datetime, *, given: bool) -> ConsentEvent:
    return ConsentEvent(
        contact.person,
        contact.channel,
        contact.purpose,
        given,
        at,
        at,
        SUPPLY,
        "file:ventanilla",
        "v1",
        "feed",
    )


def _warned(now: datetime, rng: Random) -> Case:
    """A last chance that was received three to twenty days ago."""
    sent = now - rng.randint(72, 480) * timedelta(hours=1)
    served = ServedNotice(
        Notice.LAST_CHANCE, f"notice/{SUPPLY}/last_chance/1", "whatsapp", sent, sent + timedelta(hours=1)
    )
    return Case(SUPPLY, Step.LAST_CHANCE, sent, notices=(served,))


# --- troubles: each takes a plain trial and lets one thing go another way


def any_moment(trial: Trial, rng: Random) -> Trial:
    """Any day of the year near by, at an hour on one side or the other of a limit."""
    day = trial.today + rng.randint(0, 6) * DAY
    return _moved(trial, _at(trial.policy, day, time.fromisoformat(rng.choice(EDGES))))


def near_a_holiday(trial: Trial, rng: Random) -> Trial:
    """On a holiday of that year, on its eve, or the day after."""
    year = trial.today.year
    holidays = sorted(day for day in trial.calendar.holidays if day.year == year)
    day = rng.choice(holidays) + rng.choice([-1, 0, 0, 1]) * DAY
    return _moved(trial, _at(trial.policy, day, time(rng.randint(7, 16), rng.randrange(60))))


def _moved(trial: Trial, now: datetime) -> Trial:
    """The same situation at another moment: everything moves along."""
    shift = trial.policy.today(now) - trial.today
    account = trial.account
    bills = tuple(replace(b, due_on=b.due_on + shift, issued_on=b.issued_on + shift) for b in account.bills)
    scores = {day + shift: score for day, score in account.scores.items()}
    moved = replace(account, cut_date=account.cut_date + shift, bills=bills, scores=scores)
    words = tuple(replace(w, at=w.at + shift, recorded_at=w.recorded_at + shift) for w in trial.words)
    notices = tuple(
        replace(n, sent_at=n.sent_at + shift, served_at=n.served_at and n.served_at + shift)
        for n in trial.case.notices
    )
    case = replace(trial.case, notices=notices, since=trial.case.since and trial.case.since + shift)
    return replace(trial, now=now, account=moved, words=words, case=case)


def touched_before(trial: Trial, rng: Random) -> Trial:
    """One to four messages in the last nine days."""
    moments = [trial.now - timedelta(minutes=rng.randint(1, 9 * 24 * 60)) for _ in range(rng.randint(1, 4))]
    touched = [
        Touched(at, rng.choice(CHANNELS), rng.choice([SUPPLY, OTHER_SUPPLY]), rng.random() < 0.8)
        for at in sorted(moments)
    ]
    return replace(trial, touched=tuple(touched))


def touched_under_another_key(trial: Trial, rng: Random) -> Trial:
    """The like, some of them to a person whom the books know by the telephone alone."""
    several = touched_before(trial, rng).touched
    touched = tuple(replace(each, person=rng.choice(["", "tel:+51900000001"])) for each in several)
    return replace(trial, touched=touched)


def touched_by_another_channel(trial: Trial, rng: Random) -> Trial:
    """One message in the last days, by a channel that is not the first choice."""
    at = trial.now - timedelta(hours=rng.randint(30, 200))
    return replace(trial, touched=(Touched(at, rng.choice(CHANNELS)),))


def all_claimed(trial: Trial, rng: Random) -> Trial:
    """Some bills, or all, are under a claim that is not decided."""
    return _claims(trial, rng, ClaimOutcome.PENDING)


def decided_lately(trial: Trial, rng: Random) -> Trial:
    """Some bills, or all, were claimed, and the claim was found wrong in the last six weeks."""
    return _claims(trial, rng, ClaimOutcome.UNFOUNDED)


def _claims(trial: Trial, rng: Random, outcome: ClaimOutcome) -> Trial:
    owing = [bill for bill in trial.account.bills if bill.balance]
    some = rng.sample(owing, rng.choice([1, len(owing), len(owing)]))
    pending = outcome is ClaimOutcome.PENDING
    claims = tuple(
        a_claim(
            bill.number,
            filed_on=trial.today - rng.randint(45, 60) * DAY,
            resolved_on=None if pending else trial.today - rng.randint(0, 42) * DAY,
            outcome=outcome,
            instance=rng.randint(1, 3),
        )
        for bill in some
    )
    return replace(trial, account=replace(trial.account, claims=claims))


def paid_since(trial: Trial, rng: Random) -> Trial:
    """Today or lately, all of it, part of it, or all but a remainder was paid, after the balances were taken."""
    owed = sum(bill.balance.centimos for bill in trial.account.bills)
    small = trial.policy.negligible.centimos - 1
    amount = rng.choice([owed, owed, owed - small, owed // 2, owed + 500])
    paid_on = trial.today - rng.randint(0, (trial.today - trial.account.cut_date).days) * DAY
    payment = a_payment("CAR1-1", paid_on, amount=str(Money(amount).soles))
    payment = replace(payment, amount=Money(amount, trial.policy.currency))
    posted = {payment.operation: trial.now - timedelta(minutes=rng.randint(1, 600))}
    return replace(trial, account=replace(trial.account, payments=(payment,)), posted=posted)


def owes_little(trial: Trial, rng: Random) -> Trial:
    """Each bill owes a remainder, negligible or hardly worth a notice."""
    limits = [trial.policy.negligible.centimos, trial.policy.worth_a_notice.centimos]
    bills = tuple(
        replace(b, balance=Money(max(rng.choice(limits) - rng.randint(-1, 1), 1), trial.policy.currency))
        if b.balance
        else b
        for b in trial.account.bills
    )
    return replace(trial, account=replace(trial.account, bills=bills))


def in_an_agreement(trial: Trial, rng: Random) -> Trial:
    """A live agreement, kept or with an overdue instalment; or one that was broken, once or twice."""
    dues = [trial.today + rng.randint(-40, 40) * DAY for _ in range(2)]
    amount = str(Money(trial.policy.worth_a_notice.centimos * 2).soles)
    made = an_agreement(*sorted(dues), amount=amount, signed_on=trial.account.cut_date - 60 * DAY)
    schedule = tuple(
        replace(
            i, amount=Money(i.amount.centimos, trial.policy.currency), paid=Money.zero(trial.policy.currency)
        )
        for i in made.schedule
    )
    state = rng.choice([AgreementState.LIVE, AgreementState.LIVE, AgreementState.BROKEN])
    agreements = []
    for number in range(rng.randint(1, 2)):
        its_own = tuple(replace(each, agreement=f"A-{number}") for each in schedule)
        agreements.append(replace(made, number=f"A-{number}", state=state, schedule=its_own))
    return replace(trial, account=replace(trial.account, agreements=tuple(agreements)))


def shielded(trial: Trial, rng: Random) -> Trial:
    """Protected, inactive, cut already, without continuity, or with an obstacle."""
    change: dict[str, object] = rng.choice(
        [
            {"protected": True},
            {"protected": True},
            {"state": SupplyState.INACTIVE},
            {"state": SupplyState.CUT},
            {"continuity": False},
            {"obstacle": Obstacle.TEMPORARY},
        ]
    )
    return replace(trial, account=replace(trial.account, supply=replace(trial.account.supply, **change)))  # type: ignore[arg-type]


def paid_well(trial: Trial, rng: Random) -> Trial:
    """Who used to pay well, or best of all; sometimes with a named approval."""
    score = rng.choice([BEST, BEST, GOOD])
    scores = dict.fromkeys(trial.account.scores, score)
    approved = rng.random() < 0.3
    case = replace(trial.case, approved_by="jefa" if approved else None)
    return replace(trial, account=replace(trial.account, scores=scores), case=case, approved=approved)


def heard_long_ago(trial: Trial, rng: Random) -> Trial:
    """News of payments around the limit of freshness."""
    return replace(trial, heard=rng.randint(0, 2 * trial.policy.feed_days + 2))


def left(trial: Trial, rng: Random) -> Trial:
    """The person asked to be left alone, took a consent back, or an address was closed."""
    kind = rng.choice(["opted_out", "withdrawn", "withdrawn", "closed"])
    if kind == "opted_out":
        return replace(trial, opted_out=True)
    if kind == "closed":
        return replace(trial, closed=frozenset({trial.contacts[0].address}))
    no = [_word(contact, trial.now - rng.randint(1, 200) * DAY, given=False) for contact in trial.contacts]
    return replace(trial, words=(*trial.words, *rng.sample(no, rng.randint(1, len(no)))))


def impeded(trial: Trial, rng: Random) -> Trial:
    """An outage that begins or ends about today, or a death that was told."""
    since = trial.today + rng.randint(-6, 2) * DAY
    kind = rng.choice([ImpedimentKind.OUTAGE, ImpedimentKind.EMERGENCY, ImpedimentKind.DECEASED])
    area = kind is not ImpedimentKind.DECEASED
    until = since + rng.randint(0, 5) * DAY if area or rng.random() < 0.5 else None
    supply = trial.account.supply
    scope, value = (
        rng.choice(
            [(Scope.LOCALITY, supply.locality), (Scope.SECTOR, supply.sector), (Scope.LOCALITY, "Otra")]
        )
        if area
        else (Scope.DOCUMENT, supply.document)
    )
    told = Impediment(
        "i-1", kind, scope, value, since, until, "desk", "aviso", "staff/ana", trial.now - 8 * DAY
    )
    here = (told,) if value != "Otra" else ()
    return replace(trial, account=replace(trial.account, impediments=here))


def warned_otherwise(trial: Trial, rng: Random) -> Trial:
    """The last chance was sent and received around its limits, or not received."""
    served = trial.now - timedelta(hours=rng.choice([1, 24, 47, 48, 49, 24 * 59, 24 * 60, 24 * 61]))
    [notice] = trial.case.notices
    received = rng.choice([served, served, served, None])
    late = replace(notice, sent_at=served - timedelta(hours=2), served_at=received)
    return replace(trial, case=replace(trial.case, notices=(late,)))


def promised(trial: Trial, rng: Random) -> Trial:
    """A promise that runs."""
    return replace(trial, case=replace(trial.case, step=Step.PROMISED))


def resting(trial: Trial, rng: Random) -> Trial:
    """The customer told of a payment or of a claim a while ago: the case rests, or did until lately."""
    ends = {why: trial.now + timedelta(hours=rng.choice([-30, -1, 1, 30])) for why in rng.choice(WHYS)}
    return replace(trial, case=replace(trial.case, holds=ends))


def measured_oddly(trial: Trial, rng: Random) -> Trial:
    """A bill around or far above what is usual there; of some a claim was offered, or made."""
    bills = list(trial.account.bills)
    usual = Decimal(rng.choice([5, 10, 12]))
    odd = replace(
        bills[-1], usual_m3=usual, consumption_m3=usual * rng.choice([1, 2, 2, 3, 3, 4]) + rng.randint(0, 1)
    )
    offered = frozenset({odd.number}) if rng.random() < 0.3 else frozenset()
    return replace(trial, account=replace(trial.account, bills=(*bills[:-1], odd), offered=offered))


TROUBLES: tuple[Trouble, ...] = (
    any_moment,
    near_a_holiday,
    touched_before,
    touched_under_another_key,
    touched_by_another_channel,
    all_claimed,
    decided_lately,
    paid_since,
    owes_little,
    in_an_agreement,
    shielded,
    paid_well,
    heard_long_ago,
    left,
    impeded,
    warned_otherwise,
    promised,
    resting,
    measured_oddly,
)


def a_trial(policy: Policy, rng: Random, *troubles: Trouble) -> Trial:
    """A plain trial with these troubles, or with up to two of any."""
    trial = plain_trial(policy, rng)
    for trouble in troubles or rng.sample(TROUBLES, rng.randint(0, 2)):
        trial = trouble(trial, rng)
    return trial
