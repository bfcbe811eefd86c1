"""How sending stands, for the people who answer for it: channels, halts, alarms, doubts, dead letters, paper, cost."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from math import ceil

from receivables.model.conversation import DeadLetter, LetterPlace
from receivables.model.limits import portfolio
from receivables.model.message import OutboxRow
from receivables.model.price import UNCHARGED
from receivables.model.sending import PROACTIVE_HALT, Alarm, Halt, Spent, channel_halt
from receivables.model.workorder import OrderKind, OrderState
from receivables.ports import UnitOfWork
from receivables.usecases.services import Services

SHOWN = 20
COUNTED = 1000
"""Of papers; beyond so many it is only told that there are more."""
A_DAY = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class ChannelLine:
    """One channel. `resting`: seconds that its sender still rests; `opened` of `most` people in 24 hours.

    `most` None: without limit. `kept`: of them, for urgent notices.
    """

    name: str
    halt: Halt | None
    resting: int
    opened: int
    most: int | None
    kept: int


@dataclass(frozen=True, slots=True)
class Sending:
    """All of it at one moment. `halts`: besides that of everything and those of channels.

    `more_letters`: others follow on those. `paper_waiting` and `paper_done` are exact up to COUNTED; above it they only
    say that there are more.
    """

    now: datetime
    stopped: Halt | None
    channels: Sequence[ChannelLine]
    halts: Sequence[Halt]
    alarms: Sequence[Alarm]
    doubts: Sequence[OutboxRow]
    letters: Sequence[DeadLetter]
    more_letters: bool
    paper_waiting: int
    paper_done: int
    spent: Spent

    @property
    def cost(self) -> int:
        """Of the month so far, in millionths of a US dollar."""
        return sum(micros for _, _, micros in self.spent.values())

    @property
    def unpriced(self) -> frozenset[str]:
        """Channels that charge for messages, of which nobody knows what those of the month cost."""
        by_channel = self.cost_by_channel()
        return frozenset(name for name, _, micros in by_channel if not micros and name not in UNCHARGED)

    def cost_by_channel(self) -> list[tuple[str, int, int]]:
        """Channel, messages, millionths of a US dollar; the dearest first."""
        sums: dict[str, tuple[int, int]] = {}
        for (_, channel, _), (messages, _, micros) in self.spent.items():
            before = sums.get(channel, (0, 0))
            sums[channel] = (before[0] + messages, before[1] + micros)
        told = [(channel, *both) for channel, both in sums.items()]
        return sorted(told, key=lambda each: (-each[2], each[0]))


async def sending(
    services: Services, senders: Mapping[str, str], letters_after: LetterPlace | None = None
) -> Sending:
    """`senders`: under which name each channel's rate is counted, as far as this program knows.

    `letters_after`: the page of dead letters that follows on that place.
    """
    now = services.clock.now()
    month = services.policy.today(now).replace(day=1)
    since = datetime.combine(month, time(), services.policy.zone)
    async with services.units.reading() as unit:
        halts = await unit.halts.in_force(now)
        letters = await unit.conversations.dead_letters(SHOWN + 1, letters_after)
        names = dict.fromkeys((*services.policy.channels, *senders))
        channels = [await _line(services, unit, name, senders.get(name), halts) for name in names]
        of_channels = {PROACTIVE_HALT, *map(channel_halt, names)}
        return Sending(
            now=now,
            stopped=halts.get(PROACTIVE_HALT),
            channels=channels,
            halts=[halts[subject] for subject in sorted(halts) if subject not in of_channels],
            alarms=await unit.alarms.unseen(),
            doubts=await unit.outbox.in_doubt(SHOWN),
            letters=letters[:SHOWN],
            more_letters=len(letters) > SHOWN,
            paper_waiting=await _paper(unit, OrderState.QUEUED, None),
            paper_done=await _paper(unit, OrderState.DONE, since),
            spent=await unit.outbox.spent(since, now),
        )


async def _line(
    services: Services, unit: UnitOfWork, name: str, sender: str | None, halts: Mapping[str, Halt]
) -> ChannelLine:
    limits = services.policy.limits_of(name)
    most = limits.openings(urgent=True)
    since = services.clock.now() - A_DAY
    return ChannelLine(
        name=name,
        halt=halts.get(channel_halt(name)),
        resting=0 if sender is None else ceil(await unit.rates.resting(sender)),
        opened=0 if most is None else await unit.openings.used(portfolio(name), since),
        most=most,
        kept=0 if most is None else most - (limits.openings(urgent=False) or 0),
    )


async def _paper(unit: UnitOfWork, state: OrderState, since: datetime | None) -> int:
    kind = OrderKind.NOTICE_DELIVERY
    found = await unit.work_orders.page(kind=kind, state=state, closed_since=since, limit=COUNTED + 1)
    return len(found)
