"""How `caudal law` shows rules and verdicts, in Spanish."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import typer
from rich.console import Console

from caudal.cli.law_answers import UNKNOWN_LAW, Verdict
from receivables.adapters.law_vectors import ALLOW, DENY, UnreadableRow
from receivables.model.decision import Reason
from receivables.model.jurisdiction import Law, Rule, Window
from receivables.model.money import Money
from receivables.model.plan import Rate
from receivables.model.policy import Policy, Stage
from receivables.model.rulebook import figure, reasons_of
from templates.labels import label

DAYS = ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo")
SURE = {
    "FOUND": "leída en una fuente",
    "KNOW": "de conocimiento general; conviene confirmarla",
    "UNSURE": "las fuentes callan o se contradicen; vale la lectura más estricta",
    "SEED": "práctica de una empresa, no es ley",
}
NOTHING = "ninguno"
COLUMN_WIDTH = 10


@dataclass(frozen=True, slots=True)
class Explained:
    """A rule with the values that it has now and the reasons of withholding that it stands for."""

    law: Law
    rule: Rule
    figures: tuple[tuple[str, str], ...]
    reasons: tuple[Reason, ...]


def explained(law: Law, rule: Rule, policy: Policy | None) -> Explained:
    """The rule under that law and policy. Without a policy its own figures are left out."""
    figures = tuple(
        (each.label, shown(figure(each.path, law, policy)))
        for each in rule.figures
        if policy is not None or not each.path.startswith("policy.")
    )
    return Explained(law, rule, figures, reasons_of(law, rule.id))


def shown(value: object) -> str:
    """A value of a pack as a person reads it."""
    if value is None or value == "":
        return NOTHING
    if isinstance(value, bool):
        return "sí" if value else "no"
    if isinstance(value, Money):
        return f"{value.currency} {value.soles:,.2f}"
    if isinstance(value, Rate):
        return f"{_plain(value.monthly_percent)} % mensual" if value.monthly else NOTHING
    if isinstance(value, Decimal):
        return _plain(value)
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, Stage):
        return f"{value.name} desde {value.from_days} días"
    if isinstance(value, tuple | frozenset | Mapping):
        return _many(value)
    return str(value)


def as_document(found: Explained) -> dict[str, object]:
    """The rule for a program."""
    rule, law = found.rule, found.law
    return {
        "id": rule.id,
        "says": rule.says,
        "basis": rule.basis,
        "confidence": rule.confidence,
        "since": rule.since.isoformat() if rule.since else None,
        "jurisdiction": law.jurisdiction,
        "version": law.version,
        "valid_from": law.valid_from.isoformat(),
        "figures": [{"name": name, "value": value} for name, value in found.figures],
        "reasons": [reason.value for reason in found.reasons],
    }


def show_rule(console: Console, found: Explained) -> None:
    """The rule for a person: what it says first."""
    rule, law = found.rule, found.law
    told = [f"{rule.id}: {rule.says}", f"Base: {rule.basis}", f"Seguridad: {SURE[rule.confidence]}"]
    if rule.since:
        told.append(f"Desde: {rule.since:%d/%m/%Y}")
    told += [f"Valor: {name}: {value}" for name, value in found.figures]
    told += [f"Detiene cuando: {label(reason)}" for reason in found.reasons]
    told.append(f"Reglas de {law.jurisdiction}, versión {law.version}, desde el {law.valid_from:%d/%m/%Y}")
    for line in told:
        console.print(line, markup=False, highlight=False, soft_wrap=True)


def show_rules(laws: Iterable[Law], *, as_json: bool) -> None:
    """Every rule once."""
    rules = {rule.id: rule for law in laws for rule in law.rules}
    if as_json:
        listed = [{"id": rule.id, "says": rule.says} for rule in rules.values()]
        typer.echo(json.dumps(listed, ensure_ascii=False))
        return
    for rule in rules.values():
        typer.echo(f"{rule.id:{COLUMN_WIDTH}}  {rule.says}")


def verdict_document(verdict: Verdict) -> dict[str, object]:
    """A mismatch for a program."""
    vector = verdict.vector
    return {
        "line": vector.line,
        "jurisdiction": vector.jurisdiction,
        "local_time": vector.moment.isoformat(sep=" "),
        "act": vector.act.value,
        "expected": ALLOW if vector.allowed else DENY,
        "answer": ALLOW if verdict.allowed else DENY,
        "reasons": [reason.value for reason in verdict.reasons] if verdict.law else [UNKNOWN_LAW],
        "rules": [] if verdict.allowed else list(verdict.rules),
    }


def show_verdicts(checked: int, wrong: Sequence[Verdict], unreadable: Sequence[UnreadableRow]) -> None:
    """The mismatches, the rows that say nothing, and the count."""
    for row in unreadable:
        typer.echo(f"línea {row.line}: «{row.value}» no se entiende en la columna {row.column}")
    for verdict in wrong:
        typer.echo(_mismatch(verdict))
    held = checked - len(wrong)
    if wrong or unreadable:
        typer.echo(f"Coinciden {held} de {checked + len(unreadable)} casos.")
    else:
        typer.echo(f"Coinciden los {checked} casos." if checked > 1 else "Coincide el único caso.")


def _mismatch(verdict: Verdict) -> str:
    vector = verdict.vector
    expected, answer = (ALLOW if yes else DENY for yes in (vector.allowed, verdict.allowed))
    where = f"línea {vector.line}: {vector.jurisdiction} {vector.moment.isoformat(sep=' ')} {vector.act}"
    return f"{where}: se esperaba {expected} y las reglas responden {answer}{_because(verdict)}"


def _because(verdict: Verdict) -> str:
    if verdict.allowed:
        return ""
    reasons = (
        [label(reason) for reason in verdict.reasons] if verdict.law else ["no hay reglas que rijan ese día"]
    )
    return f": {'; '.join(reasons)} ({', '.join(verdict.rules)})"


def _many(values: tuple[object, ...] | frozenset[object] | Mapping[object, object]) -> str:
    if isinstance(values, Mapping):
        return _listed(f"{key} {shown(each)}" for key, each in values.items())
    if isinstance(values, frozenset):
        return _listed(sorted(shown(each) for each in values))
    if any(isinstance(each, Window) for each in values) or values == (None,) * len(DAYS):
        return _week([each if isinstance(each, Window) else None for each in values])
    return _listed(shown(each) for each in values)


def _week(week: Sequence[Window | None]) -> str:
    """Days with the same hours together: "lunes a jueves 08:00 a 16:00"."""
    spans: list[tuple[int, int, Window]] = []
    for day, window in enumerate(week):
        if window is None:
            continue
        if spans and spans[-1][1] == day - 1 and spans[-1][2] == window:
            spans[-1] = (spans[-1][0], day, window)
        else:
            spans.append((day, day, window))
    return _listed((_span(first, last, window) for first, last, window in spans), none="ningún día")


def _span(first: int, last: int, window: Window) -> str:
    days = DAYS[first] if first == last else f"{DAYS[first]} a {DAYS[last]}"
    return f"{days} de {window.opens:%H:%M} a {window.closes:%H:%M}"


def _listed(texts: Iterable[str], none: str = NOTHING) -> str:
    return "; ".join(texts) or none


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"
