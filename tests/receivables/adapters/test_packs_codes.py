"""The table of providers' error codes: all that rules.md names stand in it with their class; nonsense is refused."""

import pytest

from receivables.adapters.packs.codes import load_codes, read_codes
from receivables.errors import BadPolicy
from receivables.model.failure import Handling
from receivables.model.suppression import Cause
from templates.errors import sentence

CLASSES = {
    ("twilio", "FIX"): "63016 63021 63027 63028 63029 63030 63003 21654 21656 30007",
    ("twilio", "WAIT"): "63018 63017 21611 30001",
    ("twilio", "SWITCH"): "63024 63032",
    ("twilio", "RETRY"): (
        "63049 63005 63012 63022 20429 429 20500 20501 20502 20503 20504 5xx timeout 30003 30008"
    ),
    ("twilio", "SUPPRESS"): "63014 63033 21610 21211 21614 21635 30006 30004 30005",
    ("twilio", "OPS"): (
        "63013 63001 63010 63020 63025 21612 21408 21606 21659 21660 20003 30002 30863 30460 11200"
    ),
    ("telegram", "WAIT"): "429",
    ("telegram", "SUPPRESS"): "403.blocked 403.deactivated 403.kicked 400.chat_not_found",
    ("telegram", "FIX"): "403.initiate 400.too_long 400.parse 400.migrated",
    ("telegram", "OPS"): "401 409",
    ("telegram", "RETRY"): "5xx network",
    ("smtp", "RETRY"): "421 450 451 452",
    ("smtp", "SUPPRESS"): "550.5.1.1 551 553 bounce.hard complaint",
    ("smtp", "SWITCH"): "550 552 bounce.soft",
    ("smtp", "OPS"): "554 550.5.7.1 535",
}
"""Every code of rules.md, section b, by its class; and the replies of mail servers."""
CODES = load_codes()
FLAT = [(provider, code, kind) for (provider, kind), codes in CLASSES.items() for code in codes.split()]


@pytest.mark.parametrize(("provider", "code", "kind"), FLAT)
def test_every_code_of_the_rules_is_in_the_table_with_its_class(provider: str, code: str, kind: str) -> None:
    assert CODES.known(provider, code)
    assert CODES.of(provider, code).handling is Handling(kind)


@pytest.mark.parametrize(
    ("code", "waits"),
    [
        ("63005", (60, 600, 3600)),
        ("63049", (24 * 3600, 72 * 3600)),
        ("30003", (4 * 3600, 24 * 3600)),
        ("30008", (3600,)),
    ],
)
def test_what_is_tried_again_waits_as_the_rules_say(code: str, waits: tuple[int, ...]) -> None:
    assert CODES.of("twilio", code).waits == waits


@pytest.mark.parametrize(
    ("provider", "code", "cause", "everywhere"),
    [
        ("smtp", "bounce.hard", Cause.INVALID, False),
        ("telegram", "403.blocked", Cause.BLOCKED, False),
        ("twilio", "21211", Cause.INVALID, True),
        ("twilio", "21610", Cause.OPTED_OUT, True),
        ("twilio", "21614", Cause.INVALID, False),
        ("twilio", "30005", Cause.INVALID, True),
        ("twilio", "63014", Cause.OPTED_OUT, False),
    ],
)
def test_what_is_closed_says_why_and_how_far(
    provider: str, code: str, cause: Cause, everywhere: bool
) -> None:
    rule = CODES.of(provider, code)
    assert (rule.cause, rule.everywhere) == (cause, everywhere)


@pytest.mark.parametrize(("code", "days"), [("30004", 90), ("63024", 30), ("63032", 1)])
def test_some_closures_end_by_themselves(code: str, days: int) -> None:
    assert CODES.of("twilio", code).days == days


def test_each_code_tells_staff_what_it_means() -> None:
    assert all(len(rule.says) > 10 for rule in CODES.rules.values())


ENTRY = '[[twilio]]\ncodes = ["1"]\nhandling = "{handling}"\nsays = "x"\n{more}\n'
OTHERS = "".join(
    f"\n[[{provider}]]\ncodes = ['2']\nhandling = 'OPS'\nsays = 'x'\n" for provider in ("telegram", "smtp")
)


@pytest.mark.parametrize(
    ("handling", "more", "code", "field"),
    [
        ("FIX", "days = 3", "code_contradicts_class", "twilio.0.days"),
        ("FIX", "template = true", "code_contradicts_class", "twilio.0.template"),
        ("LATER", "", "pack_field_not_one_of", "twilio.0.handling"),
        ("OPS", 'cause = "blocked"', "code_contradicts_class", "twilio.0.cause"),
        ("RETRY", "", "code_contradicts_class", "twilio.0.waits"),
        ("RETRY", "waits = [0]", "pack_field_too_small", "twilio.0.waits.0"),
        ("SUPPRESS", "", "code_contradicts_class", "twilio.0.cause"),
        (
            "SUPPRESS",
            'cause = "blocked"\ndays = 9\neverywhere = true',
            "code_contradicts_class",
            "twilio.0.everywhere",
        ),
        ("SUPPRESS", 'cause = "tired"', "pack_field_not_one_of", "twilio.0.cause"),
        ("SWITCH", "every = 1", "pack_field_unknown", "twilio.0.every"),
    ],
)
def test_a_table_that_makes_no_sense_is_refused_with_the_field(
    handling: str, more: str, code: str, field: str
) -> None:
    with pytest.raises(BadPolicy) as refusal:
        read_codes(ENTRY.format(handling=handling, more=more) + OTHERS, "codes.toml")
    assert (refusal.value.code, refusal.value.values["field"]) == (code, field)
    assert field in sentence(refusal.value, "es")


def test_a_code_stands_in_the_table_once() -> None:
    twice = ENTRY.format(handling="OPS", more="") * 2
    with pytest.raises(BadPolicy, match="code_twice"):
        read_codes(twice + OTHERS, "codes.toml")


@pytest.mark.parametrize(
    ("status", "kind"),
    [(0, "SWITCH"), (400, "FIX"), (401, "OPS"), (403, "OPS"), (404, "FIX"), (429, "WAIT"), (500, "SWITCH")],
)
def test_an_unknown_code_goes_by_the_status_of_its_answer(status: int, kind: str) -> None:
    assert not CODES.known("twilio", "99999")
    assert CODES.of("twilio", "99999", status).handling is Handling(kind)
