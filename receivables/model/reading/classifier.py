"""A small classifier that learns from our own phrases which words speak for which wish. It needs no library.

Weighted complement naive Bayes over what a message sounds like (`features`; Rennie and others, "Tackling the Poor
Assumptions of Naive Bayes Text Classifiers", 2003). Every score is a sum over words, so that a word that came before
costs nothing. Floats are weights here and never money.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import exp, log, sqrt

from receivables.model.reading.features import KNOWN_WORDS, of_pairs, of_word, rarity, words_of
from receivables.model.reading.intents import Intent

SMOOTHING = 0.03
UNKNOWN_PAIR = 0.5
"""How much a pair that no phrase holds takes from what is known; a word that none holds takes its whole weight."""

Scores = dict[Intent, float]
Gains = tuple[tuple[int, float], ...]
"""What a feature adds to some of the wishes, by their number."""


@dataclass(frozen=True, slots=True)
class _Word:
    """What one word adds: to each wish, to the length of the message, and to what all wishes share."""

    gains: tuple[float, ...]
    squares: float
    mass: float


@dataclass(slots=True)
class Classifier:
    """What was learnt. `learnt` makes one; `scores` judges a message as it sounds (`sound.heard`)."""

    intents: tuple[Intent, ...]
    shared: tuple[float, ...]
    idf: Mapping[str, float]
    rarest: float
    pairs: Mapping[str, Mapping[int, float]]
    words: Mapping[str, Mapping[int, float]]
    holders: Mapping[str, list[str]]
    _gains: dict[str, Gains] = field(default_factory=dict)
    _words: dict[str, _Word] = field(default_factory=dict)

    def scores(self, spoken: str) -> Scores:
        """How strongly a message speaks for each wish: natural logarithms of odds, comparable within one message."""
        words = words_of(spoken)
        judged = [self._word(word) for word in words]
        totals = [sum(column) for column in zip(*(word.gains for word in judged), strict=True)]
        totals = totals or [0.0] * len(self.intents)
        squares, mass = self._add(of_pairs(words), totals, UNKNOWN_PAIR)
        squares += sum(word.squares for word in judged)
        mass += sum(word.mass for word in judged)
        norm = sqrt(squares) or 1.0
        return {
            intent: (total + mass * shared) / norm
            for intent, total, shared in zip(self.intents, totals, self.shared, strict=True)
        }

    def _word(self, word: str) -> _Word:
        known = self._words.get(word)
        if known is None:
            if len(self._words) >= KNOWN_WORDS:
                self._words.clear()
            gains = [0.0] * len(self.intents)
            squares, mass = self._add(of_word(word), gains)
            known = self._words[word] = _Word(tuple(gains), squares, mass)
        return known

    def _add(
        self, counts: Iterable[tuple[str, float]], totals: list[float], unknown: float = 1.0
    ) -> tuple[float, float]:
        """Add to the totals what features speak for; their squares and their sum.

        What was never heard speaks for nothing, and makes a message the less certain.
        """
        squares = mass = 0.0
        for name, count in counts:
            idf = self.idf.get(name)
            if idf is None:
                squares += (self.rarest * count * unknown) ** 2
                continue
            value = idf * count
            squares += value * value
            mass += value
            for number, gain in self._of(name):
                totals[number] += value * gain
        return squares, mass

    def _of(self, name: str) -> Gains:
        """The gains of a feature, worked out when it is met for the first time."""
        gains = self._gains.get(name)
        if gains is None:
            of = self.pairs[name] if name in self.pairs else self._in_words(name)
            whole = sum(of.values())
            base = log(whole + SMOOTHING) - log(SMOOTHING)
            gains = self._gains[name] = tuple(
                (number, log(value + SMOOTHING) - log(whole - value + SMOOTHING) + base)
                for number, value in of.items()
            )
        return gains

    def _in_words(self, name: str) -> dict[int, float]:
        """What a feature of words was seen with: it is the sum over the words that hold it."""
        of: dict[int, float] = {}
        for word in self.holders[name]:
            value = self.idf[name] * next(weight for each, weight in of_word(word) if each == name)
            for number, times in self.words[word].items():
                of[number] = of.get(number, 0.0) + value * times
        return of


def learnt(examples: Iterable[tuple[Intent, str]]) -> Classifier:
    """Learn from phrases as they sound, each with its wish.

    What a word adds is worked out once for all phrases that hold it: a group of letters that two words of one phrase
    share counts twice, as it does in `Classifier.scores`.
    """
    said = [(intent, words_of(spoken)) for intent, spoken in examples]
    intents = tuple(sorted({intent for intent, _ in said}))
    index = {intent: number for number, intent in enumerate(intents)}
    pairs = [dict(of_pairs(words)) for _, words in said]
    idf = rarity([words for _, words in said], pairs)
    lengths = {word: _length(of_word(word), idf) for word in {word for _, words in said for word in words}}
    seen: dict[str, dict[int, float]] = {name: {} for paired in pairs for name in paired}
    of_words: dict[str, dict[int, float]] = {word: {} for word in lengths}
    totals = [0.0] * len(intents)
    for (intent, words), paired in zip(said, pairs, strict=True):
        number = index[intent]
        weighed = [(name, weight * idf[name]) for name, weight in paired.items()]
        squares, mass = 0.0, 0.0
        for word in words:
            length = lengths[word]
            squares += length[0]
            mass += length[1]
        for _, value in weighed:
            squares += value * value
            mass += value
        one = 1 / (sqrt(squares) or 1.0)
        totals[number] += mass * one
        for word in words:
            of = of_words[word]
            of[number] = of.get(number, 0.0) + one
        for name, value in weighed:
            of = seen[name]
            of[number] = of.get(number, 0.0) + value * one
    everything, names = sum(totals), SMOOTHING * len(idf)
    shared = tuple(log(everything - total + names) - log(total + names) for total in totals)
    rarest = log(len(said) + 1) + 1
    return Classifier(intents, shared, idf, rarest, seen, of_words, _holders(of_words))


def _length(counts: Iterable[tuple[str, float]], idf: Mapping[str, float]) -> tuple[float, float]:
    """The sum of the squares of what features weigh, and their sum."""
    values = [weight * idf[name] for name, weight in counts]
    return sum(value * value for value in values), sum(values)


def _holders(words: Iterable[str]) -> dict[str, list[str]]:
    """In which words each feature of a word stands."""
    holders: dict[str, list[str]] = {}
    for word in words:
        for name, _ in of_word(word):
            holders.setdefault(name, []).append(word)
    return holders


def shares(scores: Scores) -> dict[Intent, float]:
    """Scores as parts of one whole, best first: how likely each wish is, if one of them is meant."""
    best = max(scores.values(), default=0.0)
    raised = {intent: exp(score - best) for intent, score in scores.items()}
    whole = sum(raised.values())
    return {
        intent: part / whole for intent, part in sorted(raised.items(), key=lambda each: (-each[1], each[0]))
    }
