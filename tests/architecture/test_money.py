"""No float comes near money: not written, not made, not named as a type, not born of a division."""

import ast

from tests.architecture.source import house, imports, parsed, within

WHERE_MONEY_IS = ("receivables", "templates")

# (module, what) -> why it is no danger. A line that is needed no longer fails the test below.
EXCEPTIONS: dict[tuple[str, str], str] = {
    ("receivables.adapters.packs.reading", "float"): "refuses a file that writes an amount as one",
    ("receivables.model.rfm", "division"): "of Decimals, into a mean and a cut point: scores, not amounts",
    ("receivables.model.plan", "division"): "of Fractions and Decimals: exact until the one rounding",
}


# Modules that count seconds, of turns, rests and patience, or weigh. They may not know what money is.
SECONDS = (
    *("receivables.model.sending", "receivables.ports.sending", "receivables.store.sending"),
    "receivables.ports.delivery",
    *("receivables.store.engine", "receivables.store.in_loop"),
    *("receivables.testing.sending", "receivables.testing.tables"),
    *(
        "receivables.testing.units",
        "receivables.usecases.delivery.ask",
        "receivables.usecases.delivery.record",
        "receivables.usecases.delivery.send",
    ),
    "receivables.usecases.delivery.turns",
    # They weigh words and know no amounts either.
    *("receivables.model.reading.classifier", "receivables.model.reading.features"),
    *("receivables.model.reading.judging", "receivables.model.reading.regression"),
    "receivables.model.reading.weighing",
)
MONEY = "receivables.model.money"


def floats(source: str) -> set[str]:
    """The kinds of float in `source`. Joining paths with `/` counts too, unless one part is visibly a text."""
    found = set()
    for node in ast.walk(parsed(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, float):
            found.add("literal")
        elif isinstance(node, ast.Name) and node.id == "float":
            found.add("float")
        elif isinstance(node, ast.BinOp | ast.AugAssign) and _divides(node):
            found.add("division")
    return found


def _divides(node: ast.BinOp | ast.AugAssign) -> bool:
    sides = (node.left, node.right) if isinstance(node, ast.BinOp) else (node.value,)
    return isinstance(node.op, ast.Div) and not any(_names_a_path(side) for side in sides)


def _names_a_path(node: ast.expr) -> bool:
    if isinstance(node, ast.BinOp):
        return _names_a_path(node.left) or _names_a_path(node.right)
    constant = isinstance(node, ast.Constant) and isinstance(node.value, str)
    return constant or isinstance(node, ast.JoinedStr)


def _all_found() -> set[tuple[str, str]]:
    modules = [m for m in house() if within(m.name, *WHERE_MONEY_IS) and m.name not in SECONDS]
    return {(module.name, kind) for module in modules for kind in floats(module.text)}


def test_no_float_is_near_money() -> None:
    assert _all_found() - set(EXCEPTIONS) == set()


def test_no_exception_outlives_its_reason() -> None:
    assert set(EXCEPTIONS) - _all_found() == set()


def test_who_counts_seconds_knows_no_money() -> None:
    counting = {module.name: module.text for module in house() if module.name in SECONDS}
    assert set(counting) == set(SECONDS)
    assert [name for name, text in counting.items() if not floats(text)] == []
    assert [name for name, text in counting.items() if any(within(i, MONEY) for i in imports(text))] == []


def test_every_kind_of_float_is_noticed() -> None:
    assert floats("fee = 0.5") == {"literal"}
    assert floats("fee = float('0.5')") == {"float"}
    assert floats("def pay(amount: float | None): ...") == {"float"}
    assert floats("half = debt / 2") == {"division"}
    assert floats("debt /= 2") == {"division"}
    assert floats("half = debt // 2\nfile = folder / 'bills.csv'\nother = folder / 'old' / name") == set()
