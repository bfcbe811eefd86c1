"""Note a circumstance that forbids pressing, and end it: for the desk, the API and the chat.

What is queued is asked again at the moment of sending, and a queued cut at the next sweep: nothing is taken back here.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from receivables.errors import BadInput, Unknown
from receivables.model.audit import Act, AuditEntry
from receivables.model.contact import Moment
from receivables.model.impediment import Impediment, ImpedimentKind, Scope, natural_id
from receivables.model.pseudonym import reason_given
from receivables.ports import UnitOfWork
from receivables.usecases.entries import Facts, entry
from receivables.usecases.services import Services


@dataclass(frozen=True, slots=True)
class Circumstance:
    """What somebody tells; `source`: "desk" or "api"; `why` in their words, without names."""

    kind: ImpedimentKind
    scope: Scope
    value: str
    since: date
    until: date | None
    source: str
    why: str = ""

    def noted(self, actor: str, at: datetime) -> Impediment:
        """As an impediment. Raises BadInput where it makes no sense (see `Impediment`)."""
        value = self.value.strip()
        return Impediment(
            id=natural_id(self.kind, self.scope, value, self.since, self.source),
            kind=self.kind,
            scope=self.scope,
            value=value,
            since=self.since,
            until=self.until,
            source=self.source,
            why=self.why,
            noted_by=actor,
            noted_at=at,
        )


async def note(services: Services, told: Circumstance, *, actor: str) -> Impediment:
    """Keep one, in force from `since` to `until`. Told again it stays as it is; one that was lifted is in force again.

    Raises BadInput where it makes no sense, and Unknown("no_such_supply").
    """
    async with services.units() as unit:
        at = await services.moment(unit)
        impediment = told.noted(actor, at.now)
        if told.scope is Scope.SUPPLY and not await unit.ledger.accounts([impediment.value], whole=False):
            raise Unknown("no_such_supply", supply_number=impediment.value)
        await keep(unit, impediment, at)
    return impediment


async def lift(services: Services, impediment_id: str, *, why: str, actor: str) -> None:
    """End one now. Raises Unknown("no_such_impediment") and BadInput("reason_needed")."""
    if not why.strip():
        raise BadInput("reason_needed")
    async with services.units() as unit:
        at = await services.moment(unit)
        ended = await unit.impediments.lift(impediment_id, at.now, actor, why)
        if ended is None:
            raise Unknown("no_such_impediment")
        await unit.audit.append([lifted(ended, at, actor)])


async def keep(unit: UnitOfWork, impediment: Impediment, at: Moment) -> bool:
    """The same inside a unit of somebody else; False when it was known, which the record need not hear again."""
    news = await unit.impediments.add(impediment)
    if news:
        facts = _facts(impediment, impediment.why)
        line = entry(at, impediment.noted_by, Act.IMPEDIMENT, impediment.subject, "noted", facts=facts)
        await unit.audit.append([line])
    return news


def lifted(impediment: Impediment, at: Moment, actor: str) -> AuditEntry:
    """The line that tells of its end."""
    facts = _facts(impediment, impediment.lifted_why or "")
    return entry(at, actor, Act.IMPEDIMENT, impediment.subject, "lifted", facts=facts)


async def note_death(unit: UnitOfWork, supplies: Collection[str], at: Moment, *, actor: str) -> None:
    """Somebody told of a death in a chat: nothing presses these supplies for a while, unless that is noted already."""
    accounts = await unit.ledger.accounts(supplies, whole=False)
    for number, account in sorted(accounts.items()):
        noted = (each for each in account.impediments if each.kind is ImpedimentKind.DECEASED)
        if any(each.in_force(at.today) for each in noted):
            continue
        until = at.today + at.policy.pauses.desk
        told = Circumstance(ImpedimentKind.DECEASED, Scope.SUPPLY, number, at.today, until, "chat")
        await keep(unit, told.noted(actor, at.now), at)


def _facts(impediment: Impediment, why: str) -> Facts:
    return {
        "impediment": impediment.recorded_id,
        "kind": impediment.kind.value,
        "scope": impediment.scope.value,
        "since": impediment.since.isoformat(),
        "until": impediment.until.isoformat() if impediment.until else "",
        "source": impediment.source,
        "why": reason_given(why),
    }
