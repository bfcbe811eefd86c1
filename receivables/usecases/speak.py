"""Have a chat speak the language that its reader chose on the page around it."""

from dataclasses import replace

from receivables.usecases.handovers import talk
from receivables.usecases.services import Services


async def speak(services: Services, channel: str, address: str, locale: str, *, begin: bool = False) -> None:
    """Answer that chat in this language from now on, if the utility offers it.

    `begin`: only where nothing has been said yet; otherwise only where something has, as the page keeps the choice
    until then.
    """
    if locale not in services.policy.offered_languages:
        return
    async with services.units() as unit:
        await unit.hold([talk(channel, address)])
        chat = await unit.conversations.get(channel, address)
        silent = chat.last_inbound_at is None
        if silent is begin and (chat.locale or services.policy.locale) != locale:
            await unit.conversations.save(replace(chat, locale=locale))
