"""The talk with a customer: `step` takes a conversation and a reading, and gives a turn. Pure."""

from receivables.model.dialogue.effects_desk import OpenRequest, RegisterClaim
from receivables.model.dialogue.step import opened, step
from receivables.model.dialogue.turn import (
    AskedConsent,
    Effect,
    Facts,
    GiveConsent,
    HandOver,
    Hold,
    Known,
    LinkSupply,
    NoteDeceased,
    NoteWrongTry,
    OfferClaim,
    OptIn,
    OptOut,
    Simulated,
    SuppressAddress,
    TakePromise,
    Turn,
)

__all__ = [
    "AskedConsent",
    "Effect",
    "Facts",
    "GiveConsent",
    "HandOver",
    "Hold",
    "Known",
    "LinkSupply",
    "NoteDeceased",
    "NoteWrongTry",
    "OfferClaim",
    "OpenRequest",
    "OptIn",
    "OptOut",
    "RegisterClaim",
    "Simulated",
    "SuppressAddress",
    "TakePromise",
    "Turn",
    "opened",
    "step",
]
