"""A second judge beside the classifier: multinomial logistic regression over the same features of our own phrases.

Naive Bayes takes each feature for itself; here their weights are fitted together, so that what two wishes share tells
less. The two err on different messages: what both hold for likely is acted on (`judging`). Nothing here is by chance:
the phrases come in a fixed order. Floats are weights here and never money.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from math import gcd

import numpy as np
from numpy.typing import NDArray

from receivables.model.reading.features import KNOWN_WORDS, of_pairs, of_word, rarity, words_of
from receivables.model.reading.intents import Intent

ROUNDS = 6
"""How often each phrase is gone through."""
STEP, LAST_STEP = 0.3, 0.05
"""How far each phrase moves the weights at first, and which part of that is left at the end."""
SHARPNESS = 4.0
"""By how much the sum of a message's weights counts: its features have the length 1."""
OF_BIAS = 0.02
LEARNT = 0.98
"""A phrase that is as likely as this moves nothing."""
STRIDE = 2741
"""Phrases of one wish stand together: in steps of so many, they come by turns."""

Floats = NDArray[np.float32]
Numbers = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    """The features that our phrases hold, by number, and how much each tells."""

    numbers: dict[str, int]
    rarity: Floats

    def weighed(self, counts: Iterable[tuple[str, float]]) -> tuple[Numbers, Floats]:
        """The features that are known, and their weights."""
        known = [(number, count) for name, count in counts if (number := self.numbers.get(name)) is not None]
        rows = np.array([number for number, _ in known], dtype=np.int32)
        return rows, np.array([count for _, count in known], dtype=np.float32) * self.rarity[rows]


@dataclass(slots=True)
class Regression:
    """What was fitted. `fitted` makes one; `scores` judges a message as it sounds (`sound.heard`)."""

    intents: tuple[Intent, ...]
    vocabulary: _Vocabulary
    weights: Floats
    bias: Floats
    _words: dict[str, tuple[Floats, float]] = field(default_factory=dict)

    def scores(self, spoken: str) -> list[float]:
        """How strongly a message speaks for each wish, in the order of `intents`: natural logarithms of shares."""
        words = words_of(spoken)
        total, squares = self._sum(of_pairs(words))
        for word in words:
            gains, square = self._word(word)
            total = total + gains
            squares += square
        raised = SHARPNESS * total / np.float32(squares**0.5 or 1) + self.bias
        raised -= raised.max()
        shares: list[float] = (raised - np.log(np.exp(raised).sum())).tolist()
        return shares

    def _word(self, word: str) -> tuple[Floats, float]:
        known = self._words.get(word)
        if known is None:
            if len(self._words) >= KNOWN_WORDS:
                self._words.clear()
            known = self._words[word] = self._sum(of_word(word))
        return known

    def _sum(self, counts: Iterable[tuple[str, float]]) -> tuple[Floats, float]:
        rows, values = self.vocabulary.weighed(counts)
        return values @ self.weights[rows], float(values @ values)


def fitted(examples: Iterable[tuple[Intent, str]]) -> Regression:
    """Fit the weights to phrases as they sound, each with its wish, by stochastic gradient descent.

    A feature that stands twice in a phrase moves its weights once.
    """
    said = [(intent, words_of(spoken)) for intent, spoken in examples]
    intents = tuple(sorted({intent for intent, _ in said}))
    index = {intent: number for number, intent in enumerate(intents)}
    words = [each for _, each in said]
    rare = rarity(words, [dict(of_pairs(each)) for each in words])
    vocabulary = _Vocabulary(
        {name: at for at, name in enumerate(rare)}, np.array([*rare.values()], np.float32)
    )
    rows = list(_rows(words, vocabulary))
    model = Regression(
        intents,
        vocabulary,
        np.zeros((len(rare), len(intents)), dtype=np.float32),
        np.zeros(len(intents), dtype=np.float32),
    )
    _descend(model, rows, [index[intent] for intent, _ in said])
    return model


def _rows(said: Sequence[list[str]], vocabulary: _Vocabulary) -> Iterator[tuple[Numbers, Floats]]:
    """The features of each phrase, with weights that have the length 1 together."""
    of: dict[str, tuple[Numbers, Floats]] = {}
    for words in said:
        parts = [of.get(word) or of.setdefault(word, vocabulary.weighed(of_word(word))) for word in words]
        parts.append(vocabulary.weighed(of_pairs(words)))
        values = np.concatenate([each for _, each in parts])
        yield np.concatenate([each for each, _ in parts]), values / np.sqrt(values @ values)


def _descend(model: Regression, rows: Sequence[tuple[Numbers, Floats]], wishes: Sequence[int]) -> None:
    stride = next(each for each in range(STRIDE, STRIDE + len(rows) + 1) if gcd(each, len(rows)) == 1)
    for turn in range(ROUNDS):
        step = np.float32(STEP * (1 - turn / ROUNDS + LAST_STEP))
        for count in range(len(rows)):
            at = count * stride % len(rows)
            _move(model, *rows[at], wishes[at], step)


def _move(model: Regression, rows: Numbers, values: Floats, wish: int, step: np.float32) -> None:
    """One phrase: its wish becomes likelier, every other the less likely the more likely it was held."""
    weights = model.weights[rows]
    raised = SHARPNESS * (values @ weights) + model.bias
    shares = np.exp(raised - raised.max())
    shares /= shares.sum()
    if shares[wish] > LEARNT:
        return
    shares[wish] -= 1
    model.weights[rows] = weights - np.outer(values * (step * SHARPNESS), shares)
    model.bias -= step * OF_BIAS * shares
