"""What the rules say of a message: precise where they speak, and silent where words alone do not tell.

What protects a person is looked for first, in any wording: a wrong number, a death, a wish to be left alone (I-6, I-7).
"""

import re
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from receivables.model.authenticity import code_in, normal, quoted, seal_in
from receivables.model.money import Money
from receivables.model.reading import answering
from receivables.model.reading.asking import ASKING, HINTS
from receivables.model.reading.days import read_day, read_period
from receivables.model.reading.doubting import DOUBTING
from receivables.model.reading.in_english import with_english
from receivables.model.reading.intents import Intent
from receivables.model.reading.numbers import (
    amounts,
    codes,
    down_payment,
    instalments,
    money,
    number,
    one_time_code,
    without_document,
)
from receivables.model.reading.protecting import PROTECTING
from receivables.model.reading.understood import CANNOT, Reading
from receivables.model.reading.words import core, plain

MOST_OPTIONS = 3
SHORT = 6
"""Words of a short message."""
FEW = 3
"""Words that may stand beside a courtesy without being a wish of their own."""
TALK_OF_PLANS = ("plan", "plan_confirm")
"""What the talk expects while plans are compared and chosen: a bare number is a count of instalments."""
ONE_TIME_CODE = "one_time_code"
"""What the talk expects while it waits for such a code."""
HALF, TOLD_BY_SHAPE = 50, 90
"""What a wish counts that was found otherwise than by its phrase; an accent tells the past from a wish, and so does
a day beside a payment in a short message."""

PATTERNS = with_english({**PROTECTING, **DOUBTING, **ASKING})
_PROTECTING = (Intent.WRONG_PERSON, Intent.DECEASED, Intent.OPT_IN, Intent.OPT_OUT)
_OF_ANYBODY = (Intent.DEBT_QUERY, Intent.PAYMENT_METHODS, Intent.BILL_EXPLANATION, Intent.CLAIM)
"""What people ask of a bank or of whoever sells them light, in the same words."""
_AFTER_A_PROMISE = (Intent.HARDSHIP, Intent.DEBT_QUERY, Intent.PAYMENT_METHODS, Intent.BILL_REQUEST)


class Kind(StrEnum):
    """On what a reading of the rules rests. `UNCLEAR` has to be asked, whatever else it seems to be.

    `TOO_LITTLE`: few words that mean nothing by themselves; nothing is guessed of them, only asked.
    """

    PROTECTS = "protects"
    WHOLE = "whole"
    WORDS = "words"
    TOO_LITTLE = "too_little"
    UNCLEAR = "unclear"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class Found:
    """What the rules found. `covered`: how many percent of the message the phrase takes that made the wish."""

    reading: Reading
    kind: Kind
    covered: int = 0


SHARED_PLACE = re.compile(r"(?:^|, )-?\d{1,2}\.\d+, -?\d{1,3}\.\d+$")
"""How a place ends that was shared as one: latitude and longitude, and no number of anything."""
QUOTES = re.compile(
    r"\b(?:codigo de(?: este| un| mi| su| el)? mensaje|code of this message|check at|verify code)\b"
)
DOUBTS = re.compile(r"\b(?:real|verif\w+)\b")
"""What also people say of a bill, a payment or a meter, whose numbers may look like a code."""
NAMES_IT = re.compile(
    r"(?:^|[.!?] )(?:c[oó]digo|code):? ?(?=[a-z0-9]{4} ?- ?[a-z0-9]{4}\b)", re.IGNORECASE | re.MULTILINE
)
"""What begins the line of the code in all that we begin, and in what others write to look like us."""
SAID_BY_US = re.compile("«[^»]*»|“[^”]*”")
SAID_BESIDE_A_CODE = frozenset(
    {
        Intent.AGREEMENT_STATUS,
        Intent.AUTHENTICITY,
        Intent.CLAIM,
        Intent.DEBT_QUERY,
        Intent.HUMAN,
        Intent.INSTALMENT_REQUEST,
        Intent.OPT_OUT,
        Intent.PAYMENT_METHODS,
        Intent.RECONNECTION,
    }
)
"""What the short messages of ours speak of that only name their code. Nobody but the person says more than that."""
STOPS = re.compile(r"\s*(?:(?:BAJA|STOP)\s*[,:-]|(?i:baja|stop)\s*[.;!\n])")
"""The word that every notice offers, and then something else: it holds, whatever follows."""
STOPS_BELOW = re.compile(r"^[ \t]*(?:baja|stop)[ \t]*[.!]?[ \t]*$", re.IGNORECASE | re.MULTILINE)
"""The same word alone on its line, as under a message that was copied; in none of ours it stands so."""

ON_PAPER = {Intent.AUTHENTICITY, Intent.AGREEMENT_STATUS, Intent.INSTALMENT_REQUEST}
"""What one says of a paper with a seal, which is a schedule of instalments."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A message with the question that it may answer."""

    text: str
    words: str
    core: str
    expecting: str | None
    today: date
    currency: str

    def found(self) -> Found:
        """The intent, with every number and day that the message holds."""
        asked_for_data = self.expecting in ("supply", "proof")
        count = instalments(self.words)
        if count is None and self.expecting in TALK_OF_PLANS:
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
            period=read_period(self.words, self.today),
        )
        if self.expecting == ONE_TIME_CODE and (otp := one_time_code(self.text)):
            return Found(replace(found, intent=Intent.IDENTIFY, otp=otp, codes=(), amounts=()), Kind.WHOLE)
        if self.expecting == ONE_TIME_CODE and self._tells_no_code():
            # Digits, and not six of them: a code with a slip of the finger, and no supply's number.
            return Found(replace(found, sure=False, codes=(), amounts=()), Kind.UNCLEAR)
        if SHARED_PLACE.search(self.text):
            leak = replace(found, intent=Intent.OUTAGE_LEAK, sure=False, codes=(), amounts=())
            return Found(replace(leak, options=(Intent.OUTAGE_LEAK,)), Kind.TOO_LITTLE)
        if answering.CANNOT.fullmatch(self.core):
            either = (Intent.HARDSHIP, Intent.HUMAN)
            asked = replace(found, intent=either[0], sure=False, options=either, detail=CANNOT)
            return Found(asked, Kind.TOO_LITTLE)
        return self._with_intent(found)

    def _tells_no_code(self) -> bool:
        return any(sign.isdigit() for sign in self.words) and bool(answering.NO_CODE.fullmatch(self.words))

    def covered(self, intent: Intent) -> int:
        """How many percent of the message the phrases of a wish take."""
        pattern = PATTERNS.get(intent)
        match = pattern.search(self._searched(intent)) if pattern else None
        if len(self.core.split()) <= SHORT and "?" not in self.text:
            paid = intent is Intent.ALREADY_PAID and answering.PAID_ACCENTED.search(self.text)
            if paid or (intent is Intent.PAYMENT_PROMISE and answering.WILL_PAY.search(self.core)):
                return TOLD_BY_SHAPE
        return (match.end() - match.start()) * 100 // len(self.core) if match else HALF

    def _down_payment(self) -> Money | None:
        bare = money(self.core, self.currency) if self.expecting == "down_payment" else None
        return down_payment(self.words, self.currency) or bare

    def _with_intent(self, found: Reading) -> Found:
        kind, wishes = self._wishes(found)
        if Intent.AUTHENTICITY in wishes and (doubted := seal_in(self.text) or code_in(self.text)):
            kept = tuple(each for each in found.codes if each in doubted[1].upper())
            found = replace(found, code=doubted[0], codes=kept)
        if not wishes:
            options = () if self._asks_where() else self._hints()
            guess = options[0] if options else Intent.OUT_OF_SCOPE
            return Found(replace(found, intent=guess, sure=False, options=options), kind)
        first, *others = wishes
        if first is Intent.ALREADY_PAID and self._promise_in_disguise(found):
            either = (first, Intent.PAYMENT_PROMISE)
            return Found(replace(found, intent=first, sure=False, options=either), Kind.UNCLEAR)
        return Found(replace(found, intent=first, also=tuple(others)), kind, self.covered(first))

    def _wishes(self, found: Reading) -> tuple[Kind, list[Intent]]:
        """Everything that the message wants, in order of precedence; empty when the rules are silent."""
        matched = [intent for intent, pattern in PATTERNS.items() if pattern.search(self._searched(intent))]
        if self.expecting == "consent" and answering.AFFIRM.fullmatch(self.core):
            return Kind.WHOLE, [Intent.AFFIRM]
        if self._says_the_word() and Intent.OPT_OUT not in matched:
            matched.insert(0, Intent.OPT_OUT)
        quotes = self._quotes_a_message(matched)
        if quotes and Intent.OPT_OUT in matched and not self._stops_in_own_words():
            matched.remove(Intent.OPT_OUT)
        if any(intent in _PROTECTING for intent in matched):
            return Kind.PROTECTS, matched
        if quotes or self._only_a_code(found) or self._only_a_seal(matched):
            return Kind.WHOLE, [Intent.AUTHENTICITY]
        if whole := self._whole_message(found, matched):
            # To whoever asked to be left alone, START is the word that undoes STOP; to anybody else, a greeting.
            return Kind.WHOLE, [whole, Intent.OPT_IN] if self.core == "start" else [whole]
        return self._of_the_trade(found, self._corrected(matched))

    def _quotes_a_message(self, matched: list[Intent]) -> bool:
        """Whether a message was copied here, with its code: nothing that stands in it is a wish of this person."""
        if quoted(self.text) is None:
            return False
        if Intent.AUTHENTICITY in matched or QUOTES.search(self.words):
            return True
        if NAMES_IT.search(self.text):
            return SAID_BESIDE_A_CODE.issuperset(matched)
        return not matched and len(self.core.split()) <= FEW and DOUBTS.search(self.words) is not None

    def _stops_in_own_words(self) -> bool:
        """Our e-mails name the button by which they end: whoever copies one has not pressed it."""
        own = core(plain(SAID_BY_US.sub(" ", self.text)))
        return self._says_the_word() or PATTERNS[Intent.OPT_OUT].search(own) is not None

    def _says_the_word(self) -> bool:
        return bool(STOPS.match(self.text) or STOPS_BELOW.search(self.text))

    def _only_a_seal(self, matched: list[Intent]) -> bool:
        """Whether a paper is asked about and nothing else; a bank's reference of a payment may look like a seal."""
        about_papers = set(matched) <= ON_PAPER and self.expecting != "payment_proof"
        return about_papers and seal_in(self.text) is not None

    def _of_the_trade(self, found: Reading, matched: list[Intent]) -> tuple[Kind, list[Intent]]:
        if self._asks_where() or answering.TWO_EDGED.search(self.core):
            return Kind.UNCLEAR, []
        if self.expecting == ONE_TIME_CODE and answering.SEND_IT.search(self.core):
            return Kind.WHOLE, [Intent.AFFIRM]
        if self._told_by_shape(found, matched):
            return Kind.WHOLE, [Intent.PAYMENT_PROMISE] if found.day else [Intent.AUTHENTICITY]
        if found.instalments is not None and set(matched) <= {Intent.DEBT_QUERY, Intent.PAYMENT_METHODS}:
            return Kind.WORDS, [Intent.INSTALMENT_REQUEST]
        if self._promises(found, matched):
            at = next((i for i, intent in enumerate(matched) if intent in _AFTER_A_PROMISE), len(matched))
            matched.insert(at, Intent.PAYMENT_PROMISE)
        if matched:
            return Kind.WORDS, matched
        courtesy = self._courtesy()
        if not courtesy:
            return Kind.SILENT, []
        return (Kind.WHOLE if len(self.core.split()) <= FEW else Kind.WORDS), courtesy

    def _asks_where(self) -> bool:
        """Whether somebody who was asked for a number asks back where it stands."""
        return self.expecting in ("supply", "proof") and bool(answering.WHERE_IS_IT.search(self.words))

    def _told_by_shape(self, found: Reading, matched: list[Intent]) -> bool:
        """A day where one was asked for, a day and nothing else, or the code of a message beside a doubt."""
        if found.day is not None:
            asked = self.expecting == "promise_date" and set(matched) <= {
                Intent.PAYMENT_METHODS,
                Intent.HARDSHIP,
            }
            return asked or bool(answering.ONLY_A_DAY.fullmatch(self.core))
        return Intent.AUTHENTICITY in matched[:1] and code_in(self.text) is not None

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
        bare = without_document(self.text)
        rest = plain(_without(bare, found.codes))
        told = found.codes or bare != self.text or (found.amounts and self.expecting in ("supply", "proof"))
        if told and (not rest or answering.NUMBERS_ONLY.fullmatch(rest)):
            return Intent.IDENTIFY
        if found.amounts and self.expecting == "proof":
            return Intent.IDENTIFY
        if self.expecting in TALK_OF_PLANS and found.instalments is not None:
            accepts = answering.ACCEPTS.search(self.words) and not self.words.startswith("no ")
            return Intent.ACCEPT_PLAN if accepts else Intent.INSTALMENT_REQUEST
        if answering.GREETING.fullmatch(self.words):
            return Intent.GREETING
        if self.expecting is None and not matched and self._only_thanks():
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
        if answering.ELSEWHERE.search(self.words):
            matched = [intent for intent in matched if intent not in _OF_ANYBODY]
        if answering.PRICE_OR_TERM.search(self.words) and {Intent.RECONNECTION, Intent.CLAIM} & set(
            matched[:1]
        ):
            matched.insert(0, Intent.POLICY_QUESTION)
        if answering.ASKS_WHAT_WAS_PAID.search(self.text):
            kept = [intent for intent in matched if intent is not Intent.ALREADY_PAID]
            return list(dict.fromkeys((Intent.PAYMENT_HISTORY, *kept)))
        if self._tells_of_a_payment():
            if Intent.ALREADY_PAID not in matched:
                matched.insert(0, Intent.ALREADY_PAID)
        elif Intent.ALREADY_PAID in matched and "?" in self.text and answering.IS_PAID.search(self.words):
            matched[matched.index(Intent.ALREADY_PAID)] = Intent.DEBT_QUERY
        if Intent.CLAIM in matched and Intent.HUMAN in matched and "me atendio" not in self.words:
            matched.remove(Intent.HUMAN)
            matched.insert(0, Intent.HUMAN)
        return list(dict.fromkeys(matched))

    def _tells_of_a_payment(self) -> bool:
        told = answering.PAID_ACCENTED.search(self.text) or answering.PAID_BY_ANOTHER.search(self.words)
        return bool(told or (answering.PAID_BARE.match(self.core) and "?" not in self.text))

    def _promises(self, found: Reading, matched: list[Intent]) -> bool:
        if {Intent.ALREADY_PAID, Intent.CLAIM, Intent.POLICY_QUESTION, Intent.INSTALMENT_REQUEST} & set(
            matched
        ):
            return False
        if self._tells_of_a_payment():
            return False
        if answering.ASKS.search(self.words) or answering.WILL_NOT_PAY.search(self.words):
            return False
        if answering.CANNOT_PAY.search(self.words):
            rest = answering.CANNOT_PAY.sub(" ", self.words)
            return found.day is not None and bool(answering.WILL_PAY.search(rest))
        if answering.PROMISE.search(self.words):
            return True
        if found.day is None or (found.day.vague and Intent.HARDSHIP in matched):
            return False
        return "?" not in self.text and bool(answering.WILL_PAY.search(self.words))

    def _promise_in_disguise(self, found: Reading) -> bool:
        """ "pague el viernes" without its accent may be past or future; the accent, or a word of the past, tells."""
        coming = found.day is not None and found.day.on is not None and found.day.on > self.today
        return (
            coming
            and bool(answering.PAID_BARE.search(self.words))
            and not answering.PAID_ACCENTED.search(self.text)
            and not answering.PAST.search(self.words)
        )

    def _only_thanks(self) -> bool:
        """Whether thanks are all that is said: not "no, gracias", and no wish with thanks behind it."""
        rest = self.core.split()
        return "gracias" in self.words and "no" not in rest and (len(rest) <= FEW or self.core == self.words)

    def _courtesy(self) -> list[Intent]:
        if answering.THANKS.search(self.words):
            return [] if "no" in self.core.split() else [Intent.THANKS_BYE]
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
