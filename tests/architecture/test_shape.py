"""Small on purpose: files and functions that fit a head, each module saying what it is for."""

import ast
from collections.abc import Iterator

from tests.architecture.source import REPOSITORY, house, parsed, read

LINES_IN_A_FILE = 400
LINES_IN_A_FUNCTION = 60


def long_functions(source: str, limit: int = LINES_IN_A_FUNCTION) -> Iterator[str]:
    """The functions of `source` with more lines than `limit`, decorators apart, docstring included."""
    for node in ast.walk(parsed(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > limit:
                yield f"{node.name}: {lines} lines"


def relative_imports(source: str) -> bool:
    """Whether `source` imports by dots: where a thing comes from is then not written."""
    return any(isinstance(node, ast.ImportFrom) and node.level for node in ast.walk(parsed(source)))


def test_no_file_is_longer_than_400_lines() -> None:
    folders = ("tests", "alembic")
    everything = [*house(), *(module for folder in folders for module in read(REPOSITORY / folder, folder))]
    long = {
        module.name: lines
        for module in everything
        if (lines := len(module.text.splitlines())) > LINES_IN_A_FILE
    }
    assert long == {}


def test_no_function_is_longer_than_60_lines() -> None:
    assert {module.name: found for module in house() if (found := list(long_functions(module.text)))} == {}


def test_every_module_says_what_it_is_for() -> None:
    assert [module.name for module in house() if not ast.get_docstring(parsed(module.text))] == []


def test_no_import_is_relative() -> None:
    assert [module.name for module in house() if relative_imports(module.text)] == []


def test_folders_of_tests_are_packages_and_the_migrations_are_not() -> None:
    tests = {path.parent for path in (REPOSITORY / "tests").rglob("*.py")}
    assert [str(folder) for folder in tests if not (folder / "__init__.py").exists()] == []
    # It would hide the library of the same name.
    assert not (REPOSITORY / "alembic" / "__init__.py").exists()


def test_what_is_too_long_or_relative_is_noticed() -> None:
    source = "async def three():\n    one = 1\n    return one\n"
    assert list(long_functions(source, limit=2)) == ["three: 3 lines"]
    assert list(long_functions(source, limit=3)) == []
    assert relative_imports("from . import money")
    assert not relative_imports("from receivables.model import money")
