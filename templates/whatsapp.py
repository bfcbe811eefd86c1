"""The catalogue of WhatsApp templates of a locale: what is registered with the provider, and what fills its gaps.

One file for each message and wording, `<key>.toml` or `<key>.<variant>.toml`: its category, its body with numbered gaps
`{{1}}`, and for each gap the expression that fills it (in the environment of the messages) and a sample, the longest
that there is. The buttons are those of the message. No link stands in a template: who asks is answered in the chat.
"""

import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files

from receivables.model.buttons import OF_NOTICE
from receivables.model.sending import TemplateCategory

LONGEST_BODY = 1_024
LONGEST_VALUE = 249
"""What a whole message and one variable may hold (WA-TPL-4)."""

_GAP = re.compile(r"\{\{(\d+)\}\}")


@dataclass(frozen=True, slots=True)
class WhatsAppTemplate:
    """One template. `variables` fill the gaps 1 to n; `buttons` as (id, label)."""

    name: str
    category: TemplateCategory
    body: str
    variables: tuple[str, ...]
    samples: tuple[str, ...]
    buttons: tuple[tuple[str, str], ...] = ()

    @property
    def digest(self) -> str:
        """Of what is registered: by it an approved text is told from one that has changed since."""
        said = json.dumps([self.category.value, self.body, self.buttons], ensure_ascii=False)
        return sha256(said.encode()).hexdigest()

    def gaps(self) -> list[int]:
        """The numbers in the body, in order."""
        return [int(found) for found in _GAP.findall(self.body)]

    def filled(self, values: Mapping[str, str]) -> str:
        """The text that the person reads."""
        return _form(self.body) % values


@cache
def _form(body: str) -> str:
    """The body as Python fills it, at once and not gap by gap."""
    return _GAP.sub(r"%(\1)s", body.replace("%", "%%"))


@cache
def catalogue(locale: str) -> Mapping[str, WhatsAppTemplate]:
    """All templates of a locale, by name."""
    folder = files("templates").joinpath(locale, "whatsapp")
    found = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".toml"))
    return {
        name: _template(name, folder.joinpath(f"{name}.toml").read_text("utf-8"), locale)
        for name in (each.removesuffix(".toml") for each in found)
    }


def name_of(key: str, variant: object, names: Mapping[str, WhatsAppTemplate]) -> str:
    """Under which name a message is registered; a wording without one of its own has that of the plain message."""
    told = f"{key}.{variant}" if variant else key
    for name in (told, key, f"{key}.plain"):
        if name in names:
            return name
    return told


def _template(name: str, text: str, locale: str) -> WhatsAppTemplate:
    given = tomllib.loads(text)
    labels = _labels(locale)
    return WhatsAppTemplate(
        name=name,
        category=TemplateCategory(given["category"]),
        body=given["body"].strip(),
        variables=tuple(each["value"] for each in given["variables"]),
        samples=tuple(each["sample"] for each in given["variables"]),
        buttons=tuple((button, labels[button]) for button in OF_NOTICE.get(name.partition(".")[0], ())),
    )


@cache
def _labels(locale: str) -> dict[str, str]:
    lines = files("templates").joinpath(locale, "buttons.txt").read_text("utf-8").splitlines()
    pairs = (line.partition(":") for line in lines if line and not line.startswith("#"))
    return {key: text.strip() for key, _, text in pairs}
