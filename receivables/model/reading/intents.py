"""What a message may want. The values are the labels of `caudal understand` (surfaces.md)."""

from enum import StrEnum


class Intent(StrEnum):
    """One wish. Those after `OUT_OF_SCOPE` are ours: they belong to the dialogue and not to the trade."""

    DEBT_QUERY = "debt_query"
    BILL_EXPLANATION = "bill_explanation"
    BILL_REQUEST = "bill_request"
    PAYMENT_METHODS = "payment_methods"
    PAYMENT_HISTORY = "payment_history"
    PAYMENT_PROMISE = "payment_promise"
    ALREADY_PAID = "already_paid"
    INSTALMENT_REQUEST = "instalment_request"
    AGREEMENT_STATUS = "agreement_status"
    POLICY_QUESTION = "policy_question"
    HARDSHIP = "hardship"
    CLAIM = "claim"
    CLAIM_STATUS = "claim_status"
    OUTAGE_LEAK = "outage_leak"
    RECONNECTION = "reconnection"
    HUMAN = "human"
    OPT_OUT = "opt_out"
    OPT_IN = "opt_in"
    WRONG_PERSON = "wrong_person"
    THIRD_PARTY_DATA = "third_party_data"
    LEGAL_THREAT = "legal_threat"
    ABUSE = "abuse"
    ADVERSARIAL = "adversarial"
    GREETING = "greeting"
    THANKS_BYE = "thanks_bye"
    AFFIRM = "affirm"
    DENY = "deny"
    OUT_OF_SCOPE = "out_of_scope"
    CRISIS = "crisis"
    WHY_WRITING = "why_writing"
    CHANGE_SUPPLY = "change_supply"
    IDENTIFY = "identify"
    BACK_TO_BOT = "back_to_bot"
    NOT_TEXT = "not_text"
    DECEASED = "deceased"
    CONSENT_YES = "consent_yes"
    CONSENT_NO = "consent_no"
    AUTHENTICITY = "authenticity"
    STATEMENT = "statement"
    CUT_STATUS = "cut_status"
    METER = "meter"
    IRREGULAR = "irregular"
    CONTACT_CHANGE = "contact_change"
    REACTIVATION = "reactivation"
    CODE_REQUEST = "code_request"
    ACCEPT_PLAN = "accept_plan"
    AMEND_PLAN = "amend_plan"
    LANGUAGE = "language"


PUBLIC: dict[Intent, Intent] = {
    Intent.STATEMENT: Intent.DEBT_QUERY,
    Intent.CHANGE_SUPPLY: Intent.DEBT_QUERY,
    Intent.CUT_STATUS: Intent.RECONNECTION,
    Intent.REACTIVATION: Intent.RECONNECTION,
    Intent.METER: Intent.CLAIM,
    Intent.ACCEPT_PLAN: Intent.INSTALMENT_REQUEST,
    Intent.AMEND_PLAN: Intent.INSTALMENT_REQUEST,
    Intent.AUTHENTICITY: Intent.POLICY_QUESTION,
    Intent.WHY_WRITING: Intent.POLICY_QUESTION,
    Intent.IRREGULAR: Intent.HUMAN,
    Intent.CONTACT_CHANGE: Intent.HUMAN,
    Intent.CONSENT_YES: Intent.AFFIRM,
    Intent.CONSENT_NO: Intent.DENY,
    Intent.CODE_REQUEST: Intent.OUT_OF_SCOPE,
    Intent.IDENTIFY: Intent.OUT_OF_SCOPE,
    Intent.LANGUAGE: Intent.OUT_OF_SCOPE,
    Intent.OPT_IN: Intent.OUT_OF_SCOPE,
    Intent.BACK_TO_BOT: Intent.OUT_OF_SCOPE,
    Intent.NOT_TEXT: Intent.OUT_OF_SCOPE,
}
"""Under which label of `caudal understand` a wish of ours counts: whoever reads its file knows those of the trade."""
