"""The talk with a customer: `step` takes a conversation and a reading, and gives a turn. Pure."""

from receivables.model.dialogue.step import step
from receivables.model.dialogue.turn import (
    Effect,
    Facts,
    HandOver,
    Hold,
    Known,
    LinkSupply,
    NoteWrongTry,
    OptIn,
    OptOut,
    Simulated,
    SuppressAddress,
    TakePromise,
    Turn,
)

__all__ = [
    "Effect",
    "Facts",
    "HandOver",
    "Hold",
    "Known",
    "LinkSupply",
    "NoteWrongTry",
    "OptIn",
    "OptOut",
    "Simulated",
    "SuppressAddress",
    "TakePromise",
    "Turn",
    "step",
]
