"""The renderer of a program: each message in the language that its reader chose, as far as that was read through."""

from collections.abc import Callable, Collection

from receivables.model.message import Button, Message
from receivables.model.policy import Policy
from receivables.model.secrecy import with_secret
from receivables.ports import Rendered, Templated
from templates.renderer import CatalogueRenderer
from templates.review import NotReviewed, languages


class Languages:
    """Fills `ports.Renderer`: the utility's own language, and the others that may be sent.

    `opened`: gives what a ticket in a message stands for (see `secrecy`).
    Raises NotReviewed for a utility whose own language nobody has read through: its program does not start.
    """

    def __init__(
        self,
        policy: Policy,
        verify_url: str = "",
        link_key: bytes = b"",
        reviewed: Callable[[], Collection[str]] = languages,
        opened: Callable[[str], str] = str,
    ) -> None:
        known = reviewed()
        if policy.locale not in known:
            raise NotReviewed(f"the language {policy.locale} has no valid mark of a reviewer")
        self._own = policy.locale
        self._opened = opened
        self._by_locale = {
            each: CatalogueRenderer(each, policy, verify_url, link_key) for each in sorted(known)
        }

    def render(self, message: Message, channel: str = "") -> Rendered:
        """The words of a message, in its reader's language."""
        return self._of(message).render(with_secret(message, self._opened), channel)

    def label(self, button: Button) -> str:
        """The label of a button, in the utility's language."""
        return self._by_locale[self._own].label(button)

    def template_name(self, message: Message) -> str:
        """The name of its WhatsApp template; what we begin is in the utility's language."""
        return self._by_locale[self._own].template_name(message)

    def template_digest(self, name: str) -> str | None:
        """The digest of a WhatsApp template as the catalogue has it now."""
        return self._by_locale[self._own].template_digest(name)

    def templated(self, message: Message) -> Templated:
        """The message as its template has it."""
        return self._by_locale[self._own].templated(message)

    def _of(self, message: Message) -> CatalogueRenderer:
        """A language that lost its mark since is answered in the utility's own."""
        return self._by_locale.get(message.locale) or self._by_locale[self._own]
