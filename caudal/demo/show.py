"""Prints the demo's report in Spanish, for a screen of 80 columns or a pipe."""

from collections.abc import Iterable
from datetime import date

from rich import box
from rich.console import Console
from rich.markup import escape
from rich.table import Column, Table

from caudal.demo.report import Line, Report, Served, Step, WithheldCut
from receivables.model.decision import Reason
from receivables.model.ladder import Notice
from receivables.model.money import Money
from receivables.model.rfm import Measure
from receivables.model.workorder import OrderState
from templates.labels import label
from templates.pages.console_requests import KINDS

SHOWN_EVIDENCE = 3
MEASURES = {Measure.RECENCY: "Recencia", Measure.FREQUENCY: "Frecuencia", Measure.MONETARY: "Monto"}
WHO = {"customer": "Cliente", "caudal": "Caudal"}
SEGMENTS = {
    "in_payment": "En proceso de pago",
    "light": "Liviana",
    "medium": "Mediana",
    "heavy_collectable": "Pesada cobrable",
    "uncollectable": "Pesada incobrable",
    "no_segment": "En reclamo o saldo mínimo",
}
OVERDUE = {"overdue_bills": "recibos vencidos", "overdue_instalments": "cuotas vencidas"}
MOODS = {
    "press": "pulsan un botón",
    "ask": "preguntan",
    "simulate": "simulan cuotas",
    "promise": "se comprometen",
    "say_paid": "dicen que pagaron",
    "leave": "piden la baja",
    "wrong_person": "dicen no ser ellos",
    "greet": "saludan",
    "person": "piden una persona",
    "pay": "pagan sin escribir",
    "agree": "firman un convenio",
    "claim": "reclaman un recibo",
    "voucher": "mandan su voucher",
    "meter": "avisan de su medidor",
    "hardship": "cuentan que no pueden",
    "keep": "(de mil compromisos, cumplidos)",
    "pay_in_a_week": "pagan en una semana",
    "pay_between": "pagan entre la previsión y el envío",
    "pay_down": "de los convenios, pagan su inicial",
    "pay_instalment": "de las cuotas recordadas, se pagan",
}
ACTORS = {
    "clock": "reloj",
    "dispatcher": "despachador",
    "customer": "cliente",
    "assistant": "asistente",
    "demo/caja": "caja",
}
ACTS = {
    "plan": "previsión",
    "send": "envío",
    "serve": "recepción",
    "reply": "respuesta",
    "payment": "pago",
    "promise": "compromiso",
    "case": "caso",
    "cut": "corte",
    "withdraw": "orden",
    "opt_out": "baja",
    "link": "identidad",
    "handover": "derivación",
    "agreement": "convenio",
    "request": "solicitud",
}
OUTCOMES = {
    "planned": "previsto",
    "held_out": "control",
    "withheld": "retenido",
    "allowed": "permitido",
    "sent": "enviado",
    "served": "recibido",
    "postponed": "pospuesto",
    "expired": "vencido",
    "linked": "probada",
    "made": "tomado",
    "kept": "cumplido",
    "broken": "incumplido",
    "posted": "registrado",
    "settled": "regularizado",
    "withdrawn": "retirada",
    "opted_out": "pedida",
    "paused": "en pausa",
    "simulated": "cuotas simuladas",
    "greeting": "saludo",
    "identify": "se identifica",
    "debt_query": "pregunta su deuda",
    "bill_explanation": "pide el detalle",
    "instalment_request": "pide cuotas",
    "payment_promise": "ofrece pagar",
    "affirm": "confirma",
    "already_paid": "dice que pagó",
    "human": "pide una persona",
}
FACTS = {
    "overdue": "exigible S/",
    "bills": "recibos",
    "instalments": "cuotas",
    "amount": "S/",
    "due_on": "hasta el",
    "channel": "por",
    "order": "orden",
    "why": "porque",
}
GROUPS = {"without_notice": "Sin aviso de por medio"}


def show(report: Report, console: Console) -> None:
    """Everything, from the conversation to the next commands."""
    for part in (
        _conversation,
        _withheld_cut,
        _debt,
        _rfm,
        _reminders,
        _withholdings,
        _talks,
        _promises,
        _cuts,
        _trail,
        _invariants,
        _end,
    ):
        part(report, console)


def amount(money: Money) -> str:
    """S/ 1,234.56."""
    return f"S/ {money.soles:,.2f}"


def _title(console: Console, text: str) -> None:
    console.print(f"\n[bold]{text}[/bold]")


def _table(*columns: str | Column) -> Table:
    return Table(*columns, box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)


def _right(*names: str) -> list[Column]:
    return [Column(name, justify="right") for name in names]


def _conversation(report: Report, console: Console) -> None:
    _title(console, "Una conversación, como la vio el cliente")
    console.print(f"[dim]Cliente inventado; suministro {report.conversation_of}.[/dim]")
    for line in report.conversation:
        _say(console, line)


def _say(console: Console, line: Line) -> None:
    colour = "green" if line.who == "customer" else "cyan"
    console.print(f"\n[dim]{line.at:%d/%m %H:%M}[/dim] [{colour}]{WHO[line.who]}[/{colour}]")
    console.print(escape(line.text))
    if line.buttons:
        console.print("[dim]" + escape("  ".join(f"[{button}]" for button in line.buttons)) + "[/dim]")


def _withheld_cut(report: Report, console: Console) -> None:
    _title(console, "Un corte que no se ordenó, y por qué")
    cut = report.withheld_cut
    console.print(_why_not(cut) if cut else "Ninguno.")


def _why_not(cut: WithheldCut) -> str:
    reasons = "; ".join(_reason(reason) for reason in cut.reasons)
    return (
        f"El suministro {cut.supply} ({cut.locality}) debe {cut.bills} recibos vencidos, {amount(cut.debt)}, el más "
        f"antiguo del {cut.oldest_due_on:%d/%m/%Y}: es candidato a corte. Antes de atrasarse pagaba con puntaje "
        f"{'-'.join(cut.protecting_score)}, tomado al {cut.as_of:%d/%m/%Y} (vencimiento del último recibo anterior al "
        f"más antiguo impago). Motivos: {reasons}."
    )


def _reason(reason: str) -> str:
    return label(Reason(reason))


def _debt(report: Report, console: Console) -> None:
    _title(console, f"Deuda de más de tres meses por localidad, al {report.rfm_as_of:%d/%m/%Y}")
    table = _table("Localidad", *_right("Clientes", "Deuda"))
    for row in report.by_locality:
        table.add_row(row.name, f"{row.customers:,}", amount(row.amount))
    customers = sum(row.customers for row in report.by_locality)
    owed = sum((row.amount for row in report.by_locality), Money(0))
    table.add_row("[bold]Total[/bold]", f"{customers:,}", amount(owed))
    console.print(table)
    console.print(f"Total por cobrar, con cuotas por facturar: {amount(report.receivables)}.")
    _title(console, f"Cartera por segmento, al {report.rfm_as_of:%d/%m/%Y}")
    table = _table("Segmento", *_right("Clientes", "Deuda"))
    for row in report.by_segment:
        table.add_row(SEGMENTS[row.name], f"{row.customers:,}", amount(row.amount))
    console.print(table)


def _rfm(report: Report, console: Console) -> None:
    _title(console, f"Clases RFM de quienes pagaron en doce meses, al {report.rfm_as_of:%d/%m/%Y}")
    table = _table("Medida", *_right("1", "2", "3", "4", "5"))
    for row in report.rfm:
        tied = " (todos iguales)" if row.tied else ""
        shares = (f"{share / 10:.1f} %" for share in row.per_mille)
        table.add_row(MEASURES[Measure(row.measure)] + tied, *shares)
    console.print(table)
    console.print(f"Sin pagos en el periodo, sin puntaje: {report.without_payments:,}.")


def _reminders(report: Report, console: Console) -> None:
    _title(console, f"Avisos, del {report.first_day:%d/%m/%Y} al {report.last_day:%d/%m/%Y}")
    columns = ("Sin prever", "Control", "Previstos", "Retenidos", "Enviados", "Recibidos")
    table = _table("Aviso", *_right(*columns))
    for row in report.reminders:
        figures = (row.not_planned, row.held_out, row.planned, row.withheld, row.sent, row.served)
        table.add_row(_short(Notice(row.notice)), *(f"{figure:,}" for figure in figures))
    console.print(table)
    console.print(
        "[dim]Sin prever: suministros a los que algo lo impedía al planear. Control: rutas a las que no se "
        "escribe, para medir. Retenidos: al momento de enviar. Recibidos: lo prueba un botón o un mensaje de esa "
        "persona.[/dim]"
    )


def _withholdings(report: Report, console: Console) -> None:
    _title(console, "Retenidos, por motivo")
    table = _table("Motivo", *_right("Al planear", "Al enviar", "Cortes"))
    for row in report.withholdings:
        table.add_row(
            _reason(row.reason),
            *(f"{times:,}" if times else "" for times in (row.planning, row.sending, row.cut)),
        )
    console.print(table)


def _talks(report: Report, console: Console) -> None:
    talks = report.talks
    _title(console, "La conversación")
    asked = ", ".join(f"{KINDS[kind].lower()} {count:,}" for kind, count in talks.requested.items())
    lines = (
        f"Mensajes leídos y atendidos: {talks.answered:,}; fotos de vouchers: {talks.photos:,}.",
        f"Convenios aceptados con un código: {talks.agreed:,} (códigos usados: {talks.codes:,}).",
        f"Convenios activos, con su cuota inicial pagada: {talks.in_force:,}; sin ella, caducados: {talks.lapsed:,}.",
        f"Convenios con otra fecha de pago: {talks.amended:,}; cuotas recordadas a tiempo: {talks.reminded:,}.",
        f"Reclamos registrados en el chat, con número y plazo: {talks.claims:,}.",
        f"Solicitudes a las oficinas: {asked or 'ninguna'}; respondidas: {talks.requests_answered:,}.",
        f"Chats que pasaron a una persona: {talks.handed_over:,}; respondidos: {talks.handovers_answered:,};"
        f" cerrados: {talks.handovers_closed:,}.",
        f"Mensajes en crisis, a una persona y sin cifras: {talks.in_distress:,}.",
        f"Pidieron la baja: {talks.opted_out:,}.",
    )
    for line in lines:
        console.print(line)


def _promises(report: Report, console: Console) -> None:
    promises, recovered = report.promises, report.recovered
    _title(console, "Compromisos de pago y recuperación simulada")
    console.print(
        f"Compromisos tomados: {promises.made:,}; cumplidos: {promises.kept:,}; incumplidos: {promises.broken:,}.\n"
        f"Recuperado ([bold]simulado[/bold]) de quienes recibieron un aviso: {amount(recovered.after_notice)} en "
        f"{recovered.payments_after_notice:,} pagos; de los demás: {amount(recovered.unasked)} en "
        f"{recovered.payments_unasked:,} pagos."
    )
    _effects(report, console)


def _effects(report: Report, console: Console) -> None:
    notices = [Notice(name) for name in report.assumed if name not in GROUPS]
    table = _table(
        "Efectos [bold]supuestos[/bold], de cada mil que reciben el aviso", *_right(*map(_short, notices))
    )
    for mood in dict.fromkeys(mood for notice in notices for mood in report.assumed[notice.value]):
        shares = (report.assumed[notice.value].get(mood, 0) for notice in notices)
        table.add_row(MOODS[mood], *map(str, shares))
    console.print(table)
    for group in GROUPS:
        listed = ", ".join(f"{MOODS[mood]} {share}" for mood, share in report.assumed[group].items())
        console.print(f"{GROUPS[group]}, de cada mil: {listed}.")


def _short(notice: Notice) -> str:
    """The name of a notice without what is in brackets."""
    return label(notice).partition(" (")[0]


def _cuts(report: Report, console: Console) -> None:
    _title(console, "Órdenes de corte")
    states = (f"{label(OrderState(state)).lower()}: {count:,}" for state, count in report.cut_states.items())
    console.print(", ".join(states) or "Ninguna.")
    table = _table("Suministro", "Localidad", *_right("Deuda"), "Ordenada", "Estado")
    for order in report.cut_orders:
        ended = f": {_reasons(order.closed_why.split(','))}" if order.closed_why else ""
        state = label(OrderState(order.state)) + ended
        when = f"{order.ordered_at:%d/%m %H:%M}"
        table.add_row(order.supply, order.locality, amount(order.debt), when, state)
    if report.cut_orders:
        console.print(table)
    for order in report.cut_orders[:SHOWN_EVIDENCE]:
        evidence = "; ".join((*map(_why_cut, order.reasons), *map(_served, order.evidence)))
        console.print(f"[dim]{order.supply}: {evidence}.[/dim]")
    left = sum(report.cut_states.values()) - len(report.cut_orders)
    if left > 0:
        console.print(f"[dim]... y {left:,} órdenes más.[/dim]")


def _why_cut(reason: str) -> str:
    """`overdue_bills:3` as people say it."""
    kind, _, count = reason.partition(":")
    return f"{count} {OVERDUE[kind]}"


def _served(evidence: Served) -> str:
    notice = _short(Notice(evidence.notice)).lower()
    return f"{notice}, recibido el {evidence.served_at:%d/%m a las %H:%M} por {evidence.channel}"


def _reasons(reasons: Iterable[str]) -> str:
    known = {reason.value for reason in Reason}
    return ", ".join(_reason(reason) if reason in known else reason for reason in reasons)


def _trail(report: Report, console: Console) -> None:
    _title(console, f"La pista de auditoría de un suministro: {report.trail_of}")
    table = _table("Cuándo", "Quién", "Qué", Column("Motivos y datos", ratio=1))
    for step in report.trail:
        if (step.actor, step.act) == ("dispatcher", "reply"):
            continue  # that each answer left, after the line of the answer itself
        what = f"{ACTS.get(step.act, step.act)}: {OUTCOMES.get(step.outcome, step.outcome)}"
        table.add_row(
            f"{step.at:%d/%m %H:%M}", ACTORS.get(step.actor, step.actor), what, escape(_facts(step))
        )
    console.print(table)


def _facts(step: Step) -> str:
    told = {**step.facts, "due_on": _day(step.facts.get("due_on"))}
    facts = (f"{word} {told[name]}" for name, word in FACTS.items() if told.get(name))
    return "; ".join(part for part in (_reasons(step.reasons), ", ".join(facts)) if part)


def _invariants(report: Report, console: Console) -> None:
    _title(console, "Comprobado en la base de datos, después de todo")
    table = _table("Regla", *_right("Veces", "Fallas"))
    for check in report.invariants:
        failed = "0" if check.held else f"[red]{check.failed}[/red]"
        table.add_row(check.title, f"{check.times:,}", failed)
        for case in check.cases:
            table.add_row(f"[red]  {escape(case)}[/red]", "", "")
    console.print(table)


def _end(report: Report, console: Console) -> None:
    if report.missing_reasons:
        missing = ", ".join(_reason(reason) for reason in report.missing_reasons)
        console.print(f"[red]Motivos que no llegaron a actuar: {missing}.[/red]")
    else:
        console.print(f"Los {report.reasons_needed} motivos para retener actuaron al menos una vez.")
    cost = report.cost
    parts = ", ".join(f"{name} {seconds} s" for name, seconds in cost.parts.items())
    console.print(f"Tiempo: {cost.seconds} s ({parts}). Memoria, en su punto más alto: {cost.peak_mib} MiB.")
    _title(console, "Y ahora")
    for command in report.next_commands:
        console.print(f"  {escape(command)}", soft_wrap=True, highlight=False)


def _day(written: object) -> str:
    """A date of the record as people write it."""
    return f"{date.fromisoformat(str(written)):%d/%m/%Y}" if written else ""
