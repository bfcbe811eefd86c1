"""All that is kept about one person, over plain dicts."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, TypeVar

from receivables.model.contact import Contact
from receivables.model.erasure import (
    IN_CHAT,
    addresses_in,
    erased,
    known_by,
    over,
    spoken,
    unspoken,
    without_person,
    without_words,
)
from receivables.model.handover import Handover
from receivables.model.identity import chat_person
from receivables.model.impediment import Impediment, Scope
from receivables.model.invitation import Invitation
from receivables.model.message import OutboxRow
from receivables.model.pseudonym import pseudonym
from receivables.model.records import RecordKind
from receivables.model.request import Request, forgotten, wordless
from receivables.model.suppression import of_address
from receivables.model.trace import TurnTrace
from receivables.testing.accounts import contact_of
from receivables.testing.tables import Tables

KINDS = ("doc", "tel", "mail")
DOCUMENT = RecordKind.SUPPLY.columns.index("document")
NOTHING: dict[str, Any] = {"text": "", "raw": "", "name": "", "button": None, "media": ()}

Key = TypeVar("Key")
Value = TypeVar("Value")
Kept = TypeVar("Kept", Impediment, Invitation)


class MemoryPersons:
    """Fills `ports.Persons`."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    async def of_document(self, document: str) -> Sequence[str]:
        if not document:
            return []
        held, named = self._tables, {document, *(f"{kind}:{document}" for kind in KINDS)}
        found = {c.person for c in self._contacts() if document in (c.document, c.phone, c.email, c.handle)}
        mentioned = [
            *(contact.person for contact in self._contacts()),
            *(event.person for event in held.consents),
            *(row.person for row in held.outbox.values()),
            *(chat.person for chat in held.conversations.values()),
            *(row.subject for row in held.suppressions.values()),
        ]
        found |= {person for person in mentioned if person in named}
        if any(row[DOCUMENT] == document for row in held.records[RecordKind.SUPPLY].values()):
            found.add(f"doc:{document}")
        for chat in list(held.conversations.values()):
            behind = (chat.person, chat_person(chat.channel, chat.address))
            if chat.address == document or {*found, document} & {*behind}:
                found.update(person for person in behind if person)
        return sorted(found)

    async def contacts(self, persons: Collection[str]) -> list[Contact]:
        return [contact for contact in self._contacts() if contact.person in persons]

    async def held_by(self, persons: Collection[str]) -> list[str]:
        rows = self._tables.records[RecordKind.SUPPLY].values()
        return sorted(str(row[0]) for row in rows if row[DOCUMENT] and f"doc:{row[DOCUMENT]}" in persons)

    async def messages(self, persons: Collection[str]) -> list[dict[str, object]]:
        addresses = self._addresses(persons)
        told = [
            (row.sent_at or row.created_at, "out", row.channel, row.text)
            for row in self._tables.outbox.values()
            if row.text is not None and _sent_to(row, persons, addresses)
        ]
        told += [
            (message.received_at, "in", message.channel, message.text)
            for message in self._tables.inbound.values()
            if message.text and message.address in addresses
        ]
        names = ("at", "direction", "channel", "text")
        return [dict(zip(names, each, strict=True)) for each in sorted(told, key=lambda each: each[0])]

    async def stays(self, persons: Collection[str], supply_numbers: Collection[str]) -> list[Handover]:
        addresses, stays = self._addresses(persons), self._tables.handovers.values()
        found = [each for each in stays if each.address in addresses or each.supply_number in supply_numbers]
        return sorted(found, key=lambda each: (each.at, each.id))

    async def traces(self, persons: Collection[str]) -> list[TurnTrace]:
        addresses, held = self._addresses(persons), self._tables
        written = {each.id for each in held.inbound.values() if each.address in addresses}
        found = [each for each in held.traces.values() if each.inbound_id in written]
        return sorted(found, key=lambda each: (each.at, each.inbound_id))

    async def erase(self, persons: Collection[str], now: datetime) -> dict[str, int]:
        held, addresses = self._tables, self._addresses(persons)
        chats = {
            chat_person(chat.channel, chat.address)
            for chat in held.conversations.values()
            if chat.address in addresses or chat.person in persons
        }
        names = {*persons, *chats}
        closed = {*names, *known_by(addresses)}
        return {
            "reasons": await self._unsay(names, closed),
            **self._forget_turns(addresses),
            "status_callbacks": self._silence(lambda row: _sent_to(row, names, addresses)),
            "outbox": self._change(lambda row: _sent_to(row, names, addresses), erased),
            "inbound_messages": self._blank(addresses, now),
            "conversations": _remove(held.conversations, lambda key: key[1] in addresses),
            "attachments": _remove(held.attachments, lambda key: held.attachments[key].address in addresses),
            "handovers": _remove(held.handovers, lambda key: held.handovers[key].address in addresses),
            "requests": self._forget(names, addresses),
            "contacts": _remove(held.records[RecordKind.CONTACT], lambda key: key[3] in names),
            "consents": self._rename_consents(names),
            "suppressions": self._rename_suppressions(closed),
            "invitations": _rename(held.invitations, "used_by", names),
            "impediments": _rename(held.impediments, "noted_by", names),
        }

    async def expire_chats(self, before: datetime) -> int:
        inbound = self._tables.inbound
        old = [each for each in inbound.values() if each.received_at < before and (each.text or each.raw)]
        inbound.update((each.id, replace(each, **NOTHING)) for each in old)
        told = self._tables.callbacks
        told.update((k, replace(each, raw="")) for k, each in told.items() if each.received_at < before)
        traces, notes = self._tables.traces, self._tables.handover_notes
        _remove(traces, lambda key: traces[key].at < before)
        notes[:] = [note for note in notes if note.at >= before]
        opened = self._tables.openings
        _remove(opened, lambda key: opened[key] < before)
        chats = self._tables.conversations
        chats.update(
            (key, replace(chat, slots={}, expecting=None))
            for key, chat in chats.items()
            if chat.last_inbound_at is not None and chat.last_inbound_at < before
        )
        self._reduce(lambda asked: _answered(asked, before), wordless)
        return len(old) + self._change(
            lambda row: row.kind in IN_CHAT and over(row, before) and row.text is not None, without_words
        )

    async def expire_evidence(self, before: datetime) -> int:
        def known(row: OutboxRow) -> bool:
            return row.person is not None or row.address is not None

        self._reduce(lambda asked: _answered(asked, before), lambda asked: forgotten(asked, None, ""))
        stays = self._tables.handovers
        stays.update(
            (key, replace(stay, address="", why=""))
            for key, stay in stays.items()
            if stay.closed_at is not None and stay.closed_at < before
        )
        return self._change(
            lambda row: row.kind not in IN_CHAT and over(row, before) and known(row), without_person
        )

    async def _unsay(self, persons: Collection[str], closed: Collection[str]) -> int:
        """Take off what staff wrote in their own words about those persons and their supplies; how many rows."""
        about = {*await self.held_by(persons), *(c.supply_number for c in await self.contacts(persons))}
        held, documents = self._tables, {person.removeprefix("doc:") for person in persons}
        theirs = {Scope.SUPPLY: about, Scope.DOCUMENT: documents}
        voted = [each for each in held.approvals.values() if each.subject in about and spoken(each)]
        held.approvals.update((each.id, unspoken(each)) for each in voted)
        noted = [
            each
            for each in held.impediments.values()
            if each.value in theirs.get(each.scope, ()) and (each.why or each.lifted_why is not None)
        ]
        held.impediments.update((each.id, replace(each, why="", lifted_why=None)) for each in noted)
        subjects = {*closed, *map(pseudonym, closed)}
        rows = held.suppressions
        opened = [key for key, row in rows.items() if key[0] in subjects and row.lifted_why is not None]
        rows.update((key, replace(rows[key], lifted_why=None)) for key in opened)
        return len(voted) + len(noted) + len(opened)

    def _forget_turns(self, addresses: Collection[str]) -> dict[str, int]:
        """What was understood of their messages, and what staff wrote for staff about their chats."""
        held = self._tables
        written = {each.id for each in held.inbound.values() if each.address in addresses}
        stays = {each.id for each in held.handovers.values() if each.address in addresses}
        kept = [note for note in held.handover_notes if note.handover not in stays]
        gone = len(held.handover_notes) - len(kept)
        held.handover_notes[:] = kept
        return {"turns": _remove(held.traces, lambda key: key in written), "handover_notes": gone}

    def _contacts(self) -> list[Contact]:
        rows = sorted(self._tables.records[RecordKind.CONTACT].items())
        return [contact_of(self._tables, row) for _, row in rows]

    def _addresses(self, persons: Collection[str]) -> set[str]:
        """Where they are or were reached: by their contacts, their chats, and what was sent to them."""
        theirs = [contact for contact in self._contacts() if contact.person in persons]
        found = addresses_in(persons) | {each for c in theirs for each in (c.phone, c.email, c.handle)}
        found |= {row.address or "" for row in self._tables.outbox.values() if row.person in persons}
        for chat in self._tables.conversations.values():
            if chat.person in persons or chat_person(chat.channel, chat.address) in persons:
                found.add(chat.address)
        return found - {""}

    def _change(self, which: Callable[[OutboxRow], bool], change: Callable[[OutboxRow], OutboxRow]) -> int:
        found = [row for row in self._tables.outbox.values() if which(row)]
        self._tables.outbox.update((row.key, change(row)) for row in found)
        return len(found)

    def _forget(self, persons: Collection[str], addresses: Collection[str]) -> int:
        def erasing(asked: Request) -> Request:
            person = pseudonym(asked.person) if asked.person else None
            return forgotten(asked, person, pseudonym(of_address(asked.address)))

        return self._reduce(lambda asked: asked.person in persons or asked.address in addresses, erasing)

    def _reduce(self, which: Callable[[Request], bool], change: Callable[[Request], Request]) -> int:
        found = [asked for asked in self._tables.requests.values() if which(asked)]
        self._tables.requests.update((asked.number, change(asked)) for asked in found)
        return len(found)

    def _silence(self, which: Callable[[OutboxRow], bool]) -> int:
        """Take off what a provider told in its own words of these messages: telephones stand in it."""
        theirs, told = {row.id for row in self._tables.outbox.values() if which(row)}, self._tables.callbacks
        found = [key for key, each in told.items() if each.outbox_id in theirs and each.raw]
        told.update((key, replace(told[key], raw="")) for key in found)
        return len(found)

    def _blank(self, addresses: Collection[str], now: datetime) -> int:
        inbound = self._tables.inbound
        found = [message for message in inbound.values() if message.address in addresses]
        for each in found:
            inbound[each.id] = replace(each, address=pseudonym(of_address(each.address)), **NOTHING)
            self._tables.answered.setdefault(each.id, (now, ""))
        return len(found)

    def _rename_consents(self, names: Collection[str]) -> int:
        events = self._tables.consents
        found = [place for place, event in enumerate(events) if event.person in names]
        for place in found:
            events[place] = replace(events[place], person=pseudonym(events[place].person))
        return len(found)

    def _rename_suppressions(self, subjects: Collection[str]) -> int:
        held = self._tables.suppressions
        found = [
            row for row in held.values() if row.subject in subjects and row.subject != pseudonym(row.subject)
        ]
        for row in found:
            del held[row.subject, row.at]
            held[pseudonym(row.subject), row.at] = replace(row, subject=pseudonym(row.subject))
        return len(found)


def _sent_to(row: OutboxRow, persons: Collection[str], addresses: Collection[str]) -> bool:
    """What went to another person at the same address is not theirs."""
    return row.person in persons if row.person is not None else row.address in addresses


def _remove(table: dict[Key, Value], which: Callable[[Key], bool]) -> int:
    gone = [key for key in table if which(key)]
    for key in gone:
        del table[key]
    return len(gone)


def _rename(table: dict[str, Kept], name: str, names: Collection[str]) -> int:
    found = [(key, row) for key, row in table.items() if getattr(row, name) in names]
    for key, row in found:
        instead: dict[str, Any] = {name: pseudonym(getattr(row, name))}
        table[key] = replace(row, **instead)
    return len(found)


def _answered(asked: Request, before: datetime) -> bool:
    """Whether it had its answer before that moment."""
    return asked.closed_at is not None and asked.closed_at < before
