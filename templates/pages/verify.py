"""The page that tells whether a message or a visit is ours: sized for a phone, and without any script."""

import re
import secrets
from dataclasses import dataclass

from markupsafe import Markup, escape

from receivables.model.agreeing import Stage
from receivables.model.authenticity import Verdict
from receivables.model.policy import Policy
from receivables.model.workorder import OrderState
from receivables.usecases.authenticity import Visit
from receivables.usecases.leave import Leave
from receivables.usecases.seals import Sealed
from templates.labels import label
from templates.pages.door import Page
from templates.pages.environment import pages
from templates.wording import Wording

EXAMPLE = "K7QX-3M9P"
STATES = {
    Stage.ACCEPTED: "espera su cuota inicial",
    Stage.ACTIVE: "está vigente",
    Stage.AMENDED: "está vigente, con un cambio",
    Stage.FULFILLED: "ya se pagó todo",
    Stage.BROKEN: "ya no está vigente",
    Stage.LAPSED: "ya no está vigente",
    Stage.WITHDRAWN: "ya no está vigente",
    Stage.SUPERSEDED: "pasó a otro convenio",
}
"""How an agreement stands, to whoever holds its paper."""
LEAVE, ONE_CLICK = "List-Unsubscribe", "One-Click"
"""The field of the form of whoever wants no more messages, as mail programs send it (RFC 8058), and its value."""
_UNBROKEN = re.compile(r"\b[A-Z0-9]{4}-[A-Z0-9]{4}\b|\+?\d[\d ]{6,}\d")
"""Codes and telephones, which are read in one line."""


@dataclass(frozen=True, slots=True)
class Way:
    """The way out that a link of an e-mail opens: its code and its token."""

    code: str
    token: str


class VerifyPages:
    """Renders the page for one utility."""

    def __init__(self, locale: str, policy: Policy) -> None:
        self._environment = pages()
        self._environment.filters.update(Wording(locale, policy.zone).filters())
        self._environment.globals.update(
            utility=policy.name, phone=policy.phone, offices=policy.offices, example=EXAMPLE
        )

    def page(
        self,
        *,
        found: Verdict | None = None,
        visit: Visit | None = None,
        left: Leave | None = None,
        sealed: Sealed | None = None,
        way: Way | None = None,
        told: str = "",
    ) -> Page:
        """The whole page; `told` is why a question was not answered. Only with a `way` it offers to leave."""
        nonce = secrets.token_urlsafe(16)
        good, title, answer = self._sealed(sealed) if sealed else self._answer(found, visit, left)
        html = self._environment.get_template("verify.html").render(
            nonce=nonce,
            good=good,
            title="Espere un momento" if told else title,
            answer=[_unbroken(part) for part in (told or answer).split("\n\n") if part],
            code=found.code if found and not found.ours else "",
            way=way,
            leave=(LEAVE, ONE_CLICK),
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
        return self._words("verify_code.txt", found=found)

    def visit(self, visit: Visit) -> str:
        """What is known of a visit, in words."""
        kind = label(visit.kind).lower() if visit.kind else ""
        return self._words("verify_visit.txt", visit=visit, kind=kind, done=visit.state is OrderState.DONE)

    def left(self, left: Leave) -> str:
        """What became of the wish to get no more messages, in words."""
        return self._words("verify_left.txt", left=left)

    def agreement(self, sealed: Sealed) -> str:
        """What is known of an agreement on paper, in words."""
        return self._words(
            "verify_agreement.txt", sealed=sealed, state=STATES[sealed.stage] if sealed.stage else ""
        )

    def _sealed(self, sealed: Sealed) -> tuple[bool, str, str]:
        title = "Sí, es nuestro" if sealed.ours else "No lo confirmamos"
        return sealed.ours, title, self.agreement(sealed)

    def _answer(
        self, found: Verdict | None, visit: Visit | None, left: Leave | None
    ) -> tuple[bool, str, str]:
        """Whether it is a good one, its title, and the words."""
        if found is not None:
            return found.ours, "Sí, es nuestro" if found.ours else "No lo encontramos", self.verdict(found)
        if visit is not None:
            title = "Sí, viene de nuestra parte" if visit.now else "No lo confirmamos"
            return visit.now, title, self.visit(visit)
        if left is not None:
            good = left is not Leave.NO_GOOD
            return good, "No le escribiremos más" if good else "Este enlace no sirve", self.left(left)
        return False, "", ""

    def _words(self, template: str, **values: object) -> str:
        return self._environment.get_template(template).render(**values).strip()


def _unbroken(text: str) -> Markup:
    return Markup(_UNBROKEN.sub(r'<span class="one">\g<0></span>', str(escape(text))))  # noqa: S704 - escaped first
