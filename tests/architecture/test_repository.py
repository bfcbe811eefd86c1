"""What lies in the repository: nothing of other places, nobody real, and what the README promises."""

import re
from collections.abc import Iterator
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

import pytest

from tests.architecture.source import REPOSITORY

# In pieces, so that this file does not hold what it looks for.
HOSTS = ["py" + "pi.", "python" + "hosted.", "npm" + "js.", "deb." + "debian", "hub." + "docker"]
WORKPLACE = [
    "/wo" + "rk/",
    ".lib" + "rary/",
    "before" + "-stop",
    "acceptance" + ".enc",
    "cla" + "ude",
    "anth" + "ropic",
]
NUMBERED = "iss" + r"ue #?\d"
FORBIDDEN = re.compile("|".join([*map(re.escape, [*HOSTS, *WORKPLACE]), NUMBERED]), re.IGNORECASE)
EMAIL = re.compile(r"[\w.+-]+@([\w-]+(?:\.[\w-]+)+)")
PERUVIAN_MOBILE = re.compile(r"(?<![\w.])\+?51[ -]?9\d\d[ -]?\d{3}[ -]?\d{3}(?!\d)")
TARGETS = ["demo", "run", "test", "test-long", "check", "bench", "bench-full", "lock"]


@cache
def files() -> dict[str, str]:
    """Every text file that the repository keeps, by its path: all but what .gitignore names."""
    lines = (REPOSITORY / ".gitignore").read_text().splitlines()
    ignored = [".git", *(line.rstrip("/") for line in lines if line and not line.startswith("#"))]
    texts = {}
    for path in _below(REPOSITORY, ignored):
        try:
            texts[str(path.relative_to(REPOSITORY))] = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # an image or a sample in an older encoding
    return texts


def _below(folder: Path, ignored: list[str]) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if any(fnmatch(path.name, pattern) for pattern in ignored):
            continue
        if path.is_dir():
            yield from _below(path, ignored)
        else:
            yield path


def strange_emails(text: str) -> list[str]:
    """Addresses in `text` of anyone who could exist."""
    return [found[0] for found in EMAIL.finditer(text) if found[1] != "example.org"]


def strange_phones(text: str) -> list[str]:
    """Peruvian mobiles in `text` outside +51 900 000 000 to +51 900 099 999, which belong to nobody."""
    numbers = [found[0] for found in PERUVIAN_MOBILE.finditer(text)]
    return [number for number in numbers if not re.sub(r"\D", "", number).startswith("519000")]


def test_nothing_names_the_place_where_it_was_written_or_installed_from() -> None:
    assert {path: found[0] for path, text in files().items() if (found := FORBIDDEN.search(text))} == {}


def test_the_lock_names_no_address_and_pins_by_hash() -> None:
    lock = files()["requirements.lock"]
    assert "://" not in lock
    pins = re.findall(r"^[\w.-]+(?:\[[\w,-]+\])?==", lock, re.MULTILINE)
    assert len(pins) > 50
    assert lock.count("--hash=sha256:") >= len(pins)


def test_nobody_real_has_an_address_or_a_telephone_here() -> None:
    found = {path: strange_emails(text) + strange_phones(text) for path, text in files().items()}
    assert {path: strange for path, strange in found.items() if strange} == {}


def test_what_is_strange_is_noticed() -> None:
    assert strange_emails("ana@example.org, juan.perez@" + "gmail.com") == ["juan.perez@" + "gmail.com"]
    assert strange_phones("+51 900 012 345, +51900099999, whatsapp:+51" + "987654321") == [
        "+51" + "987654321"
    ]
    assert strange_phones("+51 900 " + "100 000") == ["+51 900 " + "100 000"]
    assert FORBIDDEN.search("see iss" + "ue 12")
    assert FORBIDDEN.search("https://PY" + "PI.org/simple")
    assert not FORBIDDEN.search("/api/v1/work-orders; the issued bills; issue of 3 bills")


@pytest.mark.parametrize("target", TARGETS)
def test_make_has_what_is_promised(target: str) -> None:
    assert re.search(rf"^{target}:", files()["Makefile"], re.MULTILINE)


def test_the_readme_gives_the_two_commands_to_begin_with() -> None:
    assert "make demo" in files()["README.md"]
    assert "make run" in files()["README.md"]


def test_ci_runs_what_a_developer_runs() -> None:
    assert re.search(r"^make check$\s+^make test$", files()[".ci/run"], re.MULTILINE)
    assert (REPOSITORY / ".ci" / "run").stat().st_mode & 0o111
