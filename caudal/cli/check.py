"""`caudal check`: an audit of the live database by rules of its own; it changes nothing."""

import asyncio
import json
from datetime import datetime
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn
from rich.table import Column, Table

from caudal import settings as environment
from caudal.audit.chain import End
from caudal.audit.check import Report, Request, audit
from caudal.audit.findings import Finding, Surety
from caudal.audit.utility import read_utility
from receivables.adapters.clocks import real_now
from receivables.errors import BadSetting, Refused
from templates.errors import sentence

SHOWN = 50

TITLES = {
    "chain_audit_entries": "Cadena del registro de decisiones",
    "chain_case_moves": "Cadena de los pasos de los casos",
    "chain_consents": "Cadena de los consentimientos",
    "send_decided": "Cada envío con su decisión, y de acuerdo con ella",
    "send_kept": "Cada envío del registro está en la bandeja",
    "send_moment": "Envíos en horario y en día abierto",
    "send_in_time": "Ningún envío después de su tiempo",
    "send_owed": "Envíos por una deuda vencida y no reclamada",
    "send_unshielded": "Envíos: nadie con convenio al día, inactivo o protegido",
    "send_best_payer": "Ningún aviso de corte a quien era 5-5-5",
    "send_promise": "Nadie apremiado mientras corre su promesa",
    "send_atypical": "Recibos atípicos: primero se ofrece reclamar",
    "send_fresh": "Envíos con noticias de pagos recientes",
    "send_unimpeded": "Ningún envío en una interrupción o con un impedimento",
    "send_unheld": "Ningún envío mientras el caso descansa",
    "send_once": "Cada aviso una sola vez",
    "send_template": "WhatsApp fuera de las 24 horas: solo con plantilla aprobada",
    "send_unhalted": "Ningún envío de lo que estaba detenido",
    "send_code": "Cada envío con su código de autenticidad",
    "moves": "Los pasos de cada caso se siguen",
    "no_skipping": "Ningún aviso saltado",
    "last_chance": "Último plazo después de una oferta recibida",
    "served": "Cada recepción con su prueba",
    "served_paper": "Cada aviso en papel con su orden de entrega",
    "cut_decided": "Cada orden de corte con su decisión",
    "orders_listed": "Cada orden del registro está en su lista",
    "cut_owed": "Cortes con deuda suficiente y no reclamada",
    "cut_warned": "Cortes avisados con las horas debidas",
    "cut_day": "Cortes en los días del mes que tiene la empresa",
    "cut_unshielded": "Cortes: nadie protegido, 5-5-5 o con convenio al día",
    "cut_approved": "Cortes de buenos pagadores con aprobación",
    "cut_moment": "Cortes ejecutados en día y hora de corte",
    "cut_fresh": "Cortes con noticias de pagos recientes",
    "cut_unheld": "Ningún corte mientras el caso descansa",
    "reopening_ordered": "Reapertura ordenada después de cada pago",
    "reopening_due": "Reaperturas dentro de las horas de la norma",
    "payment_once": "Cada pago una sola vez",
    "agreements_listed": "Convenios del chat: la lista y el registro dicen lo mismo",
    "agreement_steps": "Convenios del chat: cada paso sigue al anterior, y nunca dos a la vez",
    "agreement_signed": "Convenios aceptados con un código correcto del suministro",
    "agreement_paid": "Convenios vigentes solo con la cuota inicial pagada",
    "agreement_sum": "Cada cronograma suma exacto",
    "agreement_limits": "Convenios dentro de lo que la empresa permite",
    "hold_bounded": "Cada pausa de un caso tiene su fin",
    "hold_once": "«Ya pagué»: una sola pausa por recibo",
    "code_used": "Cada código de un solo uso, una vez y a tiempo",
    "code_kept": "Códigos de un solo uso dentro de su tiempo y sus intentos",
    "crisis_shielded": "Quien escribió en crisis queda protegido en el acto",
    "crisis_cut": "Ningún corte mientras se atiende una crisis",
    "caps": "Topes por persona",
    "one_channel": "Un solo canal en siete días",
    "consent": "Envíos con consentimiento vigente",
    "left_alone": "Nada a quien pidió que no se le escriba",
    "caps_address": "Topes por número o dirección",
    "closings_listed": "Cada contacto cerrado sigue en su lista",
    "impediments_listed": "Cada impedimento sigue en su lista",
    "codes": "Códigos de autenticidad distintos",
    "openings": "Personas a quienes se escribe primero, dentro del límite del día",
    "payment_parts": "Cada pago se reparte al céntimo",
    "replies": "Ninguna respuesta es una cobranza",
    "supplies": "Suministros",
    "people": "Personas",
}
SURETY = {Surety.PROVED: "probado", Surety.AS_RECORDED: "según lo anotado"}


def check(
    as_json: Annotated[bool, typer.Option("--json", help="El informe en JSON, con todo lo hallado.")] = False,
    anchor: Annotated[
        list[str] | None,
        typer.Option(
            metavar="TABLA:NÚMERO:HUELLA", help="Fin de una cadena anotado antes: prueba que nada se rehízo."
        ),
    ] = None,
    now: Annotated[
        str | None, typer.Option(metavar="MOMENTO", help="El momento, en lugar del reloj de la base.")
    ] = None,
) -> None:
    """Revisa la base de datos con reglas propias: las cadenas del registro y lo que nunca debe pasar.

    Solo lee. Sale con 1 cuando halla algo.

    Ejemplo: caudal check --anchor case_moves:120:9f2c...
    """
    report = asyncio.run(_audit([_anchor(text) for text in anchor or ()], now))
    typer.echo(json.dumps(told(report), ensure_ascii=False)) if as_json else _show(report)
    if report.findings:
        raise Refused("check_found", findings=f"{len(report.findings):,}")


async def _audit(anchors: list[End], now: str | None) -> Report:
    settings = environment.load()
    request = Request(
        url=settings.database_url,
        utility=read_utility(None if settings.policy is None else str(settings.policy)),
        now=environment.moment(now) if now else settings.now,
        otherwise=real_now(),
        anchors=tuple(anchors),
    )
    watcher = Console(stderr=True)
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TextColumn("{task.completed:,.0f}"))
    with Progress(*columns, console=watcher, disable=not watcher.is_terminal, transient=True) as bar:
        task = bar.add_task("", total=None)
        return await audit(
            request, lambda what, done: bar.update(task, description=TITLES[what], completed=done)
        )


def _anchor(text: str) -> End:
    table, _, end = text.partition(":")
    anchor = End.read(table, end)
    if anchor is None:
        raise BadSetting("bad_anchor", anchor=text)
    return anchor


def told(report: Report) -> dict[str, object]:
    """The report as JSON gives it."""
    return {
        "now": report.now.isoformat(),
        "checks": [
            {"check": name, "title": TITLES[name], "looked_at": each.looked_at, "findings": each.found}
            for name, each in report.checks.items()
        ],
        "ends": [{"table": e.table, "number": e.number, "digest": e.digest} for e in report.ends],
        "late_reopenings": [
            {"supply_number": supply, "order": order.id, "due_by": _moment(order.due_by)}
            for supply, order in report.late
        ],
        "findings": [
            {
                "rule": finding.rule,
                "code": finding.code,
                "subject": finding.subject,
                "at": _moment(finding.at),
                "surety": finding.surety.value,
                "sentence": _sentence(finding),
            }
            for finding in report.findings
        ],
    }


def _sentence(finding: Finding) -> str:
    return sentence(Refused(finding.code, **finding.values))


def _moment(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()


def _show(report: Report) -> None:
    console = Console()
    numbers = (Column(name, justify="right") for name in ("Mirados", "Mal"))
    table = Table("Revisión", *numbers, title=f"Revisión al {report.now:%d/%m/%Y %H:%M} UTC")
    for name, each in report.checks.items():
        table.add_row(TITLES[name], f"{each.looked_at:,}", f"{each.found:,}" if each.found else "—")
    console.print(table)
    typer.echo("Fin de cada cadena; anótelo fuera de esta máquina y preséntelo con --anchor:")
    for end in report.ends:
        typer.echo(f"  {end.table}:{end.number}:{end.digest}")
    if report.late:
        many = len(report.late)
        which = "1 reapertura que espera" if many == 1 else f"{many:,} reaperturas que esperan"
        typer.echo(f"Aviso: hay {which} después de su plazo.")
    for finding in report.findings[:SHOWN]:
        typer.echo(_line(finding))
    if len(report.findings) > SHOWN:
        typer.echo(f"... y {len(report.findings) - SHOWN:,} más: véalos todos con --json.")


def _line(finding: Finding) -> str:
    when = "" if finding.at is None else f" {finding.at:%d/%m/%Y %H:%M} UTC"
    return f"[{finding.rule}] {finding.subject}{when}: {_sentence(finding)} ({SURETY[finding.surety]})"
