"""The invented field team: it reopens every service at its next round, takes a few notices to their doors on paper,
and executes a few of the cuts in the queue.
"""

import secrets
from contextlib import suppress
from datetime import datetime, time
from hashlib import sha256

from receivables.adapters.passwords import Argon2Passwords
from receivables.errors import Refused
from receivables.model.law import cut_moment
from receivables.model.staff import StaffRole
from receivables.model.workorder import OrderKind, OrderState
from receivables.usecases.fieldwork import execute_cut, reopen
from receivables.usecases.services import Services
from receivables.usecases.staff import add_user, subject
from receivables.usecases.unserved import Left, delivered

ROUNDS = (time(12, 0), time(19, 0))
"""Twice a day, every day of the week: the legal clock of a reopening does not stop on Sundays."""
CUTS_A_ROUND = 2
PAPERS_A_ROUND = 12
ZONES = {
    "operario.norte": ("Aguas Verdes", "Zarumilla", "Papayal", "Matapalo"),
    "operario.centro": (
        "Tumbes",
        "Nuevo Tumbes",
        "Corrales",
        "Pampas de Hospital",
        "San Jacinto",
        "San Juan de la Virgen",
        "Puerto Pizarro",
        "La Cruz",
    ),
    "operario.sur": ("Cancas", "Zorritos"),
}
"""Each operator with the localities whose orders are his."""


async def hire(services: Services) -> None:
    """Add the operators; nobody knows their passwords."""
    for name, localities in ZONES.items():
        with suppress(Refused):  # an earlier part of the story hired him
            password = secrets.token_urlsafe()
            await add_user(
                services,
                Argon2Passwords(),
                name,
                StaffRole.OPERATOR,
                password,
                actor="demo",
                localities=localities,
            )


async def work(services: Services, moment: datetime) -> None:
    """What the team does at that moment, if it is one of its rounds."""
    if services.policy.local(moment).time() not in ROUNDS:
        return
    for order_id, operator in await _queued(services, OrderKind.REOPENING, None):
        await reopen(services, order_id, actor=operator)
    for order_id, operator in await _queued(services, OrderKind.NOTICE_DELIVERY, PAPERS_A_ROUND):
        photo = sha256(order_id.encode()).hexdigest()  # of a photo that nobody took
        await delivered(services, order_id, photo_sha256=photo, left=Left.UNDER_DOOR, actor=operator)
    if cut_moment(moment, services.policy, services.calendar):
        return  # the door would say no
    for order_id, operator in await _queued(services, OrderKind.CUT, CUTS_A_ROUND):
        await execute_cut(services, order_id, actor=operator)


async def _queued(services: Services, kind: OrderKind, limit: int | None) -> list[tuple[str, str]]:
    """Orders that wait, each with who works on it."""
    async with services.units.reading() as unit:
        orders = await unit.work_orders.page(kind=kind, state=OrderState.QUEUED, limit=limit or 500)
    return [(order.id, subject(order.operator) if order.operator else "staff/cuadrilla") for order in orders]
