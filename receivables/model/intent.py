"""What a message wants: rules over its words, never a guess. What the rules cannot tell apart is asked.

What protects a person is looked for first, in any wording: a cry for help, a wrong number, a wish to be left alone
(I-6, I-7). Nothing here changes anything: a `Reading` says what was understood, and `dialogue.step` decides.
"""

from dataclasses import dataclass, replace
from datetime import date

from receivables.model.authenticity import code_in, normal
from receivables.model.buttons import pressed
from receivables.model.money import Money
from receivables.model.reading import answering
from receivables.model.reading.asking import ASKING, HINTS
from receivables.model.reading.days import Day, read_day
from receivables.model.reading.doubting import DOUBTING
from receivables.model.reading.intents import Intent
from receivables.model.reading.numbers import amounts, codes, down_payment, instalments, money, number
from receivables.model.reading.protecting import PROTECTING
from receivables.model.reading.words import core, plain

LONGEST = 4096
MOST_OPTIONS = 3

PATTERNS = {**PROTECTING, **DOUBTING, **ASKING}
_PROTECTING = (Intent.CRISIS, Intent.WRONG_PERSON, Intent.DECEASED, Intent.OPT_IN, Intent.OPT_OUT)
_AFTER_A_PROMISE = (Intent.HARDSHIP, Intent.DEBT_QUERY, Intent.PAYMENT_METHODS, Intent.BILL_REQUEST)


@dataclass(frozen=True, slots=True)
class Reading:
    """What was understood. Not `sure`: `options` are what it may have meant, best first, and the dialogue asks.

    `also` are further wishes of the same message. `codes` and `amounts` may prove an identity. `day` is set when a day
    was spoken of, even one that has to be asked for again. `code`: of a message, whose authenticity is asked.
    """

    intent: Intent
    sure: bool = True
    options: tuple[Intent, ...] = ()
    also: tuple[Intent, ...] = ()
    codes: tuple[str, ...] = ()
    amounts: tuple[Money, ...] = ()
    day: Day | None = None
    instalments: int | None = None
    down_payment: Money | None = None
    about: str | None = None
    code: str | None = None


def read(text: str, button: str | None, expecting: str | None, today: date, currency: str = "PEN") -> Reading:
    """Read one message. `expecting` names the question that a bare answer belongs to; amounts are of that currency."""
    if button is not None:
        return _of_button(button)
    text = text[:LONGEST].strip()
    words = plain(text)
    if not words:
        return Reading(Intent.NOT_TEXT if not text else Intent.OUT_OF_SCOPE, sure=not text)
    return _Message(text, words, core(words), expecting, today, currency).reading()


def _of_button(button: str) -> Reading:
    press = pressed(button)
    if press is None:
        return Reading(Intent.OUT_OF_SCOPE, sure=False)
    return Reading(
        press.intent,
        day=Day(press.day) if press.day else None,
        instalments=press.number,
        about=press.about,
    )


@dataclass(frozen=True, slots=True)
class _Message:
    """A message with the question that it may answer."""

    text: str
    words: str
    core: str
    expecting: str | None
    today: date
    currency: str

    def reading(self) -> Reading:
        """The intent, with every number and day that the message holds."""
        asked_for_data = self.expecting in ("supply", "proof")
        count = instalments(self.words)
        if count is None and self.expecting == "plan":
            count = _only_count(self.core)
        found_codes = codes(self.text, shortest=1 if asked_for_data else 4)
        day = read_day(self.words, self.today, bare=self.expecting == "promise_date")
        found = Reading(
            Intent.OUT_OF_SCOPE,
            codes=tuple(each for each in found_codes if each != str(count)),
            amounts=amounts(self.text, bare=self.expecting == "proof", currency=self.currency),
            day=day,
            instalments=count,
            down_payment=self._down_payment(),
        )
        return self._with_intent(found)

    def _down_payment(self) -> Money | None:
        bare = money(self.core, self.currency) if self.expecting == "down_payment" else None
        return down_payment(self.words, self.currency) or bare

    def _with_intent(self, found: Reading) -> Reading:
        wishes = self._wishes(found)
        if Intent.AUTHENTICITY in wishes and (doubted := code_in(self.text)):
            kept = tuple(each for each in found.codes if each in doubted[1].upper())
            found = replace(found, code=doubted[0], codes=kept)
        if not wishes:
            options = self._hints()
            guess = options[0] if options else Intent.OUT_OF_SCOPE
            return _replaced(found, guess, sure=False, options=options)
        first, *others = wishes
        if first is Intent.ALREADY_PAID and self._promise_in_disguise(found):
            return _replaced(found, first, sure=False, options=(first, Intent.PAYMENT_PROMISE))
        return _replaced(found, first, also=tuple(others))

    def _wishes(self, found: Reading) -> list[Intent]:
        """Everything that the message wants, in order of precedence; empty when the rules are silent."""
        matched = [intent for intent, pattern in PATTERNS.items() if pattern.search(self._searched(intent))]
        if self.expecting == "consent" and answering.AFFIRM.fullmatch(self.core):
            return [Intent.AFFIRM]
        if any(intent in _PROTECTING for intent in matched):
            return matched
        if self._only_a_code(found):
            return [Intent.AUTHENTICITY]
        if whole := self._whole_message(found, matched):
            # To whoever asked to be left alone, START is the word that undoes STOP; to anybody else, a greeting.
            return [whole, Intent.OPT_IN] if self.core == "start" else [whole]
        matched = self._corrected(matched)
        if found.instalments is not None and set(matched) <= {Intent.DEBT_QUERY, Intent.PAYMENT_METHODS}:
            return [Intent.INSTALMENT_REQUEST]
        if self._promises(found, matched):
            at = next((i for i, intent in enumerate(matched) if intent in _AFTER_A_PROMISE), len(matched))
            matched.insert(at, Intent.PAYMENT_PROMISE)
        return matched or self._courtesy()

    def _only_a_code(self, found: Reading) -> bool:
        """The code of a message and nothing else that could be a number; where a bill is asked for, it may be that."""
        doubted = code_in(self.text)
        if doubted is None or self.expecting in ("supply", "proof"):
            return False
        code, rest = doubted[0], plain(doubted[1])
        if any(each in doubted[1].upper() or normal(code) is None for each in found.codes):
            return False
        return not rest or bool(answering.NUMBERS_ONLY.fullmatch(rest))

    def _searched(self, intent: Intent) -> str:
        """Short commands may stand among courtesies: "BAJA, por favor", "una persona, gracias"."""
        return self.core if intent in (Intent.OPT_OUT, Intent.OPT_IN, Intent.HUMAN) else self.words

    def _whole_message(self, found: Reading, matched: list[Intent]) -> Intent | None:
        rest = plain(_without(self.text, found.codes))
        if found.codes and (not rest or answering.NUMBERS_ONLY.fullmatch(rest)):
            return Intent.IDENTIFY
        if found.amounts and self.expecting == "proof":
            return Intent.IDENTIFY
        if self.expecting == "plan" and found.instalments is not None:
            return Intent.INSTALMENT_REQUEST
        if answering.GREETING.fullmatch(self.words):
            return Intent.GREETING
        if (
            self.expecting is None
            and "gracias" in self.words
            and not matched
            and not answering.DENY.fullmatch(self.core)
        ):
            return Intent.THANKS_BYE
        if answering.AFFIRM.fullmatch(self.core):
            return Intent.AFFIRM
        if answering.DENY.fullmatch(self.core):
            return Intent.DENY
        if answering.RETURN.search(self.words) and Intent.HUMAN not in matched[:1]:
            return Intent.BACK_TO_BOT
        return None

    def _corrected(self, matched: list[Intent]) -> list[Intent]:
        """What one pattern saw and the rest of the message takes back."""
        if Intent.HUMAN in matched and answering.NO_PERSON.search(self.words):
            matched.remove(Intent.HUMAN)
        if answering.PAID_ACCENTED.search(self.text) or (
            answering.PAID_BARE.match(self.core) and "?" not in self.text
        ):
            if Intent.ALREADY_PAID not in matched:
                matched.insert(0, Intent.ALREADY_PAID)
        elif Intent.ALREADY_PAID in matched and "?" in self.text and answering.IS_PAID.search(self.words):
            matched[matched.index(Intent.ALREADY_PAID)] = Intent.DEBT_QUERY
        if Intent.CLAIM in matched and Intent.HUMAN in matched and "me atendio" not in self.words:
            matched.remove(Intent.HUMAN)
            matched.insert(0, Intent.HUMAN)
        return list(dict.fromkeys(matched))

    def _promises(self, found: Reading, matched: list[Intent]) -> bool:
        if {Intent.ALREADY_PAID, Intent.CLAIM, Intent.POLICY_QUESTION, Intent.INSTALMENT_REQUEST} & set(
            matched
        ):
            return False
        if answering.ASKS.search(self.words) or answering.WILL_NOT_PAY.search(self.words):
            return False
        if answering.PROMISE.search(self.words):
            return True
        if found.day is None or (found.day.vague and Intent.HARDSHIP in matched):
            return False
        return bool(answering.WILL_PAY.search(self.words)) or not (
            matched or answering.THANKS.search(self.words)
        )

    def _promise_in_disguise(self, found: Reading) -> bool:
        """ "pague el viernes" without its accent may be past or future; the accent, or a word of the past, tells."""
        coming = found.day is not None and found.day.on is not None and found.day.on > self.today
        return (
            coming
            and bool(answering.PAID_BARE.search(self.words))
            and not answering.PAID_ACCENTED.search(self.text)
            and not answering.PAST.search(self.words)
        )

    def _courtesy(self) -> list[Intent]:
        if answering.THANKS.search(self.words):
            return [Intent.THANKS_BYE]
        greeting = answering.GREETING.match(self.words)
        rest = self.words[greeting.end() :] if greeting else self.words
        return [Intent.GREETING] if greeting and len(rest.split()) < 2 else []

    def _hints(self) -> tuple[Intent, ...]:
        options = [intent for intent, pattern in HINTS.items() if pattern.search(self.words)]
        return tuple(options[:MOST_OPTIONS])


def _only_count(words: str) -> int | None:
    """A bare count as the answer to "¿en cuántas cuotas?": "6", "seis", "en 6", "y en 12"."""
    bare = answering.BARE_COUNT.fullmatch(words)
    return number(bare[1]) if bare else None


def _without(text: str, codes: tuple[str, ...]) -> str:
    upper = text.upper()
    for code in codes:
        upper = upper.replace(code, " ")
    return upper


def _replaced(
    found: Reading,
    intent: Intent,
    *,
    sure: bool = True,
    options: tuple[Intent, ...] = (),
    also: tuple[Intent, ...] = (),
) -> Reading:
    return replace(found, intent=intent, sure=sure, options=options, also=also)
