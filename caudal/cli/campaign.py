"""`caudal campaign`: plan a campaign, let a named person approve it, run it, and see what became of it."""

import asyncio
import getpass
import json
from datetime import datetime
from importlib.resources import files
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from bot.channels.gsm import sms_parts
from bot.dispatcher import dispatch_keys
from bot.worker import Inbox
from caudal import wiring
from caudal.cli import campaign_views as views
from caudal.cli import cost_views
from caudal.doors import opened_doors
from receivables.adapters.campaign_files import load_campaign, load_campaigns
from receivables.adapters.packs.prices import load_prices
from receivables.model.campaign import Campaign, CampaignPlan
from receivables.model.policy import Policy
from receivables.usecases import plan_campaign
from receivables.usecases.costs import Forecast, estimate
from receivables.usecases.delivery.record import DeliverReport
from receivables.usecases.remind import FireReport
from receivables.usecases.show_campaigns import (
    CampaignReport,
    Known,
    campaign_named,
    campaign_report,
    known_campaigns,
)
from receivables.usecases.tick import fire_now
from receivables.usecases.ways import Ways

MOMENTS = ["%Y-%m-%dT%H:%M:%S%z", "%Y-%m-%dT%H:%M%z", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M"]

AsJson = Annotated[bool, typer.Option("--json", help="La respuesta en JSON.")]
By = Annotated[str | None, typer.Option(metavar="NOMBRE", help="Quién lo pide; si no se indica, su usuario.")]
Now = Annotated[
    datetime | None,
    typer.Option(
        formats=MOMENTS, metavar="MOMENTO", help="Como si fuera ese momento, en la hora de la empresa."
    ),
]
PlanId = Annotated[str, typer.Argument(metavar="PLAN", help="El identificador del plan.")]

campaign_app = typer.Typer(help="Las campañas de avisos: planificar, aprobar, enviar.", no_args_is_help=True)


@campaign_app.command("list")
def show(as_json: AsJson = False) -> None:
    """Muestra las campañas y sus planes.

    Ejemplo: caudal campaign list --json
    """
    known, policy = asyncio.run(_known())
    if as_json:
        typer.echo(json.dumps([views.campaign(each, policy) for each in known], ensure_ascii=False))
    else:
        views.show_known(known, policy)


@campaign_app.command("plan")
def plan(
    campaign: Annotated[
        str,
        typer.Argument(metavar="CAMPAÑA|ARCHIVO", help="El identificador de una campaña, o su archivo TOML."),
    ],
    by: By = None,
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """Cuenta a quiénes llegaría la campaña y por qué se dejaría fuera a los demás. No envía nada.

    Ejemplo: caudal campaign plan friendly-notice
    """
    asked = load_campaign(Path(campaign)) if _is_file(campaign) else campaign
    made, cost, policy = asyncio.run(_plan(asked, _drafter(by), now))
    step = made.campaign.step
    most = policy.limits_of("whatsapp").openings(urgent=step is not None and step.urgent)
    if as_json:
        told = {**views.plan(made, policy), "cost": cost_views.forecast(cost, most)}
        typer.echo(json.dumps(told, ensure_ascii=False))
        return
    views.show_plan(made, policy)
    cost_views.show_forecast(cost, most)


@campaign_app.command("approve")
def approve(plan: PlanId, by: By = None, now: Now = None, as_json: AsJson = False) -> None:
    """Aprueba un plan: desde ahora se envía según su horario. Detiene otro plan de la misma campaña.

    Ejemplo: caudal campaign approve friendly-notice-20240108-100000 --by jefa
    """
    approved, policy = asyncio.run(_approve(plan, _actor(by), now))
    _answer(approved, policy, as_json)


@campaign_app.command("stop")
def stop(plan: PlanId, by: By = None, as_json: AsJson = False) -> None:
    """Detiene un plan para siempre.

    Ejemplo: caudal campaign stop friendly-notice-20240108-100000
    """
    stopped, policy = asyncio.run(_stop(plan, _actor(by)))
    _answer(stopped, policy, as_json)


@campaign_app.command("run")
def run(plan: PlanId, now: Now = None, as_json: AsJson = False) -> None:
    """Ejecuta ahora un plan aprobado: decide de nuevo sobre cada uno y envía lo que se puede enviar.

    Ejemplo: caudal campaign run friendly-notice-20240108-100000
    """
    fired, delivered = asyncio.run(_run(plan, now))
    if as_json:
        typer.echo(json.dumps(views.run(fired, delivered), ensure_ascii=False))
    else:
        views.show_run(fired, delivered)


@campaign_app.command("report")
def report(as_json: AsJson = False) -> None:
    """Muestra qué fue de los mensajes de cada campaña y por qué razones se dejó fuera a alguien.

    Ejemplo: caudal campaign report --json
    """
    found = asyncio.run(_report())
    if as_json:
        typer.echo(json.dumps(views.report(found), ensure_ascii=False))
    else:
        views.show_report(found)


def shipped() -> dict[str, Campaign]:
    """The campaigns that come with Caudal, by id."""
    return load_campaigns(files("campaigns") / "definitions")


async def _known() -> tuple[list[Known], Policy]:
    async with wiring.opened() as here:
        return await known_campaigns(here.services, shipped()), here.services.policy


async def _plan(
    asked: Campaign | str, actor: str, now: datetime | None
) -> tuple[CampaignPlan, Forecast, Policy]:
    async with wiring.opened(now=_moment(now)) as here, opened_doors(here.settings, here.services) as doors:
        campaign = await campaign_named(here.services, asked, shipped()) if isinstance(asked, str) else asked
        carriers = doors.carriers(demo=here.demo)
        # Where nothing is configured yet, a plan tells what would go if it were.
        ways = Ways(carriers, wiring.renderer(here)) if carriers.proactive else None
        words = plan_campaign.SmsWords(wiring.renderer(here), sms_parts)
        with Console(stderr=True).status("Planificando"):
            made = await plan_campaign.plan(here.services, campaign, planned_by=actor, ways=ways, sms=words)
        cost = await estimate(here.services, made.id, load_prices())
        return made, cost, here.services.policy


async def _approve(plan_id: str, actor: str, now: datetime | None) -> tuple[CampaignPlan, Policy]:
    async with wiring.opened(now=_moment(now)) as here:
        approved = await plan_campaign.approve(here.services, plan_id, approved_by=actor)
        return approved, here.services.policy


async def _stop(plan_id: str, actor: str) -> tuple[CampaignPlan, Policy]:
    async with wiring.opened() as here:
        return await plan_campaign.stop(here.services, plan_id, actor=actor), here.services.policy


async def _run(plan_id: str, now: datetime | None) -> tuple[FireReport, DeliverReport]:
    async with wiring.opened(now=_moment(now)) as here, opened_doors(here.settings, here.services) as doors:
        with Console(stderr=True).status("Enviando"):
            fired = await fire_now(here.services, plan_id, "cli")
            received = wiring.inbox(here, doors.carriers(demo=here.demo))
            return fired, await _deliver(received, fired.keys)


async def _report() -> CampaignReport:
    async with wiring.opened() as here:
        return await campaign_report(here.services)


async def _deliver(received: Inbox, keys: list[str]) -> DeliverReport:
    """Send what the run queued; replies that wait are left to the program that serves."""
    return await dispatch_keys(received.services, received.carriers, received.renderer, keys)


def _answer(plan: CampaignPlan, policy: Policy, as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps(views.plan(plan, policy), ensure_ascii=False))
    else:
        views.show_plan(plan, policy)


def _is_file(named: str) -> bool:
    """Where this folder may not be looked into, a name is one of a campaign that ships."""
    try:
        return named.endswith(".toml") or Path(named).is_file()
    except OSError:
        return False


def _actor(by: str | None) -> str:
    """Who asks: by name, else as the machine knows them."""
    return f"staff/{by or _account()}"


def _drafter(by: str | None) -> str:
    """Who drafts: by name, else the machine's account, which is nobody who might approve."""
    return f"staff/{by}" if by else f"cli/{_account()}"


def _account() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "caudal"


def _moment(now: datetime | None) -> datetime | None:
    """A moment without an offset is one of the utility's clock."""
    return now if now is None or now.tzinfo else now.replace(tzinfo=wiring.policy().zone)
