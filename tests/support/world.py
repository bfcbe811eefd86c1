"""A small utility in memory, with a clock to move and channels that remember: what the use cases run in."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

from bot.dispatcher import dispatch_due
from receivables.model.account import Account
from receivables.model.audit import AuditEntry
from receivables.model.contact import Contact, Feed
from receivables.model.ladder import Case, Move
from receivables.model.message import Message, OutboxRow
from receivables.model.money import Money
from receivables.model.records import RecordKind
from receivables.model.workorder import WorkOrder
from receivables.ports import Delivery, Parcel, Rendered, Templated, Units
from receivables.testing import CountedCodes, FixedClock, MemoryUnits
from receivables.usecases.carriers import Carriers
from receivables.usecases.consents import reconcile
from receivables.usecases.delivery.record import DeliverReport
from receivables.usecases.serve import acknowledge
from receivables.usecases.services import Services
from receivables.usecases.settle import post_payment, receive_daily_close
from receivables.usecases.settlement import NewPayment, PostedPayment
from tests.support.build import CUT_DATE, PHONE, a_calendar, a_policy, lima

Row = tuple[object, ...]


def supply_row(account: Account) -> Row:
    """The register's row of an account."""
    supply = account.supply
    values = [getattr(supply, name) for name in RecordKind.SUPPLY.columns]
    return tuple(str(value) if isinstance(value, str) else value for value in values)


def rows(account: Account) -> dict[RecordKind, list[Row]]:
    """An account as the rows of a feed; payments that are not in the feed are left out."""
    number = account.supply.supply_number
    return {
        RecordKind.SUPPLY: [supply_row(account)],
        RecordKind.BILL: [_row(bill, RecordKind.BILL) for bill in account.bills],
        RecordKind.PAYMENT: [_row(p, RecordKind.PAYMENT) for p in account.payments if p.in_feed],
        RecordKind.CLAIM: [_row(claim, RecordKind.CLAIM) for claim in account.claims],
        RecordKind.AGREEMENT: [
            (a.number, number, a.signed_on, a.down_payment.centimos, a.instalments, a.tea, a.state.value)
            for a in account.agreements
        ],
        RecordKind.INSTALMENT: [
            _row(i, RecordKind.INSTALMENT) for agreement in account.agreements for i in agreement.schedule
        ],
    }


def contact_row(contact: Contact) -> Row:
    """The row of a consent."""
    return _row(contact, RecordKind.CONTACT)


def _row(value: object, kind: RecordKind) -> Row:
    return tuple(_plain(getattr(value, name)) for name in kind.columns)


def _plain(value: object) -> object:
    if isinstance(value, Money):
        return value.centimos
    return str(value) if isinstance(value, str) else value


@dataclass
class Recorder:
    """A channel that takes everything and remembers it; `answer` raises or replies in place of it."""

    name: str = "chat"
    carries: frozenset[str] = frozenset({"whatsapp", "telegram", "sms", "chat"})
    initiates: bool = True
    sent: list[tuple[str, str, str]] = field(default_factory=list)
    answer: Any = None
    provider: str = "embedded"
    sender: str = "chat"
    needs_template: bool = False
    parcels: list[Parcel] = field(default_factory=list)

    async def send(self, parcel: Parcel) -> Delivery:
        """Hand over."""
        if self.answer is not None:
            await self.answer(parcel.address, parcel.key)
        self.sent.append((parcel.address, parcel.rendered.text, parcel.key))
        self.parcels.append(parcel)
        return Delivery(f"{self.name}-{len(self.sent)}")


class PlainRenderer:
    """The key and its values, so that a test can read what would be said. Without templates beside `templates`."""

    def __init__(self, templates: Collection[str] = (), digest: str = "d") -> None:
        self.templates = templates
        self.digest = digest

    def template_name(self, message: Message) -> str:
        """The key, with its variant."""
        variant = message.values.get("variant")
        return f"{message.key}.{variant}" if variant else message.key

    def template_digest(self, name: str) -> str | None:
        """The same for all templates there are."""
        return self.digest if name in self.templates else None

    def templated(self, message: Message) -> Templated:
        """The supply's number fills the only gap."""
        name = self.template_name(message)
        if name not in self.templates:
            raise LookupError(name)
        shown = str(message.values.get("supply_masked", ""))
        return Templated(name, f"template {name}: {shown}", {"1": shown})

    def render(self, message: Message, channel: str = "") -> Rendered:
        """One line, the same for every channel."""
        values = ", ".join(f"{name}={value}" for name, value in sorted(message.values.items()))
        return Rendered(f"{message.key}: {values}", tuple((b.id, b.label) for b in message.buttons))

    def label(self, button: Any) -> str:
        """The key of the label."""
        return str(button.label)


class World:
    """Services over memory (or over other units), one channel for everything, and words for what people do."""

    def __init__(self, moment: str = "2024-01-08 10:00", units: Units | None = None, **policy: Any) -> None:
        self.clock = FixedClock(lima(moment))
        self.codes = CountedCodes()
        self.services = Services(
            units or MemoryUnits(),
            self.clock,
            a_policy(**policy),
            a_calendar(),
            code_source=self.codes,
            code_channels=frozenset({"sms", "correo"}),
        )
        self.channel = Recorder()
        self.renderer = PlainRenderer()
        self.carriers = Carriers(
            proactive=dict.fromkeys(("whatsapp", "telegram", "sms"), self.channel),
            replies={"chat": self.channel, "telegram": self.channel},
        )

    @property
    def now(self) -> datetime:
        """The present moment."""
        return self.clock.now()

    def at(self, moment: str) -> None:
        """Move to a moment of the utility's clock."""
        self.clock.set(lima(moment))

    def holidays(self, *days: date) -> None:
        """Close these days."""
        self.services = replace(self.services, calendar=a_calendar(*days))

    async def has(self, account: Account, *contacts: Contact) -> None:
        """Load an account and its contacts, with a feed that is fresh."""
        await self.has_all((account, contacts))

    async def has_all(self, *loaded: tuple[Account, Sequence[Contact]]) -> None:
        """Load several accounts, each with its contacts."""
        async with self.services.units() as unit:
            await unit.ledger.record_feed(Feed(CUT_DATE, self.services.policy.today(self.now)))
            ledgers = [rows(account) for account, _ in loaded]
            for kind in ledgers[0]:
                if given := [row for ledger in ledgers for row in ledger[kind]]:
                    await unit.ledger.upsert(kind, given)
            if people := [contact_row(contact) for _, contacts in loaded for contact in contacts]:
                await unit.ledger.upsert(RecordKind.CONTACT, people)
            for account, _ in loaded:
                number = account.supply.supply_number
                await unit.ledger.save_scores({(number, day): score for day, score in account.scores.items()})
        await reconcile(self.services)

    async def fresh(self) -> None:
        """The billing system closes the day before."""
        yesterday = self.services.policy.today(self.now) - timedelta(days=1)
        await receive_daily_close(self.services, yesterday, actor="staff/billing")

    async def queue(self, *queued: OutboxRow) -> None:
        """Put rows into the outbox."""
        async with self.services.units() as unit:
            await unit.outbox.add(queued)

    async def deliver(self) -> DeliverReport:
        """Deliver until nothing is due."""
        return await dispatch_due(self.services, self.carriers, self.renderer)

    async def writes(self, address: str = PHONE) -> int:
        """The person behind the address writes something."""
        async with self.services.units() as unit:
            return await acknowledge(self.services, unit, None, address, self.now)

    async def pays(self, soles: str, **changes: Any) -> PostedPayment:
        """A collection centre posts a payment made right now."""
        payment = NewPayment(f"CAR1-{self.now:%m%d%H%M%S}", "0000001", Money.of(soles), self.now, "CAR1")
        return await post_payment(self.services, replace(payment, **changes), actor="staff/car1")

    async def case(self, supply: str = "0000001") -> Case:
        """What is remembered."""
        async with self.services.units.reading() as unit:
            return (await unit.cases.get([supply]))[supply]

    async def moves(self, supply: str = "0000001") -> list[Move]:
        """How it came there."""
        async with self.services.units.reading() as unit:
            return await unit.cases.moves(supply)

    async def remember(self, case: Case) -> None:
        """Start from a case."""
        async with self.services.units() as unit:
            await unit.cases.save(case)

    async def row(self, key: str) -> OutboxRow:
        """One row of the outbox."""
        async with self.services.units.reading() as unit:
            found = await unit.outbox.get(key)
        assert found is not None, key
        return found

    async def orders(self, supply: str = "0000001") -> list[WorkOrder]:
        """Work about a supply."""
        async with self.services.units.reading() as unit:
            return await unit.work_orders.of_supply(supply)

    async def trail(self, subject: str = "0000001") -> list[AuditEntry]:
        """The record of a subject."""
        async with self.services.units.reading() as unit:
            return await unit.audit.of(subject)


def outcomes(entries: Iterable[AuditEntry]) -> list[str]:
    """The record in short: `send withheld cap`."""
    return [" ".join([entry.act, entry.outcome, *entry.reasons]) for entry in entries]
