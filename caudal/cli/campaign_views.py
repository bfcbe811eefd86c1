"""Campaigns, plans and reports as tables for people and as JSON for programs."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from rich.console import Console
from rich.table import Column, Table

from receivables.model.campaign import CampaignPlan, PlanState
from receivables.model.decision import Reason
from receivables.model.message import Kind, State
from receivables.model.policy import Policy
from receivables.usecases.delivery.record import DeliverReport
from receivables.usecases.remind import FireReport
from receivables.usecases.show_campaigns import CampaignReport, Known
from templates.labels import label

DAYS = {"mon": "lun", "tue": "mar", "wed": "mié", "thu": "jue", "fri": "vie", "sat": "sáb", "sun": "dom"}
ACTS = {"plan": "al planificar", "send": "al enviar"}


def campaign(known: Known, policy: Policy) -> dict[str, object]:
    """A campaign and its plans."""
    one = known.campaign
    return {
        "id": one.id,
        "title": one.title,
        "step": one.step.value if one.step else "none",
        "weekdays": list(one.schedule.weekdays),
        "at": one.schedule.at.isoformat("minutes"),
        "plans": [plan(each, policy) for each in known.plans],
    }


def plan(one: CampaignPlan, policy: Policy) -> dict[str, object]:
    """A plan; moments on the utility's clock."""
    return {
        "id": one.id,
        "campaign": one.campaign.id,
        "state": one.state.value,
        "planned_at": _moment(one.planned_at, policy),
        "planned": one.planned,
        "held_out": one.held_out,
        "withheld": dict(one.withheld),
        "approved_by": one.approved_by,
        "next_at": _moment(one.next_at, policy),
    }


def run(fired: FireReport, delivered: DeliverReport) -> dict[str, object]:
    """What one run decided, and what became of what it queued."""
    return {
        "plan": fired.plan,
        "planned": fired.tally.planned,
        "held_out": fired.tally.held_out,
        "queued": fired.queued,
        "sent": delivered.sent,
        "failed": delivered.failed,
        "unknown": delivered.unknown,
        "postponed": delivered.postponed,
        "sending": delivered.sending,
        "stopped": delivered.stopped + delivered.expired,
        "withheld": dict(_left_out(fired, delivered)),
    }


def report(found: CampaignReport) -> dict[str, object]:
    """What became of all messages."""
    return {
        "messages": [
            {"campaign": name, "state": state, "count": count}
            for (name, state), count in sorted(found.messages.items())
        ],
        "withheld": [
            {"at": act, "reason": reason, "count": count}
            for (act, reason), count in sorted(found.left_out.items())
        ],
    }


def show_known(known: Iterable[Known], policy: Policy) -> None:
    """The campaigns, and below them the plans that are running or newest."""
    campaigns = Table(Column("Campaña", no_wrap=True), "Título", "Cuándo", title="Campañas")
    plans = Table(Column("Plan", no_wrap=True), "Estado", title="Planes")
    for each in known:
        one = each.campaign
        when = f"{', '.join(DAYS[day] for day in one.schedule.weekdays)} {one.schedule.at:%H:%M}"
        campaigns.add_row(one.id, one.title, when)
        for number, its_plan in enumerate(each.plans):
            if number == 0 or its_plan.state is PlanState.APPROVED:
                plans.add_row(its_plan.id, _state(its_plan, policy))
    console = Console()
    console.print(campaigns)
    if plans.row_count:
        console.print(plans)


def show_plan(one: CampaignPlan, policy: Policy) -> None:
    """The plan with its counts."""
    table = _counts(f"Plan {one.id}")
    table.add_row("Se enviaría", f"{one.planned:,}")
    if one.held_out:
        table.add_row("Grupo de control: no se le escribe", f"{one.held_out:,}")
    _add_reasons(table, one.withheld)
    console = Console()
    console.print(table)
    console.print(f"Estado: {_state(one, policy)}.", soft_wrap=True)
    if one.state is PlanState.DRAFT:
        console.print(f"Nada se envía antes de aprobarlo: caudal campaign approve {one.id}", soft_wrap=True)


def show_run(fired: FireReport, delivered: DeliverReport) -> None:
    """The run with its counts."""
    table = _counts(f"Ejecución de {fired.plan}")
    for name, count in (
        ("Se debía enviar", fired.tally.planned),
        ("Puesto en la cola ahora", fired.queued),
        ("Enviado", delivered.sent),
        ("Fallido", delivered.failed),
        ("Sin confirmar", delivered.unknown),
        ("Aplazado", delivered.postponed),
        ("Lo está enviando otro programa", delivered.sending),
        ("No se envió, por las razones de abajo", delivered.stopped + delivered.expired),
        ("Grupo de control: no se le escribe", fired.tally.held_out),
    ):
        table.add_row(name, f"{count:,}")
    _add_reasons(table, _left_out(fired, delivered))
    Console().print(table)


def show_report(found: CampaignReport) -> None:
    """Two tables: messages, and reasons."""
    messages = Table("Campaña", "Estado", Column("Mensajes", justify="right"), title="Mensajes")
    for (name, state), count in sorted(found.messages.items()):
        kind = label(Kind(name)) if name in set(Kind) else name
        messages.add_row(kind, label(State(state)), f"{count:,}")
    reasons = Table("Razón", "Cuándo", Column("Veces", justify="right"), title="Por qué no se escribió")
    for (act, reason), count in sorted(found.left_out.items()):
        reasons.add_row(_reason(reason), ACTS[act], f"{count:,}")
    console = Console()
    console.print(messages)
    console.print(reasons)


def _left_out(fired: FireReport, delivered: DeliverReport) -> Mapping[str, int]:
    return fired.tally.withheld + delivered.withheld


def _counts(title: str) -> Table:
    return Table("", Column("Suministros", justify="right"), title=title)


def _add_reasons(table: Table, withheld: Mapping[str, int]) -> None:
    for reason, count in sorted(withheld.items(), key=lambda pair: -pair[1]):
        table.add_row(f"No se escribe: {_reason(reason)}", f"{count:,}")


def _reason(text: str) -> str:
    """A reason that this version knows by its name; others as they were written down."""
    return label(Reason(text)) if text in set(Reason) else text


def _state(one: CampaignPlan, policy: Policy) -> str:
    state = label(one.state)
    if one.next_at is None:
        return state
    return f"{state} por {one.approved_by}; próximo envío: {policy.local(one.next_at):%d/%m/%Y %H:%M}"


def _moment(moment: datetime | None, policy: Policy) -> str | None:
    return None if moment is None else policy.local(moment).isoformat()
