"""Somebody asks at the desk for their own data, or to have them erased: a request with the law's last day (PE-DAT-7).

Whoever wrote it in the chat has one already. It is about the paper that the person signed: no name is on the list.
"""

from datetime import date

from receivables.errors import BadInput
from receivables.model.audit import Act
from receivables.model.claims import business_days_after
from receivables.model.contact import Moment
from receivables.model.policy import Policy
from receivables.model.request import DESKS, OF_DATA, Request, RequestKind
from receivables.model.request_deadlines import end_of
from receivables.usecases.entries import entry
from receivables.usecases.services import Services

COUNTER = "desk"
"""The channel of what nobody can be answered on: the desk tells the person."""


async def note(
    services: Services, kind: RequestKind, paper: str, *, received_on: date | None, actor: str
) -> Request:
    """Keep it. `paper`: the number of the signed application. `received_on`: today where none is given.

    Raises BadInput("not_about_data", "paper_needed", "received_in_future").
    """
    if kind not in OF_DATA:
        raise BadInput("not_about_data", kind=kind.value)
    if not paper.strip():
        raise BadInput("paper_needed")
    async with services.units() as unit:
        at = await services.moment(unit)
        since = received_on or at.today
        if since > at.today:
            raise BadInput("received_in_future")
        new = _asked(await unit.requests.next_number(at.today.year), kind, paper.strip(), since, at)
        await unit.requests.add(new)
        facts = {"number": new.number, "kind": kind.value, "received": since.isoformat()}
        await unit.audit.append([entry(at, actor, Act.REQUEST, new.number, "opened", facts=facts)])
    return new


def business_days(kind: RequestKind, policy: Policy) -> int:
    """So many of them the law leaves to answer (PE-DAT-7, CO-DAT-1)."""
    rights = policy.law.rights
    return rights.access_days if kind is RequestKind.DATA_ACCESS else rights.rectification_days


def _asked(number: str, kind: RequestKind, paper: str, since: date, at: Moment) -> Request:
    last = business_days_after(since, business_days(kind, at.policy), at.calendar)
    return Request(
        number=number,
        kind=kind,
        desk=DESKS[kind],
        channel=COUNTER,
        address="",
        opened_at=at.now,
        due_by=end_of(last, at.policy.zone).astimezone(at.now.tzinfo),
        values={"paper": paper},
    )
