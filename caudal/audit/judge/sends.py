"""Each proactive message that went out: decided, at a lawful moment, about a debt that was owed."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal

from caudal.audit.attempts import Attempts, earlier
from caudal.audit.debt import Owed, Rules, owed_at
from caudal.audit.findings import Finding, Judged, Surety
from caudal.audit.law import against_contact
from caudal.audit.made import IN_FORCE, in_place_by_lines, stages_at
from caudal.audit.rows import AT_ONCE, OF_CUT, Impediment, Line, Sent, SupplyFile

BEST = "555"
CLAIM_OFFER = "atypical_bill"
"""The message that offers the claim itself."""
REMINDER = "instalment_reminder"
"""The message that tells of an instalment to come, and demands nothing."""
ENDED = "agreement_ended"
"""The message that tells how an agreement ended, and demands nothing either."""
REVERSED = "payment_reversed"
"""The message that tells that a payment was taken back, and demands nothing."""
WITHDRAWN, REOPENING = "cut_withdrawn", "reopening_ordered"
"""The messages that tell that a cut was taken back, or the service ordered back on; they demand nothing."""
OF_SERVICE = {WITHDRAWN: ("withdraw", "withdrawn"), REOPENING: ("case", "reopening_ordered")}
"""By which line of the record each of them is so."""
INFORMING = frozenset({REMINDER, ENDED, REVERSED, *OF_SERVICE})
AHEAD = timedelta(days=2)
INACTIVE, CUT = "INACTIVO", "CORTADO"
IMPEDING = {
    "INTERRUPCION": "POL-OUT-1",
    "EMERGENCIA": "POL-OUT-1",
    "VULNERABLE": "POL-CRI-1",
    "FALLECIDO": "POL-DEC-1",
    "INSOLVENTE": "POL-DEC-2",
    "CAMBIO_TITULAR": "POL-HLD-1",
    "PRESCRITA": "POL-WOF-2",
    "CASTIGADA": "POL-WOF-2",
}
"""The rule behind each recorded circumstance (design.md, section 3: what withheld knows)."""


def decided(file: SupplyFile, rules: Rules) -> Judged:
    """I-27: behind each message stands its decision, and the two agree: moment, channel, person, amount."""
    for sent in file.sent:
        line = file.decision(sent)
        if line is None:
            yield _about(sent, "I-27", "check_send_undecided")
        else:
            differs = list(_differences(sent, line))
            yield _about(sent, "I-27", "check_send_differs", parts=", ".join(differs)) if differs else None


def _differences(sent: Sent, line: Line) -> Iterator[str]:
    if line.at != sent.sent_at:
        yield "momento"
    if line.text("channel") != sent.channel:
        yield "canal"
    if line.complete and sent.person and line.text("person") != sent.person:
        yield "persona"
    if sent.debt is not None and line.centimos("overdue") != sent.debt:
        yield "importe"


def in_time(file: SupplyFile, rules: Rules) -> Judged:
    """I-3: what could not be handed over in its time expires, and never goes late."""
    for sent in file.sent:
        late = sent.expires_at is not None and sent.sent_at >= sent.expires_at
        yield _about(sent, "I-3", "check_send_expired") if late else None


def rowless(file: SupplyFile, rules: Rules) -> Judged:
    """I-27: what the record says to have gone out is in the outbox."""
    there = {sent.key for sent in file.sent} | file.kept
    for line in file.lines:
        if _departed(line) and line.text("key"):
            told = {"key": line.text("key")}
            gone = Finding("I-27", "check_send_without_row", file.supply.number, line.at, told)
            yield None if told["key"] in there else gone


def lawful_moment(file: SupplyFile, rules: Rules) -> Judged:
    """I-1, I-2: inside the window of an open day, on the customer's own clock."""
    for sent in (*file.sent, *earlier(file)):
        rule = against_contact(rules.days, sent.sent_at)
        local = f"{rules.days.local(sent.sent_at):%d/%m/%Y %H:%M:%S}"
        yield _about(sent, rule, "check_send_moment", local=local) if rule else None


def owed_something(file: SupplyFile, rules: Rules) -> Judged:
    """I-9, I-11: a debt that was owed, not under claim, and worth a notice."""
    for sent in file.sent:
        line = file.decision(sent)
        if line is not None and sent.message not in INFORMING:
            yield _as_written(sent, line, rules) or _as_reckoned(file, sent, line, rules)


def _as_written(sent: Sent, line: Line, rules: Rules) -> Finding | None:
    overdue = line.centimos("overdue")
    if not overdue or overdue < 0 or line.count("bills") + line.count("instalments") == 0:
        rule, code = (
            (rules.rule("claim"), "check_send_claimed")
            if line.count("claimed")
            else ("I-11", "check_send_nothing_owed")
        )
        return _about(sent, rule, code, Surety.AS_RECORDED)
    if line.policy_version == rules.utility.version and overdue < rules.utility.worth_a_notice:
        return _about(sent, "I-11", "check_send_not_worth", Surety.AS_RECORDED, amount=_soles(overdue))
    return None


def _as_reckoned(file: SupplyFile, sent: Sent, line: Line, rules: Rules) -> Finding | None:
    """A day knows no hours: what was filed or signed on it counts in one reading, and not in the other."""
    if not rules.provable(sent.sent_at):
        return None
    readings = [owed_at(file, sent.sent_at, rules, that_day=known) for known in (True, False)]
    most = max(readings, key=lambda owed: owed.total)
    if most.total == 0:
        if most.claimed:
            return _about(sent, rules.rule("claim"), "check_send_claimed", amount=_soles(most.claimed))
        return _about(sent, "I-11", "check_send_nothing_owed")
    same = line.policy_version == rules.utility.version
    if same and most.total < rules.utility.worth_a_notice:
        return _about(sent, "I-11", "check_send_not_worth", amount=_soles(most.total))
    told = line.centimos("overdue")
    if same and told not in {owed.total for owed in readings}:
        return _about(sent, "I-22", "check_send_amount", told=_soles(told or 0), owed=_soles(most.total))
    return None


def unshielded(file: SupplyFile, rules: Rules) -> Judged:
    """I-13, I-14, I-19: no live agreement that is kept, no inactive supply; no threat of a cut to the shielded."""
    for sent in file.sent:
        if sent.message == REMINDER:
            found = _untimely(file, sent, rules)  # by the record alone, however long ago
        elif sent.message == ENDED:
            found = _not_so(file, sent)
        elif sent.message == REVERSED:
            found = _not_taken_back(file, sent)
        elif sent.message in OF_SERVICE:
            found = _not_of_service(file, sent)
        elif rules.provable(sent.sent_at):
            found = _shield(file, sent, rules)
        else:
            continue
        yield _about(sent, *found) if found else None


def _shield(file: SupplyFile, sent: Sent, rules: Rules) -> tuple[str, str] | None:
    supply = file.supply
    readings = [owed_at(file, sent.sent_at, rules, that_day=known) for known in (True, False)]
    if all(owed.live_agreement and not owed.instalments for owed in readings):
        return rules.rule("agreement"), "check_send_agreement"
    if supply.state == INACTIVE:
        return "I-11", "check_send_inactive"
    if sent.notice not in OF_CUT:
        return None
    if supply.protected:
        return rules.rule("protected"), "check_send_protected"
    if supply.state == CUT:
        return "I-11", "check_send_already_cut"
    if not supply.continuity:
        return "I-11", "check_send_no_continuity"
    if all(_best(file, owed) for owed in readings):
        return "I-13", "check_send_best_payer"
    return None


def _untimely(file: SupplyFile, sent: Sent, rules: Rules) -> tuple[str, str] | None:
    """I-19: only an instalment of an agreement in force is reminded of, before its day, by the schedule of then."""
    day = rules.days.day(sent.sent_at)
    for moment in (sent.sent_at, sent.sent_at - AT_ONCE):
        stages = stages_at(file, moment)
        for made in in_place_by_lines(file, moment):
            coming = any(day <= part.due_on <= day + AHEAD for part in made.schedule)
            if coming and stages[made.number] in IN_FORCE:
                return None
    return "I-19", "check_send_reminder"


def _not_so(file: SupplyFile, sent: Sent) -> tuple[str, str] | None:
    """I-19: only the end to which an agreement had come by the record, and at which it still was, is told."""
    _, which, stage, _ = sent.key.rsplit("/", 3)
    there = {
        stages_at(file, moment).get(which.rpartition("-")[0])
        for moment in (sent.sent_at, sent.sent_at - AT_ONCE)
    }
    return None if stage in there and stage not in IN_FORCE else ("I-19", "check_send_ended")


def _not_taken_back(file: SupplyFile, sent: Sent) -> tuple[str, str] | None:
    """I-11: only of a payment that was taken back by then is it told."""
    operation = sent.key.removeprefix(f"reversed/{sent.supply}/")
    known = (line for line in file.lines if line.act == "reversal" and line.at <= sent.sent_at)
    found = any(line.text("operation") == operation for line in known)
    return None if found else ("I-11", "check_send_reversed")


def _not_of_service(file: SupplyFile, sent: Sent) -> tuple[str, str] | None:
    """I-11, I-15: what the record says of that very work order, and no cut of the supply was queued or done since."""
    order = sent.key.removeprefix(f"news/{sent.supply}/{sent.message}/")
    kind = "cut-" if sent.message == WITHDRAWN else "reopening-"
    known = [line for line in file.lines if line.at <= sent.sent_at]
    so = [
        line.at
        for line in known
        if (line.act, line.outcome) == OF_SERVICE[sent.message] and line.text("order") == order
    ]
    cut = [line.at for line in known if line.act == "cut" and line.outcome in ("allowed", "done")]
    right = so and order.startswith(kind) and all(at <= so[-1] for at in cut)
    return None if right else ("I-11", "check_send_of_service")


def _best(file: SupplyFile, owed: Owed) -> bool:
    return owed.reference is not None and file.scores.get(owed.reference) == BEST


def promise_respected(file: SupplyFile, rules: Rules) -> Judged:
    """POL-PRM-1: while a promise runs nobody is pressed; only the new date of a commitment is told.

    An instalment to come is reminded of, and that an agreement is paid, or no cut is to come, is told.
    """
    for sent in file.sent:
        told = sent.notice == "commitment_renewed" or sent.message in (REMINDER, *OF_SERVICE) or _thanks(sent)
        pressed = file.step_at(sent.sent_at) == "promised" and not told
        yield _about(sent, "POL-PRM-1", "check_send_promised") if pressed else None


def _thanks(sent: Sent) -> bool:
    return sent.message == ENDED and "/fulfilled/" in sent.key


def unheld(file: SupplyFile, rules: Rules) -> Judged:
    """While a case rests on its customer's word ("ya pagué", a claim told in the chat) nobody is pressed."""
    for sent in file.sent:
        why = file.hold_at(sent.sent_at)
        yield _about(sent, rules.rule("hold"), "check_send_held", why=why) if why else None


def atypical_first(file: SupplyFile, rules: Rules) -> Judged:
    """PE-BILL-2: of a bill far above what is usual a claim is offered before anybody presses for it."""
    for sent in file.sent:
        if sent.message != CLAIM_OFFER and sent.message not in INFORMING and rules.provable(sent.sent_at):
            bill = unoffered(file, sent.sent_at, rules)
            yield _about(sent, "PE-BILL-2", "check_send_atypical", bill=bill) if bill else None


def unoffered(file: SupplyFile, moment: datetime, rules: Rules) -> str | None:
    """An overdue atypical bill of which no claim had been offered or made; None where the law knows no such bills."""
    atypical = rules.utility.law.atypical
    if atypical is None:
        return None
    least = rules.utility.allowance_m3.get(file.supply.category, Decimal(0)) * atypical.allowances
    told = {claim.bill for claim in file.claims} | {b for b, at in file.offers.items() if at <= moment}
    for bill in owed_at(file, moment, rules).overdue:
        usual = bill.usual
        if usual is None or bill.number in told or bill.consumption < least:
            continue
        if bill.consumption * 100 > usual * (100 + atypical.percent_over):
            return bill.number
    return None


def best_as_written(file: SupplyFile, rules: Rules) -> Judged:
    """I-13: no notice of a cut to whom the decision itself knew as 5-5-5."""
    for sent in file.sent:
        line = file.decision(sent)
        if line is not None and sent.notice in OF_CUT:
            best = line.text("protecting") == BEST
            yield _about(sent, "I-13", "check_send_best_payer", Surety.AS_RECORDED) if best else None


def fresh(file: SupplyFile, rules: Rules) -> Judged:
    """I-11: news of payments as recent as the utility asks."""
    for sent in file.sent:
        line = file.decision(sent)
        if line is not None and line.complete and line.policy_version == rules.utility.version:
            through = line.day("payments_through")
            stale = through is None or (rules.days.day(sent.sent_at) - through).days > rules.utility.feed_days
            told = _about(sent, "I-11", "check_send_stale", Surety.AS_RECORDED, through=through or "—")
            yield told if stale else None


def unimpeded(file: SupplyFile, rules: Rules) -> Judged:
    """Nobody is pressed in an outage or an emergency, nor for a debt of the dead, the insolvent or somebody else."""
    for sent in file.sent:
        found = impediment_at(file, sent.sent_at, rules)
        rule = IMPEDING.get(found.kind, "I-11") if found else ""
        yield _about(sent, rule, "check_send_impeded", kind=found.kind) if found else None


def impediment_at(file: SupplyFile, moment: datetime, rules: Rules) -> Impediment | None:
    """What was in force on that day, known by then, and not lifted before."""
    day = rules.days.day(moment)
    for each in file.impediments:
        lifted = each.lifted_at is not None and each.lifted_at <= moment
        if each.noted_at + AT_ONCE < moment and not lifted and each.since <= day <= (each.until or day):
            return each
    return None


def keys(file: SupplyFile, rules: Rules) -> Judged:
    """I-28: a notice bears the key of its supply and kind, and is one a round.

    No attempt is made or decided while another one of the same key stands: only a failure that the provider told undoes
    one, and a doubt stands until it is resolved.
    """
    repeated = Attempts.read(file.lines).repeated
    seen: set[tuple[str, object]] = set()
    for sent in file.sent:
        if sent.notice and not sent.key.startswith(f"notice/{file.supply.number}/{sent.notice}/"):
            yield _about(sent, "I-28", "check_send_key")
            continue
        one_of = (sent.notice, _one_of(file, sent, rules))
        again = sent.key in repeated or one_of in seen
        seen.add(one_of)
        yield _about(sent, "I-28", "check_send_twice") if again else None


def _one_of(file: SupplyFile, sent: Sent, rules: Rules) -> object:
    """What there may be one of: a letter a month, a last chance after each commitment, any other notice a round."""
    if sent.notice == "letter":
        return f"{rules.days.day(sent.sent_at):%Y-%m}"
    if sent.notice == "last_chance":
        made = sum(m.event == "commitment_made" and m.at <= sent.sent_at for m in file.moves)
        return file.round_at(sent.sent_at), made
    if sent.notice in ("friendly_notice", "agreement_offer"):
        return file.round_at(sent.sent_at)
    return sent.key


def _departed(line: Line) -> bool:
    return line.act == "send" and line.outcome in ("sent", "unknown")


def no_demand(key: str, message: str) -> Finding | None:
    """I-5: a reply or a receipt is never a notice in disguise."""
    disguised = message == "friendly_notice" or message in OF_CUT
    return Finding("I-5", "check_reply_demands", key) if disguised else None


def _about(sent: Sent, rule: str, code: str, surety: Surety = Surety.PROVED, **values: object) -> Finding:
    return Finding(rule, code, sent.supply, sent.sent_at, {"key": sent.key, **values}, surety)


def _soles(centimos: int) -> str:
    return f"{centimos // 100:,}.{centimos % 100:02d}"
