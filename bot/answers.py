"""The answers among claimed rows. Whoever asked waits for them: they go first, and wait for no other rows."""

from collections import Counter, deque
from collections.abc import Collection, Iterable, Mapping
from itertools import takewhile

from receivables.model.message import OutboxRow
from receivables.ports import Channel
from receivables.usecases.delivery.handover import PROACTIVE
from receivables.usecases.delivery.limits import Room


class Answers:
    """By which senders they go: those of the channels where they were asked."""

    def __init__(self, replies: Mapping[str, Channel]) -> None:
        self._senders = {name: channel.sender for name, channel in replies.items()}

    def senders(self, rows: Iterable[OutboxRow]) -> Counter[str]:
        """How many answers each sender has among these rows."""
        answers = (row for row in rows if row.kind not in PROACTIVE and row.channel in self._senders)
        return Counter(self._senders[row.channel or ""] for row in answers)

    def first(self, claimed: Collection[OutboxRow]) -> Counter[str]:
        """How many of each sender stand before all else; "" has those that no channel carries any more."""
        answers = takewhile(lambda row: row.kind not in PROACTIVE, claimed)
        return Counter(self._senders.get(row.channel or "", "") for row in answers)

    def together(self, claimed: Collection[OutboxRow], hoped: int) -> int:
        """For how many rows together one may wait: for no others where somebody waits for an answer."""
        return min(hoped, self.first(claimed).total() or hoped)

    def take(self, claimed: deque[OutboxRow], room: Room, most: int) -> list[OutboxRow]:
        """The answers at the front that may go now, out of what is claimed; the room that they use is gone."""
        going: list[OutboxRow] = []
        staying: list[OutboxRow] = []
        while claimed and claimed[0].kind not in PROACTIVE and len(going) < most:
            row = claimed.popleft()
            sender = self._senders.get(row.channel or "", "")
            if room.get(sender, 1) < 1:
                staying.append(row)
                continue
            going.append(row)
            if sender in room:
                room[sender] -= 1
        claimed.extendleft(reversed(staying))
        return going
