"""The buttons that the dialogue offers, by their short ids, and what pressing one means."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from receivables.model.message import Button
from receivables.model.reading.intents import Intent

PRESSES: dict[str, Intent] = {
    "menu": Intent.GREETING,
    "debt": Intent.DEBT_QUERY,
    "detail": Intent.BILL_EXPLANATION,
    "offices": Intent.PAYMENT_METHODS,
    "plan": Intent.INSTALMENT_REQUEST,
    "promise": Intent.PAYMENT_PROMISE,
    "paid": Intent.ALREADY_PAID,
    "claim": Intent.CLAIM,
    "outage": Intent.OUTAGE_LEAK,
    "reopening": Intent.RECONNECTION,
    "human": Intent.HUMAN,
    "stop": Intent.OPT_OUT,
    "start": Intent.OPT_IN,
    "notme": Intent.WRONG_PERSON,
    "why": Intent.WHY_WRITING,
    "other": Intent.CHANGE_SUPPLY,
    "identify": Intent.IDENTIFY,
    "bot": Intent.BACK_TO_BOT,
    "no": Intent.DENY,
    "consent": Intent.CONSENT_YES,
    "noconsent": Intent.CONSENT_NO,
}
"""Button ids without a value. The label of each has the same key."""

ID_OF = {intent: button for button, intent in PRESSES.items()}

OF_NOTICE: dict[str, tuple[str, ...]] = {
    "friendly_notice": ("detail", "promise", "plan", "stop"),
    "agreement_offer": ("detail", "plan", "claim", "stop"),
    "letter": ("detail", "plan", "claim", "stop"),
    "commitment_renewed": ("offices", "paid", "human", "stop"),
    "last_chance": ("plan", "paid", "claim", "stop"),
    "atypical_bill": ("claim", "detail", "human", "stop"),
    "promise_reminder": ("offices", "paid", "stop"),
    "payment_receipt": ("debt", "stop"),
}
"""What a proactive message offers: a way out, and always the way to end the messages (I-6)."""

_PLAN = re.compile(r"plan:(\d{1,3})")
_DAY = re.compile(r"(due|yes):(\d{4}-\d{2}-\d{2})")


@dataclass(frozen=True, slots=True)
class Press:
    """What a pressed button says. `about` is the id as it was: an answer belongs to its own question only."""

    intent: Intent
    about: str
    number: int | None = None
    day: date | None = None


def pressed(button: str) -> Press | None:
    """The meaning of a button id; None for one that we never offer."""
    if intent := PRESSES.get(button):
        return Press(intent, button)
    if found := _PLAN.fullmatch(button):
        return Press(Intent.INSTALMENT_REQUEST, button, number=int(found[1]))
    if found := _DAY.fullmatch(button):
        day = _day(found[2])
        intent = Intent.AFFIRM if found[1] == "yes" else Intent.PAYMENT_PROMISE
        return Press(intent, button, day=day) if day else None
    return None


def buttons(*ids: str) -> tuple[Button, ...]:
    """Buttons whose label says the same whatever the values: "debt", "human"."""
    return tuple(Button(each, each) for each in ids)


def of_notice(key: str) -> tuple[Button, ...]:
    """The buttons of a proactive message, by its key; none for a key that has none."""
    return buttons(*OF_NOTICE.get(key, ()))


def plan_buttons(counts: Iterable[int]) -> tuple[Button, ...]:
    """One button for each count of instalments."""
    return tuple(Button(f"plan:{count}", "plan_count", {"instalments": count}) for count in counts)


def day_buttons(days: Iterable[date]) -> tuple[Button, ...]:
    """One button for each day that could be promised."""
    return tuple(Button(f"due:{day.isoformat()}", "due_day", {"due_on": day}) for day in days)


def confirm_button(day: date) -> Button:
    """Yes to that very day: pressed later, it confirms no other one."""
    return Button(f"yes:{day.isoformat()}", "yes_day", {"due_on": day})


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
