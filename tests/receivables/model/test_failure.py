"""What is done about a code that nobody knows: by the status of its answer."""

import pytest

from receivables.model.failure import Codes, Handling


@pytest.mark.parametrize(
    ("provider", "status", "handling"),
    [
        ("smtp", 403, Handling.OPS),
        ("telegram", 400, Handling.FIX),
        ("telegram", 401, Handling.OPS),
        ("telegram", 403, Handling.SWITCH),
        ("telegram", 409, Handling.OPS),
        ("telegram", 429, Handling.WAIT),
        ("twilio", 0, Handling.SWITCH),
        ("twilio", 401, Handling.OPS),
        ("twilio", 403, Handling.OPS),
        ("twilio", 404, Handling.FIX),
        ("twilio", 429, Handling.WAIT),
    ],
)
def test_an_unknown_code_is_handled_by_its_status(provider: str, status: int, handling: Handling) -> None:
    assert Codes().of(provider, "new", status).handling is handling
