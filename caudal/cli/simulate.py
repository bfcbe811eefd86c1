"""`caudal simulate`: an instalment plan by the mathematics alone, or as the utility's policy allows it."""

import json
import re
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from receivables.errors import BadInput, PlanRefused, Refused
from receivables.model import plan as plans
from receivables.model.money import Money
from receivables.model.plan import NO_INTEREST, GraceKind, Plan, PlanLimits, Rate, Terms
from templates.errors import sentence
from templates.wording import money

PERCENT = re.compile(r"-?[0-9]{1,9}(\.[0-9]{1,40})?")


def percent(text: str) -> Decimal:
    """Read "34.5". Raises BadInput("not_a_percent")."""
    if not PERCENT.fullmatch(text):
        raise BadInput("not_a_percent", value=text)
    return Decimal(text)


def simulate(  # noqa: PLR0913 - one parameter for each option of the surface
    debt: Annotated[
        Money, typer.Option(parser=Money.of, metavar="MONTO", help="Deuda, por ejemplo 1250.40.")
    ],
    instalments: Annotated[int, typer.Option(metavar="N", help="Cuotas, sin contar los meses de gracia.")],
    first: Annotated[
        datetime, typer.Option(formats=["%Y-%m-%d"], metavar="FECHA", help="Vencimiento de la primera fila.")
    ],
    down: Annotated[
        Money | None,
        typer.Option(parser=Money.of, metavar="MONTO", help="Cuota inicial; si no se indica, ninguna."),
    ] = None,
    tea: Annotated[
        Decimal | None, typer.Option(parser=percent, metavar="%", help="Tasa efectiva anual.")
    ] = None,
    tna: Annotated[
        Decimal | None, typer.Option(parser=percent, metavar="%", help="Tasa nominal anual.")
    ] = None,
    monthly: Annotated[
        Decimal | None, typer.Option(parser=percent, metavar="%", help="Tasa mensual.")
    ] = None,
    grace: Annotated[int, typer.Option(metavar="N", help="Meses de gracia, antes de las cuotas.")] = 0,
    grace_kind: Annotated[
        GraceKind | None, typer.Option(help="partial: se paga el interés. total: no se paga nada.")
    ] = None,
    policy: Annotated[
        bool, typer.Option("--policy", help="Con los límites y la tasa de la política de la empresa.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="El cronograma en JSON.")] = False,
) -> None:
    """Simula un fraccionamiento: cuota inicial, cuotas con fecha, capital e interés, y total.

    Con --policy, lo que la política no permite se rechaza con el motivo y el plan más cercano que sí permite.

    Ejemplo: caudal simulate --debt 10000 --monthly 2.4 --instalments 12 --first 2026-12-31
    """
    if grace and grace_kind is None:
        raise typer.BadParameter("diga si la gracia es partial o total", param_hint="--grace-kind")
    rate = _rate(tea, tna, monthly)
    limits, today = _policy() if policy else (None, first.date())
    currency = limits.min_instalment.currency if limits else debt.currency
    terms = Terms(
        Money(debt.centimos, currency),
        Money(down.centimos if down else 0, currency),
        instalments,
        first.date(),
        rate or (limits.rate if limits else NO_INTEREST),
        grace,
        grace_kind or GraceKind.PARTIAL,
    )
    plan = run_simulate(terms, limits, today)
    if as_json:
        typer.echo(json.dumps(as_document(plan)))
    else:
        _show(plan)


def run_simulate(terms: Terms, limits: PlanLimits | None, today: date) -> Plan:
    """The plan of the terms: within the limits of an agreement made today, or by the mathematics when None.

    Raises PlanRefused with `reasons` and `instead`, the sentences for the person who asked.
    """
    try:
        return plans.simulate(terms) if limits is None else plans.plan_within(limits, terms, today)
    except PlanRefused as refusal:
        raise PlanRefused(refusal.code, **refusal.values, **_explained(refusal)) from None


def as_document(plan: Plan) -> dict[str, object]:
    """The plan as surfaces.md has it: amounts as strings with two decimals, dates in ISO."""
    return {
        "down_payment": str(plan.terms.down_payment),
        "financed": str(plan.terms.financed),
        "instalments": [
            {
                "number": row.number,
                "due_on": row.due_on.isoformat(),
                "principal": str(row.principal),
                "interest": str(row.interest),
                "amount": str(row.amount),
                "balance": str(row.balance),
            }
            for row in plan.rows
        ],
        "interest_total": str(plan.interest_total),
        "total": str(plan.total),
    }


def _rate(tea: Decimal | None, tna: Decimal | None, monthly: Decimal | None) -> Rate | None:
    """The one rate that was given; none means that nothing was said."""
    kinds = ((Rate.of_tea, tea), (Rate.of_tna, tna), (Rate.of_monthly, monthly))
    given = [of_kind(value) for of_kind, value in kinds if value is not None]
    if len(given) > 1:
        raise typer.BadParameter("indique una sola tasa", param_hint="--tea, --tna, --monthly")
    return given[0] if given else None


def _policy() -> tuple[PlanLimits, date]:
    """The limits of the utility and its date. Asked for only here: the mathematics need no settings."""
    from caudal import wiring

    return wiring.plan_limits(), wiring.today()


def _explained(refusal: PlanRefused) -> dict[str, str]:
    reasons = (
        sentence(Refused(each.limit, asked=_shown(each.asked), allowed=_shown(each.allowed)))
        for each in plans.objections_of(refusal)
    )
    return {"reasons": " ".join(reasons), "instead": _instead(plans.nearest_of(refusal))}


def _instead(nearest: Plan | None) -> str:
    if nearest is None:
        return sentence(Refused("no_plan_nearest"))
    values = {
        "down_payment": _shown(nearest.terms.down_payment),
        "instalments": nearest.terms.instalments,
        "grace": nearest.terms.grace,
        "amount": _shown(nearest.instalments[0].amount),
        "total": _shown(nearest.total),
    }
    return sentence(Refused("plan_nearest", **values))


def _shown(value: Money | int | Rate | date) -> str:
    if isinstance(value, Money):
        return money(value)
    if isinstance(value, Rate):
        return f"{value.monthly_percent} % mensual"
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value)


def _soles(amount: Money) -> str:
    return f"{amount.soles:,.2f}"


def _show(plan: Plan) -> None:
    table = Table("N.º", "Vence", title="Simulación de fraccionamiento")
    for name in ("Capital", "Interés", "Cuota", "Saldo"):
        table.add_column(name, justify="right", no_wrap=True)
    for row in plan.rows:
        amounts = (row.principal, row.interest, row.amount, row.balance)
        table.add_row(str(row.number), f"{row.due_on:%d/%m/%Y}", *map(_soles, amounts))
    console = Console()
    console.print(table)
    console.print(f"Cuota inicial: {_soles(plan.terms.down_payment)}")
    console.print(f"Monto financiado: {_soles(plan.terms.financed)}")
    console.print(f"Interés total: {_soles(plan.interest_total)}")
    console.print(f"Total por pagar: {_soles(plan.total)}")
    console.print("Es una simulación, no un convenio.")
