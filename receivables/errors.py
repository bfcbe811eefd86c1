"""Every way in which Caudal says no, as one tree.

    CaudalError                 a person is told why, in their language; nothing was changed
    ├── Refused                 a rule forbids it (exit 1, HTTP 409)
    │   ├── PlanRefused         an instalment plan outside the limits, with the nearest one allowed
    │   ├── MoveRefused         the ladder has no such move from this step
    │   └── OperationConflict   the same payment operation with other content
    ├── BadInput                what was given cannot be read or makes no sense (exit 1, HTTP 422)
    │   ├── BadAmount           not an amount of money in whole centimos
    │   ├── BadFile             a file as a whole: missing, unreadable, totals that differ
    │   └── BadPolicy           a policy that contradicts itself
    ├── Unknown                 there is no such supply, payment, plan (exit 1, HTTP 404)
    └── BadSetting              the environment names something impossible (exit 2 at start)

An error carries a `code` and `values`; the sentence that a person reads is made of them at the edge, in
`templates`, so that the core knows no language.
"""

from collections.abc import Mapping


class CaudalError(Exception):
    """A refusal that a person will read. `code` is stable; `values` fill its sentence."""

    def __init__(self, code: str, **values: object) -> None:
        self.code = code
        self.values: Mapping[str, object] = values
        shown = ", ".join(f"{key}={value}" for key, value in values.items())
        super().__init__(f"{code}({shown})" if shown else code)


class Refused(CaudalError):
    """A rule forbids it."""


class PlanRefused(Refused):
    """An instalment plan outside the limits of the policy; `values["nearest"]` is the nearest one allowed."""


class MoveRefused(Refused):
    """The table of the ladder has no move for this event from this step."""


class OperationConflict(Refused):
    """A payment operation that is known already came again with other content."""


class BadInput(CaudalError):
    """What was given cannot be read, or makes no sense."""


class BadAmount(BadInput):
    """Not an amount of money in whole centimos."""


class BadFile(BadInput):
    """A file as a whole cannot be taken."""


class BadPolicy(BadInput):
    """A policy or law pack contradicts itself or lacks something."""


class Unknown(CaudalError):
    """There is no such thing here."""


class BadSetting(CaudalError):
    """The environment names something impossible; the program does not start."""
