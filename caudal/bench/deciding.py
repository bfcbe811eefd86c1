"""A decision about a message with its line of the record: every reason asked, the facts named, the rules cited."""

from pathlib import Path
from time import process_time

from caudal.bench.job import Done
from caudal.bench.situations import Asked, situations
from receivables.model.audit import Act, AuditEntry
from receivables.model.contact import chosen_contact
from receivables.usecases.entries import entry, send_facts
from receivables.usecases.notices import may_send

DECISIONS = 40_000


def measure(folder: Path) -> Done:
    """Seconds of CPU; the files of the folder are not looked at."""
    asked = list(situations(DECISIONS))
    start = process_time()
    outcomes = [decide(each).outcome for each in asked]
    return Done(process_time() - start, DECISIONS, f"{outcomes.count('allowed')} allowed")


def decide(asked: Asked) -> AuditEntry:
    """The decision as the dispatcher makes and records it."""
    row, situation, at = asked.row, asked.situation, asked.at
    decision = may_send(row, situation, at)
    contact = chosen_contact(situation.reach, at)
    if decision.reasons or contact is None:
        return entry(at, "bench", Act.SEND, situation.supply_number, "withheld", decision.reasons)
    facts = {"key": row.key, **send_facts(row, situation, contact, at)}
    return entry(at, "bench", Act.SEND, situation.supply_number, "allowed", (), facts)
