"""What the tests of the API share: the application, keys for any role, and accounts in its ledger."""

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from enum import Enum
from functools import partial
from typing import Any

import httpx
from fastapi import FastAPI

from api import errors
from api.app import create_api
from api.deps import Parts
from api.tokens import Tokens
from caudal.shield import shielded
from receivables.adapters.bounces import read_bounce
from receivables.adapters.packs.codes import load_codes
from receivables.adapters.packs.prices import load_prices
from receivables.adapters.passwords import Argon2Passwords
from receivables.errors import Refused, Unknown
from receivables.model.account import Account
from receivables.model.contact import Feed
from receivables.model.money import Money
from receivables.model.records import RecordKind
from receivables.model.staff import StaffRole
from receivables.ports import Units
from receivables.testing import CountedCodes, FixedClock
from receivables.usecases import keys, staff
from receivables.usecases.services import Services
from receivables.usecases.sign_in import Entrance
from tests.support.build import CUT_DATE, a_calendar, a_policy, lima

SECRET_KEY = b"a secret key of the tests, long enough"
PASSWORD = "una frase larga"
NOW = "2024-01-08 10:00"
SENDER = "whatsapp:+51900000001"


@dataclass(frozen=True)
class Drawer:
    """Fills `ports.Files`: what people sent, by channel and reference."""

    kept: dict[tuple[str, str], bytes] = field(default_factory=dict)

    async def fetch(self, channel: str, reference: str, most: int) -> bytes:
        """As a provider gives it."""
        content = self.kept.get((channel, reference))
        if content is None:
            raise Unknown("media_gone")
        if len(content) > most:
            raise Refused("media_too_large", most=most)
        return content


@dataclass(frozen=True)
class House:
    """The application, its parts, and a program that talks to it."""

    app: FastAPI
    client: httpx.AsyncClient
    services: Services
    clock: FixedClock
    passwords: Argon2Passwords
    drawer: Drawer

    @property
    def entrance(self) -> Entrance:
        """What signing in needs; its clock is that of the business."""
        return Entrance(self.services, self.passwords, self.clock)

    async def add_user(self, name: str, role: StaffRole) -> None:
        """Someone of that role, with the password of all of them."""
        await staff.add_user(self.services, self.passwords, name, role, PASSWORD, actor="test")

    async def key(self, role: StaffRole) -> dict[str, str]:
        """The header of someone of that role, who is named for it and made when absent."""
        if await staff.user_named(self.services, role.value) is None:
            await self.add_user(role.value, role)
        return bearer(await keys.make_key(self.services, self.clock, role.value, actor="test"))

    async def post(self, role: StaffRole, path: str, **body: Any) -> httpx.Response:
        """Somebody of that role sends JSON."""
        return await self.client.post(f"/api/v1/{path}", json=body, headers=await self.key(role))

    async def get(self, role: StaffRole, path: str, **query: Any) -> httpx.Response:
        """Somebody of that role asks."""
        return await self.client.get(f"/api/v1/{path}", params=query, headers=await self.key(role))

    async def keep(self, *accounts: Account) -> None:
        """Put the accounts into the ledger, as of the cut date of the builders, with payments known to yesterday."""
        yesterday = self.services.policy.today(self.clock.now()) - timedelta(days=1)
        async with self.services.units() as unit:
            for account in accounts:
                await unit.ledger.upsert(RecordKind.SUPPLY, rows(RecordKind.SUPPLY, [account.supply]))
                await unit.ledger.upsert(RecordKind.BILL, rows(RecordKind.BILL, account.bills))
                await unit.ledger.upsert(RecordKind.CLAIM, rows(RecordKind.CLAIM, account.claims))
                number = account.supply.supply_number
                await unit.ledger.save_scores({(number, day): each for day, each in account.scores.items()})
            await unit.ledger.record_feed(Feed(CUT_DATE, yesterday))


@asynccontextmanager
async def a_house(units: Units, **policy: Any) -> AsyncIterator[House]:
    """The application over those units, at ten on a Monday morning, under the policy of Tumbes with changes."""
    clock = FixedClock(lima(NOW))
    services = Services(units, clock, a_policy(**policy), a_calendar(), CountedCodes())
    passwords = Argon2Passwords(passes=1, memory_kib=8, lanes=1)
    drawer = Drawer()
    parts = Parts(
        services,
        passwords,
        Tokens(SECRET_KEY, clock),
        clock,
        links=links,
        codes=load_codes(),
        read_bounce=read_bounce,
        senders={"whatsapp": SENDER},
        media=drawer,
        prices=load_prices(),
        door_key=DOOR_KEY,
    )
    app = an_api(parts)
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://caudal.example.org") as client:
        yield House(app, client, services, clock, passwords, drawer)


DOOR_KEY = b"d" * 32


def an_api(parts: Parts) -> FastAPI:
    """The application as the roof serves it."""
    return shielded(create_api(parts), partial(errors.fault, parts.language))


def links(token: str) -> dict[str, str]:
    """The deep links of a house with one bot."""
    return {"telegram": f"https://t.me/ejemplo_bot?start={token}"}


def bearer(credential: str) -> dict[str, str]:
    """The header that carries a token or a key."""
    return {"Authorization": f"Bearer {credential}"}


def rows(kind: RecordKind, things: Iterable[object]) -> list[tuple[object, ...]]:
    """Things of the model as rows of that kind."""
    return [tuple(_plain(getattr(thing, column)) for column in kind.columns) for thing in things]


def _plain(value: Any) -> object:
    if isinstance(value, Money):
        return value.centimos
    return value.value if isinstance(value, Enum) else value
