"""The import contracts of pyproject.toml hold, and each of them notices when it is broken."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.source import REPOSITORY

ROOMS = ["caudal", "caudal.audit", "bot", "api", "campaigns", "templates"]
GROUND = ["errors", "model.one", "model.two", "ports", "store", "adapters", "testing", "usecases"]

FORBIDDEN = [
    ("bot", "api"),
    ("api", "campaigns"),
    ("campaigns", "bot"),
    ("templates", "bot"),
    ("receivables.usecases", "templates"),
    ("receivables.usecases", "receivables.store"),
    ("receivables.store", "receivables.testing"),
    ("receivables.testing", "receivables.adapters"),
    ("receivables.ports", "receivables.usecases"),
    ("receivables.model.one", "receivables.ports"),
    ("receivables.errors", "receivables.model.two"),
    ("caudal.audit", "receivables.model.one"),
    ("caudal.audit", "receivables.store"),
]


def _lint(folder: Path) -> subprocess.CompletedProcess[str]:
    lint = Path(sys.executable).with_name("lint-imports")
    return subprocess.run(
        [lint, "--no-logo", "--no-cache", "--config", REPOSITORY / "pyproject.toml"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


def _build(folder: Path, planted: list[tuple[str, str]]) -> None:
    """An empty house in which each first module imports the second."""
    for room in [*ROOMS, *(f"receivables.{room}" for room in GROUND)]:
        package = folder.joinpath(*room.split("."))
        package.mkdir(parents=True)
        for part in (package, *package.parents):
            if part.is_relative_to(folder) and part != folder:
                (part / "__init__.py").touch()
    for importer, imported in planted:
        with folder.joinpath(*importer.split("."), "__init__.py").open("a") as module:
            module.write(f"import {imported}\n")


@pytest.fixture(scope="module")
def broken_house(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("broken")
    _build(folder, FORBIDDEN)
    return _lint(folder).stdout


def test_our_house_keeps_its_contracts() -> None:
    run = _lint(REPOSITORY)
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.parametrize(("importer", "imported"), FORBIDDEN)
def test_a_step_against_the_direction_is_noticed(broken_house: str, importer: str, imported: str) -> None:
    assert f"{importer} -> {imported} (l." in broken_house


def test_a_step_of_the_audit_through_others_is_noticed(tmp_path: Path) -> None:
    _build(tmp_path, [("caudal.audit", "templates"), ("templates", "receivables.model.one")])
    run = _lint(tmp_path)
    assert run.returncode == 1
    assert "The audit is a second opinion and not an echo BROKEN" in run.stdout


def test_a_circle_is_noticed(tmp_path: Path) -> None:
    first, second = "receivables.model.one", "receivables.model.two"
    _build(tmp_path, [(first, second), (second, first)])
    run = _lint(tmp_path)
    assert run.returncode == 1
    assert "No room leads back to itself BROKEN" in run.stdout


def test_a_new_room_needs_a_floor(tmp_path: Path) -> None:
    _build(tmp_path, [])
    (tmp_path / "receivables" / "attic.py").touch()
    run = _lint(tmp_path)
    assert run.returncode == 1
    assert "receivables.attic" in run.stdout
