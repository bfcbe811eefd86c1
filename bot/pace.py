"""How many rows a dispatcher looks at, and when: few at a time where a sender has turns, so that hardly any waits.

Turns are taken first. A decision begins when the first turn in hand is as near as a decision takes, about as many rows
as have turns in the moments after it. A row whose sender has no turn yet stays claimed and undecided (`kept`).
"""

import asyncio
import math
from collections import Counter, defaultdict, deque
from collections.abc import Collection, Mapping, Sequence
from datetime import timedelta
from itertools import islice

from bot.answers import Answers
from bot.trips import Trips
from receivables.model.message import OutboxRow
from receivables.ports import Channel, Narrow
from receivables.usecases.carriers import Carriers
from receivables.usecases.delivery.handover import PROACTIVE, Prepared
from receivables.usecases.delivery.limits import Room
from receivables.usecases.delivery.turns import Turns
from receivables.usecases.services import Services

BATCH = 50
PROBE = 8
"""So many rows tell at first by which senders the others may go."""
SPAN_SECONDS = 0.04
"""Of so many seconds' turns at once it is decided what leaves at them."""
FIRST_LEAD, LEAST_LEAD, MOST_LEAD = 0.04, 0.02, 0.12
MARGIN_SECONDS = 0.006
MOST_KEPT = 100
"""Of one sender. Further rows wait in the store and keep no others from being looked at."""
WORTH_A_LOOK = 0.5
"""What part of what may be on its way has to be free before more rows are asked about: each time costs statements."""
A_SECOND = timedelta(seconds=1)


class Pace:
    """Of one worker. `out`: how many rows of each sender are on their way; `trips`: since when.

    `leaving`: how many of them are being recorded, and leave their places to those that are decided about meanwhile.
    """

    def __init__(self, services: Services, carriers: Carriers, turns: Turns, in_flight: int) -> None:
        channels: list[Channel] = [*carriers.proactive.values(), *carriers.replies.values()]
        rates = {each.sender: services.policy.limits_of(each.name).per_second for each in channels}
        self._turns = turns
        self._rates = {sender: rate for sender, rate in rates.items() if rate is not None}
        self._narrow = {each.sender: each.at_once for each in channels if isinstance(each, Narrow)}
        self._answers = Answers(carriers.replies)
        self._limited = self._rates.keys() | self._narrow.keys()
        opening = {each.sender for each in channels if services.policy.limits_of(each.name).daily_openings}
        self._shared = self._limited | opening
        self._most = in_flight
        self._lead = FIRST_LEAD
        self._shares: Counter[str] = Counter()
        self.kept: defaultdict[str, deque[OutboxRow]] = defaultdict(deque)
        self.out: Counter[str] = Counter()
        self.leaving = 0
        self.trips = Trips()
        self._beside = services.units.beside

    @property
    def free(self) -> int:
        """How many more rows may be on their way."""
        return self._most - self.out.total()

    @property
    def places_coming(self) -> bool:
        """Whether places are about to be free, so that what is decided may wait for them."""
        return self.leaving > 0 or (self._early and self.out.total() > 0)

    @property
    def waiting(self) -> int:
        """How many claimed rows have no turn yet."""
        return sum(map(len, self.kept.values()))

    def expect(self, claimed: Collection[OutboxRow]) -> None:
        """What is in hand. Answers go where they were asked: turns may be taken before anybody knows of the others."""
        if not self._shares:
            self._shares = self._answers.senders(claimed)

    def room(self) -> Room:
        """For each sender with a limit, how many rows may be handed over now."""
        return {sender: self._room(sender) for sender in self._limited}

    def later(self) -> Mapping[str, timedelta]:
        """The senders whose rows wait in the store: those that rest, and those that have very many."""
        found = {}
        for sender in self._limited:
            if rests := self._turns.rests(sender):
                found[sender] = timedelta(seconds=rests)
            elif (kept := len(self.kept[sender])) >= MOST_KEPT:
                found[sender] = A_SECOND * kept / self._rates.get(sender, kept)
        return found

    def want(self, claimed: Collection[OutboxRow]) -> None:
        """Have turns taken for the rows that seem to want them; no more than could go."""
        total, asked = self._shares.total(), self._answers.first(claimed)
        for sender, rate in self._rates.items():
            wanted = len(self.kept[sender]) + asked[sender]
            if claimed and self._shares[sender]:
                wanted += math.ceil(len(claimed) * self._shares[sender] / total)
            free = min(self.free, self._narrow.get(sender, self._most) - self.out[sender])
            self._turns.want(sender, rate, max(min(wanted, free), 0), self._lead)

    def chunk(self, claimed: deque[OutboxRow], hoped: int) -> tuple[list[OutboxRow], list[OutboxRow]]:
        """The next rows to decide about: answers and those that were kept, and fresh ones. None until it is time.

        `hoped`: more than so many together are not waited for. Answers, which come first, wait for no others at all;
        one whose sender has no turn stays, or is looked at with the others in its place.
        """
        everything = bool(claimed) and self._anything_goes()
        free = self.free + (self._coming(claimed) if everything else 0)
        if free < self._worth(everything, self._answers.together(claimed, hoped)):
            return [], []
        room = self.room()
        first = [] if everything else self._answers.take(claimed, room, min(free, BATCH))
        due = everything or first or any(self._due(sender, bool(claimed)) for sender in self._limited)
        if not due:
            return [], []
        for sender, rows in self.kept.items():
            count = max(min(room[sender], len(rows), free - len(first)), 0)
            first += [rows.popleft() for _ in range(count)]
            room[sender] -= count
        count = min(free, BATCH) - len(first)
        if not everything:
            count = min(count, self._fresh(room))
        elif not self._shares and self._limited:
            count = min(count, PROBE)
        return first, [claimed.popleft() for _ in range(max(min(count, len(claimed)), 0))]

    def learn(self, prepared: Prepared, first: Collection[str], before: Room, after: Room) -> None:
        """By whom the fresh rows of a chunk would go; those without a turn are kept in their order.

        What was `first` in it says nothing of the others in hand, and stays first.
        """
        shares = Counter(departure.channel.sender for departure in prepared.departures)
        shares.update(sender for sender, _ in prepared.crowded)
        for sender in self._limited:
            shares[sender] = before[sender] - after[sender]
        old = [(sender, row) for sender, row in prepared.crowded if row.key in first]
        for sender, row in reversed(old):
            self.kept[sender].appendleft(row)
        for sender, row in prepared.crowded:
            if row.key not in first:
                self.kept[sender].append(row)
        for sender in {sender for sender, row in prepared.crowded if row.kind not in PROACTIVE}:
            self.kept[sender] = deque(sorted(self.kept[sender], key=lambda row: row.kind in PROACTIVE))
        if +shares and not first:
            self._shares = +shares

    def took(self, seconds: float) -> None:
        """A decision took so long, without its wait for a place; the next may, too."""
        lead = seconds + MARGIN_SECONDS
        part = 0.5 if lead > self._lead else 0.15
        self._lead = min(max(self._lead + part * (lead - self._lead), LEAST_LEAD), MOST_LEAD)

    def due_in(self, claimed: Collection[OutboxRow], hoped: int) -> float:
        """Seconds until there may be something to decide (see `chunk`)."""
        asked = self._answers.first(claimed)
        wanting = [s for s in self._rates if self.kept[s] or asked[s] or (claimed and self._shares[s])]
        turns = (self._turns.next_in(sender) - self._lead for sender in wanting)
        places = math.inf
        if claimed and self._early and not self._meets(claimed):
            missing = self._worth(True, self._answers.together(claimed, hoped)) - self.free
            places = self.trips.back(max(missing, 1), _now()) - self._lead - _now()
        return min(*turns, places, math.inf)

    def drained(self) -> Sequence[OutboxRow]:
        """What was kept, for others."""
        rows = [row for kept in self.kept.values() for row in kept]
        self.kept.clear()
        return rows

    @property
    def _early(self) -> bool:
        """Whether rows are decided about before their places are free.

        Not where units wait for one another: what is recorded next would wait for what is decided, which waits for it.
        Nor by senders whose turns would pass or whose budget others would wait for.
        """
        return self._beside and bool(self._shares) and self._shares.keys().isdisjoint(self._shared)

    def _meets(self, claimed: Collection[OutboxRow]) -> bool:
        """Whether one of the next rows is of a supply that has one on its way; that one could not be recorded."""
        return self.trips.meets(list(islice(claimed, BATCH)))

    def _coming(self, claimed: Collection[OutboxRow]) -> int:
        """How many places will be free when a decision that begins now has come to its end."""
        if not self._early:
            return self.leaving
        return (
            0 if self._meets(claimed) else max(self.leaving, self.trips.back_by(_now() + self._lead, _now()))
        )

    def _room(self, sender: str) -> int:
        narrow = self._narrow.get(sender, self._most) - self.out[sender]
        if sender not in self._rates:
            return max(narrow, 0)
        if self._turns.rests(sender):
            return 0
        return max(min(self._turns.within(sender, self._lead + SPAN_SECONDS), narrow), 0)

    def _anything_goes(self) -> bool:
        """Whether fresh rows need not wait for turns: nobody knows by whom they go, or they go without."""
        return (
            not self._shares
            or not self._shares.keys() <= self._limited
            or bool(self.later().keys() & self._shares)
        )

    def _due(self, sender: str, claimed: bool) -> bool:
        if not self.kept[sender] and not (claimed and self._shares[sender]):
            return False
        if sender in self._rates and self._turns.next_in(sender) > self._lead:
            return False
        return self._room(sender) > 0

    def _fresh(self, left: Room) -> int:
        """So many rows that the senders with room find theirs among them."""
        free = {sender: count for sender, count in left.items() if count > 0 and self._shares[sender]}
        found = sum(self._shares[sender] for sender in free)
        return math.ceil(sum(free.values()) * self._shares.total() / found) if found else 0

    def _worth(self, everything: bool, hoped: int) -> int:
        """How many must be free for a look to be worth it."""
        usual = float(self._most)
        if not everything:
            usual = min(usual, sum(self._rates.get(s, self._most) * SPAN_SECONDS for s in self._shares))
        return max(min(int(usual * WORTH_A_LOOK), hoped), 1)


def _now() -> float:
    return asyncio.get_running_loop().time()
