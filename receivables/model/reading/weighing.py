"""The rules and the judges weighed together: what may be acted on, and what has to be asked back.

A rule speaks for its wish the more, the more of the message its phrase takes. The bounds were set by cross-validation
over our own phrases (tests/receivables/model/reading/test_learning.py): wishes that change something have to be surer.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from receivables.model.reading import answering
from receivables.model.reading.classifier import Scores, shares
from receivables.model.reading.clauses import joined, parted
from receivables.model.reading.danger import literal, means_no_death
from receivables.model.reading.examples import EXAMPLES
from receivables.model.reading.intents import Intent
from receivables.model.reading.rules import HALF, MOST_OPTIONS, Found, Kind, Spoken
from receivables.model.reading.sound import heard
from receivables.model.reading.understood import SURE, Reading
from receivables.model.reading.words import plain

if TYPE_CHECKING:
    from receivables.model.reading.judging import Judges

ACT, ACT_SURELY, ACT_MOST_SURELY = 78, 82, 86
ASK, OFFER = 30, 12
OF_A_PART, NEARLY = 90, 55
ALONE, ALONE_AND_BRIEF, BRIEF = 4, 93, 4
IN_DOUBT, IN_DOUBT_OF_A_PART = 30, 60
"""Percent. What may be a cry for help is one from `IN_DOUBT` on. Where nothing reaches `ASK`, the judges' guesses are
not offered; else whatever reaches `OFFER` is. Where the whole is sure to `NEARLY` only, a part that is sure to
`OF_A_PART` of the same wish settles it. Judges without a rule on their side have to be surer by `ALONE`, and in a
message of `BRIEF` words or fewer to `ALONE_AND_BRIEF`: there a single word carries all."""

OF_DEATH = frozenset({Intent.CRISIS, Intent.DECEASED})
SURELY = frozenset(
    {
        *(Intent.OPT_IN, Intent.WRONG_PERSON, Intent.DECEASED, Intent.CRISIS, Intent.CONTACT_CHANGE),
        *(
            Intent.ALREADY_PAID,
            Intent.PAYMENT_PROMISE,
            Intent.ACCEPT_PLAN,
            Intent.AMEND_PLAN,
            Intent.LANGUAGE,
        ),
        *(
            Intent.BILL_EXPLANATION,
            Intent.POLICY_QUESTION,
            Intent.HUMAN,
            Intent.HARDSHIP,
            Intent.AUTHENTICITY,
        ),
        *(Intent.INSTALMENT_REQUEST, Intent.PAYMENT_METHODS, Intent.AFFIRM, Intent.DENY, Intent.GREETING),
        *(Intent.THANKS_BYE, Intent.OUT_OF_SCOPE),
    }
)
"""Wishes on which something changes at once, for this person or for others, and those that are easily mistaken."""
MOST_SURELY = frozenset(
    {Intent.OPT_OUT, Intent.CLAIM, Intent.DEBT_QUERY, Intent.RECONNECTION, Intent.THIRD_PARTY_DATA}
)
"""Wishes that share most of their words with others, as cross-validation shows."""
STOPPING = frozenset({Intent.OPT_OUT, Intent.WRONG_PERSON})

ALIKE = (
    frozenset({Intent.DEBT_QUERY, Intent.STATEMENT}),
    frozenset({Intent.RECONNECTION, Intent.CUT_STATUS}),
    frozenset({Intent.CLAIM, Intent.METER}),
)
"""Wishes whose answers stand so near to each other that no harm is done by taking one for the other."""
TOO_LITTLE = 0.05
"""A share that changes nothing."""
COURTESY = frozenset({Intent.GREETING, Intent.THANKS_BYE, Intent.AFFIRM, Intent.DENY, Intent.OUT_OF_SCOPE})
SEVERAL, MOST_PARTS = 4, 6
"""Words of a message that may want several things, and parts that are looked at."""
BY_THE_WAY = 35
"""A phrase that takes fewer percent of a message was said by the way."""
MOST, NEARLY_ALL = 60, 85
TRUSTED = frozenset(
    {
        *(
            Intent.ADVERSARIAL,
            Intent.AGREEMENT_STATUS,
            Intent.AUTHENTICITY,
            Intent.ABUSE,
            Intent.BILL_REQUEST,
        ),
        *(Intent.CLAIM_STATUS, Intent.HARDSHIP, Intent.LEGAL_THREAT, Intent.PAYMENT_HISTORY),
    }
)
ALL, WHOLE_PHRASE, GOOD_PHRASE, PHRASE = 12.0, 3.0, 2.0, 0.8
"""What a rule adds to the score of its wish: when its phrase is nearly the whole message; when it takes more than
`MOST` percent of it; when nine in ten of our own phrases that it finds are of its wish; otherwise."""
ALSO, HINT = 0.9, 0.6

Likely = dict[Intent, float]
"""How likely each wish is, best first; together they are 1."""


@cache
def classifier() -> "Judges":
    """What our phrases teach. It is learnt once, with the first message or by `intent.warm`."""
    # numpy takes a while to load: only those who read messages wait for it.
    from receivables.model.reading.judging import taught

    return taught(as_heard(EXAMPLES.items()))


def as_heard(examples: Iterable[tuple[Intent, Iterable[str]]]) -> list[tuple[Intent, str]]:
    """Phrases as they sound, each with its wish."""
    return [(intent, heard(plain(phrase))) for intent, phrases in examples for phrase in phrases]


def weighed(message: Spoken, spoken: str) -> Reading:
    """The reading of a message, given as it was spoken and as it sounds."""
    found = message.found()
    brief = len(message.words.split()) < SEVERAL
    if (brief or found.kind is Kind.TOO_LITTLE) and (plainly := _plainly(found)):
        return plainly
    likely, parts = _likely(found, message, spoken), () if brief else _of_parts(message)
    doubtful = () if means_no_death(spoken) else parts
    if found.reading.intent is not Intent.DECEASED and (danger := _danger(likely, doubtful)):
        return Reading(Intent.CRISIS, confidence=danger, how="classifier")
    if plainly := _plainly(found):
        return plainly
    if found.kind is Kind.PROTECTS and not (
        found.reading.intent is Intent.DECEASED and means_no_death(spoken)
    ):
        return _protected(found, likely)
    judged = _judged(found, likely, len(message.words.split()) <= BRIEF)
    if judged.intent is Intent.OUT_OF_SCOPE and message.expecting:
        # Whatever "mmm" is, it is no answer: the question that is open stays open.
        return replace(judged, sure=False, options=())
    return _with_more(judged, _wishes(parts))


def _plainly(found: Found) -> Reading | None:
    """What the rules alone decide: a message that is one thing as a whole, or one that has to be asked in any case."""
    reading = found.reading
    if found.kind is Kind.WHOLE:
        return replace(reading, how="context")
    if found.kind in (Kind.UNCLEAR, Kind.TOO_LITTLE):
        return replace(reading, confidence=HALF)
    return reading if reading.sure and reading.intent not in classifier().intents else None


def _likely(found: Found, message: Spoken, spoken: str) -> Likely:
    """How likely each wish is, without those that the words exclude."""
    scores = _scores(found, spoken)
    if answering.NO_PERSON.search(message.words):
        scores.pop(Intent.HUMAN, None)
    return _meant(scores, spoken)


def _meant(scores: Scores, spoken: str) -> Likely:
    """The shares of the scores; without death, where it is only a manner of speaking."""
    likely = shares(scores)
    if max(likely.get(intent, 0.0) for intent in OF_DEATH) < TOO_LITTLE or not means_no_death(spoken):
        return likely
    rest = literal(spoken)
    if shares(classifier().scores(rest)).get(Intent.CRISIS, 0.0) * SURE >= IN_DOUBT_OF_A_PART:
        return likely
    return shares({intent: score for intent, score in scores.items() if intent not in OF_DEATH})


def _danger(likely: Likely, parts: Sequence[Likely]) -> int:
    """How likely a message, or a part of it, is a cry for help, in percent; 0 where there is no doubt."""
    whole = int(likely.get(Intent.CRISIS, 0.0) * SURE)
    if whole >= IN_DOUBT:
        return whole
    most = max((int(part.get(Intent.CRISIS, 0.0) * SURE) for part in parts), default=0)
    return most if most >= IN_DOUBT_OF_A_PART else 0


def _of_parts(message: Spoken) -> tuple[Likely, ...]:
    """How likely each wish is in each part of a message; nothing where it is in one piece."""
    parts = [part for each in parted(message.text) for part in joined(plain(each))]
    if len(parts) < 2:
        return ()
    spoken = (heard(part) for part in parts[:MOST_PARTS])
    return tuple(_meant(classifier().scores(part), part) for part in spoken)


def _protected(found: Found, likely: Likely) -> Reading:
    """What protects is done, unless it is said by the way in a message that clearly wants something else."""
    best, share = next(iter(likely.items()))
    reading = found.reading
    doubted = reading.intent in (Intent.OPT_OUT, Intent.WRONG_PERSON) and best not in STOPPING
    by_the_way = found.covered <= BY_THE_WAY or (best is Intent.OPT_IN and found.covered <= MOST)
    if not doubted or not by_the_way or share * SURE < ACT:
        return reading
    return replace(
        reading, sure=False, options=(reading.intent, best), also=(), confidence=SURE - int(share * SURE)
    )


def _scores(found: Found, spoken: str) -> Scores:
    """The classifier's scores with what the rules add to them."""
    scores = classifier().scores(spoken)
    lowest = min(scores.values(), default=0.0)
    reading = found.reading
    gains: list[tuple[Intent, float]] = []
    if reading.sure:
        gains.append((reading.intent, _strength(found)))
        gains.extend((intent, ALSO) for intent in reading.also)
    else:
        gains.extend((intent, HINT) for intent in reading.options)
    for intent, gain in gains:
        scores[intent] = scores.get(intent, lowest) + gain
    return scores


def _strength(found: Found) -> float:
    if found.covered > NEARLY_ALL:
        return ALL
    if found.covered > MOST:
        return WHOLE_PHRASE
    return GOOD_PHRASE if found.reading.intent in TRUSTED else PHRASE


def _judged(found: Found, likely: Likely, brief: bool) -> Reading:
    best, percent = _best(likely)
    ruled = found.reading.sure and best is found.reading.intent
    if percent < _bound(best, ruled, brief):
        return _asked(found, likely, percent)
    wishes = (found.reading.intent, *found.reading.also) if found.reading.sure else ()
    return replace(
        found.reading,
        intent=best,
        sure=True,
        options=(),
        also=tuple(intent for intent in wishes if intent is not best),
        confidence=percent,
        how="rule" if ruled else "classifier",
    )


def _best(likely: Likely) -> tuple[Intent, int]:
    """The likeliest wish, in percent. One that is answered alike lends it its share."""
    best, share = next(iter(likely.items()))
    kin = next((each for each in ALIKE if best in each), frozenset({best}))
    return best, int(sum(likely.get(intent, 0.0) for intent in kin) * SURE) if kin else int(share * SURE)


def _bound(intent: Intent, ruled: bool, brief: bool) -> int:
    """How sure it has to be, in percent, to act on such a wish: surer where no rule says the same."""
    bound = ACT_MOST_SURELY if intent in MOST_SURELY else ACT_SURELY if intent in SURELY else ACT
    if ruled:
        return bound
    return max(bound + ALONE, ALONE_AND_BRIEF) if brief else bound + ALONE


def _wishes(parts: Sequence[Likely]) -> list[tuple[Intent, int]]:
    """What the parts of a message want, each most surely: a part is short, and easily mistaken."""
    found = map(_best, parts)
    return [(best, percent) for best, percent in found if percent >= OF_A_PART and best not in COURTESY]


def _with_more(reading: Reading, wishes: list[tuple[Intent, int]]) -> Reading:
    """The reading with what its parts want: beside the whole, or in its place where the whole nearly said so."""
    intents = tuple(dict.fromkeys(intent for intent, _ in wishes))
    if not intents:
        return reading
    first = reading.intent
    if reading.sure:
        return replace(reading, also=tuple(dict.fromkeys((*reading.also, *_without(intents, first)))))
    if first not in intents or reading.confidence < NEARLY:
        return reading
    return replace(
        reading,
        sure=True,
        options=(),
        also=_without(intents, first),
        confidence=max(percent for intent, percent in wishes if intent is first),
    )


def _without(intents: Iterable[Intent], one: Intent) -> tuple[Intent, ...]:
    return tuple(intent for intent in intents if intent is not one)


def _asked(found: Found, likely: Likely, percent: int) -> Reading:
    """What it may have meant, best first."""
    wishes = [intent for intent, share in likely.items() if percent >= ASK and share * SURE >= OFFER]
    wishes = [intent for intent in wishes if intent is not Intent.CRISIS]
    options = tuple(dict.fromkeys((*wishes, *found.reading.options)))[:MOST_OPTIONS]
    guess = options[0] if options else Intent.OUT_OF_SCOPE
    return replace(
        found.reading,
        intent=guess,
        sure=False,
        options=options,
        also=(),
        confidence=percent,
        how="classifier",
    )
