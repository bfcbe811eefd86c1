"""`caudal law`: what the rules say, on what they rest, and whether they answer as a file of moments expects."""

import json
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from caudal.cli import law_views
from caudal.cli.law_answers import Answers, Verdict
from receivables.adapters.law_vectors import UnreadableRow, Vector, read_vectors
from receivables.adapters.packs import jurisdictions, load_law
from receivables.errors import BadFile, BadPolicy, Unknown
from receivables.model.jurisdiction import Law
from receivables.model.policy import Policy
from receivables.model.rulebook import rule_of
from templates.errors import sentence

MISMATCH = 1
NEAREST = 4

law_app = typer.Typer(
    help="Las reglas: qué dicen, en qué se apoyan y qué permiten a cada hora.", no_args_is_help=True
)


@law_app.command("test")
def compare(
    file: Annotated[
        Path, typer.Argument(metavar="ARCHIVO", help="CSV con jurisdiction,local_time,act,expected.")
    ],
    as_json: Annotated[bool, typer.Option("--json", help="El resultado en JSON.")] = False,
) -> None:
    """Comprueba qué permiten las reglas en cada momento de un archivo: act message, visit o cut; expected allow o deny.

    La hora es la local de la jurisdicción. Una jurisdicción sin reglas no permite nada.

    Sale con 0 si todo coincide, y con 1 si algo difiere o una fila no se entiende.

    Ejemplo: caudal law test casos.csv
    """
    try:
        vectors, unreadable = read_vectors(file)
    except BadFile as error:
        raise typer.BadParameter(sentence(error), param_hint="ARCHIVO") from None
    answers = Answers()
    verdicts = [verdict for vector in vectors if not (verdict := answers.to(vector)).holds]
    if as_json:
        typer.echo(json.dumps(_result(vectors, verdicts, unreadable), ensure_ascii=False))
    else:
        law_views.show_verdicts(len(vectors), verdicts, unreadable)
    if verdicts or unreadable:
        raise typer.Exit(MISMATCH)


@law_app.command("explain")
def explain(
    rule: Annotated[
        str | None, typer.Argument(metavar="REGLA", help="El código, por ejemplo PE-CON-1.")
    ] = None,
    every: Annotated[bool, typer.Option("--list", help="Todas las reglas que hay, en una línea.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Lo mismo en JSON.")] = False,
) -> None:
    """Dice qué pide una regla, en qué se apoya, qué tan seguro es y qué valor tiene para la empresa.

    Se miran primero las reglas del país de la política de CAUDAL_POLICY, y luego las de los demás.

    Ejemplo: caudal law explain PE-CON-1
    """
    if rule is None and not every:
        raise typer.BadParameter("falta el código; con --list se ven todos.", param_hint="REGLA")
    policy, laws = _in_force()
    if rule is None:
        law_views.show_rules(laws, as_json=as_json)
        return
    found = rule_of(laws, rule)
    if found is None:
        raise Unknown("unknown_rule_id", rule=rule, nearest=", ".join(_nearest(laws, rule)))
    law, which = found
    explained = law_views.explained(law, which, policy if law is policy.law else None)
    if as_json:
        typer.echo(json.dumps(law_views.as_document(explained), ensure_ascii=False))
    else:
        law_views.show_rule(Console(), explained)


def _in_force() -> tuple[Policy, tuple[Law, ...]]:
    """The policy of the settings, its law and that of the other countries. Asked for only here: a test needs none."""
    from caudal import wiring

    policy, today = wiring.policy(), wiring.today()
    others = [name for name in jurisdictions() if name != policy.jurisdiction]
    return policy, (policy.law, *(law for name in others for law in _law_of(name, today)))


def _law_of(country: str, day: date) -> list[Law]:
    """The law of another country on that day, if it had any."""
    try:
        return [load_law(country, day)]
    except BadPolicy as error:
        if error.code != "no_law_in_force":
            raise
        return []


def _nearest(laws: tuple[Law, ...], wanted: str) -> list[str]:
    ids = list(dict.fromkeys(rule.id for law in laws for rule in law.rules))
    return get_close_matches(wanted.strip().upper(), ids, NEAREST, cutoff=0.0)


def _result(
    vectors: list[Vector], wrong: list[Verdict], unreadable: list[UnreadableRow]
) -> dict[str, object]:
    return {
        "checked": len(vectors),
        "held": len(vectors) - len(wrong),
        "mismatches": [law_views.verdict_document(verdict) for verdict in wrong],
        "unreadable": [{"line": row.line, "column": row.column, "value": row.value} for row in unreadable],
    }
