"""The door to Telegram: the Bot API by polling or by webhook. The library parses and sends; the dialogue is ours.

A bot cannot open a conversation (TG-1). Only private chats are answered: a debt is never spoken of in a group (I-8).
Telegram has no way to ask what became of a message, so a send in doubt is never repeated.
"""

from bot.channels.telegram.channel import OFFICIAL, TelegramChannel, Webhook
from bot.channels.telegram.layout import LONGEST, parts
from bot.channels.telegram.polling import TelegramInbox
from bot.channels.telegram.updates import NAME, Heard, hear, heard, readable

__all__ = [
    "LONGEST",
    "NAME",
    "OFFICIAL",
    "Heard",
    "TelegramChannel",
    "TelegramInbox",
    "Webhook",
    "hear",
    "heard",
    "parts",
    "readable",
]
