"""What else a wish says: which trouble with the water it is, and whether it is about somebody else's supply."""

from dataclasses import replace

from receivables.model.reading.intents import Intent
from receivables.model.reading.phrases import phrases
from receivables.model.reading.understood import Reading

_LEAK = phrases(
    r"""
    \bfugas?\b; rotura; \brot[oa]s?\b; \bromp\w+; aniego; inund; gote[ao]; chorre; revent; tuberia; \btubos?\b
    \b(?:bota|botando|sale|saliendo|corre|perdiendo|pierde|desperdici\w+) (?:\w+ )?agua\b(?! (?:turbia|sucia|con))
    desague; atoro; atorad; alcantarill; \bbuzon; drenaje; aguas servidas; rebals; leak; burst; sewage; pipe\b
    """
)
_ALL = phrases(
    r"\btod[oa]s (?:<my>)?(?:suministros|recibos de todos|casas|cuentas|medidores|predios); \ball my\b"
)
_BILL = phrases(r"\b(?:recibos?|facturas?|boletas?)\b")
OF_A_BILL = frozenset({Intent.BILL_REQUEST, Intent.BILL_EXPLANATION})
_ENGLISH = phrases(r"\b(?:english|ingles)\b; \bdo you (?:speak|have)\b; \bspeak\b")


def detailed(reading: Reading, words: str) -> Reading:
    """The reading with its `detail`, and with nothing that could open somebody else's supply."""
    wishes = {reading.intent, *reading.also}
    if Intent.THIRD_PARTY_DATA in wishes or Intent.ADVERSARIAL in wishes:
        return replace(reading, third_party=Intent.THIRD_PARTY_DATA in wishes, codes=(), amounts=())
    if Intent.OUTAGE_LEAK in wishes:
        return replace(reading, detail="leak" if _LEAK.search(words) else "no_water")
    if reading.intent is Intent.LANGUAGE:
        return replace(reading, detail="en" if _ENGLISH.search(words) else "")
    if reading.intent is Intent.DEBT_QUERY and _ALL.search(words):
        return replace(reading, detail="all")
    return _of_one_bill(reading, words)


def _of_one_bill(reading: Reading, words: str) -> Reading:
    """A bill and its month are named, and nothing else is likelier: then that bill is what is asked for."""
    named = reading.period is not None and _BILL.search(words) is not None
    if reading.sure or not named or not {*reading.options[:1]} <= OF_A_BILL or not reading.options:
        return reading
    return replace(reading, intent=Intent.BILL_EXPLANATION, sure=True, options=())
