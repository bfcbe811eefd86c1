"""`caudal cut-queue`: the cuts that are ordered and not executed, with the evidence of each."""

import asyncio
import json
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Column, Table

from caudal import wiring
from receivables.model.policy import Policy
from receivables.usecases.show_queue import Queued, cuts_in_queue
from templates.wording import money

NOTICES = {"friendly_notice": "aviso amistoso", "agreement_offer": "oferta", "last_chance": "último plazo"}


def cut_queue(as_json: Annotated[bool, typer.Option("--json", help="La cola en JSON.")] = False) -> None:
    """Muestra la cola de cortes: a quiénes, por cuánto y con qué avisos recibidos.

    Ejemplo: caudal cut-queue --json
    """
    queue, policy = asyncio.run(_queue())
    if as_json:
        typer.echo(json.dumps([_told(each, policy) for each in queue], ensure_ascii=False))
    else:
        _show(queue, policy)


async def _queue() -> tuple[list[Queued], Policy]:
    async with wiring.opened() as here:
        return await cuts_in_queue(here.services), here.services.policy


def _told(queued: Queued, policy: Policy) -> dict[str, object]:
    order, supply = queued.order, queued.supply
    return {
        "id": order.id,
        "kind": order.kind.value,
        "state": order.state.value,
        "supply_number": order.supply_number,
        "meter_number": supply.meter_number,
        "locality": supply.locality,
        "address": supply.address,
        "debt": str(order.debt),
        "currency": order.debt.currency,
        "reasons": list(order.reasons),
        "evidence": [
            {"notice": e.notice, "channel": e.channel, "served_at": policy.local(e.served_at).isoformat()}
            for e in order.evidence
        ],
        "ordered_at": policy.local(order.ordered_at).isoformat(),
    }


def _show(queue: list[Queued], policy: Policy) -> None:
    table = Table(
        "Orden",
        "Suministro",
        "Localidad",
        Column("Deuda", justify="right"),
        "Avisos recibidos",
        title="Cola de cortes",
    )
    for each in queue:
        order = each.order
        proofs = "\n".join(
            f"{NOTICES.get(e.notice, e.notice)}, {e.channel}, {policy.local(e.served_at):%d/%m/%Y %H:%M}"
            for e in order.evidence
        )
        debt = money(order.debt)
        table.add_row(order.id, order.supply_number, each.supply.locality, debt, proofs)
    console = Console()
    console.print(table)
    console.print(f"Órdenes: {len(queue):,}.")
