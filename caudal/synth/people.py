"""Invented people and companies: names, documents that no one can have, test telephones.

Surnames: the twenty most common of Peru with their numbers of bearers (RENIEC figures as published in 2025, facts),
and others of our own choice with weights of our own. Given names, streets and company names are our own lists.
"""

from dataclasses import dataclass

import numpy as np

from caudal.synth.arrays import Bools, Ints
from caudal.synth.names import (
    COMPANY_ENDINGS,
    COMPANY_KINDS,
    COMPANY_WORDS,
    MEN,
    OTHER_STATE_KINDS,
    STATE_KINDS,
    SURNAMES,
    WOMEN,
)
from caudal.synth.register import PROTECTION_REASONS, Register
from caudal.synth.tariff import COMMERCIAL, INDUSTRIAL, STATE

_OWN_SEVERAL = 0.05  # of the homes: they belong to someone who has another
_CHAINS = 0.15  # of the companies' premises: they belong to a company that has others
_TENANTS = 0.09  # of the supplies: someone else than the holder lives there and is our contact
_HOLDER_OWNS = 0.86
_NO_DOCUMENT = 0.04
_TEST_TELEPHONES = 100_000  # +51 900 000 000 to +51 900 099 999


@dataclass(frozen=True, slots=True)
class People:
    """`holder` and `contact` give a person for each supply; the lists have one entry a person."""

    holder: Ints
    contact: Ints
    holder_owns: Bools
    names: list[str]
    documents: list[str]
    telephones: list[str]
    company: Bools


def invent_people(register: Register, rng: np.random.Generator) -> People:
    """A holder for each supply, some of several; and tenants."""
    kind = _is_company(register, rng)
    holder = _share(np.arange(len(register)), kind, register, rng)
    tenants = np.flatnonzero(~kind & (rng.random(kind.size) < _TENANTS))
    contact = holder.copy()
    contact[tenants] = np.arange(tenants.size) + len(register)
    used, compact = np.unique(np.r_[holder, contact], return_inverse=True)
    company = np.r_[kind, np.zeros(tenants.size, np.bool_)][used]
    premises = np.minimum(used, len(register) - 1)
    numbers = rng.permutation(_TEST_TELEPHONES)[: used.size]
    return People(
        holder=compact[: len(register)],
        contact=compact[len(register) :],
        holder_owns=rng.random(len(register)) < _HOLDER_OWNS,
        names=_names(company, register.category[premises], register.protection[premises], rng),
        documents=_documents(company, rng),
        telephones=[f"+51900{number:06d}" for number in numbers.tolist()],
        company=company,
    )


def _is_company(register: Register, rng: np.random.Generator) -> Bools:
    chance = np.zeros(len(register))
    chance[register.category == COMMERCIAL] = 0.35
    chance[np.isin(register.category, (INDUSTRIAL, STATE))] = 1.0
    return rng.random(len(register)) < chance


def _share(holder: Ints, company: Bools, register: Register, rng: np.random.Generator) -> Ints:
    """Give some premises to the holder of others of the same kind and locality (the state's stay apart)."""
    shared = holder.copy()
    for of_companies, share, group in ((False, _OWN_SEVERAL, 2), (True, _CHAINS, 5)):
        kind = (company == of_companies) & (register.category != STATE)
        for locality in range(int(register.locality.max()) + 1):
            members = rng.permutation(np.flatnonzero(kind & (register.locality == locality)))
            chosen = members[: round(members.size * share * group / (group - 1))]
            shared[chosen] = chosen[np.arange(chosen.size) // group * group]
    return shared


def _names(company: Bools, category: Ints, protection: Ints, rng: np.random.Generator) -> list[str]:
    """Surnames first, as registers have them. Category and protection are those of the first premises."""
    surnames = np.array(list(SURNAMES))
    weights = np.array(list(SURNAMES.values()), np.float64)
    size = company.size
    family = rng.choice(surnames.size, (size, 2), p=weights / weights.sum())
    given = rng.integers(0, len(MEN), (size, 2))
    women, two = rng.random(size) < 0.52, rng.random(size) < 0.6
    firms = rng.integers(0, 1_000_000, (size, 3))
    names = []
    for i in range(size):
        if company[i]:
            names.append(
                _company_name(category[i] == STATE, PROTECTION_REASONS[protection[i]], firms[i].tolist())
            )
            continue
        of = WOMEN if women[i] else MEN
        first, second = given[i].tolist()
        names.append(
            f"{surnames[family[i, 0]]} {surnames[family[i, 1]]}, {of[first]}"
            + (f" {of[second]}" if two[i] and first != second else "")
        )
    return names


def _company_name(of_state: bool, protected_as: str, chance: list[int]) -> str:
    word = COMPANY_WORDS[chance[1] % len(COMPANY_WORDS)]
    if of_state:
        other = OTHER_STATE_KINDS[chance[0] % len(OTHER_STATE_KINDS)]
        return f"{STATE_KINDS.get(protected_as, other)} {word} {chance[2] % 900 + 100}"
    kind, ending = (
        COMPANY_KINDS[chance[0] % len(COMPANY_KINDS)],
        COMPANY_ENDINGS[chance[2] % len(COMPANY_ENDINGS)],
    )
    return f"{kind} {word} {ending}"


def _documents(company: Bools, rng: np.random.Generator) -> list[str]:
    """Visibly invented: identity cards begin with 000, company numbers with 20000. Some are not known."""
    numbers = rng.permutation(100_000)[: company.size].tolist()
    unknown = (~company & (rng.random(company.size) < _NO_DOCUMENT)).tolist()
    return [
        "" if missing else f"20000{number:06d}" if firm else f"000{number:05d}"
        for number, firm, missing in zip(numbers, company.tolist(), unknown, strict=True)
    ]
