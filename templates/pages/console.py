"""The pages of the console: the morning of a utility's staff, and the story of one supply."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from receivables.model.approval import Approval
from receivables.model.decision import Reason
from receivables.model.explanation import Explanation, Line, What
from receivables.model.identity import masked
from receivables.model.money import Money
from receivables.model.policy import Policy
from receivables.model.request_deadlines import Nearness
from receivables.model.staff import StaffRole
from receivables.usecases.codes import GivenCode
from receivables.usecases.overview import Attention, Portfolio
from receivables.usecases.show_campaigns import Running
from receivables.usecases.show_queue import Queue
from receivables.usecases.show_sending import Sending
from receivables.usecases.show_supply import SupplyFile
from templates.explaining import Explainer
from templates.pages import console_sending
from templates.pages.chat import Asset, assets, reasons
from templates.pages.console_sending import Can
from templates.pages.console_words import ConsoleWords
from templates.pages.environment import pages

ASSETS = frozenset({"console.css", "drop.svg", "inbox.js"})
IMPEDIMENTS_SHOWN = 20
KEPT = frozenset({What.NOT_WRITTEN, What.WAITING, What.TOO_LATE, What.HELD_OUT, What.NOT_CUT})
OF_CUT = frozenset({What.CUT_ORDERED, What.CUT_DONE})


@dataclass(frozen=True, slots=True)
class Who:
    """Who reads the page. `csrf` goes into its forms; `opens_supplies`: whether supply numbers are shown whole;
    `sees_sending`: whether the page of sendings is theirs; `sees_inbox`: whether the conversations are;
    `sees_requests`: whether the requests are;
    `gives_codes`: whether people show them who they are;
    `within`: the localities to which they are bound, None for all of them.
    """

    name: str
    role: StaffRole
    csrf: str
    opens_supplies: bool
    sees_sending: bool = False
    sees_inbox: bool = False
    sees_requests: bool = False
    gives_codes: bool = False
    within: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """What came of the last thing that they did here."""

    text: str
    wrong: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, and whether this reader may answer it; `told` says why not."""

    approval: Approval
    open_to_me: bool
    told: str = ""


@dataclass(frozen=True, slots=True)
class Day:
    """The morning of one reader. What is None is not theirs to see.

    `within`: the localities to which they are bound; None for all of them. `deadlines`: of the requests.
    """

    now: datetime
    portfolio_shown: bool
    portfolio: Portfolio | None
    within: Sequence[str] | None
    withheld: Sequence[tuple[Reason, int]] | None
    campaigns: Sequence[Running] | None
    approves_campaigns: bool
    stops_campaigns: bool
    queue: Queue | None
    approvals: Sequence[Asked] | None
    attention: Attention | None
    deadlines: Mapping[Nearness, int] | None = None
    told: Told | None = None

    @property
    def most(self) -> Money | None:
        """The largest debt of a locality: the length of a whole bar."""
        places = self.portfolio.places if self.portfolio else ()
        return max((place.owed.receivable for place in places), default=None)


class ConsolePages:
    """Renders the pages of the console for one utility."""

    def __init__(self, policy: Policy) -> None:
        self._environment = pages()
        explainer = Explainer(policy)
        self._environment.filters.update(ConsoleWords(policy.locale, policy.zone).filters())
        self._environment.filters.update(console_sending.filters())
        self._environment.filters.update(
            masked=masked, reasons=reasons, sentence=explainer.to_staff, weight=_weight
        )
        self._environment.globals.update(
            utility=policy.name,
            currency=policy.currency,
            shown_impediments=IMPEDIMENTS_SHOWN,
        )

    def morning(self, who: Who, day: Day) -> str:
        """The first page."""
        return self._environment.get_template("console.html").render(who=who, day=day)

    def supply(
        self,
        who: Who,
        file: SupplyFile,
        story: Explanation,
        before: datetime | None,
        *,
        given: GivenCode | None = None,
        told: Told | None = None,
    ) -> str:
        """One supply: how it stands, and why everything about it was done or left undone; a code that was given now."""
        template = self._environment.get_template("console_supply.html")
        return template.render(who=who, file=file, story=story, before=before, given=given, told=told)

    def sending(self, who: Who, state: Sending, can: Can, told: Told | None, older: str) -> str:
        """How sending stands, and what waits for a decision. `older`: the cursor of the next page of dead letters."""
        template = self._environment.get_template("console_sending.html")
        return template.render(who=who, state=state, can=can, told=told, older=older)

    def unknown_supply(self, who: Who, supply_number: str) -> str:
        """A page that says that there is no such supply, to look for another one."""
        template = self._environment.get_template("console_no_supply.html")
        return template.render(who=who, supply_number=supply_number)


def asset(name: str) -> Asset | None:
    """One file of the pages; None for a name that is none of theirs."""
    return assets().get(name) if name in ASSETS else None


def _weight(line: Line) -> str:
    """How a line of a story is marked: kept from something, about a cut, or plain."""
    if line.what in KEPT:
        return "kept"
    return "cut" if line.what in OF_CUT else ""
