"""The model is pure: values in, values out; no clock, chance, files or network, and nothing to wait for."""

import ast

import pytest

from tests.architecture.source import calls, house, imports, parsed, reads_time, within

# A list of what may come in, not of what may not: it cannot forget anything.
ALLOWED = (
    *("abc", "bisect", "calendar", "collections", "dataclasses", "datetime", "decimal", "enum", "fractions"),
    *(
        "functools",
        "hashlib",
        "heapq",
        "itertools",
        "math",
        "operator",
        "re",
        "statistics",
        "string",
        "types",
    ),
    *("typing", "unicodedata", "zoneinfo", "receivables.errors", "receivables.model"),
)
# Sums of many numbers at once: the same values in give the same out (decision 0024).
SUMS = {"receivables.model.reading.regression": {"numpy", "numpy.typing.NDArray"}}
IMPURE_CALLS = {"open", "print", "input", "exec", "eval", "__import__", "breakpoint", "globals", "id", "hash"}
WAITING = (ast.AsyncFunctionDef, ast.AsyncFor, ast.AsyncWith, ast.Await)


def impurities(source: str) -> set[str]:
    """What in `source` a pure module may not do."""
    found = {name for name in imports(source) if not within(name, *ALLOWED)} | (calls(source) & IMPURE_CALLS)
    nodes = list(ast.walk(parsed(source)))
    if any(isinstance(node, WAITING) for node in nodes):
        found.add("async")
    if any(isinstance(node, ast.Global) for node in nodes):
        found.add("global")
    if reads_time(source):
        found.add("clock")
    return found


MODEL = [module for module in house() if within(module.name, "receivables.model", "receivables.errors")]


def test_the_model_is_pure() -> None:
    assert len(MODEL) > 50
    found = {module.name: impurities(module.text) - SUMS.get(module.name, set()) for module in MODEL}
    assert {name: impure for name, impure in found.items() if impure} == {}


@pytest.mark.parametrize(
    ("source", "impurity"),
    [
        ("import os.path", "os.path"),
        ("import random", "random"),
        ("from time import sleep", "time.sleep"),
        ("import pydantic", "pydantic"),
        ("from receivables.ports import Clock", "receivables.ports.Clock"),
        ("day = date.today()", "clock"),
        ("from datetime import datetime\nmoment = datetime.now(UTC)", "clock"),
        ("text = open('bills.csv')", "open"),
        ("print('paid')", "print"),
        ("async def load(): ...", "async"),
        ("seen = 0\ndef see():\n    global seen", "global"),
        ("order = hash('a name')", "hash"),  # differs from one run of Python to the next
    ],
)
def test_an_impurity_is_noticed(source: str, impurity: str) -> None:
    assert impurities(source) == {impurity}


def test_what_is_pure_is_left_alone() -> None:
    assert (
        impurities("from datetime import date\nfrom receivables.model.money import Money\nnow = 1") == set()
    )
