"""The two buttons of a demo: the next day, and a payment."""

import asyncio
import secrets
from datetime import date, datetime, time, timedelta

from caudal import wiring
from caudal.demo.routine import routine_of
from caudal.demo.till import Till
from receivables.errors import Refused
from receivables.usecases.carriers import Carriers

MORNING = time(11, 0)
"""When a visitor arrives at a day: what its campaigns had to say in the morning has been said."""


class Controls:
    """Moves a demo on (`bot.chat.DemoControls`). One button at a time: a day does not begin twice."""

    def __init__(self, installation: wiring.Installation, carriers: Carriers) -> None:
        self._installation = installation
        self._routine = routine_of(installation, wiring.inbox(installation, carriers))
        self._till = Till(installation.services, prefix=f"VISITA-{secrets.token_hex(4)}")
        self._turn = asyncio.Lock()

    async def next_day(self) -> None:
        """Go to the next working morning, through every hour at which there is something to do."""
        async with self._turn:
            arrival = self._next_morning()
            day = self._today()
            while day <= arrival.date():
                await self._live(day, arrival)
                day += timedelta(days=1)
            self._routine.clock.move_to(arrival)
            await self._installation.keep_clock()

    async def post_payment(self, supply_number: str) -> None:
        """Pay what is to be paid next of that supply (see `Till.pay_next`). Raises Refused("demo_nothing_to_pay")."""
        async with self._turn:
            if await self._till.pay_next(supply_number) is None:
                raise Refused("demo_nothing_to_pay")
            await self._routine.dispatch()

    async def _live(self, day: date, arrival: datetime) -> None:
        """Do what is due on that day from now on, up to the arrival."""
        for moment in await self._routine.moments(day):
            if self._installation.services.clock.now() < moment <= arrival:
                await self._routine.work(moment)
                await self._routine.dispatch()

    def _next_morning(self) -> datetime:
        """The next day on which somebody may be written to; tomorrow, when the calendar knows none."""
        services = self._installation.services
        policy, calendar = services.policy, services.calendar
        ahead = (self._today() + timedelta(days=n) for n in range(1, 32))
        open_days = (d for d in ahead if policy.law.contact[d.weekday()] and calendar.open_on(d))
        day = next(open_days, self._today() + timedelta(days=1))
        return datetime.combine(day, MORNING, policy.zone)

    def _today(self) -> date:
        services = self._installation.services
        return services.policy.today(services.clock.now())
