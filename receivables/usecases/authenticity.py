"""Whether a message is ours, and whether somebody at the door is: what anybody may ask, and what they are told.

A code says the channel, the day, the end of the supply's number and the kind of notice; never a name, an address or an
amount. A visit is confirmed by the name of the member of staff and the number of the order together. What nobody here
knows is counted, over all programs: many of it in an hour means that somebody writes in our name.
"""

import hmac
import re
import secrets
from collections.abc import AsyncIterator, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from receivables.model.authenticity import (
    ALPHABET,
    LENGTH,
    Verdict,
    door_number,
    link_token,
    mixed,
    normal,
    quoted,
    seal_of,
    spelled,
)
from receivables.model.contact import Moment
from receivables.model.conversation import Conversation
from receivables.model.identity import masked
from receivables.model.intent import Reading
from receivables.model.message import Kind, OutboxRow, State
from receivables.model.reading.intents import Intent
from receivables.model.sending import AlarmKind
from receivables.model.staff import StaffRole
from receivables.model.workorder import OrderKind, OrderState, WorkOrder
from receivables.ports import UnitOfWork
from receivables.usecases import serve
from receivables.usecases.arrivals import arrived
from receivables.usecases.seals import Sealed, by_seal
from receivables.usecases.services import Services
from receivables.usecases.situation import hold_rows
from receivables.usecases.tell import EMBEDDED

UNKNOWN_CODES = "verify:codes"
UNKNOWN_VISITS = "verify:visits"
"""Under which what nobody knows is counted, and rings."""
MANY = 20
WITHIN = timedelta(hours=1)
PROACTIVE = (Kind.NOTICE, Kind.CAMPAIGN)
LATELY = timedelta(days=7)
PAGE = 200
LONGEST, LONGEST_QUOTED = 64, 4_096
"""Of what names something, and of a whole message that somebody copied."""
LONGEST_SHOWN = 12
EMAIL = "correo"
_NEVER_SENT = (State.WITHHELD, State.EXPIRED)
_SIGNS = bytes(ord(ALPHABET[byte % len(ALPHABET)]) for byte in range(256))
_BEYOND = bytes(range(256 - 256 % len(ALPHABET), 256))
"""Each byte as a sign, but for the last ones: with them some signs would come more often than others."""


@dataclass(frozen=True, slots=True)
class Visit:
    """Whether a member of staff has an order; what it is, how it stands and for when it is only if they have."""

    theirs: bool
    kind: OrderKind | None = None
    state: OrderState | None = None
    ordered_at: datetime | None = None
    due_by: datetime | None = None

    @property
    def now(self) -> bool:
        """Whether they have come to do it: it is theirs, and neither done nor taken back."""
        return self.theirs and self.state is OrderState.QUEUED


def new_codes(several: int) -> Iterator[str]:
    """Codes that nobody can guess and that are no words, without end.

    Drawn for so many at a time: each draw is a call of the system.
    """
    while True:
        drawn = secrets.token_bytes((several + 1) * LENGTH).translate(_SIGNS, _BEYOND).decode()
        groups = (drawn[start : start + LENGTH] for start in range(0, len(drawn) - LENGTH + 1, LENGTH))
        yield from (spelled(signs) for signs in groups if mixed(signs))


async def verify_code(services: Services, text: str) -> Verdict:
    """Whether we sent a message with that code, in whatever way it was typed."""
    async with services.units.reading() as unit:
        found = await _by_code(unit, text, await services.moment(unit))
    if not found.ours:
        async with services.units() as unit:
            await _count(unit, UNKNOWN_CODES, await services.moment(unit))
    return found


async def verify_seal(services: Services, seal: str) -> Sealed:
    """Whether that seal is of a paper of ours."""
    async with services.units.reading() as unit:
        found = await by_seal(services, unit, seal)
    if not found.ours:
        async with services.units() as unit:
            await _count(unit, UNKNOWN_CODES, await services.moment(unit))
    return found


async def verify_operator(services: Services, key: bytes, name: str, number: str) -> Visit:
    """Whether that member of staff has the order of that number (`door_number`). Which of the two is wrong is not told.

    Of orders that are over, those of the last week are known.
    """
    name, shown = (
        "".join(name[:LONGEST].split()),
        normal(number[:LONGEST]),
    )  # telephones put spaces between letters
    async with services.units.reading() as unit:
        user = await unit.staff.user(name) or await unit.staff.user(name.casefold())
        works = user is not None and user.role is StaffRole.OPERATOR and user.disabled_at is None
        if works and user is not None and shown and key:
            async for order in _orders(unit, user.name, services.clock.now()):
                if hmac.compare_digest(door_number(key, order.id, user.name), shown):
                    return Visit(True, order.kind, order.state, order.ordered_at, order.due_by)
    async with services.units() as unit:
        await _count(unit, UNKNOWN_VISITS, await services.moment(unit))
    return Visit(False)


async def _orders(unit: UnitOfWork, operator: str, now: datetime) -> AsyncIterator[WorkOrder]:
    """What an operator has to do, and then what of theirs ended lately."""
    for state, since in ((OrderState.QUEUED, None), (None, now - LATELY)):
        asked = partial(unit.work_orders.page, state=state, operator=operator, closed_since=since, limit=PAGE)
        after = ""
        while page := await asked(after=after):
            for order in page:
                yield order
            after = page[-1].id


def linked_code(key: bytes, code: str, token: str) -> str | None:
    """The code of the e-mail that held this very link; None for a link that none of ours held."""
    shown = normal(code[:LONGEST])
    if shown is None or not key:
        return None
    good = hmac.compare_digest(link_token(key, shown).encode(), token[:LONGEST].encode())
    return shown if good else None


async def opened_link(services: Services, key: bytes, code: str, token: str) -> bool:
    """Prove the reception of the e-mail that held this link; False when it proves nothing (new).

    An e-mail of which nobody knew whether it left has arrived.
    """
    shown = linked_code(key, code, token)
    if shown is None:
        return False
    async with services.units() as unit:
        await hold_rows(unit, _of_email(await unit.outbox.coded(shown)))
        sent = _of_email(await unit.outbox.coded(shown))
        at = await services.moment(unit)
        for row in sent:
            if row.state is State.UNKNOWN:
                await arrived(unit, row, at, actor=serve.CUSTOMER)
        await serve.prove(unit, sent, at, by=serve.BY_LINK, actor=serve.CUSTOMER)
    return bool(sent)


def _of_email(rows: Iterable[OutboxRow]) -> list[OutboxRow]:
    return [row for row in rows if row.channel == EMAIL and row.state in (State.SENT, State.UNKNOWN)]


async def asked(
    services: Services, unit: UnitOfWork, chat: Conversation, reading: Reading, at: Moment
) -> Verdict | None:
    """What a chat asks about: the code or the seal that it names, else the latest message that we began there.

    None where the message does not ask.
    """
    if Intent.AUTHENTICITY not in (reading.intent, *reading.also):
        return None
    if reading.code:
        sealed = seal_of(reading.code)
        found = await (_by_seal(services, unit, sealed) if sealed else _by_code(unit, reading.code, at))
        if not found.ours:
            await _count(unit, UNKNOWN_CODES, at)
        return found
    shown = None if chat.channel == EMBEDDED else chat.channel
    sent = _sent(await unit.outbox.history(shown, chat.address))
    return await _verdict(unit, sent[-1], at) if sent else Verdict(False)


async def _by_seal(services: Services, unit: UnitOfWork, seal: str) -> Verdict:
    found = await by_seal(services, unit, seal)
    return Verdict(
        found.ours,
        seal,
        sent_on=found.accepted_on,
        current=not found.replaced if found.ours else None,
        sealed=True,
        agreement=found.number,
    )


async def _by_code(unit: UnitOfWork, text: str, at: Moment) -> Verdict:
    code = normal(text[:LONGEST]) or quoted(text[:LONGEST_QUOTED])
    rows = await unit.outbox.coded(code) if code else []
    sent = _sent(rows)
    return await _verdict(unit, sent[0], at) if sent else Verdict(False, code or _shown(text))


def _shown(text: str) -> str:
    """What somebody typed, as far as it could be a code: our page repeats no sentence of anybody else."""
    return re.sub(r"[^A-Z0-9-]", "", text[:LONGEST].upper())[:LONGEST_SHOWN]


def _sent(rows: Iterable[OutboxRow]) -> list[OutboxRow]:
    """What left us, or may have: that which was withheld nobody can hold in their hands."""
    return [r for r in rows if r.kind in PROACTIVE and r.sent_at is not None and r.state not in _NEVER_SENT]


async def _verdict(unit: UnitOfWork, row: OutboxRow, at: Moment) -> Verdict:
    day = at.policy.today(row.sent_at) if row.sent_at else None
    number = row.supply_number or ""
    return Verdict(
        True,
        row.code or "",
        row.channel or "",
        day,
        masked(number) if number else "",
        row.message.key,
        await _current(unit, number, at),
    )


async def _current(unit: UnitOfWork, number: str, at: Moment) -> bool | None:
    account = (await unit.ledger.accounts([number], whole=False)).get(number) if number else None
    if account is None:
        return None
    return bool(at.standing(account).overdue)


async def _count(unit: UnitOfWork, what: str, at: Moment) -> None:
    """Note something that nobody here knows; from the twentieth of an hour on it rings."""
    before = await unit.conversations.wrong_tries(what, at.now - WITHIN)
    await unit.conversations.note_wrong_try(what, at.now)
    if before + 1 >= MANY:
        await unit.alarms.ring(AlarmKind.UNKNOWN_VERIFICATIONS, what, at.now)
