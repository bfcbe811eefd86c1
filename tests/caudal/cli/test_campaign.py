"""`caudal campaign` and `caudal cut-queue` over a real database file: plan, approve, run, report."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from caudal.cli.campaign import _is_file, campaign_app
from caudal.cli.cut_queue import cut_queue
from receivables.errors import BadFile, Refused, Unknown
from receivables.model.ladder import Case, Notice, Step
from receivables.ports import Units
from receivables.usecases.escalate import escalate
from tests.receivables.adapters.test_campaign_files import FRIENDLY
from tests.scenarios.calendar import three_months_behind
from tests.support.build import a_contact, a_served, lima
from tests.support.laid_out import laid_out
from tests.support.world import World

app = typer.Typer()
app.add_typer(campaign_app, name="campaign")
app.command("cut-queue")(cut_queue)


@pytest.fixture
def url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A database with one customer three bills behind, on a Monday."""
    url = f"sqlite+aiosqlite:///{tmp_path}/caudal.db"
    monkeypatch.setenv("CAUDAL_DATABASE_URL", url)
    monkeypatch.setenv("CAUDAL_NOW", "2024-01-08T09:00:00-05:00")
    monkeypatch.setenv("CAUDAL_CLOCK", "frozen")

    async def one_customer(world: World) -> None:
        await world.has(three_months_behind(), a_contact())

    within(url, one_customer)
    return url


def within(url: str, happening: Callable[[World], Awaitable[None]]) -> None:
    """Something happens in that database."""

    async def opened() -> None:
        database = await laid_out(url)
        units: Units = database.units("tumbes")
        await happening(World("2024-01-08 09:00", units))
        await database.close()

    asyncio.run(opened())


def run(*arguments: str) -> str:
    result = CliRunner().invoke(app, list(arguments))
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code == 0, result.output
    return result.stdout


def told(*arguments: str) -> Any:
    return json.loads(run(*arguments, "--json"))


def test_the_shipped_campaigns_are_listed_before_anything_is_loaded(url: str) -> None:
    assert [(each["id"], each["plans"]) for each in told("campaign", "list")] == [
        ("agreement-offer-48h", []),
        ("atypical-bill", []),
        ("friendly-notice", []),
        ("last-chance", []),
        ("monthly-letter", []),
        ("red-notice", []),
    ]
    assert "mar, jue 09:00" in run("campaign", "list")


def test_a_campaign_is_planned_approved_run_and_reported(url: str) -> None:
    made = told("campaign", "plan", "agreement-offer-48h", "--by", "carla")
    assert (made["state"], made["planned"], made["withheld"]) == ("draft", 1, {})
    assert made["planned_at"] == "2024-01-08T09:00:00-05:00"
    approved = told("campaign", "approve", made["id"], "--by", "jefa")
    assert (approved["state"], approved["approved_by"]) == ("approved", "staff/jefa")
    assert approved["next_at"] == "2024-01-09T09:00:00-05:00"
    ran = told("campaign", "run", made["id"])
    assert (ran["planned"], ran["queued"], ran["sent"]) == (1, 1, 0)
    assert ran["withheld"] == {"no_channel": 1}  # no token: there is no channel to write first
    report = told("campaign", "report")
    assert report["messages"] == [{"campaign": "agreement-offer-48h", "state": "withheld", "count": 1}]
    assert report["withheld"] == [{"at": "send", "reason": "no_channel", "count": 1}]
    assert told("campaign", "stop", made["id"])["state"] == "stopped"


def test_whoever_drafted_a_plan_does_not_approve_it(url: str) -> None:
    made = told("campaign", "plan", "agreement-offer-48h", "--by", "carla")
    with pytest.raises(Refused, match="own_request"):
        run("campaign", "approve", made["id"], "--by", "carla")
    assert told("campaign", "approve", made["id"])["state"] == "approved"


def test_people_read_tables(url: str) -> None:
    shown = run("campaign", "plan", "agreement-offer-48h")
    assert "Se enviaría" in shown
    plan_id = told("campaign", "list")[0]["plans"][0]["id"]
    assert f"caudal campaign approve {plan_id}" in shown
    assert "próximo envío: 09/01/2024 09:00" in run("campaign", "approve", plan_id)
    assert "Puesto en la cola ahora" in run("campaign", "run", plan_id)
    assert "Por qué no se escribió" in run("campaign", "report")


def test_a_campaign_can_come_from_a_file_and_is_known_from_then_on(url: str, tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(FRIENDLY.replace("friendly-notice", "own-notice"), encoding="utf-8")
    made = told("campaign", "plan", str(path))
    assert made["campaign"] == "own-notice"
    assert "own-notice" in {each["id"] for each in told("campaign", "list")}
    assert told("campaign", "plan", "own-notice")["id"] == f"{made['id']}-2"


def test_a_name_is_one_of_a_campaign_where_the_folder_may_not_be_looked_into(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As the user of the services, called from the home of somebody else."""

    def denied(_: Path) -> bool:
        raise PermissionError

    monkeypatch.setattr(Path, "is_file", denied)
    assert _is_file("otra.toml")
    assert not _is_file("friendly-notice")


def test_another_moment_can_be_asked_about(url: str) -> None:
    saturday = told("campaign", "plan", "agreement-offer-48h", "--now", "2024-01-13T10:00")
    assert saturday["withheld"] == {"stale_feed": 1}


@pytest.mark.parametrize(
    ("arguments", "error", "code"),
    [
        (("plan", "nothing"), Unknown, "unknown_campaign"),
        (("plan", "nothing.toml"), BadFile, "campaign_not_found"),
        (("approve", "nothing"), Unknown, "unknown_plan"),
        (("run", "nothing"), Unknown, "unknown_plan"),
    ],
)
def test_what_does_not_exist_is_named(
    url: str, arguments: tuple[str, ...], error: type[Exception], code: str
) -> None:
    with pytest.raises(error, match=code):
        run("campaign", *arguments)


def test_nothing_runs_before_it_is_approved(url: str) -> None:
    made = told("campaign", "plan", "agreement-offer-48h")
    with pytest.raises(Refused, match="plan_not_approved"):
        run("campaign", "run", made["id"])


def test_the_cut_queue_shows_the_evidence(url: str) -> None:
    async def a_cut(world: World) -> None:
        served = a_served(Notice.LAST_CHANCE, lima("2024-01-03 09:00"), lima("2024-01-03 10:00"))
        await world.remember(Case("0000001", Step.LAST_CHANCE, notices=(served,)))
        await escalate(world.services)

    assert told("cut-queue") == []
    within(url, a_cut)
    (order,) = told("cut-queue")
    assert (order["id"], order["debt"], order["reasons"]) == ("cut-0000001-1-1", "90.00", ["overdue_bills:3"])
    assert order["evidence"] == [
        {"notice": "last_chance", "channel": "whatsapp", "served_at": "2024-01-03T10:00:00-05:00"}
    ]
    assert "Órdenes: 1." in run("cut-queue")
