"""What shares something dear stays on one process, and begins before the rest."""

import pytest

from tests.support.sharing_out import ROOT, TOGETHER, SharedOut, group


def test_every_group_is_there() -> None:
    assert [name for name in TOGETHER if not (ROOT / name).exists()] == []


def test_a_test_in_the_browser_is_known_by_its_page() -> None:
    assert group("tests/bot/test_chat_page.py::test_any") == "browser"
    assert group("tests/support/test_browser.py::test_any") == "browser"
    assert group("tests/support/test_sharing_out.py::test_any") == ""
    assert group("tests/bot/no_such_file.py::test_any") == ""


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        ("tests/caudal/demo/test_run.py::test_a[1]", "tests/caudal/demo/test_show.py::test_b", True),
        ("tests/api/test_docs.py::test_a", "tests/bot/test_chat_page.py::test_b", True),
        ("tests/api/test_token.py::test_a[x::y]", "tests/api/test_token.py::test_b", True),
        ("tests/api/test_token.py::test_a", "tests/api/test_errors.py::test_a", False),
        ("tests/api/test_docs.py::test_a", "tests/caudal/demo/test_run.py::test_a", False),
    ],
)
def test_files_stay_whole_and_groups_too(one: str, other: str, *, together: bool) -> None:
    scheduling = SharedOut.__new__(SharedOut)
    assert (scheduling._split_scope(one) == scheduling._split_scope(other)) is together
