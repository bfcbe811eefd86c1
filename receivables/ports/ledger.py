"""Supplies with their ledgers, and the scores kept beside them."""

from collections.abc import AsyncIterator, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Protocol

from receivables.model.account import Account, Claim, ClaimOutcome
from receivables.model.contact import Contact, Feed
from receivables.model.ladder import Step
from receivables.model.money import Money
from receivables.model.owed import Owed
from receivables.model.records import RecordKind
from receivables.model.rfm import RfmCuts, RfmScore

BEFORE_ANY_FEED = date(1970, 1, 1)
"""The cut date of accounts before the first feed was recorded."""


@dataclass(frozen=True, slots=True)
class Upserted:
    """What a bulk load did."""

    inserted: int = 0
    updated: int = 0
    unchanged: int = 0


@dataclass(frozen=True, slots=True)
class PaymentColumns:
    """Payments as columns of equal length, for scoring in bulk: supplies, days, centimos."""

    supplies: Sequence[str]
    days: Sequence[date]
    centimos: Sequence[int]


class ScoreEngine(Protocol):
    """Cut points and scores in bulk; must agree with `model.rfm` on every account (proved by a property test)."""

    def cuts(self, payments: PaymentColumns, days: Sequence[date]) -> dict[date, RfmCuts]:
        """The cut points as of each day over the 12 months before it; a day on which nobody had paid is left out."""
        ...

    def scores(
        self,
        payments: PaymentColumns,
        wanted: Sequence[tuple[str, date]],
        cuts: Mapping[date, RfmCuts],
    ) -> dict[tuple[str, date], RfmScore]:
        """The score of each (supply, day) by that day's cut points."""
        ...


class Ledger(Protocol):
    """Supplies, bills, payments, claims, agreements, contacts; and the scores kept beside them."""

    async def feed(self) -> Feed | None:
        """How fresh the facts are; None before the first import."""
        ...

    async def record_feed(self, feed: Feed) -> None:
        """Note a newer cut date or day of payments; an older one changes nothing."""
        ...

    async def upsert(self, kind: RecordKind, rows: Iterable[tuple[object, ...]]) -> Upserted:
        """Load rows in bulk by their key, in the column order of the kind; unchanged rows are not written.

        Money columns are centimos, days are `date`, decimals are `Decimal`, flags are `bool`. Of rows with the same key
        the last stays. A payment of a feed is in the feed from then on, also when it was posted before.
        """
        ...

    async def withdraw_contacts(self, listed: Collection[tuple[str, ...]]) -> list[Contact]:
        """Remove the contacts that feeds gave and whose keys are not listed: those. A refusal is never removed.

        The file of contacts is the whole list of consents: one that is in it no longer was withdrawn (I-6). What chats
        and desks gave is not its business.
        """
        ...

    async def add_contact(self, contact: Contact) -> bool:
        """Keep a way to reach somebody that a chat or a desk gave; False when its key is known already.

        A known one that has no chat of its own gets the `handle` of this one.
        """
        ...

    async def note_usual_consumption(self) -> int:
        """Give every bill that owes something the mean consumption of the months before it, where it has none yet.

        Up to six bills (`Bill.usual_m3`); how many got one.
        """
        ...

    async def offer_claim(self, bills: Collection[str], at: datetime, how: str) -> None:
        """Note that inspection or claim was offered for those atypical bills; the first offer stays (PE-BILL-2)."""
        ...

    async def add_claim(self, claim: Claim) -> None:
        """Keep a claim that was registered here, under a number of ours."""
        ...

    async def resolve_claim(self, number: str, outcome: ClaimOutcome, on: date) -> None:
        """Note how a claim that was registered here ended."""
        ...

    async def supersede_claims(self) -> list[tuple[str, str]]:
        """Remove claims of ours whose bill has one of a feed that was filed on the same day or later: those pairs."""
        ...

    async def keep_filing_days(self) -> None:
        """Claims of a feed that took the place of one of ours were filed when ours was: a day that was told stays.

        Their requests tell it: `registered_as` and `filed_on` among their values. Each import sets it anew.
        """
        ...

    async def known(self, kind: RecordKind, keys: Collection[str]) -> frozenset[str]:
        """Which of those keys have a row already; for kinds whose key is one column."""
        ...

    async def account(self, supply_number: str) -> Account | None:
        """One account with its whole history."""
        ...

    async def accounts(self, supply_numbers: Collection[str], *, whole: bool = True) -> dict[str, Account]:
        """Several accounts, each with its whole history, or in the short form of `owing`, whether they owe or not."""
        ...

    async def owing(
        self,
        after: str,
        limit: int,
        *,
        localities: Collection[str] = (),
        active_only: bool = False,
        due_before: date | None = None,
        bills_due: int = 1,
        consumed_over: Decimal | None = None,
        not_beyond: Collection[Step] = (),
    ) -> list[Account]:
        """The next page, by supply number, of accounts that may owe a bill, or an instalment of a live agreement.

        A pre-filter only: it never leaves out an account with anything unpaid at or after the feed's cut date. With
        `due_before` it leaves out those that have neither `bills_due` bills unpaid in the feed and due before that day
        (claimed or not, however little) nor an unpaid instalment of a live agreement due before it. With
        `consumed_over` it leaves out those without an unpaid bill so many percent above its usual consumption, with
        `not_beyond` those whose case is kept and stands at none of these steps.

        These accounts carry what a decision from the cut date on looks at, and no more: the bills from the one before
        the oldest unpaid one on, those that a posted payment names, payments not yet in the feed, claims, agreements,
        impediments, offers of a claim, and the scores known.
        """
        ...

    async def not_plainly_owed(self) -> list[str]:
        """The supplies whose debt on a day from the feed's cut date on is more than a sum of balances, in order.

        They have a claim on a bill that owes, a live agreement or a payment posted since the feed: what they owe takes
        the rules of the model.
        """
        ...

    async def plainly_owed(self, on: date, negligible: Money, but_for: Collection[str]) -> list[Owed]:
        """What the others owe on such a day, by locality: all supplies but for those given."""
        ...

    async def collected(self, since: date, until: date) -> list[tuple[str, date, int]]:
        """What was paid by locality and day, in centimos, from `since` to `until`, both included, but for reversals."""
        ...

    async def supply_numbers(self, *, billed_in: str | None = None) -> list[str]:
        """All supply numbers, in order; with a period, those with a bill of that period."""
        ...

    async def contacts(self, supply_numbers: Collection[str]) -> dict[str, tuple[Contact, ...]]:
        """All contacts of those supplies; a supply without any has an empty tuple."""
        ...

    async def contacts_at(self, address: str) -> tuple[Contact, ...]:
        """All contacts that are reached at that telephone or e-mail address."""
        ...

    async def add_payment(
        self, operation: str, row: tuple[object, ...], settlement: Mapping[str, object]
    ) -> bool:
        """Post one payment, with the answer given for it; False when the operation is known already."""
        ...

    async def settlement(self, operation: str) -> Mapping[str, object] | None:
        """The answer that was given for a posted payment; None for an unknown operation or one of a feed."""
        ...

    async def knows_operation(self, operation: str) -> bool:
        """Whether a payment of that operation exists, from a feed or posted."""
        ...

    async def reverse_payment(self, operation: str) -> None:
        """Mark a posted payment as reversed."""
        ...

    def payments(self, since: date, until: date) -> AsyncIterator[Sequence[tuple[str, date, int]]]:
        """All payments (supply, day, centimos) after `since` and up to `until`, in chunks, but for reversed ones."""
        ...

    async def due_days(self) -> list[date]:
        """The distinct due dates of bills, ascending."""
        ...

    async def save_cuts(self, cuts: Mapping[date, RfmCuts]) -> None:
        """Keep cut points by the day they were taken as of."""
        ...

    async def cuts(self, days: Collection[date]) -> dict[date, RfmCuts]:
        """The cut points kept for those days."""
        ...

    async def save_scores(self, scores: Mapping[tuple[str, date], RfmScore]) -> None:
        """Keep scores by supply and day."""
        ...

    async def counts(self) -> dict[str, int]:
        """How many rows of each kind there are."""
        ...
