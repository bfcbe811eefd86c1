"""The lists of who is closed and of what forbids pressing, held against the record."""

from dataclasses import replace
from datetime import date

import pytest

from caudal.audit.judge import lists
from caudal.audit.rows import Closed, Impediment, pseudonym
from tests.caudal.audit.build import codes, lima, the_rules

RULES = the_rules()
PERSON = "doc:00000001"
FIRST, THEN, LATER = lima("2024-01-02 10:00"), lima("2024-01-04 10:00"), lima("2024-01-06 10:00")
CLOSED = Closed(pseudonym(PERSON), "wrong_person", FIRST, None)
WISH = replace(CLOSED, cause="opted_out", at=THEN)
ROW = replace(CLOSED, subject=PERSON)


@pytest.mark.parametrize(
    ("recorded", "listed", "found"),
    [
        ([CLOSED], [ROW], []),
        ([CLOSED], [CLOSED], []),
        ([CLOSED], [], ["closing_unlisted"]),
        ([CLOSED], [replace(ROW, at=THEN)], ["closing_unlisted"]),
        ([CLOSED], [replace(ROW, lifted_at=THEN)], ["closing_unlisted"]),
        ([replace(CLOSED, lifted_at=THEN)], [replace(ROW, lifted_at=THEN)], []),
        ([CLOSED, WISH], [replace(ROW, lifted_at=THEN), replace(ROW, at=THEN)], []),
        ([CLOSED, WISH], [replace(ROW, lifted_at=THEN)], ["closing_unlisted"]),
        ([], [ROW], []),
    ],
)
def test_who_was_closed_is_closed_still(
    recorded: list[Closed], listed: list[Closed], found: list[str]
) -> None:
    assert codes(lists.closings(recorded, listed, RULES)) == found


DEATH = Impediment(
    "FALLECIDO", "DOCUMENTO", pseudonym(PERSON), date(2024, 1, 2), date(2024, 2, 1), "archivo", FIRST, None
)
NOTED = replace(DEATH, value="00000001")


@pytest.mark.parametrize(
    ("recorded", "listed", "found"),
    [
        (DEATH, [NOTED], []),
        (DEATH, [replace(NOTED, until=None)], []),
        (DEATH, [], ["impediment_unlisted"]),
        (DEATH, [replace(NOTED, lifted_at=THEN)], ["impediment_unlisted"]),
        (DEATH, [replace(NOTED, until=date(2024, 1, 3))], ["impediment_unlisted"]),
        (DEATH, [replace(NOTED, source="desk")], ["impediment_unlisted"]),
        (replace(DEATH, lifted_at=THEN), [replace(NOTED, lifted_at=THEN)], []),
    ],
)
def test_what_was_noted_is_in_force_until_a_line_lifts_it(
    recorded: Impediment, listed: list[Impediment], found: list[str]
) -> None:
    assert codes(lists.impediments([recorded], listed)) == found
