"""What every use case is handed: where things are kept, what time it is, and under which rules."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from receivables.model.account import Account
from receivables.model.claims import frozen_by
from receivables.model.contact import Feed, Moment
from receivables.model.conversation import Inbound
from receivables.model.policy import Calendar, Policy
from receivables.model.standing import Standing, standing
from receivables.ports import Clock, CodeSource, UnitOfWork, Units


def unsigned(terms: str) -> str:
    """No seal: what nobody can verify."""
    return ""


def quotes_nothing(inbound: Inbound) -> str:
    """No message of ours: where nobody knows the provider's words."""
    return ""


@dataclass(frozen=True, slots=True)
class Services:
    """The surroundings of a use case, wired once at the start of a program.

    `code_source`: makes one-time codes; without it there are none. `code_channels`: by which they can be sent.
    `sign`: makes the seal of an agreement. `quoted`: the provider's id of the message that a person's one answers.
    """

    units: Units
    clock: Clock
    policy: Policy
    calendar: Calendar
    code_source: CodeSource | None = None
    code_channels: frozenset[str] = frozenset()
    sign: Callable[[str], str] = unsigned
    quoted: Callable[[Inbound], str] = quotes_nothing

    async def moment(self, unit: UnitOfWork) -> Moment:
        """The present moment with the feed's freshness; without any feed everything is stale."""
        now = self.clock.now()
        feed = await unit.ledger.feed()
        if feed is None:
            never = self.policy.today(now).replace(year=1970)
            feed = Feed(cut_date=never, payments_through=never)
        return Moment(now, self.policy, self.calendar, feed)

    def standing(self, account: Account, on: date) -> Standing:
        """What the account owes on a day, its claims frozen as the law says."""
        frozen = frozen_by(self.policy.law.claims, self.calendar)
        return standing(account, on, self.policy.negligible, frozen)
