"""What the program does with a trial, and what the auditor says of it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import timedelta
from functools import cache

from caudal.audit import agreements, rows
from caudal.audit.check import ADDRESSES, PEOPLE, SUPPLIES
from caudal.audit.debt import Rules
from caudal.audit.findings import Finding
from caudal.audit.utility import Utility, read_utility
from receivables.model.account import Account
from receivables.model.contact import chosen_contact, may_contact
from receivables.model.cut import may_cut
from receivables.model.decision import Withheld
from receivables.model.ladder import Notice, Step
from receivables.model.message import Kind, Message, OutboxRow
from receivables.model.money import Money
from receivables.model.protection import protection
from receivables.model.pseudonym import pseudonym
from receivables.model.workorder import OrderKind, OrderState, WorkOrder
from receivables.usecases.entries import cut_facts, send_facts
from receivables.usecases.situation import Position, Situation
from tests.caudal.audit.sight import Sight, seen
from tests.caudal.audit.trials import SUPPLY, Trial

Blindness = Callable[[Sight, Trial], Sight]
"""How a fault lets the program see a trial."""

OF_CUTS = [name for name in SUPPLIES if name.startswith("cut_")]
OF_SENDS = [name for name in SUPPLIES if name.startswith("send_")]
PERSON = "doc:00000001"


@cache
def utility(name: str) -> Utility:
    """What the auditor reads of a utility."""
    return read_utility(name)


def clearly(sight: Sight, trial: Trial) -> Sight:
    """No fault."""
    return sight


def sent_by(trial: Trial, blindness: Blindness = clearly) -> list[Finding] | None:
    """Let the program decide about its message; what the auditor finds if it went, None if it was withheld."""
    sight = blindness(seen(trial), trial)
    standing = sight.at.standing(sight.account)
    decision = may_contact(sight.account, standing, sight.case, trial.notice, sight.reach, sight.at)
    if isinstance(decision, Withheld):
        return None
    contact = chosen_contact(sight.reach, sight.at)
    assert contact is not None
    key = f"notice/{SUPPLY}/{trial.notice}/1"
    row = OutboxRow(
        key,
        Kind.NOTICE,
        Message(trial.notice.value),
        trial.now,
        trial.now,
        supply_number=SUPPLY,
        notice=trial.notice,
    )
    shield = protection(sight.account, standing, sight.at.policy)
    situation = Situation(sight.account, standing, sight.case, shield, sight.reach, PERSON)
    facts = {
        "key": key,
        "attempt": 1,
        "channel": contact.channel,
        **send_facts(row, situation, contact, sight.at),
    }
    went = _sent(trial, key, contact.channel, contact.address, standing.overdue)
    line = _line(trial, "send", facts)
    file = replace(_file(trial), sent=(went,), lines=(*_holds(trial), line))
    return [*_judged(OF_SENDS, file, trial), *_person(trial, went)]


def cut_by(trial: Trial, blindness: Blindness = clearly, *, executing: bool = False) -> list[Finding] | None:
    """Let the program decide about its cut; what the auditor finds if it was made, None if it was withheld."""
    sight = blindness(seen(trial), trial)
    standing = sight.at.standing(sight.account)
    decision = may_cut(sight.account, standing, sight.case, sight.at, executing=executing)
    if isinstance(decision, Withheld):
        return None
    order = WorkOrder(
        f"cut-{SUPPLY}-1-1",
        OrderKind.CUT,
        OrderState.QUEUED,
        SUPPLY,
        standing.overdue,
        (),
        (),
        trial.now,
        None,
    )
    shield = protection(sight.account, standing, sight.at.policy)
    facts = cut_facts(order, Position(sight.account, standing, sight.case, shield), sight.at)
    ordered = _line(trial, "cut", facts)
    done = replace(ordered, number=2, outcome="done")
    file = replace(
        _file(trial),
        sent=_warnings(trial),
        lines=(*_holds(trial), ordered, *([done] if executing else [])),
        moves=(rows.Move("cut_ordered", "last_chance", "cut_queued", trial.now, order.id),),
        orders=(_order(sight, order, executing),),
        approvals=_approvals(trial),
    )
    return list(_judged(OF_CUTS, file, trial))


def _order(sight: Sight, order: WorkOrder, executing: bool) -> rows.Order:
    proofs = tuple(
        rows.Proof(n.notice.value, n.channel, n.served_at)
        for n in sight.case.evidence
        if n.served_at is not None
    )
    closed_at = order.ordered_at if executing else None
    state = "done" if executing else "queued"
    return rows.Order(order.id, "cut", state, order.debt.centimos, proofs, order.ordered_at, None, closed_at)


def _judged(names: Iterable[str], file: rows.SupplyFile, trial: Trial) -> Iterable[Finding]:
    rules = _rules(trial)
    for name in names:
        yield from (finding for finding in SUPPLIES[name](file, rules) if finding is not None)


def _rules(trial: Trial) -> Rules:
    return Rules(utility(trial.policy.utility), rows.Feed(trial.account.cut_date, None), trial.now)


def _person(trial: Trial, went: rows.Sent) -> Iterable[Finding]:
    before = [
        replace(
            went,
            key=f"notice/{each.supply}/earlier/{number}",
            supply=each.supply,
            channel=each.channel,
            sent_at=each.at,
            served_at=each.at if each.served else None,
            person=pseudonym(each.person) if each.person else went.person,
        )
        for number, each in enumerate(trial.touched)
    ]
    words = [
        rows.Word(word.channel, word.purpose.value, word.given, word.at, word.recorded_at)
        for word in trial.words
    ]
    long_ago = trial.now - timedelta(days=9)
    wish = (rows.Closed(PERSON, "opted_out", long_ago, None),) if trial.opted_out else ()
    places = tuple(
        rows.Closed(f"addr:{place}", "wrong_person", long_ago, None) for place in sorted(trial.closed)
    )
    same = [each for each in before if each.person == went.person]
    file = rows.PersonFile(went.person, (*same, went), tuple(words), wish, places)
    there = rows.PersonFile("", (*before, went))
    judged = [
        *((judge, file) for judge in PEOPLE.values()),
        *((judge, there) for judge in ADDRESSES.values()),
    ]
    for judge, about in judged:
        of_last = (finding for finding in judge(about, _rules(trial)) if finding is not None)
        yield from (finding for finding in of_last if finding.at == trial.now)


def _warnings(trial: Trial) -> tuple[rows.Sent, ...]:
    """The notices of the case, as the outbox keeps them."""
    return tuple(
        replace(
            _sent(trial, each.key, each.channel, "", Money.zero(trial.policy.currency)),
            notice=each.notice.value,
            sent_at=each.sent_at,
            served_at=each.served_at,
        )
        for each in trial.case.notices
    )


def _sent(trial: Trial, key: str, channel: str, address: str, debt: Money) -> rows.Sent:
    notice = Notice(trial.notice).value
    return rows.Sent(
        key,
        "notice",
        notice,
        SUPPLY,
        pseudonym(PERSON),
        channel,
        address,
        "sent",
        1,
        trial.now,
        None,
        debt.centimos,
    )


def _line(trial: Trial, act: str, facts: Mapping[str, object]) -> rows.Line:
    return rows.Line(
        1, trial.now, "clock", act, SUPPLY, "allowed", facts, trial.policy.version, trial.policy.law.version
    )


def _holds(trial: Trial) -> tuple[rows.Line, ...]:
    """What the record says of the rest of the case, as it was told two days before."""
    told = [(why, until.isoformat()) for why, until in trial.case.holds.items()]
    lines = [_line(trial, "case", {"why": why, "until": until, "operation": ""}) for why, until in told]
    return tuple(replace(each, at=trial.now - timedelta(days=2), outcome="paused") for each in lines)


def _approvals(trial: Trial) -> tuple[rows.Approval, ...]:
    if not trial.approved:
        return ()
    return (rows.Approval("good_payer_cut", SUPPLY, 1, 1, "clock", ("jefa",), (), "granted", trial.now),)


def _file(trial: Trial) -> rows.SupplyFile:
    account = trial.account
    supply = account.supply
    return rows.SupplyFile(
        supply=rows.Supply(
            supply.supply_number,
            supply.document,
            supply.locality,
            supply.sector,
            supply.category,
            supply.state.value,
            supply.continuity,
            supply.protected,
            supply.obstacle.value,
        ),
        bills=tuple(
            rows.Bill(b.number, b.issued_on, b.due_on, b.balance.centimos, b.consumption_m3, b.usual_m3)
            for b in account.bills
        ),
        payments=tuple(
            rows.Payment(
                p.operation,
                p.paid_on,
                p.amount.centimos,
                p.bill,
                p.in_feed,
                p.reversed,
                trial.posted.get(p.operation),
            )
            for p in account.payments
        ),
        claims=tuple(
            rows.Claim(c.bill, c.instance, c.filed_on, c.resolved_on, c.outcome.value) for c in account.claims
        ),
        agreements=_agreements(account),
        scores={day: score.code for day, score in account.scores.items()},
        offers=dict.fromkeys(account.offered, trial.now - timedelta(days=3)),
        moves=_promise(trial),
        impediments=tuple(
            rows.Impediment(
                i.kind.value, i.scope.value, i.value, i.since, i.until, i.source, i.noted_at, i.lifted_at
            )
            for i in account.impediments
        ),
    )


def _promise(trial: Trial) -> tuple[rows.Move, ...]:
    if trial.case.step is not Step.PROMISED:
        return ()
    return (rows.Move("promise_made", "clear", "promised", trial.now - timedelta(days=1), "chat"),)


def _agreements(account: Account) -> tuple[agreements.Agreement, ...]:
    return tuple(
        agreements.Agreement(
            a.number,
            a.signed_on,
            a.state.value,
            tuple(
                agreements.Instalment(i.number, i.due_on, i.amount.centimos, i.paid.centimos)
                for i in a.schedule
            ),
        )
        for a in account.agreements
    )
