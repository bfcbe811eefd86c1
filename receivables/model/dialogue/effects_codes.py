"""What a talk about identity wants done."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AskCode:
    """Send a one-time code for that supply to an address of it, which is not this chat."""

    supply_number: str
    channel: str
    address: str
    person: str


@dataclass(frozen=True, slots=True)
class UseCode:
    """The code was told, and is right: it is good for nothing more."""

    id: int
    supply_number: str


@dataclass(frozen=True, slots=True)
class SwitchSupply:
    """The person speaks of another supply that this chat proved."""

    supply_number: str


@dataclass(frozen=True, slots=True)
class Unlink:
    """The chat has to prove its supplies again: "number_moved", or "long_silent"."""

    supply_number: str
    why: str


CodeEffect = AskCode | UseCode | SwitchSupply | Unlink
