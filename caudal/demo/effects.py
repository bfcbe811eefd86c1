"""What the simulation assumes about people: one visible table of constants, invented, and printed with the results.

No utility measured these. They only make a story in which everything happens; what they make the utility recover is
never a forecast.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from receivables.model.ladder import Notice


class Mood(StrEnum):
    """What an invented customer does with a notice that was delivered."""

    PRESS = "press"
    ASK = "ask"
    SIMULATE = "simulate"
    PROMISE = "promise"
    SAY_PAID = "say_paid"
    LEAVE = "leave"
    WRONG_PERSON = "wrong_person"
    GREET = "greet"
    PERSON = "person"
    PAY = "pay"
    AGREE = "agree"
    CLAIM = "claim"
    VOUCHER = "voucher"
    METER = "meter"
    HARDSHIP = "hardship"
    IGNORE = "ignore"


@dataclass(frozen=True, slots=True)
class Effects:
    """The assumptions, each a number out of a thousand.

    `moods`: of those who receive the notice, how many do what; the rest ignore it. `keeps`: of the promises made
    after a notice of that kind, those kept. `pays_unasked`: of the active supplies with overdue bills, those that pay
    in a week without any message. `pays_meanwhile`: of the notices queued, those whose customer pays before they go.
    `pays_down`: of the agreements accepted, those whose down payment comes. `pays_instalment`: of the instalments that
    somebody was reminded of, those paid on time.
    """

    moods: Mapping[Notice, Mapping[Mood, int]]
    keeps: Mapping[Notice, int]
    pays_unasked: int
    pays_meanwhile: int
    pays_down: int
    pays_instalment: int

    def mood(self, notice: Notice, lot: int) -> Mood:
        """What the customer with this lot (0 to 999) does with the notice."""
        for each, share in self.moods[notice].items():
            if lot < share:
                return each
            lot -= share
        return Mood.IGNORE


ASSUMED = Effects(
    moods={
        Notice.FRIENDLY: {
            Mood.PRESS: 40,
            Mood.ASK: 10,
            Mood.SIMULATE: 4,
            Mood.PROMISE: 30,
            Mood.SAY_PAID: 6,
            Mood.LEAVE: 6,
            Mood.WRONG_PERSON: 3,
            Mood.GREET: 6,
            Mood.PERSON: 3,
            Mood.PAY: 70,
            Mood.AGREE: 2,
            Mood.CLAIM: 2,
            Mood.VOUCHER: 2,
            Mood.METER: 1,
            Mood.HARDSHIP: 1,
        },
        Notice.OFFER: {
            Mood.PRESS: 160,
            Mood.ASK: 12,
            Mood.SIMULATE: 12,
            Mood.PROMISE: 40,
            Mood.SAY_PAID: 8,
            Mood.LEAVE: 8,
            Mood.WRONG_PERSON: 3,
            Mood.GREET: 6,
            Mood.PERSON: 6,
            Mood.PAY: 30,
            Mood.AGREE: 10,
            Mood.CLAIM: 3,
            Mood.VOUCHER: 2,
            Mood.HARDSHIP: 2,
        },
        Notice.LAST_CHANCE: {
            Mood.PRESS: 280,
            Mood.ASK: 15,
            Mood.SIMULATE: 10,
            Mood.SAY_PAID: 8,
            Mood.LEAVE: 8,
            Mood.WRONG_PERSON: 2,
            Mood.GREET: 6,
            Mood.PERSON: 6,
            Mood.PAY: 60,
            Mood.AGREE: 15,
            Mood.CLAIM: 4,
            Mood.VOUCHER: 2,
            Mood.HARDSHIP: 3,
        },
        Notice.LETTER: {Mood.PRESS: 60, Mood.ASK: 10, Mood.LEAVE: 8, Mood.PAY: 30},
        Notice.COMMITMENT_RENEWED: {Mood.PRESS: 200, Mood.ASK: 15, Mood.PERSON: 6, Mood.PAY: 300},
    },
    keeps={
        Notice.FRIENDLY: 700,
        Notice.OFFER: 450,
        Notice.LAST_CHANCE: 350,
        Notice.LETTER: 350,
        Notice.COMMITMENT_RENEWED: 500,
    },
    pays_unasked=3,
    pays_meanwhile=6,
    pays_down=700,
    pays_instalment=700,
)
