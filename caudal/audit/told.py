"""What the chained lines themselves say of wishes, circumstances, holds, orders and votes.

The tables that the program reads can be changed by whoever reaches the database; a line of the record cannot, unseen.
Lines from before a fact was written down say nothing of it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from caudal.audit.chain import TABLES, End
from caudal.audit.rows import Approval, Closed, Impediment, Line

STATES = {
    ("cut", "allowed"): "queued",
    ("cut", "done"): "done",
    ("withdraw", "withdrawn"): "withdrawn",
    ("case", "reopening_ordered"): "queued",
    ("case", "delivery_ordered"): "queued",
    ("serve", "served"): "done",
    ("case", "done"): "done",
}
"""To what each line that names a work order brings it."""


def closings(lines: Iterable[Line]) -> list[Closed]:
    """Each closing of a subject, in the order of the record, with the moment of the line that lifted it."""
    found: list[Closed] = []
    still: dict[str, list[int]] = {}
    for line in lines:
        if line.outcome == "closed":
            still.setdefault(line.subject, []).append(len(found))
            found.append(Closed(line.subject, line.text("cause"), line.at, None))
        elif line.outcome == "lifted":
            for index in still.pop(line.subject, ()):
                found[index] = replace(found[index], lifted_at=line.at)
    return found


def impediments(lines: Iterable[Line]) -> list[Impediment]:
    """Each circumstance as often as it was noted, with the moment of the line that lifted it."""
    found: list[Impediment] = []
    still: dict[str, list[int]] = {}
    for line in lines:
        name, since = line.text("impediment"), line.day("since")
        if name and since is not None and line.outcome == "noted":
            still.setdefault(name, []).append(len(found))
            found.append(_impediment(line, since))
        elif line.outcome == "lifted":
            for index in still.pop(name, ()):
                found[index] = replace(found[index], lifted_at=line.at)
    return found


def _impediment(line: Line, since: date) -> Impediment:
    return Impediment(
        kind=line.text("kind"),
        scope=line.text("scope"),
        value=line.subject,
        since=since,
        until=line.day("until"),
        source=line.text("source"),
        noted_at=line.at,
        lifted_at=None,
    )


def approvals(lines: Iterable[Line]) -> list[Approval]:
    """Each question to named people, with the votes as they were written down when they were cast."""
    by_id: dict[str, list[Line]] = {}
    for line in lines:
        if line.act == "approve" and line.text("approval"):
            by_id.setdefault(line.text("approval"), []).append(line)
    return [_approval(name, several) for name, several in by_id.items()]


def _approval(name: str, lines: Sequence[Line]) -> Approval:
    votes = [line for line in lines if line.text("yes")]
    asked = next((line for line in lines if line.outcome == "asked"), None)
    round_ = [*name.split("/"), "", "", ""][2]
    return Approval(
        matter=lines[0].text("matter"),
        subject=lines[0].subject,
        round=int(round_) if round_.isdigit() else 0,
        needed=max(line.count("needed") for line in lines),
        asked_by=asked.actor if asked else "",
        yes=tuple(line.actor for line in votes if line.count("yes")),
        no=tuple(line.actor for line in votes if not line.count("yes")),
        state=votes[-1].outcome if votes else "open",
        last_vote_at=max((line.at for line in votes), default=None),
    )


def ends(looks: Iterable[Line]) -> list[End]:
    """Where the chains ended at earlier looks, newest first: the last one counts where two tell of the same row."""
    found = (End.read(table, look.text(table)) for look in looks for table in TABLES)
    return [end for end in found if end is not None]


def orders(lines: Iterable[Line]) -> dict[str, Line]:
    """The last line of each work order whose beginning the record tells whole."""
    found: dict[str, Line] = {}
    for line in lines:
        name, state = line.text("order"), STATES.get((line.act, line.outcome))
        if name and state and (name in found or (state == "queued" and line.complete)):
            found[name] = line
    return found
