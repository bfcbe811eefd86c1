"""Invented customers in a real database, each with a notice that may go now: what a dispatcher works on."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from caudal.bench.situations import an_account, contact_of
from receivables.adapters.calendar import calendar_of
from receivables.adapters.clocks import FrozenClock
from receivables.adapters.packs import load_policy
from receivables.model.account import Account
from receivables.model.contact import Contact, Feed
from receivables.model.ladder import Case, Notice
from receivables.model.limits import UNLIMITED, ChannelLimits
from receivables.model.message import Kind, Message, OutboxRow
from receivables.model.money import Money
from receivables.model.policy import Policy
from receivables.model.records import RecordKind
from receivables.model.sending import MessageTemplate, TemplateState
from receivables.ports import Clock
from receivables.store.database import Database
from receivables.usecases.consents import reconcile
from receivables.usecases.notices import notice_key
from receivables.usecases.services import Services
from templates.renderer import CatalogueRenderer
from templates.whatsapp import catalogue

START = datetime(2024, 1, 8, 15, tzinfo=UTC)  # a Monday, ten in the morning in Lima
CUT_DATE = date(2023, 12, 31)
LIFE = timedelta(hours=6)
BILLS = 3
PAGE = 5_000
NOTICE, KEY = Notice.OFFER, "agreement_offer"
Row = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Crowd:
    """How many supplies, of which every `shared`-th belongs to the person of the one before it (0: none does)."""

    supplies: int
    shared: int = 0

    def numbers(self) -> list[str]:
        """Their numbers."""
        return [f"{number:07}" for number in range(1, self.supplies + 1)]

    def contact(self, number: int) -> Contact:
        """Who is reached about a supply."""
        owner = number - 1 if self.shared and number % self.shared == 0 else number
        return replace(contact_of(owner), supply_number=f"{number:07}", name="Rosa Ejemplo")

    def account(self, number: int) -> Account:
        """What a supply owes."""
        return an_account(number, bills=BILLS)


def a_policy(per_second: int | None = None, openings: int | None = None) -> Policy:
    """The shipped policy with these limits of WhatsApp, and none of any other channel."""
    whatsapp = ChannelLimits(per_second=per_second, daily_openings=openings)
    limits = dict.fromkeys(("telegram", "sms", "correo"), UNLIMITED)
    return replace(load_policy(), limits={**limits, "whatsapp": whatsapp})


def services(database: Database, policy: Policy, clock: Clock) -> Services:
    """The surroundings of a use case on that database."""
    return Services(database.units(policy.utility, policy.currency), clock, policy, calendar_of(policy))


async def settle_in(database: Database, crowd: Crowd) -> None:
    """Make the tables and let the crowd move in: supplies, bills, consents, approved templates, a fresh feed."""
    await database.upgrade()
    policy = a_policy()
    here = services(database, policy, FrozenClock(START))
    async with here.units() as unit:
        await unit.ledger.record_feed(Feed(CUT_DATE, policy.today(START)))
        await unit.templates.save(approved(policy))
    await move_in(here, crowd)


async def move_in(here: Services, crowd: Crowd) -> None:
    """Supplies, bills and consents, beside whoever lives there already."""
    async with here.units() as unit:
        for first in range(1, crowd.supplies + 1, PAGE):
            numbers = range(first, min(first + PAGE, crowd.supplies + 1))
            accounts = [crowd.account(number) for number in numbers]
            supplies = [_row(each.supply, RecordKind.SUPPLY) for each in accounts]
            bills = [_row(bill, RecordKind.BILL) for each in accounts for bill in each.bills]
            contacts = [_row(crowd.contact(number), RecordKind.CONTACT) for number in numbers]
            await unit.ledger.upsert(RecordKind.SUPPLY, supplies)
            await unit.ledger.upsert(RecordKind.BILL, bills)
            await unit.ledger.upsert(RecordKind.CONTACT, contacts)
    await reconcile(here)


def approved(policy: Policy) -> list[MessageTemplate]:
    """Every template of the catalogue as an account has it that approved them all."""
    named = enumerate(sorted(catalogue(policy.locale).items()), start=1)
    kept = TemplateState.APPROVED
    return [
        MessageTemplate(
            "whatsapp", name, policy.locale, each.category, f"HX{number:032x}", kept, each.digest, START
        )
        for number, (name, each) in named
    ]


async def queue(here: Services, numbers: Sequence[str]) -> list[str]:
    """A notice for each of these supplies; their keys."""
    keys = []
    for first in range(0, len(numbers), PAGE):
        async with here.units() as unit:
            at = await here.moment(unit)
            rows = [
                OutboxRow(
                    key=notice_key(Case(number), NOTICE, at),
                    kind=Kind.NOTICE,
                    message=Message(KEY),
                    created_at=at.now,
                    not_before=at.now,
                    expires_at=at.now + LIFE,
                    supply_number=number,
                    notice=NOTICE,
                )
                for number in numbers[first : first + PAGE]
            ]
            await unit.outbox.add(rows)
            keys += [row.key for row in rows]
    return keys


def renderer(policy: Policy) -> CatalogueRenderer:
    """The words."""
    return CatalogueRenderer(policy.locale, policy)


def _row(value: object, kind: RecordKind) -> Row:
    return tuple(_plain(getattr(value, name)) for name in kind.columns)


def _plain(value: object) -> object:
    if isinstance(value, Money):
        return value.centimos
    return str(value) if isinstance(value, str) else value
