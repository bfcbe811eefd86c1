"""Text of an SMS: what GSM-7 can hold, what stands for the rest, and how many parts a text is charged as (SMS-1).

One accent that GSM-7 does not know halves what fits into a part: á, í, ó and ú are written without it, while é, ñ, ü,
¿ and ¡ stay. What has no stand-in at all (a name in another script, say) leaves the whole text in UCS-2, as it was.
"""

import unicodedata

BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
"""GSM 03.38: one septet each."""
EXTENDED = frozenset("^{}\\[~]|€\f")
"""Two septets each: an escape comes before it."""
SINGLE, JOINED = 160, 153
"""Septets of a text of one part, and of each part of a longer one."""
WIDE_SINGLE, WIDE_JOINED = 70, 67
"""The same in UCS-2, in UTF-16 units."""

STANDS_FOR = {
    **dict.fromkeys("‘’‚‛′´`", "'"),
    **dict.fromkeys("“”„‟«»″", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    **dict.fromkeys("\u00a0\u2002\u2003\u2007\u2009\u200a\u202f\t", " "),
    **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\ufe0f\u00ad", ""),
    "•": "-",
    "·": ".",
    "…": "...",
    "º": "o",
    "ª": "a",
    "ç": "c",
    "×": "x",
    "→": "->",
    "✓": "-",
    "✅": "-",
    "½": "1/2",
}
ACCENTS = {
    "\u0300",
    "\u0301",
    "\u0302",
    "\u0303",
    "\u0304",
    "\u0306",
    "\u0307",
    "\u0308",
    "\u030a",
    "\u030c",
    "\u0327",
}


def fits(text: str) -> bool:
    """Whether GSM-7 can hold the text."""
    return all(char in BASIC or char in EXTENDED for char in text)


def written(text: str) -> str:
    """The text as an SMS carries it: in GSM-7 where that is possible, else unchanged."""
    if fits(text):
        return text
    plain = "".join(_plain(char) for char in unicodedata.normalize("NFC", text))
    return plain if fits(plain) else text


def segments(text: str) -> int:
    """How many parts the text is charged as; an empty one is one."""
    if fits(text):
        return _parts([2 if char in EXTENDED else 1 for char in text], SINGLE, JOINED)
    return _parts([2 if ord(char) > 0xFFFF else 1 for char in text], WIDE_SINGLE, WIDE_JOINED)


def sms_parts(text: str) -> int:
    """The same of any text, once it is written as an SMS carries it."""
    return segments(written(text))


def _parts(sizes: list[int], single: int, joined: int) -> int:
    """A character of two units is never cut in half: it begins the next part."""
    if sum(sizes) <= single:
        return 1
    parts, filled = 1, 0
    for size in sizes:
        if filled + size > joined:
            parts, filled = parts + 1, 0
        filled += size
    return parts


def _plain(char: str) -> str:
    """The character, or what stands for it in GSM-7; itself when nothing does."""
    if char in BASIC or char in EXTENDED:
        return char
    if char in STANDS_FOR:
        return STANDS_FOR[char]
    base = "".join(each for each in unicodedata.normalize("NFD", char) if each not in ACCENTS)
    return base if base and fits(base) else char
