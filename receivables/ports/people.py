"""What people allowed and wished, what is known about them that forbids pressing, and the erasing of their data."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from typing import Protocol

from receivables.model.approval import Approval, Matter
from receivables.model.consent import ConsentEvent
from receivables.model.contact import Contact
from receivables.model.handover import Handover
from receivables.model.impediment import Impediment
from receivables.model.invitation import Invitation
from receivables.model.suppression import Cause, Suppression
from receivables.model.trace import TurnTrace


class Consents(Protocol):
    """The append-only, chained ledger of consents."""

    async def append(self, events: Iterable[ConsentEvent]) -> None:
        """Add events; nothing here is ever changed or removed."""
        ...

    async def of(self, persons: Collection[str]) -> dict[str, tuple[ConsentEvent, ...]]:
        """All events of those persons, as they were recorded; a person without any has an empty tuple."""
        ...


class Suppressions(Protocol):
    """The one list of those who may not be written to."""

    async def add(self, suppression: Suppression) -> bool:
        """Close a subject; False when it is closed already: the first cause stays.

        But a person's own wish (`OPTED_OUT`) takes the place of other causes, for only they can undo it; not of a wrong
        person, which an address stays whatever is wished there (`suppression.takes_the_place`).
        """
        ...

    async def lift(self, subject: str, at: datetime, by: str, why: str | None = None) -> bool:
        """Open it again, with the reason given for it; False when it was not closed. The row stays, as history."""
        ...

    async def in_force(self, subjects: Collection[str]) -> dict[str, Suppression]:
        """Which of those subjects are closed, and why; also those kept by their pseudonym alone."""
        ...

    async def by_source(self, source: str, before: datetime) -> list[Suppression]:
        """Those in force that this source closed before that moment, oldest first."""
        ...

    async def closed_since(self, since: datetime, causes: Collection[Cause]) -> list[Suppression]:
        """Those closed at that moment or later for one of these causes, lifted since or not, oldest first."""
        ...

    async def tally(self) -> dict[Cause, int]:
        """How many subjects are closed now, by cause."""
        ...


class Impediments(Protocol):
    """Recorded circumstances that forbid pressing."""

    async def add(self, impediment: Impediment) -> bool:
        """Keep one; False when it is in force already. One that was lifted is in force again.

        The same circumstance told again with a later end, or with none, lasts as long as that says, and not less.
        """
        ...

    async def lift(
        self, impediment_id: str, at: datetime, by: str, why: str | None = None
    ) -> Impediment | None:
        """End it now, with the reason given for it; the one that ended, None for an unknown or lifted one."""
        ...

    async def lift_unlisted(self, listed: Collection[str], at: datetime) -> list[Impediment]:
        """Lift those of the source `archivo` whose ids a new file does not list; which those were, by id."""
        ...

    async def told_by(self, source: str) -> list[Impediment]:
        """Those of that source that were not lifted, by id."""
        ...

    async def in_force(self, day: date, limit: int = 500) -> list[Impediment]:
        """Those in force on a day, newest first."""
        ...


class Approvals(Protocol):
    """Questions to named people."""

    async def ask(self, approval: Approval) -> bool:
        """Keep a question; False when one of its id exists."""
        ...

    async def save(self, approval: Approval) -> None:
        """Write back one."""
        ...

    async def get(self, approval_id: str) -> Approval | None:
        """One."""
        ...

    async def of(self, matter: Matter, subject: str, round: int) -> Approval | None:
        """The latest about that subject in that round of its case."""
        ...

    async def open(self, limit: int = 200) -> list[Approval]:
        """Those that wait, oldest first."""
        ...


class Invitations(Protocol):
    """Deep links, each good once."""

    async def add(self, invitation: Invitation) -> None:
        """Keep one."""
        ...

    async def use(self, digest: str, now: datetime, by: str) -> Invitation | None:
        """Take it, if it is still good: nobody else can. None for any other."""
        ...


class Persons(Protocol):
    """All that is kept about one person, to be handed out or erased (PE-DAT-6, PE-DAT-7, PE-DAT-11)."""

    async def of_document(self, document: str) -> Sequence[str]:
        """The person keys behind an identity document, telephone, e-mail address or chat: `doc:`, `tel:`, ..."""
        ...

    async def contacts(self, persons: Collection[str]) -> list[Contact]:
        """The ways to reach them, of every supply."""
        ...

    async def held_by(self, persons: Collection[str]) -> list[str]:
        """The supplies of which they are the registered holder, in order."""
        ...

    async def messages(self, persons: Collection[str]) -> list[dict[str, object]]:
        """What was sent to them and what they wrote, oldest first: `at`, `direction` (out, in), `channel`, `text`."""
        ...

    async def stays(self, persons: Collection[str], supply_numbers: Collection[str]) -> list[Handover]:
        """The stays of their chats in the inbox of the staff, and those about these supplies, oldest first."""
        ...

    async def traces(self, persons: Collection[str]) -> list[TurnTrace]:
        """How what they wrote was understood and answered, oldest first."""
        ...

    async def erase(self, persons: Collection[str], now: datetime) -> dict[str, int]:
        """Forget them: contacts, chats, texts and addresses go, keys become pseudonyms; how many rows of each table.

        What the law makes us keep stays without the person: that and when a message went, bills, payments, the record.
        Suppressions stay, by pseudonym, so that the next feed cannot bring them back. The reasons that staff wrote down
        about them and about the supplies they hold go: of votes, of impediments and of liftings.
        """
        ...

    async def expire_chats(self, before: datetime) -> int:
        """Delete what was written in chats before that moment, in both directions; how many texts.

        What was gathered in chats that are silent since goes with it.
        """
        ...

    async def expire_evidence(self, before: datetime) -> int:
        """Take person and address off messages sent before that moment; how many.

        And the address and the reason off chats that people looked after and closed before it.
        """
        ...
