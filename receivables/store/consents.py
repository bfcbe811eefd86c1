"""The ledger of consents. Its rows are chained, and triggers refuse to change any but to take the person off."""

from collections.abc import Collection, Iterable

from receivables.model.consent import ConsentEvent
from receivables.store.mapping import Mapped
from receivables.store.session import Session
from receivables.store.tables import consents

EVENTS = Mapped(consents, ConsentEvent)


class SqlConsents:
    """Fills `ports.Consents`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def append(self, events: Iterable[ConsentEvent]) -> None:
        for event in events:
            self._session.chain_later(consents, EVENTS.row(event))

    async def of(self, persons: Collection[str]) -> dict[str, tuple[ConsentEvent, ...]]:
        stored = await self._session.those(EVENTS, consents.c.person, persons, order=(consents.c.id,))
        found: dict[str, list[ConsentEvent]] = {person: [] for person in persons}
        for event in [*stored, *self._session.chained(EVENTS)]:
            if event.person in found:
                found[event.person].append(event)
        return {person: tuple(events) for person, events in found.items()}
