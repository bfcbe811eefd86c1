"""`/console`: what a utility's staff look at in the morning, what they approve there, and the story of one supply."""

import asyncio
from collections.abc import Awaitable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Annotated, Literal
from urllib.parse import quote

from fastapi import APIRouter, Depends, Form, Query
from fastapi.responses import Response

from api.approvals import SEE_ALL
from api.auth import MAY, Deed
from api.console_parts import HOME, LONGEST_ID, LONGEST_WHY, LONGEST_WORD, go, page, who
from api.deps import Parts
from api.errors import status_of
from api.requests import places_of
from api.scope import localities_of, sees_order, sees_supply, supply_seen
from api.sessions import Visitor, visitor
from receivables.errors import BadInput, CaudalError, Refused, Unknown
from receivables.model.approval import Approval
from receivables.model.campaign import PlanState
from receivables.model.staff import User
from receivables.usecases import approvals, codes, overview, plan_campaign
from receivables.usecases.explain import explain
from receivables.usecases.overview import Portfolio
from receivables.usecases.request_alarms import deadlines
from receivables.usecases.services import Services
from receivables.usecases.show_campaigns import planned_campaigns
from receivables.usecases.show_queue import Queued, queue
from receivables.usecases.show_supply import supply_file
from receivables.usecases.staff import subject
from templates.errors import sentence
from templates.pages.console import Asked, ConsolePages, Day, Told, asset

LINES = 30
LONGEST_NUMBER = 32
FRESH = timedelta(minutes=1)
"""How long the sums of a portfolio are shown again before they are made anew."""

DONE: Mapping[str, str] = {
    "approved": "La campaña quedó aprobada.",
    "counted": "Su aprobación quedó anotada; todavía falta otra.",
    "stopped": "La campaña quedó detenida.",
    "granted": "Quedó aprobado.",
    "refused": "Quedó rechazado.",
    "open": "Su voto quedó anotado; todavía falta otro.",
}
"""What the page says after something was done; it is named in the address and never repeated from it."""


def console_router(parts: Parts) -> APIRouter:
    """The pages of that application."""
    router = APIRouter(prefix=HOME, include_in_schema=False)
    console = _Console(parts)
    router.add_api_route("", console.morning, methods=["GET"])
    router.add_api_route("/assets/{name}", console.asset, methods=["GET"])
    router.add_api_route("/plans/approve", console.approve_plan, methods=["POST"])
    router.add_api_route("/plans/stop", console.stop_plan, methods=["POST"])
    router.add_api_route("/approvals", console.decide, methods=["POST"])
    router.add_api_route("/supplies", console.find, methods=["GET"])
    router.add_api_route("/supplies/{supply_number}", console.supply, methods=["GET"])
    router.add_api_route("/supplies/{supply_number}/code", console.give_code, methods=["POST"])
    return router


Sees = Annotated[Visitor, Depends(visitor(Deed.SEE_CONSOLE))]
Approves = Annotated[Visitor, Depends(visitor(Deed.APPROVE_CAMPAIGN))]
Stops = Annotated[Visitor, Depends(visitor(Deed.STOP_CAMPAIGN))]
Votes = Annotated[Visitor, Depends(visitor(Deed.VOTE))]
GivesCodes = Annotated[Visitor, Depends(visitor(Deed.GIVE_CODE))]
SeesSupplies = Annotated[Visitor, Depends(visitor(Deed.SEE_SUPPLY))]
Id = Annotated[str, Form(max_length=LONGEST_ID)]


class _Console:
    """One method for each route."""

    def __init__(self, parts: Parts) -> None:
        self._services = parts.services
        self._language = parts.language
        self._pages = ConsolePages(parts.services.policy)
        self._sums = _Sums(parts.services)

    async def morning(
        self,
        guest: Sees,
        after: Annotated[str, Query(max_length=LONGEST_ID)] = "",
        done: Annotated[str, Query(max_length=LONGEST_WORD)] = "",
    ) -> Response:
        """The first page, with what came of the last thing done on it."""
        told = Told(DONE[done]) if done in DONE else None
        return await self._morning(guest, after, told)

    async def approve_plan(self, guest: Approves, plan: Id) -> Response:
        """One named approval of a campaign's plan."""

        async def approve() -> str:
            found = await plan_campaign.approve(self._services, plan, approved_by=subject(guest.user.name))
            return "approved" if found.state is PlanState.APPROVED else "counted"

        return await self._after(guest, approve(), "campanas")

    async def stop_plan(self, guest: Stops, plan: Id) -> Response:
        """Stop a plan for good."""

        async def stop() -> str:
            await plan_campaign.stop(self._services, plan, actor=subject(guest.user.name))
            return "stopped"

        return await self._after(guest, stop(), "campanas")

    async def decide(
        self,
        guest: Votes,
        approval: Id,
        vote: Annotated[Literal["yes", "no"], Form()],
        why: Annotated[str, Form(max_length=LONGEST_WHY)],
    ) -> Response:
        """One named vote, with its reason."""

        async def cast() -> str:
            if not why.strip():
                raise BadInput("vote_without_reason")
            user = guest.user
            answered = await approvals.decide(
                self._services,
                approval,
                name=user.name,
                role=user.role,
                yes=vote == "yes",
                why=why.strip(),
            )
            return answered.state.value

        return await self._after(guest, cast(), "aprobar")

    async def find(
        self, guest: SeesSupplies, supply: Annotated[str, Query(max_length=LONGEST_NUMBER)] = ""
    ) -> Response:
        """From the search box to the page of a supply."""
        number = "".join(supply.split())
        return go(f"{HOME}/supplies/{quote(number, safe='')}" if number else HOME)

    async def supply(
        self, guest: SeesSupplies, supply_number: str, before: datetime | None = None
    ) -> Response:
        """The story of one supply. One of another portfolio is told as one that does not exist."""
        if before is not None and before.tzinfo is None:
            raise BadInput("field_moment")
        return await self._supply(guest, supply_number, before)

    async def give_code(self, guest: GivesCodes, supply_number: str) -> Response:
        """A code for whoever stands at the desk, on a page that nobody keeps."""
        given, told, status = None, None, HTTPStatus.OK
        try:
            await supply_seen(self._services, guest.user, supply_number)
            given = await codes.give(self._services, supply_number, actor=subject(guest.user.name))
        except Refused as refusal:
            told, status = Told(sentence(refusal, self._language), wrong=True), status_of(refusal)
        except Unknown:
            pass  # the page says it
        answer = await self._supply(guest, supply_number, given=given, told=told, status=status)
        answer.headers["Cache-Control"] = "no-store"
        return answer

    async def _supply(
        self,
        guest: Visitor,
        supply_number: str,
        before: datetime | None = None,
        *,
        given: codes.GivenCode | None = None,
        told: Told | None = None,
        status: HTTPStatus = HTTPStatus.OK,
    ) -> Response:
        reader = who(guest)
        try:
            file = await supply_file(self._services, supply_number)
            if not sees_supply(guest.user, file.supply):
                raise Unknown("unknown_supply", supply=supply_number)
        except Unknown:
            return page(self._pages.unknown_supply(reader, supply_number), HTTPStatus.NOT_FOUND)
        story = await explain(self._services, supply_number, limit=LINES, before=before)
        return page(self._pages.supply(reader, file, story, before, given=given, told=told), status)

    async def asset(self, name: str) -> Response:
        """A file of the pages: the same for everybody."""
        found = asset(name)
        if found is None:
            raise Unknown("no_such_path")
        return Response(found.content, media_type=found.kind, headers={"Cache-Control": "max-age=300"})

    async def _after(self, guest: Visitor, doing: Awaitable[str], place: str) -> Response:
        """Do it and show the page anew; what was refused is told on the page, and nothing was changed."""
        try:
            return go(f"{HOME}?done={await doing}#{place}")
        except CaudalError as refusal:
            told = Told(sentence(refusal, self._language), wrong=True)
            return await self._morning(guest, "", told, status_of(refusal))

    async def _morning(
        self, guest: Visitor, after: str, told: Told | None, status: HTTPStatus = HTTPStatus.OK
    ) -> Response:
        day = await _Reader(self._services, self._sums, guest.user).day(after, told)
        return page(self._pages.morning(who(guest), day), status)


class _Sums:
    """The sums of the portfolio: made once for all who look within a minute."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._made: Portfolio | None = None
        self._one_at_a_time = asyncio.Lock()

    async def get(self) -> Portfolio | None:
        """As of a minute ago at most, by the clock of the business; None before the first feed."""
        async with self._one_at_a_time:
            now = self._services.clock.now()
            made = self._made
            if made is None or not made.at.now <= now < made.at.now + FRESH:
                self._made = await overview.portfolio(self._services)
            return self._made


@dataclass(frozen=True, slots=True)
class _Reader:
    """Gathers the parts of the morning that one member of staff may see."""

    services: Services
    sums: _Sums
    user: User

    async def day(self, after: str, told: Told | None) -> Day:
        """All of them; what is not theirs is None."""
        services, within = self.services, localities_of(self.user)
        whole = await self.sums.get() if self._may(Deed.READ_PORTFOLIO) else None
        everywhere = self._may(Deed.READ_PORTFOLIO) and within is None
        return Day(
            now=services.clock.now(),
            portfolio_shown=self._may(Deed.READ_PORTFOLIO),
            portfolio=whole.within(within) if whole else None,
            within=within,
            withheld=await overview.withheld_today(services) if everywhere else None,
            campaigns=await planned_campaigns(services) if self._may(Deed.READ_CAMPAIGNS) else None,
            approves_campaigns=self._may(Deed.APPROVE_CAMPAIGN),
            stops_campaigns=self._may(Deed.STOP_CAMPAIGN),
            queue=await queue(services, self._sees, after=after)
            if self._may(Deed.READ_WORK_ORDERS)
            else None,
            approvals=await self._approvals() if self._may(Deed.READ_APPROVALS) else None,
            attention=await overview.attention(services) if self._may(Deed.READ_IMPEDIMENTS) else None,
            deadlines=await deadlines(services, places_of(self.user))
            if self._may(Deed.READ_REQUESTS)
            else None,
            told=told,
        )

    def _may(self, deed: Deed) -> bool:
        return self.user.role in MAY[deed]

    def _sees(self, queued: Queued) -> bool:
        return sees_order(self.user, queued.order) and sees_supply(self.user, queued.supply)

    async def _approvals(self) -> list[Asked]:
        """What a role may not decide it need not see, unless it answers for all of it."""
        role, found = self.user.role, await approvals.waiting(self.services)
        return [
            self._asked(each) for each in found if role in SEE_ALL or role in approvals.DECIDES[each.matter]
        ]

    def _asked(self, approval: Approval) -> Asked:
        """Whether they may answer it; the use case has the last word."""
        if not self._may(Deed.VOTE) or self.user.role not in approvals.DECIDES[approval.matter]:
            return Asked(approval, open_to_me=False)
        if approval.asked_by in (self.user.name, subject(self.user.name)):
            return Asked(approval, open_to_me=False, told="Usted lo pidió: lo responden otras personas.")
        if any(vote.name == self.user.name for vote in approval.votes):
            return Asked(approval, open_to_me=False, told="Usted ya respondió.")
        return Asked(approval, open_to_me=True)
