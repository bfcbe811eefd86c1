"""By which ways a plan counts on reaching people: what the database knows of the channels that will carry it.

What it does not know is not held against anybody: that is asked when the messages are sent.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from receivables.model.account import Account
from receivables.model.campaign import Campaign
from receivables.model.consent import Purpose
from receivables.model.contact import Moment, lines_open
from receivables.model.message import Message
from receivables.model.sending import MessageTemplate, TemplateCategory
from receivables.ports import Renderer, UnitOfWork
from receivables.usecases.carriers import Carriers, open_lines
from receivables.usecases.situation import Carried, Situation


@dataclass(frozen=True, slots=True)
class Ways:
    """The channels of a running program, and the words that go by them."""

    carriers: Carriers
    renderer: Renderer

    async def carried(self, unit: UnitOfWork, accounts: Sequence[Account]) -> Carried:
        """Whether a contact can be written to first: by a channel there is, in a chat that is linked (TG-1)."""
        numbers = [account.supply.supply_number for account in accounts]
        return (await open_lines(unit, self.carriers, numbers)).carried

    async def approved(self, unit: UnitOfWork, at: Moment) -> "Approved":
        """What may be sent by template. An account that nobody has looked at yet says nothing."""
        held = await unit.templates.all()
        looked_at = {each.channel for each in held}
        wanting = {name for name, channel in self.carriers.proactive.items() if channel.needs_template}
        return Approved(
            self.renderer,
            {name: await unit.templates.approved(name, at.policy.locale) for name in wanting & looked_at},
        )


@dataclass(frozen=True, slots=True)
class Approved:
    """By channel that wants them, the approved templates of our account."""

    renderer: Renderer
    templates: Mapping[str, Mapping[str, MessageTemplate]]

    def narrowed(
        self, situation: Situation, campaign: Campaign, variant: str | None, at: Moment
    ) -> Situation:
        """The situation without the lines that have no template for the campaign's message (I-29, WA-TPL-2)."""
        name = self.renderer.template_name(
            Message(campaign.message_key, {} if variant is None else {"variant": variant})
        )
        reach = situation.reach
        promo = {contact.line for contact in reach.contacts if contact.purpose is Purpose.PROMO}
        lacking = {
            contact.line
            for contact in lines_open(reach, at)
            if contact.channel in self.templates
            and not self._fits(contact.channel, name, promo=contact.line in promo)
        }
        if not lacking:
            return situation
        return replace(situation, reach=replace(reach, untemplated=frozenset(lacking)))

    def _fits(self, channel: str, name: str, *, promo: bool) -> bool:
        held = self.templates[channel].get(name)
        if held is None or held.digest != self.renderer.template_digest(name):
            return False
        return promo or held.category is not TemplateCategory.MARKETING
