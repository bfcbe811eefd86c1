"""Agreements: those that a feed brought, and those that were made in the chat, with what they stand in the place of."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Refinanced:
    """What an agreement made in the chat stands in the place of: its bills and its down payment, in centimos.

    By bill, and by operation. `known`: operations posted by its acceptance that the feed did not know; they paid bills.
    """

    accepted_on: date
    bills: Mapping[str, int]
    known: frozenset[str]
    down: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Instalment:
    """A dated part of an agreement."""

    number: int
    due_on: date
    amount: int
    paid: int


@dataclass(frozen=True, slots=True)
class Agreement:
    """An instalment agreement; VIGENTE is the word for one that lives. `made`: of one that was made in the chat."""

    number: str
    signed_on: date
    state: str
    schedule: tuple[Instalment, ...] = ()
    made: Refinanced | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a schedule; `balance` is the principal still owed after it."""

    due_on: date
    principal: int
    interest: int
    balance: int

    @property
    def amount(self) -> int:
        """What is to be paid on the day."""
        return self.principal + self.interest


@dataclass(frozen=True, slots=True)
class Made:
    """An agreement made in the chat, as the list of them has it now, whatever became of it."""

    number: str
    stage: str
    version: int
    accepted_on: date
    signed_on: date | None
    debt: int
    down_payment: int
    rows: tuple[Row, ...]
    refinanced: Refinanced


@dataclass(frozen=True, slots=True)
class Code:
    """A one-time code, as long as it is kept."""

    made_at: datetime
    expires_at: datetime
    used_at: datetime | None
    tries: int
