"""Whether an agreement on paper is ours: by its number and its seal together. Which of the two is wrong is not told."""

import hmac
import re
from dataclasses import dataclass
from datetime import date

from receivables.model.agreeing import Stage
from receivables.usecases.services import Services

LONGEST = 64
_SIGNS = re.compile(r"[^0-9A-F]")


@dataclass(frozen=True, slots=True)
class Sealed:
    """What is told of an agreement: that it is ours as it is printed, when it was accepted, and how it stands."""

    ours: bool
    number: str = ""
    accepted_on: date | None = None
    stage: Stage | None = None


async def verify_agreement(services: Services, number: str, seal: str) -> Sealed:
    """Make the seal of the terms that are kept anew, and compare. No name, no amount, no supply is told."""
    number = number.strip().upper()[:LONGEST]
    async with services.units.reading() as unit:
        found = await unit.agreements.get(number)
    expected = services.sign(found.terms_text) if found else ""
    given = _SIGNS.sub("", seal.upper()[:LONGEST])
    if found is None or not expected or not hmac.compare_digest(_SIGNS.sub("", expected), given):
        return Sealed(ours=False)
    return Sealed(True, found.number, found.accepted_on, found.stage)
