"""Messages as words: the catalogue of a locale, one file for each key, filled by Jinja in a sandbox.

A field that is missing raises: a gap is never sent. What the utility decided once (its name, its telephone, its
offices) and the days of its law to answer a claim come from the policy and not from each message.
"""

import re
from functools import cache
from importlib.resources import files

from jinja2 import StrictUndefined, Template
from jinja2.sandbox import ImmutableSandboxedEnvironment

from receivables.model.message import Button, Message
from receivables.model.policy import Policy
from receivables.ports import Rendered
from templates.wording import Wording

BUTTONS = "buttons"
_MANY_LINES = re.compile(r"\n{3,}")
_LOOSE = re.compile(r"[ \t]+$", re.MULTILINE)


@cache
def bodies(locale: str) -> dict[str, str]:
    """The text of each message of a locale, by key; the labels of the buttons apart."""
    folder = files("templates").joinpath(locale)
    return {
        entry.name.removesuffix(".txt"): entry.read_text("utf-8")
        for entry in folder.iterdir()
        if entry.name.endswith(".txt") and entry.name != f"{BUTTONS}.txt"
    }


@cache
def button_labels(locale: str) -> dict[str, str]:
    """The label of each kind of button of a locale, by key."""
    lines = (files("templates").joinpath(locale, f"{BUTTONS}.txt")).read_text("utf-8").splitlines()
    pairs = (line.partition(":") for line in lines if line and not line.startswith("#"))
    return {key: text.strip() for key, _, text in pairs}


class CatalogueRenderer:
    """Renders the catalogue of a locale for one utility (`ports.Renderer`)."""

    def __init__(self, locale: str, policy: Policy) -> None:
        environment = ImmutableSandboxedEnvironment(
            undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, autoescape=False
        )
        environment.filters.update(Wording(locale, policy.zone).filters())
        first = policy.law.claims.instances[0]
        environment.globals.update(
            answer_days=first.decide_days + first.notify_days,
            utility=policy.name,
            phone=policy.phone,
            offices=policy.offices,
            reopening_fee=policy.reopening_fee,
        )
        self._bodies = {key: environment.from_string(text) for key, text in bodies(locale).items()}
        self._labels = {key: environment.from_string(text) for key, text in button_labels(locale).items()}

    def render(self, message: Message) -> Rendered:
        """The words of a message. Raises LookupError without a body, jinja2.UndefinedError without a field."""
        text = _tidy(self._template(self._bodies, message.key).render(message.values))
        return Rendered(text, tuple((button.id, self.label(button)) for button in message.buttons))

    def label(self, button: Button) -> str:
        """The label of a button."""
        return self._template(self._labels, button.label).render(button.values).strip()

    def _template(self, among: dict[str, Template], key: str) -> Template:
        if key not in among:
            raise LookupError(f"nothing in the catalogue for {key}")
        return among[key]


def _tidy(text: str) -> str:
    return _MANY_LINES.sub("\n\n", _LOOSE.sub("", text)).strip()
