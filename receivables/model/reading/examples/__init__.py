"""How people say what they want: the phrases from which the classifier learns.

Every phrase is ours, written from years at the telephone of a water utility: Peruvian first, with some of
Colombia, Mexico, Chile and Argentina. A phrase stands under the wish a good clerk would act on; what asks for
two things stands in `MULTI`. Misspellings are meant.
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from receivables.model.reading.examples import (
    abroad,
    contrasts,
    daily,
    debts,
    edges,
    english,
    everyday,
    further,
    grief,
    lengthy,
    misspelt,
    more_bills,
    more_elsewhere,
    more_people,
    more_plans,
    more_routes,
    more_services,
    more_talk,
    more_temper,
    more_turns,
    payments,
    people,
    plainly,
    plans,
    synonyms,
    talk,
    terse,
    troubles,
    trust,
    usual,
    usual_more,
    water,
    wider,
)
from receivables.model.reading.examples.several import MULTI
from receivables.model.reading.intents import Intent

__all__ = ["EXAMPLES", "MULTI"]


def _merged(tables: Iterable[Mapping[Intent, str]]) -> Mapping[Intent, tuple[str, ...]]:
    """The phrases of all tables by wish, in the order of the tables, each once."""
    phrases: dict[Intent, dict[str, None]] = {}
    for table in tables:
        for intent, text in table.items():
            lines = (line.strip() for line in text.splitlines())
            phrases.setdefault(intent, {}).update((line, None) for line in lines if line)
    return MappingProxyType({intent: tuple(said) for intent, said in phrases.items()})


EXAMPLES: Mapping[Intent, tuple[str, ...]] = _merged(
    module.PHRASES
    for module in (
        debts,
        payments,
        plans,
        troubles,
        water,
        people,
        grief,
        trust,
        edges,
        talk,
        lengthy,
        daily,
        everyday,
        further,
        wider,
        contrasts,
        synonyms,
        misspelt,
        abroad,
        usual,
        usual_more,
        english,
        more_bills,
        more_elsewhere,
        more_people,
        more_plans,
        more_routes,
        more_services,
        more_talk,
        more_temper,
        more_turns,
        terse,
        plainly,
    )
)
"""The phrases of each wish, in the words in which they were written."""
