"""The page that tells whether a message or a visit is ours: sized for a phone, and without any script."""

import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from markupsafe import Markup, escape

from receivables.model.authenticity import Verdict
from receivables.model.policy import Policy
from receivables.model.workorder import OrderState
from receivables.usecases.authenticity import Visit
from receivables.usecases.leave import Leave
from receivables.usecases.seals import Sealed
from templates.pages.door import Page
from templates.pages.environment import pages
from templates.pages.speech import Choice, Speech, lang_of, words_of
from templates.renderer import bodies
from templates.wording import Wording

EXAMPLE = "K7QX-3M9P"
TEXTS = "pages"
"""The folder of a locale where the longer texts of its pages are."""
FIELDS = ("code", "agreement", "seal", "operator", "order")
NOTHING: Mapping[str, str] = MappingProxyType(dict.fromkeys(FIELDS, ""))
LEAVE, ONE_CLICK = "List-Unsubscribe", "One-Click"
"""The field of the form of whoever wants no more messages, as mail programs send it (RFC 8058), and its value."""
_CODE = re.compile(r"\b[A-Z0-9]{4}-[A-Z0-9]{4}\b")
"""It is read in one line."""


@dataclass(frozen=True, slots=True)
class Way:
    """The way out that a link of an e-mail opens: its code and its token."""

    code: str
    token: str


class VerifyPages:
    """Renders the page for one utility, in each language that it offers."""

    def __init__(self, locale: str, policy: Policy, others: Sequence[str] = ()) -> None:
        self.speech = Speech(tuple(dict.fromkeys((locale, *others))))
        self._by_locale = {each: VerifyPage(each, policy) for each in self.speech.offered}

    def of(self, locale: str) -> "VerifyPage":
        """The page in one of its languages; in the utility's own for any other."""
        return self._by_locale[self.speech.first([locale])]


class VerifyPage:
    """The page in one language."""

    def __init__(self, locale: str, policy: Policy) -> None:
        self._environment, self._phone = pages(), policy.phone
        wording = Wording(locale, policy.zone)
        self._environment.filters.update(wording.filters())
        self._all_words = words_of(locale)
        self._words = self._all_words["verify"]
        self._environment.globals.update(
            utility=policy.name,
            phone=policy.phone,
            example=EXAMPLE,
            lang=lang_of(locale),
            words=self._words,
            choose=self._all_words["language"]["choose"],
            no_money_why=self._words["no_money_why"].format(offices=wording.names(policy.offices)),
        )
        plain = self._environment.overlay(autoescape=False)  # a page escapes them, JSON has them as they are
        self._texts = {key: plain.from_string(text) for key, text in bodies(locale, TEXTS).items()}

    def page(
        self,
        *,
        found: Verdict | None = None,
        visit: Visit | None = None,
        left: Leave | None = None,
        sealed: Sealed | None = None,
        way: Way | None = None,
        told: str = "",
        typed: Mapping[str, str] = NOTHING,
        choices: Sequence[Choice] = (),
    ) -> Page:
        """The whole page; `told` is why a question was not answered. Only with a `way` it offers to leave.

        `typed`: what was asked for by the names of the fields; it stays there to be compared, but for a good answer.
        """
        nonce = secrets.token_urlsafe(16)
        good, title, answer = self._sealed(sealed) if sealed else self._answer(found, visit, left)
        html = self._environment.get_template("verify.html").render(
            nonce=nonce,
            good=good,
            title=self._words["wait"] if told else title,
            answer=[self._marked(part) for part in (told or answer).split("\n\n") if part],
            typed=NOTHING if good else {**NOTHING, "code": found.code if found else "", **typed},
            way=way,
            leave=(LEAVE, ONE_CLICK),
            choices=choices,
        )
        policy = (
            f"default-src 'none'; style-src 'nonce-{nonce}'; img-src data:; "
            "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
        )
        headers = {
            "Content-Security-Policy": policy,
            "Referrer-Policy": "no-referrer",
            "Cache-Control": "no-store",
            "X-Content-Type-Options": "nosniff",
        }
        return Page(html, headers)

    def verdict(self, found: Verdict) -> str:
        """What is known of a code, in words."""
        return self._text("verify_code", found=found)

    def visit(self, visit: Visit) -> str:
        """What is known of a visit, in words."""
        kind = self._all_words["orders"][visit.kind] if visit.kind else ""
        return self._text("verify_visit", visit=visit, kind=kind, done=visit.state is OrderState.DONE)

    def left(self, left: Leave) -> str:
        """What became of the wish to get no more messages, in words."""
        return self._text("verify_left", left=left)

    def agreement(self, sealed: Sealed) -> str:
        """What is known of an agreement on paper, in words."""
        state = self._all_words["stages"][sealed.stage] if sealed.stage else ""
        return self._text("verify_agreement", sealed=sealed, state=state)

    def _sealed(self, sealed: Sealed) -> tuple[bool, str, str]:
        title = self._words["ours" if sealed.ours else "unconfirmed"]
        return sealed.ours, title, self.agreement(sealed)

    def _answer(
        self, found: Verdict | None, visit: Visit | None, left: Leave | None
    ) -> tuple[bool, str, str]:
        """Whether it is a good one, its title, and the words."""
        words = self._words
        if found is not None:
            return found.ours, words["ours" if found.ours else "unknown"], self.verdict(found)
        if visit is not None:
            return visit.now, words["visit_ours" if visit.now else "unconfirmed"], self.visit(visit)
        if left is not None:
            good = left is not Leave.NO_GOOD
            return good, words["left" if good else "no_good"], self.left(left)
        return False, "", ""

    def _text(self, key: str, **values: object) -> str:
        return self._texts[key].render(**values).strip()

    def _marked(self, text: str) -> Markup:
        """With codes in one line, and our telephone to be called by a touch: somebody may be at the door."""
        marked = _CODE.sub(r'<span class="one">\g<0></span>', str(escape(text)))
        number = re.sub(r"[^+0-9]", "", self._phone)
        link = f'<a href="tel:{number}">{escape(self._phone)}</a>'
        return Markup(marked.replace(str(escape(self._phone)), link))  # noqa: S704 - escaped first
