"""The same decision recorded as anybody would at first: everything that was looked at, dumped as JSON."""

import json
from dataclasses import asdict
from pathlib import Path
from time import process_time

from caudal.bench.deciding import DECISIONS
from caudal.bench.job import Done
from caudal.bench.situations import Asked, situations
from receivables.usecases.notices import may_send


def measure(folder: Path) -> Done:
    """Seconds of CPU; the files of the folder are not looked at."""
    asked = list(situations(DECISIONS))
    start = process_time()
    outcomes = [_decide(each)["outcome"] for each in asked]
    return Done(process_time() - start, DECISIONS, f"{outcomes.count('allowed')} allowed")


def _decide(asked: Asked) -> dict[str, str]:
    decision = may_send(asked.row, asked.situation, asked.at)
    looked_at = (asked.situation.account, asked.situation.case, asked.situation.reach)
    dumped = json.dumps([asdict(each) for each in looked_at], default=str)
    return {"outcome": "withheld" if decision.reasons else "allowed", "looked_at": dumped}
