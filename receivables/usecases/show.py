"""What may be shown of one supply and of one chat: read, decided as always, nothing changed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from receivables.model.account import Bill
from receivables.model.contact import Contact, Moment, may_contact
from receivables.model.conversation import Inbound
from receivables.model.cut import may_cut
from receivables.model.decision import Decision
from receivables.model.identity import latest_bill
from receivables.model.ladder import Case, Move, Notice, next_notice
from receivables.model.message import OutboxRow
from receivables.model.policy import Policy
from receivables.model.standing import Standing
from receivables.model.workorder import OrderKind, OrderState, WorkOrder
from receivables.usecases.carriers import Carriers, open_lines
from receivables.usecases.services import Services
from receivables.usecases.situation import Situation, positions, situations

LINES = 60


@dataclass(frozen=True, slots=True)
class SupplyShown:
    """One supply as it stands: its latest bill, its case, the notice whose turn it is, and whether it may be cut.

    `may_notify` is the answer for that notice at this moment; None when no notice is due. `order` is its cut in the
    queue. `address` is where its person is reached in an embedded chat.
    """

    supply_number: str
    at: Moment
    bill: Bill | None
    standing: Standing
    case: Case
    notice: Notice | None
    may_notify: Decision | None
    may_cut: Decision
    order: WorkOrder | None
    moves: tuple[Move, ...]
    holder: str
    address_of_premises: str
    category: str
    meter_number: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a chat, by a key that is unique in it: `inbound` was written by the person, `row` by us."""

    key: str
    at: datetime
    inbound: Inbound | None = None
    row: OutboxRow | None = None


async def supply_shown(services: Services, carriers: Carriers, supply_number: str) -> SupplyShown | None:
    """How one supply stands now; None when it does not exist."""
    async with services.units() as unit:
        account = await unit.ledger.account(supply_number)
        if account is None:
            return None
        at = await services.moment(unit)
        lines = await open_lines(unit, carriers, [supply_number])
        [situation] = await situations(unit, await positions(unit, [account], at), at, lines.carried)
        orders = await unit.work_orders.of_supply(supply_number, OrderState.QUEUED)
        cuts = [order for order in orders if order.kind is OrderKind.CUT]
        moves = await unit.cases.moves(supply_number)
        return _shown(situation, cuts, tuple(moves), at)


def _shown(situation: Situation, cuts: list[WorkOrder], moves: tuple[Move, ...], at: Moment) -> SupplyShown:
    account, today, case = situation.account, situation.standing, situation.case
    notice = next_notice(case, today, situation.protection, at.policy, at.now)
    return SupplyShown(
        supply_number=situation.supply_number,
        at=at,
        bill=latest_bill(account, at.today),
        standing=today,
        case=case,
        notice=notice,
        may_notify=may_contact(account, today, case, notice, situation.reach, at) if notice else None,
        may_cut=may_cut(account, today, case, at),
        order=cuts[-1] if cuts else None,
        moves=moves,
        holder=account.supply.holder,
        address_of_premises=account.supply.address,
        category=account.supply.category,
        meter_number=account.supply.meter_number,
    )


async def embedded_address(services: Services, supply_number: str) -> str | None:
    """The telephone that stands for the person of a supply in an embedded chat; None when there is no such supply.

    A person without a telephone has the supply itself as address.
    """
    async with services.units.reading() as unit:
        if await unit.ledger.account(supply_number) is None:
            return None
        contacts = (await unit.ledger.contacts([supply_number])).get(supply_number, ())
    best = min((c for c in contacts if c.phone), key=lambda c: _preference(c, services.policy), default=None)
    return best.phone if best else f"supply-{supply_number}"


def _preference(contact: Contact, policy: Policy) -> int:
    return (
        policy.channels.index(contact.channel) if contact.channel in policy.channels else len(policy.channels)
    )


async def transcript(services: Services, channel: str, address: str, limit: int = LINES) -> list[Line]:
    """The latest lines of an embedded chat, in order: each message with its replies, the others by time."""
    async with services.units.reading() as unit:
        said = await unit.conversations.inbound_of(channel, address, limit)
        rows = await unit.outbox.history(None, address, limit)
    return list(_in_order(said, [row for row in rows if row.text is not None]))


def _in_order(said: list[Inbound], rows: list[OutboxRow]) -> Iterator[Line]:
    replies: dict[str, list[OutboxRow]] = {}
    known = {message.id for message in said}
    others = []
    for row in rows:
        answered = _answered(row)
        if answered in known:
            replies.setdefault(answered, []).append(row)
        else:
            others.append(row)
    turns: list[tuple[datetime, list[Line]]] = [
        (m.received_at, [Line(m.id, m.received_at, inbound=m), *map(_line, replies.get(m.id, ()))])
        for m in said
    ]
    turns += [(_line(row).at, [_line(row)]) for row in others]
    for _, lines in sorted(turns, key=lambda turn: turn[0]):
        yield from lines


def _line(row: OutboxRow) -> Line:
    return Line(row.key, row.sent_at or row.created_at, row=row)


def _answered(row: OutboxRow) -> str:
    """The message that a reply answers; empty for what we wrote by ourselves."""
    return row.key.removeprefix("reply/").rpartition("/")[0] if row.key.startswith("reply/") else ""


async def replies(services: Services, keys: tuple[str, ...]) -> list[OutboxRow]:
    """The rows of those keys that went out."""
    async with services.units.reading() as unit:
        found = [await unit.outbox.get(key) for key in keys]
    return [row for row in found if row is not None and row.text is not None]
