"""Whether an agreement on paper is ours: by its seal, or by its number and its seal, which have to belong together.

Which of the two is wrong is not told, nor a name, an amount or a supply.
"""

import hmac
from dataclasses import dataclass
from datetime import date

from receivables.model.agreeing import Stage
from receivables.model.authenticity import seal_of
from receivables.ports import UnitOfWork
from receivables.usecases.services import Services

LONGEST = 64


@dataclass(frozen=True, slots=True)
class Sealed:
    """What is told of an agreement: that it is ours as it is printed, when it was accepted, and how it stands.

    `replaced`: it was changed since, and a later paper shows it as it is.
    """

    ours: bool
    number: str = ""
    accepted_on: date | None = None
    stage: Stage | None = None
    replaced: bool = False


async def verify_agreement(services: Services, number: str, seal: str) -> Sealed:
    """Whether that seal is of a paper of ours about the agreement of that number."""
    async with services.units.reading() as unit:
        found = await by_seal(services, unit, seal)
    return found if found.number == number.strip().upper()[:LONGEST] else Sealed(ours=False)


async def by_seal(services: Services, unit: UnitOfWork, text: str) -> Sealed:
    """The paper with that seal. The seal of the terms that are kept is made anew: nobody enters one by the way."""
    seal = seal_of(text[:LONGEST])
    kept = await unit.agreements.sealed(seal) if seal else None
    if kept is None or seal is None:
        return Sealed(ours=False)
    ours, version = kept
    replaced = version != ours.version
    if not replaced and not hmac.compare_digest(services.sign(ours.terms_text), seal):
        return Sealed(ours=False)
    return Sealed(True, ours.number, ours.accepted_on, ours.stage, replaced)
