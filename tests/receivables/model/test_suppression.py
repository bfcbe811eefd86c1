"""The names under which people, addresses and lines are closed."""

import pytest

from receivables.model.suppression import line_of, of_address, of_line


@pytest.mark.parametrize(
    ("subject", "line"),
    [
        (of_line("telegram", "900000001"), ("telegram", "900000001")),
        (of_line("whatsapp", "+51900000001"), ("whatsapp", "+51900000001")),
        (of_line("chat", "a:b"), ("chat", "a:b")),
        (of_address("chat:telegram:1"), None),
        ("chat:telegram", None),
        ("doc:00000001", None),
    ],
)
def test_a_line_is_a_channel_and_an_address(subject: str, line: tuple[str, str] | None) -> None:
    assert line_of(subject) == line
