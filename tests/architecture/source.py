"""The house as its tests see it: modules read from their files, not imported."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path

REPOSITORY = Path(__file__).parents[2]
PACKAGES = ("caudal", "bot", "api", "campaigns", "templates", "receivables")
READS_TIME = {
    "datetime.now",
    "datetime.utcnow",
    "datetime.today",
    "date.today",
    "time.time",
    "time.localtime",
}


@dataclass(frozen=True)
class Module:
    """One .py file. `name` is dotted, as in an import."""

    name: str
    text: str


@cache
def parsed(source: str) -> ast.Module:
    """The syntax tree of `source`; many tests ask for the same."""
    return ast.parse(source)


@cache
def house() -> tuple[Module, ...]:
    """Every module of our packages."""
    return tuple(module for package in PACKAGES for module in read(REPOSITORY / package, package))


def read(folder: Path, package: str) -> Iterator[Module]:
    """The modules below `folder`, which holds `package`."""
    for path in sorted(folder.rglob("*.py")):
        parts = [package, *path.relative_to(folder).with_suffix("").parts]
        yield Module(".".join(parts).removesuffix(".__init__"), path.read_text())


@cache
def within(name: str, *places: str) -> bool:
    """Whether module `name` is one of `places` or inside one; a place may end in `*`."""
    return any(fnmatchcase(name, place) or fnmatchcase(name, f"{place}.*") for place in places)


@cache
def imports(source: str) -> frozenset[str]:
    """Everything that is imported anywhere in `source`, dotted: `from a.b import c` gives `a.b.c`."""
    found: set[str] = set()
    for node in ast.walk(parsed(source)):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
    return frozenset(found)


def dotted(node: ast.AST) -> str:
    """`a.b.c` for a name or a chain of attributes that starts with one; empty for anything else."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute) and (owner := dotted(node.value)):
        return f"{owner}.{node.attr}"
    return ""


def calls(source: str) -> set[str]:
    """The dotted names of all that is called in `source`."""
    return {dotted(node.func) for node in ast.walk(parsed(source)) if isinstance(node, ast.Call)}


def reads_time(source: str) -> bool:
    """Whether `source` asks the machine what time it is. Measuring how long a thing took is not that."""
    return any(".".join(call.split(".")[-2:]) in READS_TIME for call in calls(source))
