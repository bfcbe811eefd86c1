"""One dispatcher in a process of its own, on a real channel whose provider is the stand-in.

It says `ready` once it delivers, and `ended` when a signal has asked it to stop and it has.
"""

import asyncio
import cProfile
import resource
import signal
import sys
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from bot.channels.twilio import TwilioAccount, WhatsAppChannel
from bot.dispatcher import dispatch
from caudal.bench.crowd import a_policy, renderer, services
from receivables.adapters.clocks import real_now
from receivables.adapters.packs.codes import load_codes
from receivables.adapters.packs.prices import load_prices
from receivables.model.failure import Codes
from receivables.store.database import Database
from receivables.usecases.carriers import Carriers

ACCOUNT, TOKEN = "AC" + "0" * 32, "an-invented-token"
NUMBER = "+51900099999"


@dataclass(frozen=True, slots=True)
class Order:
    """What a worker is to do.

    `provider` is the stand-in's address; `callbacks` where it is to tell what became of a message. `clock` names the
    file that says how far the product's clock is from the machine's, in seconds. `in_flight`: calls at the same time.
    `closed`: days (ISO) on which the utility lets everybody alone, declared after the law's own. `largest_file`: no
    file may grow beyond so many bytes: a disk that is full. `rest`: seconds of each rest after a 429, in place of the
    growing ones of the table, so that a storm of seconds holds many of them. `profile`: where to write how the time
    was spent.
    """

    database: str
    provider: str
    clock: str
    callbacks: str = "http://127.0.0.1:9"
    per_second: int | None = None
    openings: int | None = None
    in_flight: int = 8
    call_seconds: float = 20.0
    closed: Sequence[str] = ()
    largest_file: int = 0
    rest: int = 0
    profile: str = ""


class TurnedClock:
    """The machine's clock, moved by what a file says; a test moves it while workers run."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._read = (-1, timedelta())

    def now(self) -> datetime:
        """The moment that the product lives in."""
        changed = self._file.stat().st_mtime_ns
        if changed != self._read[0]:
            self._read = (changed, timedelta(seconds=float(self._file.read_text())))
        return real_now().astimezone(UTC) + self._read[1]


def turn(file: Path, moment: datetime) -> None:
    """Let the product's clock show that moment now."""
    draft = file.with_suffix(".draft")
    draft.write_text(str((moment - real_now()).total_seconds()))
    draft.replace(file)


async def work(order: Order) -> None:
    """Deliver until a signal asks to stop."""
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    if order.largest_file:
        resource.setrlimit(resource.RLIMIT_FSIZE, (order.largest_file, order.largest_file))
    watched = cProfile.Profile() if order.profile else None
    with watched or nullcontext():
        await _deliver(order, stop)
    if watched is not None:
        watched.dump_stats(order.profile)


def _codes(rest: int) -> Codes:
    shipped = load_codes()
    flood = shipped.of("twilio", "20429")
    shorter = {("twilio", flood.code): replace(flood, waits=(rest,))} if rest else {}
    return Codes({**shipped.rules, **shorter})


async def _deliver(order: Order, stop: asyncio.Event) -> None:
    database = Database(order.database)
    policy = a_policy(order.per_second, order.openings)
    closed = {date.fromisoformat(day) for day in order.closed}
    policy = replace(policy, extra_closed_days=policy.extra_closed_days | closed)
    here = services(database, policy, TurnedClock(Path(order.clock)))
    account = TwilioAccount(ACCOUNT, TOKEN, order.provider, seconds=order.call_seconds)
    channel = WhatsAppChannel(account, NUMBER, order.callbacks)
    carried = Carriers(
        {channel.name: channel}, {channel.name: channel}, codes=_codes(order.rest), prices=load_prices()
    )
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    try:
        await dispatch(here, carried, renderer(policy), stop, in_flight=order.in_flight)
    finally:
        await account.close()
        await database.close()
