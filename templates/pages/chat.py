"""The page of the embedded chat: the talk, the printed bill beside it, and what happened."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from hashlib import sha256
from importlib.resources import files
from urllib.parse import quote

from markupsafe import Markup, escape

from receivables.errors import CaudalError
from receivables.model.conversation import Media
from receivables.model.decision import Allowed, Decision
from receivables.model.identity import masked
from receivables.model.policy import Policy
from receivables.model.standing import CONCEPTS
from receivables.usecases.codes import GivenCode
from receivables.usecases.show import SupplyShown
from templates.errors import sentence
from templates.labels import label
from templates.pages.environment import pages
from templates.pages.speech import Choice, Speech, lang_of, words_of
from templates.wording import Wording

KINDS = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml"}
BASE = "base.css"
BASED = frozenset({"chat.css", "console.css"})
"""Styles that begin with the rules of `base.css`: one file on the way, two in the house."""
MOVES_SHOWN = 6
KIB = 1024
DIGEST_DIGITS = 10
SORTS = {"image/jpeg": "JPG", "image/png": "PNG", "image/webp": "WebP", "application/pdf": "PDF"}

_AMOUNT = re.compile(r"(?:S/|\$) \d[\d.,]*\d")


@dataclass(frozen=True, slots=True)
class Asset:
    """A file that the page asks for. `digest` is in the address by which a page asks for it."""

    content: bytes
    kind: str
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """The document that goes with a message; `size` in bytes."""

    name: str
    url: str
    size: int


@dataclass(frozen=True, slots=True)
class Bubble:
    """One line of the chat. `who`: "me" (the reader), "bot" or "staff". `lang`: "" for the utility's own."""

    id: str
    who: str
    at: datetime
    text: str
    buttons: tuple[tuple[str, str], ...] = ()
    lang: str = ""
    document: Document | None = None
    files: tuple[Media, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """What the field holds when the page is made: `text` that could not be sent, and `trouble`, which says why.

    `id` is the name of the next message that a browser without a script sends.
    """

    id: str
    text: str = ""
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Talk:
    """What the page is about: of an invented customer their supply, bill and code, and the chat so far."""

    supply: str | None
    bubbles: Sequence[Bubble]
    shown: SupplyShown | None = None
    code: GivenCode | None = None
    invented: Sequence[str] = ()
    controls: bool = False


@cache
def assets() -> dict[str, Asset]:
    """All of them by name: our own, and no other host's."""
    folder = files("templates") / "static"
    found = {
        entry.name: entry.read_bytes() for entry in folder.iterdir() if entry.name.rpartition(".")[2] in KINDS
    }
    base = found.pop(BASE)
    return {
        name: _asset(name, base + b"\n" + content if name in BASED else content)
        for name, content in found.items()
    }


def _asset(name: str, content: bytes) -> Asset:
    digest = sha256(content).hexdigest()[:DIGEST_DIGITS]
    return Asset(content, KINDS[name.rpartition(".")[2]], digest)


class ChatPages:
    """Renders the pages of the chat for one utility, in each language that it offers."""

    def __init__(self, locale: str, policy: Policy, others: Sequence[str] = ()) -> None:
        self.speech = Speech(tuple(dict.fromkeys((locale, *others))))
        self._by_locale = {each: ChatPage(each, policy) for each in self.speech.offered}

    def of(self, locale: str) -> "ChatPage":
        """The pages in one of the languages; in the utility's own for any other."""
        return self._by_locale[self.speech.first([locale])]

    def asset(self, name: str) -> Asset | None:
        """One file of the page; None for a name that is none of ours."""
        return assets().get(name)


class ChatPage:
    """The pages in one language. The bill, and what happened with the supply, are the utility's own papers."""

    def __init__(self, locale: str, policy: Policy) -> None:
        self._environment = pages()
        wording, own = Wording(locale, policy.zone), Wording(policy.locale, policy.zone)
        self._wording = wording
        self._policy = policy
        self._language = locale.partition("_")[0]
        self._environment.filters.update(own.filters())
        self._environment.filters.update(
            hour=wording.hour,
            label=label,
            masked=masked,
            reasons=reasons,
            size=size,
            sort=sort,
            unbroken=unbroken,
            weekday=self._day,
        )
        words = words_of(locale)
        self._environment.globals.update(
            utility=policy.name,
            concepts=CONCEPTS,
            moves_shown=MOVES_SHOWN,
            address=address,
            lang=lang_of(locale),
            own=lang_of(policy.locale),
            choose=words["language"]["choose"],
            words={key: text.format(utility=policy.name) for key, text in words["chat"].items()},
            script=json.dumps(words["script"], ensure_ascii=False),
        )

    def page(self, talk: Talk, draft: Draft, choices: Sequence[Choice] = ()) -> str:
        """The whole page, complete without its script."""
        return self._environment.get_template("chat.html").render(
            talk=talk,
            shown=talk.shown,
            code=talk.code,
            draft=draft,
            query=f"?supply={quote(talk.supply, safe='')}" if talk.supply else "",
            days=self._days(talk.bubbles),
            choices=choices,
        )

    def log(self, bubbles: Sequence[Bubble], first: int = 0) -> str:
        """The lines from that one on, as a part of the page. A day is told where it begins."""
        template = self._environment.get_template("chat_log.html")
        return template.render(talk=Talk(None, bubbles), days=self._days(bubbles), first=first)

    def panel(self, shown: SupplyShown | None, code: GivenCode | None = None) -> str:
        """What happened with the supply, as a part of the page, and the one-time code that the desk would give."""
        return self._environment.get_template("chat_panel.html").render(shown=shown, code=code)

    def refusal(self, error: CaudalError) -> str:
        """A page that says no."""
        told = sentence(error, self._language)
        return self._environment.get_template("chat_refusal.html").render(told=told)

    def _days(self, bubbles: Sequence[Bubble]) -> list[str]:
        """The utility's date of each line, where it is another one than that of the line before; else ""."""
        days = [self._policy.today(each.at).isoformat() for each in bubbles]
        return [day if not i or day != days[i - 1] else "" for i, day in enumerate(days)]

    def _day(self, moment: datetime) -> str:
        """ "martes 9 de enero"."""
        return self._wording.day_and_month(self._policy.today(moment))


def address(name: str) -> str:
    """Where a page finds a file of ours: with its digest, so that a browser may keep it for ever."""
    return f"/chat/assets/{name}?v={assets()[name].digest}"


def size(count: int | None) -> str:
    """Bytes in words, rounded up: "34 KB", "1.2 MB" (of 1,024 and 1,024 squared); "" for an unknown number."""
    if count is None:
        return ""
    if count < KIB * KIB:
        return f"{-(-count // KIB)} KB"
    tenths = -(-count * 10 // (KIB * KIB))
    return f"{tenths // 10}.{tenths % 10} MB"


def sort(kind: str) -> str:
    """What kind of file it is, for people: "PDF"; "" for one that has no short name."""
    return SORTS.get(kind.partition(";")[0].strip().lower(), "")


def unbroken(text: str) -> Markup:
    """The text, in which no line ends inside an amount. What is copied out of the page is the text as it was sent."""
    return Markup(_AMOUNT.sub(r'<span class="amount">\g<0></span>', str(escape(text))))  # noqa: S704 - escaped first


def reasons(decision: Decision) -> list[str]:
    """Why not, in words; empty when nothing speaks against it."""
    return [] if isinstance(decision, Allowed) else [label(reason) for reason in decision.reasons]
