"""A message in the words of its channel: free text, or an approved template with what fills its gaps."""

from dataclasses import dataclass

from receivables.errors import CaudalError
from receivables.model import price
from receivables.model.message import Message
from receivables.model.sending import MessageTemplate
from receivables.ports import Content, Rendered, Renderer

TEXTS = {"whatsapp": price.SERVICE, "sms": price.TEXT}
"""As what a free text is charged, by channel; elsewhere nothing is."""


class NotWorded(Exception):
    """Whatever is wrong with one text; `fault` names it without a word of the text."""

    def __init__(self, fault: Exception) -> None:
        super().__init__()
        self.fault = fault.code if isinstance(fault, CaudalError) else type(fault).__name__


@dataclass(frozen=True, slots=True)
class Worded:
    """What goes out, under which template's name, and as what it is charged."""

    rendered: Rendered
    category: str
    template: str | None = None
    content: Content | None = None


def worded(renderer: Renderer, message: Message, channel: str, template: MessageTemplate | None) -> Worded:
    """The message for that channel. Raises NotWorded for any fault, so that the others of its batch go on."""
    try:
        if template is None:
            return Worded(renderer.render(message, channel), TEXTS.get(channel, price.FREE))
        templated = renderer.templated(message)
    except Exception as fault:
        raise NotWorded(fault) from fault
    content = Content(template.content_sid, templated.variables)
    # Its buttons are part of the template, as it was approved.
    return Worded(Rendered(templated.text), template.category.value, template=templated.name, content=content)
