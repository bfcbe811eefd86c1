"""`caudal bench faults|dispatch|webhook|chat`: what delivery withstands, how fast it is, and what it is held to."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

import typer
from rich.box import SIMPLE
from rich.console import Console
from rich.table import Column, Table

from caudal.bench.figures import Figure, Findings, Row
from caudal.bench.rounds import Watch

DELIVERY = ("faults", "dispatch", "webhook", "chat")
TITLES = {
    "faults": "Fallas",
    "dispatch": "Envío",
    "webhook": "Avisos de los proveedores",
    "cap_share_1": "Parte del tope de 80/s, 1 proceso",
    "cap_share_2": "Parte del tope de 80/s, 2 procesos",
    "cap_share_4": "Parte del tope de 80/s, 4 procesos",
    "cap_fullest_1": "El segundo más lleno, 1 proceso",
    "cap_fullest_2": "El segundo más lleno, 2 procesos",
    "cap_fullest_4": "El segundo más lleno, 4 procesos",
    "rate": "Sin tope, 100 en camino, 50 ms: mensajes/s",
    "cpu_microseconds": "Procesador por mensaje, µs",
    "rate_celery_plain": "Celery tal como viene, solo envía y anota: mensajes/s",
    "times_celery_plain": "Veces más que Celery",
    "rate_arq_plain": "arq tal como viene: mensajes/s",
    "times_arq_plain": "Veces más que arq",
    "rate_celery": "Celery con 100 hilos: mensajes/s",
    "times_celery": "Veces más que Celery",
    "rate_arq": "arq con 100 a la vez: mensajes/s",
    "times_arq": "Veces más que arq",
    "webhooks": "Avisos guardados y contestados por segundo",
    "echo": "Eco sin nada más, por segundo",
    "webhook_share": "Parte del eco",
    "p99_idle_ms": "p99 en reposo, ms",
    "p99_campaign_ms": "p99 con una campaña a 80/s, ms",
    "p99_times": "Veces el p99 en reposo",
    "callbacks": "Avisos de estado contestados, al triple del envío",
    "callbacks_late_seconds": "Atraso al final de los avisos de estado, s",
    "chat": "Conversación",
    "reading_us": "Leer un mensaje, µs",
    "reading_p99_us": "Leer un mensaje, p99, µs",
    "answer_cpu_ms": "Del mensaje guardado a la respuesta, procesador, ms",
    "answer_cpu_p99_ms": "Lo mismo, p99, ms",
    "answer_greeting_ms": "Saludo, ms",
    "answer_stranger_ms": "Deuda, sin identificarse, ms",
    "answer_identification_ms": "Identificarse, ms",
    "answer_debt_ms": "Deuda, ms",
    "answer_make_up_ms": "De qué es, ms",
    "answer_plan_ms": "Cuotas, ms",
    "answer_places_ms": "Dónde pagar, ms",
    "reply_seconds_max": "500 clientes en diez segundos: la respuesta más lenta, s",
    "reply_seconds_p99": "Lo mismo, p99, s",
    "reply_seconds_p50": "Lo mismo, mediana, s",
    "everybody_cpu_ms": "Procesador de todo el programa por mensaje, ms",
    "replies_lost": "Sin respuesta",
    "replies_twice": "Contestados dos veces",
    "replies_overtaken": "Clientes con respuestas en desorden",
    "campaign_meanwhile": "Avisos de la campaña enviados mientras tanto",
}
FAULTS = {
    "kill_1": "caídas, 1 proceso",
    "kill_4": "caídas, 4 procesos",
    "reset": "Conexión rota",
    "reset_accepted": "Conexión rota, aceptado",
    "close": "Conexión cerrada",
    "close_accepted": "Conexión cerrada, aceptado",
    "empty": "Respuesta vacía",
    "empty_accepted": "Respuesta vacía, aceptado",
    "garbage": "Respuesta sin sentido",
    "garbage_accepted": "Sin sentido, aceptado",
    "late": "Respuesta tardía",
    "429": "Tormenta de 429",
    "63018": "Cupo del portafolio",
    "503": "Tormenta de 503",
    "503_accepted": "503, aceptado",
    "provider_down": "Proveedor caído una hora",
    "database_restart": "La base se reinicia",
    "full_disk": "Disco lleno",
    "clock": "El reloj salta",
    "campaigns": "2 relojes y 4 procesos",
    "payment": "Pago antes del envío",
    "opt_out": "Baja antes del envío",
    "claim": "Reclamo antes del envío",
    "holiday": "Feriado antes del envío",
}
"""Each scene of `caudal.bench.faults`."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What one of them gave: figures, or rows about faults."""

    name: str
    findings: Findings
    rows: Sequence[Row] = ()

    @property
    def met(self) -> bool:
        """Whether everything is as it must be."""
        return self.findings.met and all(row.met for row in self.rows)

    def as_json(self) -> dict[str, object]:
        """Everything."""
        several = [row.as_json() for row in self.rows]
        return {"name": self.name, **self.findings.as_json(), "rows": several, "met": self.met}


def measured(name: str, rounds: int) -> Measured:
    """Measure it. What it needs and is not there ends the program, and the line to run is told."""
    watcher = Console(stderr=True)
    try:
        with watcher.status(f"Midiendo {name}") as status:
            return _measured(name, rounds, lambda what: status.update(f"Midiendo {what}"))
    except FileNotFoundError as missing:
        typer.echo(str(missing), err=True)
        raise typer.Exit(1) from None


def _measured(name: str, rounds: int, watch: Watch) -> Measured:
    # Each of them loads much that the other verbs of this command do not need.
    if name == "dispatch":
        from caudal.bench import dispatching

        return Measured(name, dispatching.measure(rounds, watch))
    if name == "webhook":
        from caudal.bench import hooks

        return Measured(name, hooks.measure(rounds, watch))
    if name == "chat":
        from caudal.bench import chatting

        return Measured(name, chatting.measure(watch))
    from caudal.bench import faults

    machine, found = faults.measure(rounds, watch)
    return Measured(name, Findings(facts={"machine": machine, "rounds": str(rounds)}), found)


def show(several: Sequence[Measured], *, as_json: bool) -> None:
    """Print them, as tables or as JSON; the exit says whether everything is as it must be."""
    if as_json:
        typer.echo(json.dumps([each.as_json() for each in several]))
        return
    for each in several:
        facts = " · ".join(each.findings.facts.values())
        table = _of_faults(each.rows) if each.rows else _of_figures(each.findings.figures)
        table.title, table.caption = TITLES[each.name], facts
        Console().print(table)
        if each.rows:
            typer.echo(_explained(each.rows))


def _of_figures(figures: Sequence[Figure]) -> Table:
    table = Table(
        Column("Medida", no_wrap=True),
        Column("Cifra", justify="right"),
        Column("Debe ser", justify="right"),
        Column("", justify="right"),
    )
    for figure in figures:
        bound = "" if figure.least is None else f"≥ {figure.least:g}"
        bound = bound if figure.most is None else f"≤ {figure.most:g}"
        held = "" if not bound else "sí" if figure.met else "NO"
        table.add_row(TITLES.get(figure.name, figure.name), f"{figure.value:,.3f}", bound, held)
    return table


def _of_faults(rows: Sequence[Row]) -> Table:
    """Narrow enough for a terminal of eighty columns."""
    names = ("Total", "Aceptó", "Enviado", "Duda", "Doble", "Perdido")
    table = Table(
        Column("Falla", no_wrap=True),
        *(Column(name, justify="right") for name in names),
        Column(""),
        box=SIMPLE,
        collapse_padding=True,
        pad_edge=False,
    )
    for row in rows:
        name = f"{row.kills}/{row.wanted} {FAULTS[row.name]}" if row.wanted else FAULTS[row.name]
        counts = (row.messages, row.accepted, row.sent, row.doubts, row.doubles, row.lost)
        table.add_row(name, *map(str, counts), "sí" if row.met else "NO")
    return table


def _explained(rows: Sequence[Row]) -> str:
    """What the columns say; the most that a kill left, where one worked alone; and whatever was wrong."""
    most = [
        f"Cada caída dejó a lo más {row.most} en duda, de {row.in_flight} en camino."
        for row in rows
        if row.most
    ]
    wrong = [f"{FAULTS[row.name]}: {each}" for row in rows for each in row.wrong]
    return "\n".join(
        ["Aceptó: cuenta del proveedor. Enviado y duda: lo que dice la base de datos.", *most, *wrong]
    )
