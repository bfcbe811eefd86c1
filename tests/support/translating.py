"""What a text of the catalogue tells, whatever its language: the values that it names, on each way through it.

A text is rendered with stand-ins for its values: each says its own name where it is printed, and answers each question
that the text asks of it (is there one? is it 1? is it "leak"?) by a throw that is the same in every language. Two
texts that say the same in two languages then print the same names.
"""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from zoneinfo import ZoneInfo

from jinja2 import StrictUndefined, Template, meta, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from templates.wording import Wording

_NAMED = re.compile(r"⟦(.+?)⟧")
_FILTERS = Wording("es_PE", ZoneInfo("America/Lima")).filters()


class StandIn:
    """A value of which only the name is known. It has every part, two rows, and an answer to every question."""

    __slots__ = ("_path", "_seed")

    def __init__(self, path: str, seed: int) -> None:
        self._path, self._seed = path, seed

    def __str__(self) -> str:
        return f"⟦{self._path}⟧"

    def __getattr__(self, part: str) -> "StandIn":
        if part.startswith("_"):
            raise AttributeError(part)
        return StandIn(f"{self._path}.{part}", self._seed)

    def __getitem__(self, key: object) -> "StandIn":
        return StandIn(f"{self._path}.{key}", self._seed)

    def __iter__(self) -> Iterator["StandIn"]:
        return iter([self[0], self[1]])

    def __sub__(self, other: int) -> "StandIn":
        return StandIn(f"{self._path}-{other}", self._seed)

    def __bool__(self) -> bool:
        return self._answer("?")

    def __eq__(self, other: object) -> bool:
        # None, false and 0 are what a value is that is not there.
        if other is None or other is False:
            return not self
        return self._answer(f"=={other}")

    def __hash__(self) -> int:
        return hash(self._path)

    def __gt__(self, other: object) -> bool:
        return self._answer(f">{other}")

    def _answer(self, question: str) -> bool:
        return bool(sha256(f"{self._seed} {self._path} {question}".encode()).digest()[0] % 2)


def told(text: str, seed: int) -> Counter[str]:
    """Which values a text prints, and how often, on the way that `seed` leads through it."""
    template, names = _compiled(text)
    return Counter(_NAMED.findall(template.render({name: StandIn(name, seed) for name in names})))


@cache
def _compiled(text: str) -> tuple[Template, frozenset[str]]:
    """A text, which is rendered on many ways, and the names that it asks for."""
    environment = _environment()
    names = meta.find_undeclared_variables(environment.parse(text))
    return environment.from_string(text), frozenset(names)


def fields(text: str) -> set[str]:
    """Every value that a text names, with the parts that it takes of it: `bills`, `.period`."""
    tree = _environment().parse(text)
    parts = {f".{each.attr}" for each in tree.find_all(nodes.Getattr)} - LOOP
    return meta.find_undeclared_variables(tree) | parts


LOOP = {".first", ".last"}
"""What a loop has of its own, too."""


@cache
def _environment() -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, autoescape=False
    )
    environment.filters.update(dict.fromkeys(_FILTERS, _named), printed=lambda name: "")  # of our own papers
    environment.filters.update(length=_length, join=_named, count=_counted, overdue=_overdue)
    environment.tests["defined"] = lambda value: True
    return environment


def _named(value: object, *_: object) -> str:
    return str(value)


def _length(value: StandIn) -> StandIn:
    return value.length


def _counted(value: object, one: str, many: str) -> str:
    return f"{value} {one} {many}"


def _overdue(bills: object, instalments: object) -> str:
    return f"{bills} {instalments}"
