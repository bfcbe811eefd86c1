"""What is decided about the files that a commercial system gives (surfaces.md, "The files...")."""

from dataclasses import dataclass
from enum import StrEnum

from receivables.model.policy import Policy


class Fault(StrEnum):
    """Why a row is left out."""

    FIELDS = "fields"
    MISSING = "missing"
    UNKNOWN_VALUE = "unknown_value"
    NOT_A_NUMBER = "not_a_number"
    BAD_DATE = "bad_date"
    FUTURE = "future"
    NOT_AN_AMOUNT = "not_an_amount"
    NEGATIVE = "negative"
    SUB_CENTIMO = "sub_centimo"
    BALANCE_OVER_TOTAL = "balance_over_total"
    TOTAL_DIFFERS = "total_differs"
    PAID_OVER_AMOUNT = "paid_over_amount"
    BAD_PHONE = "bad_phone"
    BAD_EMAIL = "bad_email"
    DUPLICATE = "duplicate"
    UNKNOWN_SUPPLY = "unknown_supply"
    UNKNOWN_BILL = "unknown_bill"
    UNKNOWN_AGREEMENT = "unknown_agreement"
    ENDS_BEFORE = "ends_before"
    OF_AREA = "of_area"


@dataclass(frozen=True, slots=True, order=True)
class BadRow:
    """One row that was left out. `line` counts the lines of the file from 1; `column` is as in the file's header."""

    file: str
    line: int
    column: str
    fault: Fault


@dataclass(frozen=True, slots=True)
class Proof:
    """Whether a file arrived complete: what its footer says, and what it holds.

    `rows` and `centimos` are of all data rows, those left out included. `doubtful` counts the rows whose own amount
    cannot be read, or is contradicted by the row itself: they are reported one by one, and while there are any, the
    sum proves nothing and the number of rows speaks alone. `footer_rows` and `footer_centimos` are None where the
    file does not say.
    """

    rows: int
    centimos: int
    doubtful: int
    summed: bool
    footer_rows: int | None
    footer_centimos: int | None

    @property
    def missing(self) -> bool:
        """A file with amounts has rows and no footer: its end was lost."""
        return self.summed and self.rows > 0 and self.footer_rows is None

    @property
    def rows_hold(self) -> bool:
        """Whether the file holds as many rows as its footer says."""
        return self.footer_rows in (None, self.rows)

    @property
    def sum_holds(self) -> bool:
        """Whether it holds the sum that its footer says, as far as that can be told."""
        if not self.summed or self.doubtful:
            return True
        return self.footer_centimos in (None, self.centimos)

    @property
    def holds(self) -> bool:
        """Whether what the footer says agrees with what the file holds."""
        return self.rows_hold and self.sum_holds


@dataclass(frozen=True, slots=True)
class OpeningBalances:
    """Bills whose balance at the cut date is not their total less the payments on file.

    `less` is how much less they owe than the payments explain (paid before the files begin, or refinanced), `more` how
    much more; both in centimos and never negative.
    """

    bills: int = 0
    less: int = 0
    more: int = 0


def too_many(bad: int, rows: int, policy: Policy) -> bool:
    """Whether a file is refused as a whole: more than the policy's share of its rows, and at least so many, are bad."""
    return bad >= policy.bad_rows_at_least and bad * 100 > policy.bad_rows_percent * rows
