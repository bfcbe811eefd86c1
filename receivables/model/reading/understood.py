"""What was understood of one message: a value, of which `dialogue.step` makes an answer."""

from dataclasses import dataclass

from receivables.model.money import Money
from receivables.model.reading.days import Day
from receivables.model.reading.intents import Intent

SURE = 100
CANNOT = "cannot"
"""The `detail` of somebody who will not be able to, and does not say what."""
FOR_A_PERSON = frozenset({Intent.CRISIS, Intent.DECEASED})
"""Wishes that no program may settle: a person takes over at once."""


VIOLENCE, AT_HOME = "violence", "family"
"""Details of a wish: violence against us is announced, or violence at home is suffered. A person takes over, too."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was understood. Not `sure`: `options` are what it may have meant, best first, and the dialogue asks.

    `also` are further wishes of the same message. `codes` and `amounts` may prove an identity. `day` is set when a day
    was spoken of, even one that has to be asked for again. `code`: of a message, whose authenticity is asked.
    `otp`: a one-time code that was asked for. `period`: the month that was spoken of, "2026-03". `detail` says more of
    an outage ("no_water", "leak"), of abuse ("violence"), of who is needed at home ("family"), of a language ("en") and
    of what somebody cannot ("cannot"). `third_party`: it is about somebody else's supply. `confidence`: 0 to 100.
    `how`: "button", "rule", "classifier" or "context".
    """

    intent: Intent
    sure: bool = True
    options: tuple[Intent, ...] = ()
    also: tuple[Intent, ...] = ()
    codes: tuple[str, ...] = ()
    amounts: tuple[Money, ...] = ()
    day: Day | None = None
    instalments: int | None = None
    down_payment: Money | None = None
    about: str | None = None
    code: str | None = None
    otp: str | None = None
    period: str | None = None
    detail: str = ""
    third_party: bool = False
    confidence: int = SURE
    how: str = "rule"

    @property
    def decision(self) -> str:
        """What follows: "act" on the wish, "ask" back, or "human": a person takes over."""
        if self.intent in FOR_A_PERSON or self.detail in (VIOLENCE, AT_HOME):
            return "human"
        return "act" if self.sure else "ask"
