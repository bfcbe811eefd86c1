"""What goes by ContentSid: an approved template with its variables, and the shapes for buttons inside a conversation.

WhatsApp's own buttons need a content of the account even where no approval is needed. A content takes variables for
its text, labels and ids, but no value of the text may hold a line end; so there is one content for each number of
buttons and of lines. `caudal channels register` makes them. Without the one that fits, buttons are numbered lines.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from typing import Any

import orjson

from receivables.model.sending import TemplateCategory
from receivables.ports import Content, DeliveryFailed

LONGEST_KEY, MOST_VARIABLES, LONGEST_VALUE, LONGEST_WHOLE = 16, 100, 249, 1024
"""WA-TPL-4; the length of a value is the stricter of those told (Q-18)."""
BAD_VARIABLES, BAD_CONTENT = "21656", "63021"
"""Twilio's codes for what we refuse ourselves before sending."""
QUICK_REPLIES, LIST_ITEMS, LINES = 3, 10, 8
LONGEST_QUICK_LABEL, LONGEST_LIST_LABEL, LONGEST_ID = 20, 24, 200
SESSION = "session."
"""How the names of these contents begin, in the catalogue and in the account."""
_KEY = re.compile(r"[A-Za-z0-9_]+")
Buttons = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class WantedContent:
    """A content that the account should hold. Without a category it needs no approval.

    `buttons` and `items` as (id, label); `items` open as a list under `list_label`. `samples`: of the variables.
    """

    name: str
    locale: str
    body: str
    samples: tuple[str, ...]
    category: TemplateCategory | None = None
    buttons: tuple[tuple[str, str], ...] = ()
    items: tuple[tuple[str, str], ...] = ()
    list_label: str = ""
    digest: str = ""

    @property
    def friendly_name(self) -> str:
        """Its name in the account."""
        return f"caudal_{self.name}_{self.locale}"

    @property
    def approval_name(self) -> str:
        """Under which WhatsApp approves it; a changed text needs another one."""
        return f"{re.sub('[^a-z0-9]+', '_', self.friendly_name.lower())}_{self.fingerprint[:8]}"

    @property
    def fingerprint(self) -> str:
        """The digest that the catalogue gives it, else one of all that is registered."""
        said = json.dumps([self.body, self.buttons, self.items, self.list_label], ensure_ascii=False)
        return self.digest or sha256(said.encode()).hexdigest()

    def language(self) -> str:
        """As WhatsApp names it: approved templates know no country but the few of its list."""
        return self.locale.partition("_")[0]

    def variables(self) -> dict[str, str]:
        """The samples, by number."""
        return {str(number): sample for number, sample in enumerate(self.samples, 1)}

    def types(self) -> dict[str, Any]:
        """As the Content API takes it."""
        if self.items:
            items = [{"id": id_, "item": label, "description": label} for id_, label in self.items]
            return {"twilio/list-picker": {"body": self.body, "button": self.list_label, "items": items}}
        if self.buttons:
            actions = [{"type": "QUICK_REPLY", "id": id_, "title": label} for id_, label in self.buttons]
            return {"twilio/quick-reply": {"body": self.body, "actions": actions}}
        return {"twilio/text": {"body": self.body}}

    def is_said_by(self, types: object) -> bool:
        """Whether a content of the account says the same."""
        return _essence(types) == _essence(self.types())


def variables_of(content: Content) -> str:
    """The variables as Twilio takes them: a JSON text. Raises DeliveryFailed for what it would refuse (WA-TPL-4)."""
    values = {key: " ".join(value.split()) for key, value in content.variables.items()}
    lengths = [len(value) for value in values.values()]
    if not _sound_keys(tuple(values)) or not all(lengths) or max(lengths, default=0) > LONGEST_VALUE:
        raise DeliveryFailed("bad_variables", code=BAD_VARIABLES, status=400)
    try:
        return orjson.dumps(values).decode()
    except orjson.JSONEncodeError:  # half a character, which nobody can read
        raise DeliveryFailed("bad_variables", code=BAD_VARIABLES, status=400) from None


@lru_cache(maxsize=256)  # the gaps of a template are the same in every message
def _sound_keys(keys: tuple[str, ...]) -> bool:
    numbers = sorted(int(key) for key in keys if key.isascii() and key.isdigit())
    named_well = all(_KEY.fullmatch(key) and len(key) <= LONGEST_KEY for key in keys)
    return named_well and len(keys) <= MOST_VARIABLES and numbers == list(range(1, len(numbers) + 1))


def in_session(text: str, buttons: Buttons) -> tuple[str, Content] | None:
    """The name of the content that shows these buttons under this text, and its variables; None when none can."""
    kind = _kind(buttons)
    lines = [" ".join(line.split()) for line in text.splitlines() if line.strip()] if kind else []
    said = kind and 0 < len(lines) <= LINES and sum(map(len, lines)) + len(lines) <= LONGEST_WHOLE
    if not said or any(len(line) > LONGEST_VALUE for line in lines):
        return None
    values = [*lines, *(part for id_, label in buttons for part in (id_, label))]
    variables = {str(number): value for number, value in enumerate(values, 1)}
    return f"{SESSION}{kind}_{len(buttons)}_{len(lines)}", Content("", variables)


def session_contents(locale: str, list_label: str) -> list[WantedContent]:
    """All of them. `list_label` opens a list."""
    quick = [("quick", count) for count in range(1, QUICK_REPLIES + 1)]
    lists = [("list", count) for count in range(1, LIST_ITEMS + 1)]
    return [
        _session_content(kind, count, lines, locale, list_label)
        for kind, count in (*quick, *lists)
        for lines in range(1, LINES + 1)
    ]


def _session_content(kind: str, count: int, lines: int, locale: str, list_label: str) -> WantedContent:
    """Numbered: the lines first, then id and label of each button."""
    gaps = [(f"{{{{{n}}}}}", f"{{{{{n + 1}}}}}") for n in range(lines + 1, lines + 2 * count, 2)]
    quick = kind == "quick"
    return WantedContent(
        name=f"{SESSION}{kind}_{count}_{lines}",
        locale=locale,
        body="\n".join(f"{{{{{n}}}}}" for n in range(1, lines + 1)),
        samples=(*(["texto"] * lines), *(part for n in range(count) for part in (f"id{n}", f"{n + 1}"))),
        buttons=tuple(gaps) if quick else (),
        items=() if quick else tuple(gaps),
        list_label="" if quick else list_label,
    )


def _kind(buttons: Buttons) -> str:
    if not buttons:
        return ""
    ids, labels = {id_ for id_, _ in buttons}, {label for _, label in buttons}
    told_apart = len(ids) == len(labels) == len(buttons)
    if (
        not told_apart
        or not all(0 < len(id_) <= LONGEST_ID for id_ in ids)
        or not all(map(str.strip, labels))
    ):
        return ""
    longest = max(map(len, labels))
    if len(buttons) <= QUICK_REPLIES and longest <= LONGEST_QUICK_LABEL:
        return "quick"
    return "list" if len(buttons) <= LIST_ITEMS and longest <= LONGEST_LIST_LABEL else ""


def _essence(types: object) -> dict[str, Any]:
    """Of each content type, what people read and press; what the API adds of its own is left out."""
    if not isinstance(types, Mapping):
        return {}
    return {
        kind: (
            told.get("body"),
            told.get("button"),
            [(each.get("id"), each.get("title")) for each in told.get("actions") or ()],
            [(each.get("id"), each.get("item")) for each in told.get("items") or ()],
        )
        for kind, told in types.items()
        if isinstance(told, Mapping)
    }
