"""The pages of the conversations: who waits for a person, and one conversation with the reason of each answer."""

from collections.abc import Sequence
from dataclasses import dataclass

from jinja2 import UndefinedError

from receivables.model.conversation import Conversation
from receivables.model.handover import OUTCOMES as ENDINGS
from receivables.model.handover import urgency
from receivables.model.identity import masked
from receivables.model.message import OutboxRow
from receivables.model.policy import Policy
from receivables.usecases.show_inbox import ConversationView, InboxView
from templates.conversation_words import OUTCOMES, REFUSED, ConversationWords, lasted, why
from templates.pages.console import Told, Who
from templates.pages.console_words import ConsoleWords
from templates.pages.environment import pages
from templates.renderer import CatalogueRenderer, button_labels
from templates.staff_words import Canned, canned

STATES = {
    "pending": "por enviar",
    "sending": "saliendo",
    "sent": "enviado",
    "served": "recibido",
    "failed": "no llegó",
    "unknown": "en duda",
    "withheld": "no se envió",
    "expired": "venció sin salir",
}
MARKS = ("crisis", "soon", "")
"""How a line of the inbox is marked, by its urgency."""
LONGEST = 120


@dataclass(frozen=True, slots=True)
class Draft:
    """What stands in the field of the answer, the name of the form, and whether this reader may send or open files."""

    text: str
    name: str
    tends: bool
    opens_media: bool = False


class InboxPages:
    """Renders the pages of the conversations for one utility."""

    def __init__(self, policy: Policy) -> None:
        self._environment = pages()
        words = ConversationWords(policy)
        self._renderer = CatalogueRenderer(policy.locale, policy)
        self._labels = button_labels(policy.locale)
        self._policy = policy
        self._environment.filters.update(ConsoleWords(policy.locale, policy.zone).filters())
        self._environment.filters.update(
            masked=masked,
            why=why,
            lasted=lasted,
            decision=words.decision,
            steps=words.steps,
            rules=words.rules,
            brief_lines=words.brief,
            said=self._said,
            offered=self._offered,
            pressed=self._pressed,
            sender=_sender,
            delivery=_delivery,
            mark=_mark,
            clipped=_clipped,
            refused=_refused,
            ended=_ended,
        )
        self._environment.globals.update(
            utility=policy.name,
            endings=[(each, OUTCOMES[each]) for each in ENDINGS],
        )

    def inbox(self, who: Who, view: InboxView, told: Told | None) -> str:
        """Who waits for a person."""
        return self._environment.get_template("console_inbox.html").render(who=who, view=view, told=told)

    def conversation(self, who: Who, view: ConversationView, draft: Draft, told: Told | None) -> str:
        """One conversation."""
        template = self._environment.get_template("console_conversation.html")
        ready = self._canned(view.chat)
        return template.render(who=who, view=view, draft=draft, told=told, canned=ready)

    def found(self, who: Who, supply_number: str, found: Sequence[Conversation] | None) -> str:
        """The conversations about a supply; None for a supply that there is none of."""
        template = self._environment.get_template("console_conversations.html")
        return template.render(who=who, supply_number=supply_number, found=found)

    def ready(self, chat: Conversation, key: str) -> str:
        """The text of a ready answer in the language of the chat; "" for none."""
        return next((each.text for each in self._canned(chat) if each.key == key), "")

    def _canned(self, chat: Conversation) -> tuple[Canned, ...]:
        """The ready answers, in the language in which they are going to be read."""
        return canned(chat.locale or self._policy.locale, self._policy)

    def _said(self, row: OutboxRow) -> str:
        """The words of a message of ours: as they were sent, else as they would be."""
        if row.text is not None:
            return row.text
        if not row.message.values and row.message.key in ("staff",):
            return "(el texto ya se borró)"
        try:
            return self._renderer.render(row.message).text
        except (LookupError, UndefinedError):
            return "(el texto ya se borró)"

    def _offered(self, row: OutboxRow) -> str:
        """The buttons of a message of ours, as their reader saw them."""
        return " · ".join(self._renderer.label(button) for button in row.message.buttons)

    def _pressed(self, button: str) -> str:
        """A button that was pressed: by its label, where that says the same whatever it carries."""
        text = self._labels.get(button, button)
        return button if "{" in text else text


def _sender(row: OutboxRow) -> str:
    """Who speaks: a person of the staff by the name that the customer reads, else the assistant."""
    if row.message.key == "staff":
        by = row.message.values.get("by")
        return by if isinstance(by, str) else "Una persona"
    return "Asistente"


def _delivery(row: OutboxRow) -> str:
    """How its delivery stands."""
    return STATES.get(row.state.value, row.state.value)


def _mark(why: str) -> str:
    return MARKS[urgency(why)]


def _clipped(text: str) -> str:
    """The beginning of a long text."""
    plain = " ".join(text.split())
    return plain if len(plain) <= LONGEST else f"{plain[:LONGEST]}…"


def _refused(code: str) -> str:
    return REFUSED.get(code, "Ahora no se le puede escribir.")


def _ended(outcome: str) -> str:
    return OUTCOMES.get(outcome, outcome.replace("_", " "))
