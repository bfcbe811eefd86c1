"""The ladder of each case: moves that lead from one to the next, no notice skipped, up to where the case stands."""

from datetime import datetime, timedelta

from caudal.audit.debt import Rules
from caudal.audit.findings import Finding, Judged, Surety
from caudal.audit.rows import AT_ONCE, Line, Move, Proof, SupplyFile

FIRST = "clear"
PAPER, DELIVERY = "carta", "notice_delivery"
PRESSED = frozenset({"agreement_offer", "last_chance"})
BEFORE_A_CUT = frozenset(
    {FIRST, "friendly_notice", "agreement_offer", "promised", "promise_broken", "last_chance"}
)

LEADS = {
    "friendly_sent": (frozenset({FIRST}), "friendly_notice"),
    "offer_sent": (frozenset({FIRST, "friendly_notice"}), "agreement_offer"),
    "letter_sent": (PRESSED, None),
    "promise_made": (frozenset({FIRST, "friendly_notice", "agreement_offer"}), "promised"),
    "promise_broken": (frozenset({"promised"}), "promise_broken"),
    "commitment_made": (BEFORE_A_CUT, "promised"),
    "commitment_renewed": (frozenset({"promised"}), "promised"),
    "renewal_sent": (frozenset({"promised"}), "promised"),
    "last_chance_sent": (frozenset({"agreement_offer", "promise_broken"}), "last_chance"),
    "cut_ordered": (frozenset({"last_chance"}), "cut_queued"),
    "cut_withdrawn": (frozenset({"cut_queued"}), "last_chance"),
    "cut_done": (frozenset({"cut_queued"}), "cut"),
    "reopened": (frozenset({"reopening"}), FIRST),
}
"""By event: from where, and to where it leads (None: nowhere). Domain.md, actions 1, 4 and 6; I-12."""


def continuous(file: SupplyFile, rules: Rules) -> Judged:
    """Each move begins where and not before the one before it ended; the case stands where the last one led."""
    step, last = FIRST, None
    for move in file.moves:
        broken = move.before != step or (last is not None and move.at + AT_ONCE < last)
        found = _about(file, move, "I-27", "check_move_broken", before=move.before, step=step)
        yield found if broken else None
        step, last = move.after, move.at
    if file.case is not None or file.moves:
        stands = (file.case.step, file.case.round) if file.case else (FIRST, 1)
        ends = (step, 1 + len(file.rounds))
        differs = Finding(
            "I-27", "check_case_elsewhere", file.supply.number, last, {"case": stands[0], "moves": step}
        )
        yield None if stands == ends else differs


def never_skipping(file: SupplyFile, rules: Rules) -> Judged:
    """I-12: a notice only from the rungs below it, a cut only after a last chance, a reopening only after a cut."""
    for move in file.moves:
        if move.event == "settled":
            right = move.before != FIRST and move.after == ("reopening" if move.before == "cut" else FIRST)
        else:
            allowed, after = LEADS.get(move.event, (frozenset(), None))
            right = move.before in allowed and move.after == (after or move.before)
        skips = _about(file, move, "I-12", "check_move_skips", event=move.event, before=move.before)
        yield None if right else skips


def last_chance_in_time(file: SupplyFile, rules: Rules) -> Judged:
    """I-12: a last chance after an offer that was proved to be received, and its hours; or after a broken promise."""
    for move in file.moves:
        if move.event != "last_chance_sent" or move.before != "agreement_offer":
            continue
        sent = next((s for s in file.sent if s.key == move.why), None)
        decided_at = sent.sent_at if sent else move.at
        offer = served_in_round(file, "agreement_offer", decided_at)
        wait = timedelta(hours=_offer_hours(file, decided_at, rules))
        in_time = offer is not None and offer.served_at + wait <= decided_at
        yield None if in_time else _about(file, move, "I-12", "check_last_chance_early")


def _offer_hours(file: SupplyFile, moment: datetime, rules: Rules) -> int:
    """The utility's hours where the same policy was in force, else those of the law."""
    lines = (line for line in file.of("send", "allowed") if line.at == moment)
    same = any(line.policy_version == rules.utility.version for line in lines)
    return rules.utility.offer_hours if same else rules.utility.law.notice_hours


def served_in_round(file: SupplyFile, notice: str, moment: datetime) -> Proof | None:
    """The latest notice of that kind in the round of a moment, when it was received by then; on paper counts too."""
    here = file.round_at(moment)
    paper = [
        line
        for line in file.of("serve", "served")
        if on_paper(line) and line.at <= moment and file.round_at(line.at) == here
    ]
    of_it = (line for line in paper if line.text("key").startswith(f"notice/{file.supply.number}/{notice}/"))
    delivered = max(of_it, key=lambda line: line.at, default=None)
    if delivered is not None:
        return Proof(notice, PAPER, delivered.at)
    of_round = [
        sent
        for sent in file.sent
        if sent.notice == notice and sent.sent_at <= moment and file.round_at(sent.sent_at) == here
    ]
    latest = max(of_round, key=lambda sent: sent.sent_at, default=None)
    if latest is None or latest.served_at is None or latest.served_at > moment:
        return None
    return Proof(notice, latest.channel, latest.served_at)


def on_paper(line: Line) -> bool:
    """Whether a reception is that of a printed notice, which a crew reported."""
    return line.text("by") == "paper"


def paper_reported(file: SupplyFile, rules: Rules) -> Judged:
    """Design 3, served: a printed notice is proved by its own delivery order, done just then."""
    for line in filter(on_paper, file.of("serve", "served")):
        done = any(
            order.kind == DELIVERY
            and order.state == "done"
            and order.closed_at == line.at
            and _names(line, order.id)
            for order in file.orders
        )
        key = line.text("key")
        found = Finding("I-12", "check_paper_unproved", file.supply.number, line.at, {"key": key})
        yield None if done else found


def _names(line: Line, order: str) -> bool:
    """Whether the line names that order; one that names none is content with the moment."""
    return line.text("order") in ("", order)


def received_when_said(file: SupplyFile, rules: Rules) -> Judged:
    """Design 3, served: a reception stands on a line of the record of its own, never on the sending."""
    proofs: dict[str, list[datetime]] = {}
    for line in file.of("serve", "served"):
        proofs.setdefault(line.text("key"), []).append(line.at)
    for sent in file.sent:
        if sent.served_at is not None:
            proved = any(at <= sent.served_at for at in proofs.get(sent.key, ()))
            found = Finding("I-12", "check_served_unproved", sent.supply, sent.served_at, {"key": sent.key})
            yield None if proved else found


def _about(file: SupplyFile, move: Move, rule: str, code: str, **values: object) -> Finding:
    return Finding(rule, code, file.supply.number, move.at, values, Surety.PROVED)
