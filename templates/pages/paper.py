"""The page in the place of a document that does not open: sized for a phone, and without any script."""

import secrets
from collections.abc import Sequence

from receivables.model.policy import Policy
from receivables.usecases.papers import OPEN_FOR
from templates.pages.door import Page
from templates.pages.environment import pages
from templates.pages.speech import Speech, lang_of, words_of


class PaperPages:
    """Renders the page for one utility, in each language that it offers."""

    def __init__(self, locale: str, policy: Policy, others: Sequence[str] = ()) -> None:
        self.speech = Speech(tuple(dict.fromkeys((locale, *others))))
        self._policy = policy

    def page(self, locale: str, told: str = "") -> Page:
        """The page; `told` is why the reader has to wait, "" where the link opens nothing."""
        every, nonce = words_of(locale), secrets.token_urlsafe(16)
        words = every["paper"]
        html = (
            pages()
            .get_template("paper.html")
            .render(
                utility=self._policy.name,
                phone=self._policy.phone,
                lang=lang_of(locale),
                nonce=nonce,
                words=words,
                title=every["verify"]["wait"] if told else words["closed"],
                told=told or words["why"].format(days=OPEN_FOR.days),
            )
        )
        policy = (
            f"default-src 'none'; style-src 'nonce-{nonce}'; img-src data:; "
            "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
        )
        return Page(html, {"Content-Security-Policy": policy})
