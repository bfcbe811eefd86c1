"""What people say in English, as far as our own texts and buttons put it into their mouths.

Each phrase is the whole message, so that no Spanish one can hold it by chance. They are in plain words: a doubled
letter at the end of a word is one ("bil", "wil"). Wider ways to say things are the classifier's (`examples.english`).
"""

import re
from collections.abc import Mapping

from receivables.model.reading.intents import Intent
from receivables.model.reading.phrases import phrases

_KIN = (
    "(?:grand)?(?:father|mother|son|daughter)(?: in law)?|dad|mom|mum|husband|wife|partner|brother|sister|uncle|aunt"
    "|ac+ount holder|holder|owner|landlord"
)
_SAID: dict[Intent, str] = {
    Intent.WRONG_PERSON: r"""
        (?:(?:it|that|this) )?(?:(?:is|s) )?not me; (?:i am|i m) not (?:him|her|that person|the person|this person)
        (?:you have (?:the )?|this is (?:the |a )?)?wrong (?:person|number)
        """,
    Intent.DECEASED: rf"""
        (?:(?:i am |i m )?sor+y )?(?:but )?(?:my|the|our) (?:{_KIN}) (?:(?:has )?(?:died|pas+ed away)|is dead)(?: .*)?
        """,
    Intent.OPT_IN: r"get mes+ages again; (?:send|write) (?:me )?(?:mes+ages )?again",
    Intent.OPT_OUT: r"""
        (?:please )?(?:no more mes+ages|stop (?:writing|texting|mes+aging|sending)(?: (?:to )?me)?(?: mes+ages)?)
        (?:please )?leave me alone; do not (?:write|text|mes+age)(?: to)? me(?: again| any more| anymore)?
        """,
    Intent.AUTHENTICITY: r"""
        (?:is|are) (?:it|you|(?:the|this|that)(?: mes+age)?) (?:real+y )?(?:real|genuine|true|a scam|from you|yours)
        """,
    Intent.CLAIM_STATUS: r"""
        (?:the )?status of (?:my|the) claim; se my claim; what about my claim; how is my claim(?: going)?
        (?:is there )?any (?:news|answer) (?:of|on|about|to) my claim
        """,
    Intent.CUT_STATUS: r"""
        when is the cut
        (?:when )?(?:wil|are) you (?:going to )?(?:cut|close)(?: of)? (?:me|my (?:water|service))(?: of)?
        (?:when )?wil my (?:water|service) be (?:cut|closed)(?: of)?
        """,
    Intent.ALREADY_PAID: r"(?:but )?i(?: have| ve)? already paid(?: it| this| that| my bil| the bil)?",
    Intent.AGREEMENT_STATUS: r"my agre+ment",
    Intent.PAYMENT_HISTORY: r"my payments",
    Intent.CLAIM: r"(?:i (?:want|would like) to |i d like to )?(?:(?:make|file) )?(?:a )?claim",
    Intent.WHY_WRITING: r"why (?:do you|are you|did you) (?:write|writing|text|texting|mes+age)(?: (?:to )?me)?",
    Intent.BILL_EXPLANATION: r"""
        se the details; bil by bil; each bil; what (?:is|s) (?:it|the debt|my debt) (?:made (?:up )?of|for)
        """,
    Intent.STATEMENT: r"(?:(?:i want |i ne+d |send me )?(?:my |the )?)(?:ac+ount )?statement(?: of (?:my )?ac+ount)?",
    Intent.CODE_REQUEST: r"ask for a code; i ne+d a (?:new )?code; send me (?:a|the) (?:new )?code",
    Intent.PAYMENT_PROMISE: r"pay another day; can i pay (?:another|some other) day",
    Intent.DEBT_QUERY: r"al my debts",
    Intent.AMEND_PLAN: r"change my agre+ment",
    Intent.OUTAGE_LEAK: r"(?:i have )?no water",
    Intent.METER: r"check the meter",
    Intent.IRREGULAR: r"register (?:a |my |the )?con+ection",
    Intent.CONTACT_CHANGE: r"change my details",
    Intent.HARDSHIP: r"i (?:can ?not|can ?t) pay(?: now)?",
    Intent.RECONNECTION: r"re ?open the service",
    Intent.CHANGE_SUPPLY: r"another supply",
    Intent.IDENTIFY: r"identify myself",
    Intent.BACK_TO_BOT: r"go on here; go on with (?:you|the (?:bot|assistant))",
}
IN_ENGLISH: Mapping[Intent, re.Pattern[str]] = {
    intent: re.compile(f"^(?:{phrases(said).pattern})$") for intent, said in _SAID.items()
}


def with_english(spanish: Mapping[Intent, re.Pattern[str]]) -> dict[Intent, re.Pattern[str]]:
    """The phrases of each wish in both languages: in the order of the Spanish ones, then those of English alone."""
    both = {
        intent: re.compile(f"{pattern.pattern}|{IN_ENGLISH[intent].pattern}")
        if intent in IN_ENGLISH
        else pattern
        for intent, pattern in spanish.items()
    }
    return both | {intent: pattern for intent, pattern in IN_ENGLISH.items() if intent not in both}
