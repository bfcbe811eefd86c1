"""How the tests are shared out among processes: a file stays together, and so do files that share what is dear to make.

Of pytest-xdist's own ways, `loadfile` knows no groups, and the marks of `loadgroup` are lost on pytest 9.2 without a
word (it no longer reads the name that the plugin gives a test): a story of twenty seconds was told in every process.
"""

import re
from functools import cache
from pathlib import Path

import pytest
from xdist.scheduler import LoadScopeScheduling

ROOT = Path(__file__).parents[2]
BROWSER = re.compile(r"^async def test_\w+\([^)]*\b(?:page_phone|page_desktop|chromium)\b", re.MULTILINE)
"""A test in the browser, by its fixtures; all of them share one."""

TOGETHER = (
    "tests/delivery/",
    "tests/caudal/cli/test_programs.py",
    "tests/caudal/demo/",
    "tests/scenarios/test_tumbes.py",
    "tests/caudal/synth/",
)
"""What shares a server or a story, the longest first: what begins last must not be long."""


def group(nodeid: str) -> str:
    """The group of a test's file: its name, or "" for a file that stands alone."""
    file = nodeid.partition("::")[0]
    return "browser" if _in_browser(file) else next(filter(file.startswith, TOGETHER), "")


@cache
def _in_browser(file: str) -> bool:
    path = ROOT / file
    return path.is_file() and BROWSER.search(path.read_text("utf-8")) is not None


def in_turn(items: list[pytest.Item]) -> None:
    """Put the groups first, all others after them as they come."""
    turns = {name: turn for turn, name in enumerate(("browser", *TOGETHER, ""))}
    items.sort(key=lambda item: turns[group(item.nodeid)])


class SharedOut(LoadScopeScheduling):  # type: ignore[misc]  # the library ships no types
    """Shares out whole files, and groups of files, in the order in which they were collected."""

    def schedule(self) -> None:
        """Begin, or go on."""
        self.config.option.loadscopereorder = False
        super().schedule()

    def _split_scope(self, nodeid: str) -> str:
        return group(nodeid) or nodeid.partition("::")[0]
