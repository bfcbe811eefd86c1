"""Words as they sound in Peru: "kiero", "qiero" and "quiero" are one word, and so are "boi" and "voy"."""

import re
from functools import lru_cache

KNOWN_WORDS = 20_000
"""So many words are remembered: those that come again and again. None with a figure is, for it may be somebody's."""

_STEPS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), sounds)
    for pattern, sounds in (
        (r"ch|sh", "#"),
        (r"h", ""),
        (r"ll|y", "i"),
        (r"q(?:u(?=[ei]))?|k", "k"),
        (r"c(?=[ei])|[zx]|ps(?=i)", "s"),
        (r"c", "k"),
        (r"v", "b"),
        (r"w|gu(?=a)", "u"),
        (r"gu(?=[ei])", "G"),
        (r"g(?=[ei])", "j"),
        (r"n(?=[pbm])", "m"),
        (r"(.)\1+", r"\1"),
        (r"G", "g"),
    )
)
_FIGURES = re.compile(r"[\d.,/:$%-]*\d[\d.,/:$%-]*")


@lru_cache(maxsize=KNOWN_WORDS)
def _heard(word: str) -> str:
    for pattern, sounds in _STEPS:
        word = pattern.sub(sounds, word)
    return word


def sound(word: str) -> str:
    """How a plain word (`words.plain`) sounds. Of figures only the kind is kept: "0" for a short number, "00" else."""
    if not any(sign.isdigit() for sign in word):
        return _heard(word)
    return "0" if len(_FIGURES.sub("", word)) == 0 and len(word) < 4 else "00"


def heard(words: str) -> str:
    """Plain words as they sound, word by word."""
    return " ".join(filter(None, map(sound, words.split())))
