"""Invented customers: what each does with a notice, turn by turn. The same seed gives the same people."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from caudal.demo import phrases
from caudal.demo.effects import Mood


@dataclass(frozen=True, slots=True)
class Printed:
    """What a customer reads on the printed bill, and can prove who they are with."""

    supply_number: str
    bill: str


@dataclass(frozen=True, slots=True)
class Say:
    """Write this."""

    text: str


@dataclass(frozen=True, slots=True)
class Press:
    """Press a button of the latest message whose id begins with `wanted`; when there is none, write `or_say`.

    Passed over when there is neither. `latest`: the last such button but the one for all, else the first.
    """

    wanted: str = ""
    or_say: str = ""
    latest: bool = False


@dataclass(frozen=True, slots=True)
class Prove:
    """Write what is on the printed bill; passed over in a chat that is linked already."""

    text: str


@dataclass(frozen=True, slots=True)
class Photo:
    """Send a photo of a voucher."""

    name: str = "voucher.jpg"


@dataclass(frozen=True, slots=True)
class TellCode:
    """Have a one-time code given at the desk, and write it; passed over where none is waited for."""


Turn = Say | Press | Prove | Photo | TellCode


def chance(seed: int, supply_number: str, of: str) -> Random:
    """The lots of one customer for one purpose: they do not depend on what others do."""
    return Random(f"{seed}/{supply_number}/{of}")


SAYINGS: Mapping[Mood, Sequence[str]] = {
    Mood.GREET: phrases.GREETINGS,
    Mood.SAY_PAID: phrases.SAY_PAID,
    Mood.LEAVE: phrases.LEAVE,
    Mood.WRONG_PERSON: phrases.WRONG_PERSON,
    Mood.PERSON: phrases.ASK_PERSON,
}
"""Those who write once, whatever the answer."""


def turns(feeling: Mood, printed: Printed, rng: Random) -> tuple[Turn, ...]:
    """The customer's part of the conversation in that mood; none for those who only pay or do nothing."""
    link = (Prove(printed.supply_number), Prove(printed.bill))
    if feeling in SAYINGS:
        return (Say(rng.choice(SAYINGS[feeling])),)
    match feeling:
        case Mood.PRESS:
            return (Press(or_say=rng.choice(phrases.GREETINGS)),)
        case Mood.ASK:
            return (Say(rng.choice(phrases.ASK_DEBT)), *link, Say(rng.choice(phrases.ASK_MAKE_UP)))
        case Mood.SIMULATE:
            return (Say(rng.choice(phrases.ASK_DEBT)), *link, Say(rng.choice(phrases.ASK_INSTALMENTS)))
        case Mood.PROMISE:
            promise = rng.choice(phrases.PROMISES)
            return (Say(promise), *link, Press("yes:", or_say=rng.choice(phrases.YES)))
    return _asking(feeling, link, rng)


def _asking(feeling: Mood, link: tuple[Turn, ...], rng: Random) -> tuple[Turn, ...]:
    """Of those who want something of the utility: a plan, or that somebody looks at it."""
    match feeling:
        case Mood.AGREE:
            return (Press("plan", or_say=rng.choice(phrases.ASK_PLAN)), *link, *agreeing(rng))
        case Mood.CLAIM:
            said = rng.choice(phrases.CLAIMS)
            return (
                Say(said),
                *link,
                Press("claim:", latest=True),
                Press("why_claim:"),
                Press("ok:claim_confirm"),
            )
        case Mood.VOUCHER:
            return (Say(rng.choice(phrases.SHOW_PAID)), *link, Photo())
        case Mood.METER:
            return (Say(rng.choice(phrases.METER)), *link, Press("ok:request_"))
        case Mood.HARDSHIP:
            return (Say(rng.choice(phrases.HARDSHIP)), Press("ok:request_"))
    return ()


def agreeing(rng: Random) -> tuple[Turn, ...]:
    """A plan is compared, chosen, read back and signed with a code of the desk."""
    return (Press("accept:", or_say="Acepto"), Press("agree:", or_say=rng.choice(phrases.YES)), TellCode())


def moving(day: int) -> tuple[Turn, ...]:
    """The instalments of an agreement move to another day of the month."""
    asked = Say(f"Quiero cambiar la fecha de mi convenio, que mis cuotas venzan el {day}")
    return (asked, Press("agree:"), TellCode())
