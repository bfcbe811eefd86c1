"""What is looked at in a message: its words, the groups of letters in them, and pairs of their stems.

By the groups of letters and the stems, "pagué la cuota" and "pagando las cuotas" are near each other.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain, pairwise
from math import log

GRAMS = (3, 4)
STEM = 5
"""Letters of a stem: what most endings leave."""
WORD, OF_STEM, PAIR, APART, GRAM = 1.0, 0.5, 1.0, 0.5, 0.5
"""How much a word counts, its stem, two stems in a row, two with one between, and a group of letters."""
FIRST, LAST = 40, 20
"""Words of a long message that are looked at: the wish stands before the story, or comes at its end."""
KNOWN_WORDS = 8_192

Counts = tuple[tuple[str, float], ...]


def words_of(spoken: str) -> list[str]:
    """The words of a message, as it sounds, that are looked at."""
    words = spoken.split()
    return words if len(words) <= FIRST + LAST else words[:FIRST] + words[-LAST:]


@lru_cache(maxsize=KNOWN_WORDS)
def of_word(word: str) -> Counts:
    """The features of one word: itself, its stem, and its groups of letters."""
    edged = f"_{word}_"
    grams = (edged[at : at + size] for size in GRAMS for at in range(len(edged) - size + 1))
    return ((f" {word}", WORD), (f"~{word[:STEM]}", OF_STEM), *((gram, GRAM) for gram in grams))


def of_pairs(words: Sequence[str]) -> list[tuple[str, float]]:
    """The pairs of stems in a row, with the message's beginning and end, and those with one between."""
    stems = [word[:STEM] for word in words]
    in_a_row = [(f"{one} {two}", PAIR) for one, two in pairwise(("^", *stems, "$"))]
    return in_a_row + [(f"{one} * {two}", APART) for one, two in zip(stems, stems[2:], strict=False)]


def rarity(said: Sequence[Sequence[str]], pairs: Iterable[Iterable[str]]) -> dict[str, float]:
    """How rare each feature is among so many phrases: the rarer, the more it tells."""
    times = Counter(chain.from_iterable(pairs))
    for word, count in Counter(chain.from_iterable(map(set, said))).items():
        for name, _ in of_word(word):
            times[name] += count
    return {name: log((len(said) + 1) / (count + 1)) + 1 for name, count in times.items()}
