"""The codes of our messages and the seals of our papers: how they look, and how they are found in what people write.

A code is eight signs in two groups, `K7QX-3M9P`. No two signs look alike; whoever types S, Z, B or G means 5, 2, 8 or
6. A seal is sixteen hexadecimal digits in four groups, `FF33-3D60-C95C-1CED`.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from itertools import count

ALPHABET = "23456789ACDEFHJKMNPQRTVWXY"
LENGTH = 8
_MEANT = str.maketrans("SZBG", "5286")
_HYPHENS = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-") | dict.fromkeys("\u00ad\u200b\u2060\ufeff", None))
"""All that telephones write for a hyphen, and what nobody sees."""
_WHOLE = re.compile(rf"[{ALPHABET}]{{{LENGTH}}}")
_SHAPES = tuple(
    re.compile(rf"(?<![A-Z0-9-]){shape}(?![A-Z0-9-])")
    for shape in (
        r"[A-Z0-9]{4}(?: ?- ?|[_.])[A-Z0-9]{4}",
        r"(?![A-Z]{4} [0-9]|[0-9]{4} [A-Z]{4})[A-Z0-9]{4} ?[A-Z0-9]{4}",  # "debe 3456" is no code
        r"[A-Z0-9]{3,8}-[A-Z0-9]{3,8}",
    )
)
"""How a code looks that somebody copied, or made up: in two groups, together, or something like it."""
_DIGITS = re.compile(r"[0-9A-F]{16}")
_SEAL = re.compile(r"(?<![A-Z0-9-])[0-9A-FO]{4}(?: ?[ -]? ?[0-9A-FO]{4}){3}(?![A-Z0-9-])")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is known of a code, of a seal, or of the latest message to a chat. `code` is empty where none was given.

    `notice`: the key of the message. `current`: whether there is still something overdue that it speaks of; None where
    nobody can say. `sealed`: it is about a paper; `agreement` is the number of that, `sent_on` the day of its
    acceptance, and `current` whether no later paper replaces it.
    """

    ours: bool
    code: str = ""
    channel: str = ""
    sent_on: date | None = None
    supply_masked: str = ""
    notice: str = ""
    current: bool | None = None
    sealed: bool = False
    agreement: str = ""


def spelled(signs: Sequence[str]) -> str:
    """Eight signs as people read them: `K7QX-3M9P`."""
    return f"{''.join(signs[:4])}-{''.join(signs[4:])}"


def mixed(code: str) -> bool:
    """Whether it has a letter and a figure: then it is neither a word nor the number of a supply."""
    return any(map(str.isalpha, code)) and any(map(str.isdigit, code))


def normal(text: str) -> str | None:
    """The code that somebody typed, in whatever spelling; None for what can be no code of ours."""
    bare = re.sub(r"[\W_]", "", _typed(text).upper().translate(_MEANT))
    return spelled(bare) if _WHOLE.fullmatch(bare) and mixed(bare) else None


def _typed(text: str) -> str:
    """In plain signs, whatever keyboard it was typed with."""
    return unicodedata.normalize("NFKC", text).translate(_HYPHENS)


def code_in(text: str) -> tuple[str, str] | None:
    """What in a message may be a code, ours or a false one, and the rest of the message. It has letters and figures.

    One that could be ours goes before all else.
    """
    text = _typed(text)
    upper = text.upper()
    found = [each for shape in _SHAPES for each in shape.finditer(upper) if mixed(each[0])]
    chosen = next((each for each in found if normal(each[0])), found[0] if found else None)
    if chosen is None:
        return None
    return normal(chosen[0]) or chosen[0], f"{text[: chosen.start()]} {text[chosen.end() :]}"


def quoted(text: str) -> str | None:
    """The code of ours in a text that somebody copied, with whatever stands around it; None where there is none."""
    found = code_in(text)
    return None if found is None else normal(found[0])


def seal_in(text: str) -> tuple[str, str] | None:
    """The seal of a paper in a message, as it is printed, and the rest of the message. It has letters and figures."""
    text = _typed(text)
    upper = text.upper()
    for found in _SEAL.finditer(upper):
        seal = seal_of(found[0])
        if seal is not None and mixed(found[0]):  # as it was typed: "debo" has no figure
            return seal, f"{text[: found.start()]} {text[found.end() :]}"
    return None


def seal_of(text: str) -> str | None:
    """The seal that somebody typed and nothing else, as it is printed; None for what can be none."""
    signs = re.sub(r"[\s.\-]", "", text.upper().translate(_HYPHENS)).replace("O", "0")
    if not _DIGITS.fullmatch(signs):
        return None
    return "-".join(signs[at : at + 4] for at in range(0, len(signs), 4))


def door_number(key: bytes, order_id: str, operator: str) -> str:
    """What an operator shows at the door, and anybody types to ask whether the order is theirs: like a code.

    Nobody makes it without the key, nor from the number of the supply; of the same order another operator has another.
    """
    base, asked = len(ALPHABET), f"door/{operator}/{order_id}".encode()
    for turn in count():
        number = int.from_bytes(blake2b(asked, key=key[:64], salt=turn.to_bytes(2)).digest())
        signs = "".join(ALPHABET[number // base**place % base] for place in range(LENGTH))
        if mixed(signs):
            return spelled(signs)
    raise AssertionError("most numbers are mixed")


def paper_token(key: bytes, utility: str, outbox_id: int) -> str:
    """What only the link to the document of that message holds; as hard to make without the key as `link_token`."""
    return blake2b(f"papers/{utility}/{outbox_id}".encode(), key=key[:64], digest_size=16).hexdigest()


def link_token(key: bytes, code: str) -> str:
    """What only the e-mail with that code holds; nobody makes it without the key, whose first 64 bytes count."""
    return blake2b(f"correo/{code}".encode(), key=key[:64], digest_size=16).hexdigest()
