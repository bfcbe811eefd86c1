"""How messages went out."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from caudal.audit.halts import Halted, halts
from caudal.audit.judge import delivery, people, sends
from caudal.audit.rows import Line, Sent, Word
from tests.caudal.audit.build import a_file, a_line, a_person, a_sent, codes, lima, the_rules

pytestmark = pytest.mark.anyio

RULES = the_rules()
SID = "SM00000000000000000000000000000001"
NOON = "2024-01-09 12:00"
HOURS = timedelta(hours=1)


def by_whatsapp(at: str = NOON, **changes: object) -> Sent:
    """Taken by the provider of WhatsApp."""
    return a_sent(at, **{"provider_id": SID, **changes})


def test_free_text_goes_within_24_hours_of_the_persons_own_message() -> None:
    lately = by_whatsapp(heard_at=lima(NOON) - 24 * HOURS)
    assert codes(delivery.by_template(a_file(sent=(lately,)), RULES)) == []
    late = by_whatsapp(heard_at=lima(NOON) - 25 * HOURS)
    assert codes(delivery.by_template(a_file(sent=(late,)), RULES)) == ["send_no_template"]
    never = by_whatsapp()
    assert codes(delivery.by_template(a_file(sent=(never,)), RULES)) == ["send_no_template"]


@pytest.mark.parametrize(
    "other",
    [
        by_whatsapp(template="agreement_offer"),
        by_whatsapp(channel="sms"),
        by_whatsapp(provider_id="chat-1"),  # the page of a demo stood for WhatsApp
        by_whatsapp(person=""),
    ],
    ids=["template", "sms", "page", "forgotten"],
)
def test_templates_and_other_ways_need_no_message_of_the_person(other: Sent) -> None:
    assert codes(delivery.by_template(a_file(sent=(other,)), RULES)) == []


def halted(subject: str, at: str = "2024-01-09 11:00", until: str | None = None) -> Halted:
    """From then on."""
    return Halted(subject, lima(at), lima(until) if until else None)


TEMPLATED = by_whatsapp(template="agreement_offer", campaign="offers")


@pytest.mark.parametrize(
    ("subject", "rule"),
    [
        ("campaign:offers", "I-30"),
        ("channel:whatsapp", "WA-POL-2"),
        ("openings:whatsapp", "WA-LIM-1"),
        ("proactive", "I-30"),
        ("template:whatsapp:agreement_offer", "I-29"),
    ],
)
def test_nothing_goes_that_was_halted(subject: str, rule: str) -> None:
    rules = replace(RULES, halts=(halted(subject),))
    [found] = [each for each in delivery.unhalted(a_file(sent=(TEMPLATED,)), rules) if each]
    assert (found.rule, found.values["halt"]) == (rule, subject)
    assert codes(delivery.unhalted(a_file(sent=(TEMPLATED,)), rules)) == ["send_halted"]


@pytest.mark.parametrize(
    "halt",
    [
        halted("campaign:others"),
        halted("channel:sms"),
        halted("proactive", "2024-01-09 10:00", until="2024-01-09 11:59"),
        halted("proactive", "2024-01-09 11:59:58"),  # two seconds for every worker to notice
        halted("proactive", "2024-01-09 12:01"),
        halted("template:whatsapp:last_chance"),
    ],
)
def test_other_halts_and_other_times_stop_nothing(halt: Halted) -> None:
    assert codes(delivery.unhalted(a_file(sent=(TEMPLATED,)), replace(RULES, halts=(halt,)))) == []


def test_a_page_that_stands_for_a_channel_goes_on_when_the_channel_is_halted() -> None:
    page = by_whatsapp(provider_id="chat-1")
    rules = replace(RULES, halts=(halted("channel:whatsapp"),))
    assert codes(delivery.unhalted(a_file(sent=(page,)), rules)) == []


def a_halt(outcome: str, at: str, **facts: object) -> Line:
    """A line of the global stop."""
    return replace(a_line(at, "halt", outcome, **facts), subject="proactive")


def test_halts_are_read_from_the_lines() -> None:
    told = [
        a_halt("halted", "2024-01-09 10:00"),
        a_halt("lifted", "2024-01-09 11:00"),
        a_halt("halted", "2024-01-09 12:00", until="2024-01-09T13:00:00-05:00"),
        a_halt("window_mistaken", "2024-01-09 12:30"),
    ]
    assert halts(told) == (
        halted("proactive", "2024-01-09 10:00", "2024-01-09 11:00"),
        halted("proactive", "2024-01-09 12:00", "2024-01-09 13:00"),
    )


def test_a_halt_that_was_over_by_itself_is_not_prolonged_by_lifting_it() -> None:
    told = [
        a_halt("halted", "2024-01-09 12:00", until="2024-01-09T13:00:00-05:00"),
        a_halt("lifted", "2024-01-09 14:00"),
    ]
    assert [each.until for each in halts(told)] == [lima("2024-01-09 13:00")]


def test_every_message_bears_its_code_since_there_are_codes() -> None:
    rules = replace(RULES, codes_from=lima("2024-01-09 09:00"))
    bare = by_whatsapp()
    assert codes(delivery.with_code(a_file(sent=(bare,)), rules)) == ["send_uncoded"]
    assert codes(delivery.with_code(a_file(sent=(bare,)), RULES)) == []
    before = replace(rules, codes_from=lima("2024-01-09 12:01"))
    assert codes(delivery.with_code(a_file(sent=(bare,)), before)) == []
    unsaid = by_whatsapp(code="K7QX-3M9P", code_told=False)
    assert codes(delivery.with_code(a_file(sent=(unsaid,)), rules)) == ["send_uncoded"]
    for told in (True, None):
        assert codes(delivery.with_code(a_file(sent=(replace(unsaid, code_told=told),)), rules)) == []


@pytest.mark.parametrize(
    ("coded", "different", "found"),
    [
        (0, 0, []),
        (2, 2, []),
        (2, 1, ["codes_equal"]),
        (1_000_000, 999_999, []),  # one of so many is chance
        (1_000_000, 999_000, ["codes_equal"]),
    ],
)
def test_codes_are_as_different_as_chance_makes_them(coded: int, different: int, found: list[str]) -> None:
    assert codes(delivery.codes_apart(coded, different)) == found


async def opened(rows: Sequence[Sent], most: int = 2) -> list[str]:
    """What is found when so many may be written to first."""
    rules = replace(RULES, utility=replace(RULES.utility, daily_openings={"whatsapp": most}))

    async def stream() -> AsyncIterator[Sent]:
        for each in sorted(rows, key=lambda sent: sent.sent_at):
            yield each

    return codes([each async for each in delivery.within_openings(stream(), rules)])


def to(number: int, hours: float = 0, **changes: Any) -> Sent:
    """To one of several people, some hours after noon."""
    plain = by_whatsapp(address=f"+5190000000{number}", **changes)
    return replace(plain, sent_at=plain.sent_at + hours * HOURS)


async def test_so_many_people_are_opened_in_any_24_hours() -> None:
    assert await opened([to(1), to(2, 1), to(1, 2), to(2, 3)]) == []
    assert await opened([to(1), to(2, 1), to(3, 23)]) == ["openings"]
    assert await opened([to(1), to(2, 1), to(3, 24)]) == []
    assert await opened([to(1), to(2, 1), to(1, 20), to(3, 24.5)]) == ["openings"]


async def test_who_wrote_first_and_other_ways_cost_no_opening() -> None:
    heard = lima(NOON)
    assert await opened([to(1), to(2, 1), to(3, 2, heard_at=heard)]) == []
    assert await opened([to(1), to(2, 1), to(3, 2, provider_id="chat-1")]) == []


TAKEN = (
    a_line("2024-01-09 10:00", attempt=1),
    a_line("2024-01-09 10:00", "send", "sent", attempt=1),
    a_line("2024-01-09 10:05", "send", "switched", attempt=1),
    a_line("2024-01-09 15:00", attempt=2),
)


def test_a_message_that_the_provider_took_and_failed_later_counts_against_the_caps() -> None:
    row = a_sent("2024-01-09 15:00", attempt=2)
    before = a_sent("2024-01-09 10:00", state="failed")
    assert codes(people.within_caps(a_person(row), RULES)) == []
    assert codes(people.within_caps(a_person(row, earlier=(before,)), RULES)) == ["cap"]


def test_an_attempt_outside_of_the_window_is_found_though_a_later_one_was_inside() -> None:
    late = (replace(TAKEN[0], at=lima("2024-01-08 20:01")), *TAKEN[1:])
    row = a_sent("2024-01-09 15:00", attempt=2)
    assert codes(sends.lawful_moment(a_file(sent=(row,), lines=TAKEN), RULES)) == []
    assert codes(sends.lawful_moment(a_file(sent=(row,), lines=late), RULES)) == ["send_moment"]


def test_promotion_needs_its_own_consent() -> None:
    given = Word("whatsapp", "servicio", True, lima("2023-01-01 10:00"), lima("2023-01-01 10:00"))
    person = a_person(a_sent(), words=(given,))
    assert codes(people.with_consent(person, RULES)) == []
    advert = a_person(a_sent(marketing=True), words=(given,))
    assert codes(people.with_consent(advert, RULES)) == ["no_consent"]
    both = replace(advert, words=(given, replace(given, purpose="promo")))
    assert codes(people.with_consent(both, RULES)) == []
