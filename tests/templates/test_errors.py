"""What a refusal says: its values as people write them."""

from datetime import UTC, date, datetime

from receivables.errors import BadInput
from templates.errors import sentence


def test_a_date_is_written_as_people_write_it() -> None:
    text = sentence(BadInput("date_out_of_range", months=2, day=date(9999, 12, 31)))
    assert text == "A 2 meses del 31/12/9999 no hay fecha en el calendario."


def test_a_moment_keeps_its_hour() -> None:
    text = sentence(BadInput("date_out_of_range", months=1, day=datetime(2024, 1, 8, 10, 5, tzinfo=UTC)))
    assert "08/01/2024 10:05" in text
