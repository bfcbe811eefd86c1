"""Two judges of one message: what only one of them holds for likely is doubtful.

Their shares are multiplied (the geometric mean), so that each may object. They err on different messages, and at the
same rate of mistakes the two together act on more than either alone.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import exp, log

from receivables.model.reading.classifier import Classifier, Scores, learnt
from receivables.model.reading.intents import Intent
from receivables.model.reading.regression import Regression, fitted

OF_THE_FIRST = 0.5
"""How much the first judge counts."""


@dataclass(frozen=True, slots=True)
class Judges:
    """`taught` makes them; `scores` is of a message as it sounds (`sound.heard`)."""

    first: Classifier
    second: Regression

    @property
    def intents(self) -> tuple[Intent, ...]:
        """The wishes that they know."""
        return self.first.intents

    def scores(self, spoken: str) -> Scores:
        """How strongly a message speaks for each wish: natural logarithms of odds, comparable within one message."""
        first = _log_shares(list(self.first.scores(spoken).values()))
        both = zip(first, self.second.scores(spoken), strict=True)
        judged = (OF_THE_FIRST * one + (1 - OF_THE_FIRST) * other for one, other in both)
        return dict(zip(self.intents, judged, strict=True))


def _log_shares(scores: list[float]) -> list[float]:
    """Scores as natural logarithms of parts of one whole."""
    best = max(scores)
    whole = best + log(sum(exp(score - best) for score in scores))
    return [score - whole for score in scores]


def taught(examples: Iterable[tuple[Intent, str]]) -> Judges:
    """Both, taught with phrases as they sound, each with its wish."""
    said = list(examples)
    return Judges(learnt(said), fitted(said))
