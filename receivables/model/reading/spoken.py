"""Phrases that are looked for in a message as it sounds (`sound.heard`), so that no misspelling hides them."""

import re

from receivables.model.reading.sound import heard
from receivables.model.reading.words import plain


def spoken_phrases(text: str) -> re.Pattern[str]:
    """One pattern that finds any of the phrases, one in each line; a line that ends in `|` goes on in the next.

    `~` is up to three words between, `*` the rest of a word. The words are written as Spanish writes them.
    """
    lines = re.sub(r"\|\n\s*", "|", text).splitlines()
    heard_lines = (re.sub(r"[a-z]+", _as_heard, line.strip()) for line in lines if line.strip())
    gaps = (line.replace(" ~ ", "(?: [^ ]+){0,3} ").replace("~ ", "(?:[^ ]+ ){0,3}") for line in heard_lines)
    return re.compile(rf"(?:^| )(?:{'|'.join(gap.replace('*', '[^ ]*') for gap in gaps)})(?= |$)")


def _as_heard(found: re.Match[str]) -> str:
    return heard(plain(found[0]))
