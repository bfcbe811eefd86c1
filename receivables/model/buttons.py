"""The buttons that the dialogue offers, by their short ids, and what pressing one means."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from receivables.model.message import Button
from receivables.model.reading.intents import Intent

PRESSES: dict[str, Intent] = {
    "nowater": Intent.OUTAGE_LEAK,
    "leak": Intent.OUTAGE_LEAK,
    "alldebts": Intent.DEBT_QUERY,
    "othernew": Intent.CHANGE_SUPPLY,
    "menu": Intent.GREETING,
    "debt": Intent.DEBT_QUERY,
    "bills": Intent.BILL_EXPLANATION,
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
    "statement": Intent.STATEMENT,
    "payments": Intent.PAYMENT_HISTORY,
    "agreement": Intent.AGREEMENT_STATUS,
    "amend": Intent.AMEND_PLAN,
    "cutstatus": Intent.CUT_STATUS,
    "code": Intent.CODE_REQUEST,
    "hardship": Intent.HARDSHIP,
    "meter": Intent.METER,
    "irregular": Intent.IRREGULAR,
    "contact": Intent.CONTACT_CHANGE,
    "reactivate": Intent.REACTIVATION,
    "claimstatus": Intent.CLAIM_STATUS,
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
    "instalment_reminder": ("offices", "paid", "stop"),
    "agreement_ended": ("agreement", "human", "stop"),
    "payment_reversed": ("debt", "paid", "human", "stop"),
    "cut_withdrawn": ("debt", "human", "stop"),
    "reopening_ordered": ("human", "stop"),
}
"""What a proactive message offers: a way out, and always the way to end the messages (I-6)."""

_PLAN = re.compile(r"plan:(\d{1,3})")
_ACCEPT = re.compile(r"accept:(\d{1,3})")
_AGREE = re.compile(r"agree:(\d{1,3})")
_LANGUAGE = re.compile(r"lang:([a-z]{2}(?:_[A-Z]{2})?)")
_SUPPLY = re.compile(r"supply:(\d{1,3})")
_CLAIM = re.compile(r"claim:([A-Z0-9-]{1,40})")
_BILL = re.compile(r"bill:([A-Z0-9-]{1,40})")
_REASON = re.compile(r"why_claim:[A-Z_]{3,20}")
_YES = re.compile(r"ok:[a-z_]{1,30}(?:/[A-Z0-9-]{1,30})?")
_DAY = re.compile(r"(due|yes):(\d{4}-\d{2}-\d{2})")


COUNTED = (
    (_PLAN, Intent.INSTALMENT_REQUEST),
    (_ACCEPT, Intent.ACCEPT_PLAN),
    (_AGREE, Intent.AFFIRM),
)
"""Button ids that end in a count of instalments."""
NAMED = (
    (_LANGUAGE, Intent.LANGUAGE),
    (_SUPPLY, Intent.CHANGE_SUPPLY),
    (_CLAIM, Intent.CLAIM),
    (_BILL, Intent.BILL_EXPLANATION),
    (_REASON, Intent.CLAIM),
    (_YES, Intent.AFFIRM),
)
"""Button ids that end in the name of something; `about` holds it."""


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
    for pattern, intent in COUNTED:
        if found := pattern.fullmatch(button):
            return Press(intent, button, number=int(found[1]))
    for pattern, intent in NAMED:
        if pattern.fullmatch(button):
            return Press(intent, button)
    if found := _DAY.fullmatch(button):
        day = _day(found[2])
        intent = Intent.AFFIRM if found[1] == "yes" else Intent.PAYMENT_PROMISE
        return Press(intent, button, day=day) if day else None
    return None


def buttons(*ids: str) -> tuple[Button, ...]:
    """Buttons whose label says the same whatever the values: "debt", "human"."""
    return tuple(Button(each, each) for each in ids)


@lru_cache(maxsize=64)
def of_notice(key: str) -> tuple[Button, ...]:
    """The buttons of a proactive message, by its key; none for a key that has none."""
    return buttons(*OF_NOTICE.get(key, ()))


def plan_buttons(counts: Iterable[int]) -> tuple[Button, ...]:
    """One button for each count of instalments."""
    return tuple(Button(f"plan:{count}", "plan_count", {"instalments": count}) for count in counts)


def supply_buttons(supplies: Iterable[tuple[int, str]]) -> tuple[Button, ...]:
    """One button for each supply that a chat proved: its place there, for no number goes to a provider; and its end."""
    return tuple(Button(f"supply:{n}", "supply_of", {"supply_masked": shown}) for n, shown in supplies)


def accept_buttons(counts: Iterable[int]) -> tuple[Button, ...]:
    """One button for each plan that was shown: choosing it has it read back first."""
    return tuple(Button(f"accept:{count}", "accept_plan", {"instalments": count}) for count in counts)


def agree_button(count: int) -> Button:
    """Yes to the plan of so many instalments that was read back; pressed later, it agrees to no other one."""
    return Button(f"agree:{count}", "agree_plan")


def day_buttons(days: Iterable[date]) -> tuple[Button, ...]:
    """One button for each day that could be promised."""
    return tuple(Button(f"due:{day.isoformat()}", "due_day", {"due_on": day}) for day in days)


def confirm_button(day: date) -> Button:
    """Yes to that very day: pressed later, it confirms no other one."""
    return Button(f"yes:{day.isoformat()}", "yes_day", {"due_on": day})


def ok_button(what: str) -> Button:
    """Yes to that very question, by its name."""
    return Button(f"ok:{what}", "ok_yes")


def bill_buttons(bills: Iterable[tuple[str, str]], all_of_them: str) -> tuple[Button, ...]:
    """One button to claim each bill (number and period), and one for all of them."""
    each = (Button(f"claim:{number}", "claim_bill", {"period": period}) for number, period in bills)
    return (*each, Button(f"claim:{all_of_them}", "claim_all"))


def reason_buttons(kinds: Iterable[str]) -> tuple[Button, ...]:
    """One button for each thing that may be wrong with a bill."""
    return tuple(Button(f"why_claim:{kind}", "claim_why", {"kind": kind}) for kind in kinds)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
