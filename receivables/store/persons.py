"""All that is kept about one person: found, handed out, erased, and forgotten when its time is over.

What the law makes us keep stays, without the person: bills, payments, that and when a message went, the record.
"""

from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Column, ColumnElement, Text, cast, delete, func, literal, or_, select, union, update

from receivables.model.contact import Contact
from receivables.model.erasure import (
    IN_CHAT,
    addresses_in,
    erased,
    known_by,
    spoken,
    unspoken,
    without_person,
    without_words,
)
from receivables.model.handover import Handover
from receivables.model.identity import chat_person
from receivables.model.impediment import Scope
from receivables.model.message import OPEN_STATES, OutboxRow
from receivables.model.pseudonym import pseudonym
from receivables.model.request import ANSWERED, Request, forgotten, wordless
from receivables.model.suppression import of_address
from receivables.model.trace import TurnTrace
from receivables.store.approvals import APPROVALS
from receivables.store.inbox import STAYS, TRACES
from receivables.store.ledger import CONTACTS
from receivables.store.outbox import ROWS
from receivables.store.requests import REQUESTS
from receivables.store.session import AnyRow, Query, Session
from receivables.store.tables import (
    approvals,
    attachments,
    consents,
    contacts,
    conversations,
    handover_notes,
    handovers,
    impediments,
    inbound_messages,
    invitations,
    openings,
    outbox,
    requests,
    status_callbacks,
    supplies,
    suppressions,
    turns,
)

KINDS = ("doc", "tel", "mail")
HOLDER = "doc:"
NOTHING = {"text": "", "raw": "", "name": "", "button": None, "media": ()}


class SqlPersons:
    """Fills `ports.Persons`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def of_document(self, document: str) -> Sequence[str]:
        if not document:
            return []
        found = {row[0] for row in await self._session.rows(self._named(document))}
        holds = select(supplies.c.document).where(self._mine(supplies.c.document, [document])).limit(1)
        if await self._session.row(holds):
            found.add(f"doc:{document}")
        for chat in await self._chats({*found, document}, [document]):
            behind = (chat.person, chat_person(chat.channel, chat.address))
            found.update(person for person in behind if person)
        return sorted(found)

    async def contacts(self, persons: Collection[str]) -> list[Contact]:
        query = select(*CONTACTS.columns).where(self._mine(contacts.c.person, persons))
        return await self._session.values(CONTACTS, query.order_by(*contacts.primary_key))

    async def held_by(self, persons: Collection[str]) -> list[str]:
        # A supply of which the register names no document is of nobody.
        named = (person.removeprefix(HOLDER) for person in persons if person.startswith(HOLDER))
        documents = [document for document in named if document]
        query = select(supplies.c.supply_number).where(self._mine(supplies.c.document, documents))
        return sorted(row[0] for row in await self._session.rows(query))

    async def messages(self, persons: Collection[str]) -> list[dict[str, object]]:
        addresses = await self._addresses(persons)
        moment = func.coalesce(outbox.c.sent_at, outbox.c.created_at)
        sent = select(moment, literal("out"), outbox.c.channel, outbox.c.text).where(
            self._sent_to(persons, addresses), outbox.c.text.is_not(None)
        )
        there = inbound_messages.c
        written = select(there.received_at, literal("in"), there.channel, there.text).where(
            self._mine(there.address, addresses), there.text != ""
        )
        told = [*await self._session.rows(sent), *await self._session.rows(written)]
        names = ("at", "direction", "channel", "text")
        return [dict(zip(names, row, strict=True)) for row in sorted(told, key=lambda row: row[0])]

    async def stays(self, persons: Collection[str], supply_numbers: Collection[str]) -> list[Handover]:
        addresses = await self._addresses(persons)
        theirs = self._session.among(handovers.c.address, addresses) | self._session.among(
            handovers.c.supply_number, supply_numbers
        )
        query = select(*STAYS.columns).where(self._session.mine(handovers), theirs)
        return await self._session.values(STAYS, query.order_by(handovers.c.at, handovers.c.id))

    async def traces(self, persons: Collection[str]) -> list[TurnTrace]:
        addresses = await self._addresses(persons)
        written = select(inbound_messages.c.message_id).where(
            self._mine(inbound_messages.c.address, addresses)
        )
        theirs = self._session.mine(turns) & turns.c.inbound_id.in_(written)
        query = select(*TRACES.columns).where(theirs).order_by(turns.c.at, turns.c.inbound_id)
        return await self._session.values(TRACES, query)

    async def erase(self, persons: Collection[str], now: datetime) -> dict[str, int]:
        addresses = await self._addresses(persons)
        chats = {chat_person(chat.channel, chat.address) for chat in await self._chats(persons, addresses)}
        names = {*persons, *chats}
        closed = {*names, *known_by(addresses)}
        done = {
            "reasons": await self._unsay(names, closed),
            **await self._forget_turns(addresses),
            "status_callbacks": await self._silence(self._sent_to(names, addresses)),
            "outbox": await self._change(self._sent_to(names, addresses), erased),
            "inbound_messages": await self._blank(addresses, now),
            "conversations": await self._remove(conversations.c.address, addresses),
            "attachments": await self._remove(attachments.c.address, addresses),
            "handovers": await self._remove(handovers.c.address, addresses),
            "requests": await self._forget(self._asked_by(names, addresses)),
            "contacts": await self._remove(contacts.c.person, names),
        }
        for column in (consents.c.person, invitations.c.used_by, impediments.c.noted_by):
            done[column.table.name] = await self._rename(column, names)
        return {**done, "suppressions": await self._rename(suppressions.c.subject, closed)}

    async def expire_chats(self, before: datetime) -> int:
        there = inbound_messages.c
        old = self._session.mine(inbound_messages) & (there.received_at < before)
        blanking = update(inbound_messages).where(old, (there.text != "") | (there.raw != ""))
        written = await self._session.run(blanking.values(**NOTHING))
        told = status_callbacks.c
        late = self._session.mine(status_callbacks) & (told.received_at < before) & (told.raw != "")
        await self._session.run(update(status_callbacks).where(late).values(raw=""))
        traces = self._session.mine(turns) & (turns.c.at < before)
        await self._session.run(delete(turns).where(traces))
        notes = self._session.mine(handover_notes) & (handover_notes.c.at < before)
        await self._session.run(delete(handover_notes).where(notes))
        spent = self._session.mine(openings) & (openings.c.at < before)
        await self._session.run(delete(openings).where(spent))
        await self._empty_slots(before)
        said = outbox.c.kind.in_(IN_CHAT) & outbox.c.text.is_not(None)
        await self._reduce(_answered(before), wordless)
        return written.rowcount + await self._change(_over(before) & said, without_words)

    async def expire_evidence(self, before: datetime) -> int:
        known = outbox.c.person.is_not(None) | outbox.c.address.is_not(None)
        await self._reduce(_answered(before), lambda asked: forgotten(asked, None, ""))
        there = handovers.c
        ended = self._session.mine(handovers) & (there.closed_at < before) & (there.address != "")
        await self._session.run(update(handovers).where(ended).values(address="", why=""))
        return await self._change(_over(before) & outbox.c.kind.not_in(IN_CHAT) & known, without_person)

    async def _empty_slots(self, before: datetime) -> None:
        """What was gathered in chats that are silent since: the words of people lie there, too."""
        there = conversations.c
        silent = self._session.mine(conversations) & (there.last_inbound_at < before)
        held = there.expecting.is_not(None) | (cast(there.slots, Text) != "{}")
        emptied = update(conversations).where(silent, held).values(slots={}, expecting=None)
        await self._session.run(emptied)

    async def _unsay(self, persons: Collection[str], closed: Collection[str]) -> int:
        """Take off what staff wrote in their own words about those persons and their supplies; how many rows."""
        about = {*await self.held_by(persons), *(c.supply_number for c in await self.contacts(persons))}
        asked = select(*APPROVALS.columns).where(self._mine(approvals.c.subject, about))
        voted = [each for each in await self._session.values(APPROVALS, asked) if spoken(each)]
        for each in voted:
            self._session.change_later(approvals, ("id",), APPROVALS.row(unspoken(each)))
        there, documents = impediments.c, [person.removeprefix(HOLDER) for person in persons]
        theirs = or_(
            (there.scope == Scope.SUPPLY) & self._session.among(there.value, about),
            (there.scope == Scope.DOCUMENT) & self._session.among(there.value, documents),
        )
        said = theirs & ((there.why != "") | there.lifted_why.is_not(None))
        blanking = update(impediments).where(self._session.mine(impediments), said)
        noted = (await self._session.run(blanking.values(why="", lifted_why=None))).rowcount
        opened = self._mine(suppressions.c.subject, {*closed, *map(pseudonym, closed)})
        forgetting = update(suppressions).where(opened, suppressions.c.lifted_why.is_not(None))
        return len(voted) + noted + (await self._session.run(forgetting.values(lifted_why=None))).rowcount

    def _asked_by(self, persons: Collection[str], addresses: Collection[str]) -> ColumnElement[bool]:
        """What they asked of desks: by their key, or from where they are reached."""
        return self._session.among(requests.c.person, persons) | self._session.among(
            requests.c.address, addresses
        )

    async def _forget(self, which: ColumnElement[bool]) -> int:
        def erasing(asked: Request) -> Request:
            person = pseudonym(asked.person) if asked.person else None
            return forgotten(asked, person, pseudonym(of_address(asked.address)))

        return await self._reduce(which, erasing)

    async def _reduce(self, which: ColumnElement[bool], change: Callable[[Request], Request]) -> int:
        query = select(*REQUESTS.columns).where(self._session.mine(requests), which)
        found = await self._session.values(REQUESTS, query)
        for asked in found:
            self._session.change_later(requests, ("number",), REQUESTS.row(change(asked)))
        return len(found)

    def _mine(self, column: Column[Any], texts: Collection[str]) -> ColumnElement[bool]:
        return self._session.mine(column.table) & self._session.among(column, texts)

    def _named(self, document: str) -> Query:
        """The persons of whom a document, telephone, e-mail address or chat tells, wherever they stand."""
        there = contacts.c
        reached = [there.document, there.phone, there.email, there.handle]
        names = [document, *(f"{kind}:{document}" for kind in KINDS)]
        persons = [
            there.person,
            consents.c.person,
            outbox.c.person,
            conversations.c.person,
            suppressions.c.subject,
        ]
        return union(
            *(select(there.person).where(self._mine(column, [document])) for column in reached),
            *(select(column).where(self._mine(column, names)) for column in persons),
        )

    async def _chats(self, persons: Collection[str], addresses: Collection[str]) -> Sequence[AnyRow]:
        there = conversations.c
        itself = literal("chat:") + there.channel + ":" + there.address
        theirs = or_(
            self._session.among(there.person, persons),
            self._session.among(itself, persons),
            self._session.among(there.address, addresses),
        )
        query = select(there.channel, there.address, there.person)
        return await self._session.rows(query.where(self._session.mine(conversations), theirs))

    async def _addresses(self, persons: Collection[str]) -> set[str]:
        """Where they are or were reached: by their contacts, their chats, and what was sent to them."""
        columns = [contacts.c.phone, contacts.c.email, contacts.c.handle]
        reached = [select(column).where(self._mine(contacts.c.person, persons)) for column in columns]
        sent = select(outbox.c.address).where(self._mine(outbox.c.person, persons))
        found = {row[0] for row in await self._session.rows(union(*reached, sent))}
        found |= addresses_in(persons) | {chat.address for chat in await self._chats(persons, [])}
        return found - {None, ""}

    def _sent_to(self, persons: Collection[str], addresses: Collection[str]) -> ColumnElement[bool]:
        """What went to another person at the same address is not theirs."""
        nobodys = outbox.c.person.is_(None) & self._session.among(outbox.c.address, addresses)
        return self._session.mine(outbox) & (self._session.among(outbox.c.person, persons) | nobodys)

    async def _change(self, which: ColumnElement[bool], change: Callable[[OutboxRow], OutboxRow]) -> int:
        query = select(*ROWS.columns).where(self._session.mine(outbox), which)
        found = await self._session.values(ROWS, query)
        for row in found:
            changed = ROWS.row(change(row))
            self._session.change_later(outbox, ("key",), {n: changed[n] for n in changed if n != "id"})
        return len(found)

    async def _blank(self, addresses: Collection[str], now: datetime) -> int:
        done = 0
        for address in addresses:
            theirs = self._mine(inbound_messages.c.address, [address])
            answered = func.coalesce(inbound_messages.c.answered_at, now)
            hidden = {**NOTHING, "address": pseudonym(of_address(address)), "answered_at": answered}
            blanking = update(inbound_messages).where(theirs).values(**hidden)
            done += (await self._session.run(blanking)).rowcount
        return done

    async def _silence(self, which: ColumnElement[bool]) -> int:
        """Take off what a provider told in its own words of these messages: telephones stand in it."""
        told = status_callbacks.c
        rows = told.outbox_id.in_(select(outbox.c.id).where(which)) & (told.raw != "")
        blanking = update(status_callbacks).where(self._session.mine(status_callbacks), rows)
        return (await self._session.run(blanking.values(raw=""))).rowcount

    async def _forget_turns(self, addresses: Collection[str]) -> dict[str, int]:
        """What was understood of their messages, and what staff wrote for staff about their chats."""
        written = select(inbound_messages.c.message_id).where(
            self._mine(inbound_messages.c.address, addresses)
        )
        stays = select(handovers.c.id).where(self._mine(handovers.c.address, addresses))
        gone = {}
        for column, theirs in ((turns.c.inbound_id, written), (handover_notes.c.handover, stays)):
            forgetting = delete(column.table).where(self._session.mine(column.table), column.in_(theirs))
            gone[column.table.name] = (await self._session.run(forgetting)).rowcount
        return gone

    async def _remove(self, column: Column[Any], texts: Collection[str]) -> int:
        return (await self._session.run(delete(column.table).where(self._mine(column, texts)))).rowcount

    async def _rename(self, column: Column[Any], names: Collection[str]) -> int:
        hidden = {name: pseudonym(name) for name in names if name != pseudonym(name)}
        done = self._session.rename_chained(column, hidden)
        for name, instead in hidden.items():
            renaming = update(column.table).where(self._mine(column, [name])).values({column.name: instead})
            done += (await self._session.run(renaming)).rowcount
        return done


def _over(before: datetime) -> ColumnElement[bool]:
    moment = func.coalesce(outbox.c.sent_at, outbox.c.created_at)
    return outbox.c.state.not_in(OPEN_STATES) & (moment < before)


def _answered(before: datetime) -> ColumnElement[bool]:
    """Requests that had their answer before that moment."""
    return requests.c.state.in_(ANSWERED) & (requests.c.closed_at < before)
