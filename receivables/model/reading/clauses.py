"""The parts of a message that wants several things: "ya pagué y sigo sin agua, ¿cuándo la reponen?"."""

import re

FEWEST = 2
"""Words that a part needs to say something."""
_MARKS = re.compile(r"[,.;:!?¿¡\n]+(?!\d)")
_BETWEEN = re.compile(
    r" (?:y|e|pero|ademas|tambien|aparte|asimismo|entonces|luego|and|but|also)(?: (?:ademas|tambien|aparte|que))? "
)


def parted(text: str) -> list[str]:
    """The parts of a message as it was written, between its marks."""
    return [part for each in _MARKS.split(text) if (part := each.strip())]


def joined(words: str) -> list[str]:
    """The parts of plain words, between the words that join them. Those too short to say something are left out."""
    parts = [part.strip() for part in _BETWEEN.split(f" {words} ")]
    return [part for part in parts if len(part.split()) >= FEWEST]
