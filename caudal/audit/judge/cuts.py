"""Cut orders: decided, for debt enough, after a last chance that was received in time, against nobody shielded."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal

from caudal.audit import told
from caudal.audit.debt import Owed, Rules, owed_at
from caudal.audit.findings import Finding, Judged, Surety
from caudal.audit.judge.ladder import served_in_round
from caudal.audit.judge.sends import BEST, CUT, IMPEDING, INACTIVE, impediment_at, unoffered
from caudal.audit.law import against_cut
from caudal.audit.made import broken_at
from caudal.audit.rows import Approval, Line, Order, Proof, SupplyFile

GOOD_PAYER, DRASTIC = "good_payer_cut", "drastic_cut"


def _cuts(file: SupplyFile) -> Iterator[Order]:
    return (order for order in file.orders if order.kind == "cut")


def _line(file: SupplyFile, order: Order, outcome: str) -> Line | None:
    return next((line for line in file.of("cut", outcome) if line.text("order") == order.id), None)


def decided(file: SupplyFile, rules: Rules) -> Judged:
    """I-27: behind each order stands its decision and its move; behind each executed one, the line of its execution."""
    moves = {move.why: move for move in file.moves if move.event == "cut_ordered"}
    for order in _cuts(file):
        line = _line(file, order, "allowed")
        if line is None or order.id not in moves:
            yield _about(file, order, "I-27", "check_cut_undecided")
        elif line.at != order.ordered_at or line.centimos("overdue") != order.debt:
            yield _about(file, order, "I-27", "check_cut_differs")
        elif order.state == "done" and _line(file, order, "done") is None:
            yield _about(file, order, "I-27", "check_cut_undecided")
        else:
            yield None


def listed(file: SupplyFile, rules: Rules) -> Judged:
    """I-27: each order of the record stands in the list, in the state to which its last line brought it."""
    stands = {order.id: order.state for order in file.orders}
    for name, line in told.orders(file.lines).items():
        right = stands.get(name) == told.STATES[line.act, line.outcome]
        given = {"order": name, "state": stands.get(name, "—")}
        found = Finding("I-27", "check_order_unlisted", file.supply.number, line.at, given)
        yield None if right else found


def unheld(file: SupplyFile, rules: Rules) -> Judged:
    """While a case rests on its customer's word no cut is ordered, and none executed."""
    for order, line in _moments(file):
        why = file.hold_at(line.at)
        yield _about(file, order, rules.rule("hold"), "check_cut_held", line.at, why=why) if why else None


def _moments(file: SupplyFile) -> Iterator[tuple[Order, Line]]:
    """Each order with its lines: when it was ordered, and when it was executed."""
    for order in _cuts(file):
        for outcome in ("allowed", "done"):
            line = _line(file, order, outcome)
            if line is not None:
                yield order, line


def owed_enough(file: SupplyFile, rules: Rules) -> Judged:
    """I-9, I-11: so many overdue bills, or an overdue instalment, none of them under claim: ordered and executed."""
    for order, line in _moments(file):
        yield _too_little_written(file, order, line, rules) or _too_little_owed(file, order, line, rules)


def _needed(line: Line, rules: Rules) -> int:
    same = line.policy_version == rules.utility.version
    law = rules.utility.law.bills_for_cut
    return max(law, rules.utility.cut_bills) if same else law


def _too_little_written(file: SupplyFile, order: Order, line: Line, rules: Rules) -> Finding | None:
    if line.count("bills") >= _needed(line, rules) or line.count("instalments") >= 1:
        return None
    rule = rules.rule("claim") if line.count("claimed") else rules.rule("threshold")
    return _about(file, order, rule, "check_cut_too_little", line.at, Surety.AS_RECORDED)


def _too_little_owed(file: SupplyFile, order: Order, line: Line, rules: Rules) -> Finding | None:
    if not rules.provable(line.at):
        return None
    readings = [owed_at(file, line.at, rules, that_day=known) for known in (True, False)]
    if not any(owed.bills >= _needed(line, rules) or owed.instalments >= 1 for owed in readings):
        rule = rules.rule("claim") if any(owed.claimed for owed in readings) else rules.rule("threshold")
        return _about(file, order, rule, "check_cut_too_little", line.at)
    same = line.policy_version == rules.utility.version
    if same and line.centimos("overdue") not in {owed.total for owed in readings}:
        return _about(file, order, "I-22", "check_cut_amount", line.at)
    return None


def warned(file: SupplyFile, rules: Rules) -> Judged:
    """I-12: a last chance of the same round, received at least the hours of the law and of the utility before."""
    for order in _cuts(file):
        code = _unwarned(file, order, rules)
        yield _about(file, order, rules.rule("notice"), code) if code else None


def _unwarned(file: SupplyFile, order: Order, rules: Rules) -> str | None:
    last = next((proof for proof in order.evidence if proof.notice == "last_chance"), None)
    if last is None:
        return "check_cut_unwarned"
    line = _line(file, order, "allowed")
    same = line is not None and line.policy_version == rules.utility.version
    hours = max(rules.utility.law.notice_hours, rules.utility.last_chance_hours if same else 0)
    if last.served_at + timedelta(hours=hours) > order.ordered_at:
        return "check_cut_too_soon"
    if same and last.served_at + timedelta(days=rules.utility.notice_valid_days) <= order.ordered_at:
        return "check_cut_notice_old"
    return None if _backed(file, order, last) else "check_cut_evidence"


def _backed(file: SupplyFile, order: Order, proof: Proof) -> bool:
    """Whether the evidence is the notice of this very round, as the outbox keeps it."""
    served = served_in_round(file, proof.notice, order.ordered_at)
    return served is not None and (served.channel, served.served_at) == (proof.channel, proof.served_at)


def on_its_days(file: SupplyFile, rules: Rules) -> Judged:
    """POL-CUT-2: ordered on the days of the month on which the utility cuts, where it has such days."""
    for order in _cuts(file):
        line, days = _line(file, order, "allowed"), rules.utility.cut_days
        if days is not None and line is not None and line.policy_version == rules.utility.version:
            off = not days[0] <= rules.days.day(order.ordered_at).day <= days[1]
            yield _about(file, order, "POL-CUT-2", "check_cut_day") if off else None


def unshielded(file: SupplyFile, rules: Rules) -> Judged:
    """I-11, I-13, I-14: nobody protected, inactive, without continuity, in a live agreement, or 5-5-5."""
    for order, line in _moments(file):
        if line.text("protecting") == BEST:
            yield _about(file, order, "I-13", "check_cut_best_payer", line.at, Surety.AS_RECORDED)
            continue
        found = _shield(file, line.at, rules) if rules.provable(line.at) else None
        yield _about(file, order, *found, line.at) if found else None


def _shield(file: SupplyFile, moment: datetime, rules: Rules) -> tuple[str, str] | None:
    supply = file.supply
    if supply.protected:
        return "I-14", "check_cut_protected"
    if supply.state in (INACTIVE, CUT):
        return "I-11", "check_cut_inactive"
    if not supply.continuity or supply.obstacle:
        return "I-11", "check_cut_obstacle"
    readings = [owed_at(file, moment, rules, that_day=known) for known in (True, False)]
    if all(owed.live_agreement and not owed.instalments for owed in readings):
        return rules.rule("agreement"), "check_cut_agreement"
    if all(_score(file, owed) == BEST for owed in readings):
        return "I-13", "check_cut_best_payer"
    if unoffered(file, moment, rules) is not None:
        return "PE-BILL-2", "check_cut_atypical"
    impediment = impediment_at(file, moment, rules)
    return (IMPEDING.get(impediment.kind, "I-11"), "check_cut_impeded") if impediment else None


def _score(file: SupplyFile, owed: Owed) -> str:
    return file.scores.get(owed.reference, "") if owed.reference else ""


def approved(file: SupplyFile, rules: Rules) -> Judged:
    """I-17: a good payer, or who broke agreement after agreement, is cut only with the named approvals asked for."""
    for order, line in _moments(file):
        for matter in _matters(file, line, rules):
            granted = any(_granted(each, matter, file, line) for each in file.approvals)
            yield None if granted else _about(file, order, "I-17", "check_cut_unapproved", line.at)


def _matters(file: SupplyFile, line: Line, rules: Rules) -> Iterator[str]:
    """What named people had to agree to."""
    score = line.text("protecting")
    provable = rules.provable(line.at)
    if not score and provable:
        score = _score(file, owed_at(file, line.at, rules))
    if _good(score, rules):
        yield GOOD_PAYER
    if provable and broken_at(file, line.at) >= rules.utility.drastic_after_broken:
        yield DRASTIC


def _good(score: str, rules: Rules) -> bool:
    digits = [int(digit) for digit in score if digit.isdigit()]
    return len(digits) == 3 and Decimal(sum(digits)) / 3 >= rules.utility.friendly_mean


def _granted(approval: Approval, matter: str, file: SupplyFile, line: Line) -> bool:
    """As many different people as were needed, none of them who asked, and none against, before the decision."""
    voters = set(approval.yes) - {approval.asked_by}
    in_time = approval.last_vote_at is not None and approval.last_vote_at <= line.at
    return (
        approval.matter == matter
        and approval.round in (0, file.round_at(line.at))
        and approval.subject == file.supply.number
        and approval.state == "granted"
        and not approval.no
        and len(voters) >= max(approval.needed, 1)
        and in_time
    )


def executed_by_day(file: SupplyFile, rules: Rules) -> Judged:
    """PE-CUT-6: on days and at hours at which it can be reopened in time, never on the eve of a holiday."""
    for order in _cuts(file):
        if order.state == "done" and order.closed_at is not None:
            rule = against_cut(rules.days, order.closed_at)
            local = f"{rules.days.local(order.closed_at):%d/%m/%Y %H:%M}"
            at = order.closed_at
            yield _about(file, order, rule, "check_cut_moment", at, local=local) if rule else None


def fresh(file: SupplyFile, rules: Rules) -> Judged:
    """I-11: ordered and executed on news of payments as recent as the utility asks."""
    for order, line in _moments(file):
        if line.complete and line.policy_version == rules.utility.version:
            through = line.day("payments_through")
            stale = through is None or (rules.days.day(line.at) - through).days > rules.utility.feed_days
            found = _about(file, order, "I-11", "check_cut_stale", line.at, Surety.AS_RECORDED)
            yield found if stale else None


def _about(
    file: SupplyFile,
    order: Order,
    rule: str,
    code: str,
    at: datetime | None = None,
    surety: Surety = Surety.PROVED,
    **values: object,
) -> Finding:
    given = {"order": order.id, **values}
    return Finding(rule, code, file.supply.number, at or order.ordered_at, given, surety)
