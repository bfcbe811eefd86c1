"""How easily a text is read: Spanish by Szigriszt-Pazos, on the INFLESZ scale (Barrio-Cantalejo et al., 2008).

206.835 - 62.3 x syllables / words - words / sentences. Over 80 it is very easy, 65 to 80 rather easy, 55 to 65 normal,
below that hard. Figures, links and what fills a gap are no words here: they are read at a glance. A line is a sentence
where it ends without a stop, as in a list. English has Flesch's score, on a scale much like it.
"""

import re
from fractions import Fraction

_WORD = re.compile(r"[a-záéíóúüñ]+", re.IGNORECASE)
_ENDS = re.compile(r"[.!?:;…]+(?:\s|$)|\n+")
_SILENT_U = re.compile(r"(?<=[qg])u(?=[eiéí])")
_NUCLEUS = re.compile(
    r"[iuü]?[aeoáéó][iuy](?![aeiouáéíóú])|[iuü][aeoáéóíú]|[aeoáéó]|[íú]|[iuü][iuüy]?|y(?![a-záéíóúüñ])"
)
"""One vowel that is heard with the weak ones that lean on it."""


def syllables(word: str) -> int:
    """How many syllables a Spanish word has: diphthongs are one, "í" and "ú" stand alone."""
    heard = _SILENT_U.sub("", word.lower()).replace("h", "")
    return max(1, len(_NUCLEUS.findall(heard)))


def szigriszt(text: str) -> int:
    """The score of a text, rounded down; a text without a word is as easy as can be."""
    sentences = [found for part in _ENDS.split(text) if (found := _WORD.findall(part))]
    words = [word for sentence in sentences for word in sentence]
    if not words:
        return 206
    sounds = sum(map(syllables, words))
    per_word, per_sentence = Fraction(sounds, len(words)), Fraction(len(words), len(sentences))
    return int(Fraction(206_835, 1_000) - Fraction(623, 10) * per_word - per_sentence)


_SILENT = re.compile(
    r"(?<=[^aeiouyl])e$|(?<=[aeiouy]l)e$|(?<=[^aeiouytd])ed$|(?<=[^aeiouyscxzgh])es$|e(?=ment)"
)
"""An "e" that nobody hears: "place", "asked", "times", "statement"."""
_HEARD = re.compile(r"[aeiouy]+")
_APART = re.compile(r"i(?:a|o(?!n|us)|et\b)|ua(?=l)|(?<=cr)ea|ea\b")
"""Two vowels that are heard apart: "period", "usual", "create", "idea"."""


def syllables_in_english(word: str) -> int:
    """How many syllables an English word has, as far as its letters tell."""
    written = word.lower()
    apart = len(_APART.findall(re.sub(r"[ct]ia", "ca", written)))
    return max(1, len(_HEARD.findall(_SILENT.sub("", written))) + apart)


def flesch(text: str) -> int:
    """Flesch's reading ease of an English text, rounded down: over 80 easy, 60 to 70 plain English (Flesch, 1948)."""
    sentences = [found for part in _ENDS.split(text) if (found := _WORD.findall(part))]
    words = [word for sentence in sentences for word in sentence]
    if not words:
        return 206
    sounds = sum(map(syllables_in_english, words))
    per_word, per_sentence = Fraction(sounds, len(words)), Fraction(len(words), len(sentences))
    return int(
        Fraction(206_835, 1_000) - Fraction(846, 10) * per_word - Fraction(1_015, 1_000) * per_sentence
    )
