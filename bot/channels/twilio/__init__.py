"""The door to Twilio: WhatsApp and SMS out by its REST API, and in by its webhooks. The dialogue is ours."""

from bot.channels.twilio.channels import SmsChannel, WhatsAppChannel
from bot.channels.twilio.client import TwilioAccount

__all__ = ["SmsChannel", "TwilioAccount", "WhatsAppChannel"]
