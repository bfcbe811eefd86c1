"""The rules of the channels are all there, say what they stand for in plain Spanish, and name their figures."""

import re

import pytest

from receivables.model.jurisdiction import Rule
from receivables.model.rulebook import figure
from tests.support.build import a_policy

OF_CHANNELS = {
    *(f"WA-POL-{number}" for number in range(1, 7)),
    *("WA-WIN-1", "WA-TPL-1", "WA-TPL-2", "WA-TPL-3", "WA-TPL-4"),
    *(f"WA-LIM-{number}" for number in range(1, 5)),
    *("WA-PRC-1", "WA-PRC-2", "WA-PRC-3"),
    *(f"TG-{number}" for number in range(1, 7)),
    *("SMS-PE-1", "SMS-PE-2", "SMS-PE-3", "SMS-1", "SMS-2", "SMS-3", "EML-1"),
}
FIGURES = {
    "policy.limits.whatsapp.daily_openings",
    "policy.limits.whatsapp.reserved_percent",
    "policy.limits.whatsapp.per_second",
    "policy.limits.whatsapp.pair_seconds",
    "policy.limits.telegram.per_second",
    "policy.limits.telegram.pair_seconds",
}


def rules() -> dict[str, Rule]:
    """Those of the channels, by id."""
    return {rule.id: rule for rule in a_policy().law.rules if re.match(r"(?:WA|TG|SMS|EML)-", rule.id)}


def test_every_rule_of_a_channel_is_there() -> None:
    assert set(rules()) == OF_CHANNELS


@pytest.mark.parametrize("id", sorted(OF_CHANNELS))
def test_a_rule_speaks_plain_spanish(id: str) -> None:
    rule = rules()[id]
    assert len(rule.says) <= 320
    assert rule.says.endswith(".")
    assert rule.basis
    assert not re.search(
        r"\b(?:the|opt-out|opt-in|template|utility|marketing|throughput|messages?)\b", rule.says
    )


def test_the_numbers_of_the_policy_are_named() -> None:
    policy = a_policy()
    named = {each.path for rule in rules().values() for each in rule.figures}
    assert named == FIGURES
    assert all(isinstance(figure(path, policy.law, policy), int) for path in FIGURES)


def test_what_is_not_sure_says_so() -> None:
    assert {id for id, rule in rules().items() if rule.confidence == "UNSURE"} == {"WA-POL-1", "WA-POL-2"}
