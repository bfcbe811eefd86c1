"""The programs apart: several processes on one PostgreSQL, a provider that calls them, and a graceful end."""

import json
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from caudal.bench.standin import StandIn, running_stand_in
from tests.caudal.cli.programs import Running, environment, ran, start
from tests.support.postgres import Cluster

PHONE = "+51900000777"


@pytest.fixture(scope="module")
def providers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StandIn]:
    with running_stand_in(tmp_path_factory.mktemp("providers") / "log") as stand_in:
        yield stand_in


@pytest.fixture(scope="module")
def settings(postgres: Cluster, providers: StandIn) -> Iterator[dict[str, str]]:
    """Of all tests here: each does something else to the database, and starting a program takes seconds."""
    with postgres.fresh_database() as url:
        given = environment(url, providers.url)
        assert ran(given, "migrate").returncode == 0
        yield given


@pytest.fixture(scope="module")
def running(settings: dict[str, str]) -> Iterator[dict[str, Running]]:
    programs = {
        "api": start("api", settings),
        "campaigns": start("campaigns", settings),
        "one": start("bot", settings),
        "two": start("bot", settings),
    }
    try:
        yield programs
    finally:
        ends = {name: program.stop() for name, program in programs.items()}
    assert {name: code for name, (code, _) in ends.items()} == dict.fromkeys(programs, 0), ends


def said_to(stand_in: StandIn, phone: str, count: int = 1) -> list[str]:
    """What reached that telephone, as soon as there is so much of it."""
    until = time.monotonic() + 30
    while time.monotonic() < until:
        texts = [each.text for each in stand_in.sendings() if each.to == f"whatsapp:{phone}"]
        if len(texts) >= count:
            return texts
        time.sleep(0.1)
    raise AssertionError(f"nothing reached {phone[-3:]}")


def test_each_does_its_part_and_ends_in_good_order(running: dict[str, Running], providers: StandIn) -> None:
    assert running["api"].ready()["migrations"] == "ok"
    assert running["one"].ready() == running["two"].ready()
    assert httpx.get(f"{running['api'].url}/console").status_code == 303
    assert httpx.get(f"{running['one'].url}/verify").status_code == 200
    papers = httpx.get(f"{running['one'].url}/papers/1/{'0' * 32}")
    assert (papers.status_code, papers.json()["code"]) == (404, "not_here")
    # Each bot hears another message of the same person; the same one twice is one message.
    first = {
        "MessageSid": "SM" + "1" * 32,
        "From": f"whatsapp:{PHONE}",
        "To": "whatsapp:+51900000001",
        "Body": "hola",
    }
    second = {**first, "MessageSid": "SM" + "2" * 32, "Body": "¿dónde pago?"}
    for bot, form in (("one", first), ("two", first), ("two", second)):
        answer = running[bot].heard("/webhooks/twilio/inbound", form)
        assert (answer.status_code, answer.text) == (200, "<Response/>")
    texts = said_to(providers, PHONE, 2)
    time.sleep(1)
    assert len(said_to(providers, PHONE, 2)) == len(texts)
    assert "Oficina" in "\n".join(texts)


def test_a_stranger_is_nobody(running: dict[str, Running]) -> None:
    running["one"].ready()
    bot = running["one"].url
    assert httpx.post(f"{bot}/webhooks/twilio/inbound", data={"Body": "hola"}).status_code == 403
    assert httpx.post(f"{bot}/webhooks/telegram", content=b"{}").status_code == 403
    assert httpx.get(f"{bot}/console").status_code == 404
    running["api"].ready()
    assert httpx.post(f"{running['api'].url}/webhooks/telegram", content=b"{}").status_code == 404


def test_the_account_is_held_against_what_is_expected(settings: dict[str, str]) -> None:
    before = ran(settings, "channels", "check", "--json")
    assert before.returncode == 1, before.stderr
    missing = {line["subject"] for line in json.loads(before.stdout) if line["result"] == "missing"}
    assert "friendly_notice.plain" in missing
    ran(settings, "channels", "register")
    after = json.loads(ran(settings, "channels", "register", "--json").stdout)
    results = {(line["channel"], line["subject"]): line["result"] for line in after}
    assert results["telegram", "https://cobranza.example.org/webhooks/telegram"] == "webhook_set"
    assert not {line["result"] for line in after} & {"missing", "text_differs", "refused"}


def test_a_provider_that_is_away_is_no_mistake_of_ours(settings: dict[str, str]) -> None:
    away = {
        **settings,
        "CAUDAL_TWILIO_API_URL": "http://127.0.0.1:1",
        "CAUDAL_TELEGRAM_API_URL": "http://127.0.0.1:1",
    }
    ended = ran(away, "channels", "check")
    assert ended.returncode == 1
    assert "Telegram ahora" in ended.stderr
    assert "Twilio ahora" in ended.stderr


@pytest.mark.parametrize("verb", ["check", "register"])
def test_the_others_are_looked_at_while_one_provider_is_away(settings: dict[str, str], verb: str) -> None:
    ended = ran({**settings, "CAUDAL_TELEGRAM_API_URL": "http://127.0.0.1:1"}, "channels", verb, "--json")
    assert ended.returncode == 1
    lines = json.loads(ended.stdout)
    [away] = [line for line in lines if line["channel"] == "telegram"]
    assert (away["result"], away["good"]) == ("unasked", False)
    assert away["why"] in ended.stderr
    assert len([line for line in lines if line["channel"] == "whatsapp"]) > 5


@pytest.mark.parametrize("program", ["bot", "campaigns", "api"])
def test_a_program_says_when_it_is_up(settings: dict[str, str], program: str) -> None:
    one = start(program, settings)
    assert one.process.stdout is not None
    told = next((line for line in one.process.stdout if "está en marcha" in line), "")
    one.stop()
    assert f"caudal {program} está en marcha" in told
    assert (one.url in told) == (program != "campaigns")


def test_one_program_alone_attends_a_file(providers: StandIn, tmp_path: Path) -> None:
    file = f"sqlite+aiosqlite:///{tmp_path}/caudal.db"
    given = environment(file, providers.url)
    first = start("bot", given)
    first.ready()
    refused = ran({**given, "CAUDAL_BOT_PORT": "1"}, "bot")
    assert refused.returncode == 2
    assert "CAUDAL_DATABASE_URL: otro programa" in refused.stderr
    assert first.stop()[0] == 0
    again = start("bot", given)
    again.ready()
    assert again.stop()[0] == 0


def test_a_machine_that_is_not_here_is_named(settings: dict[str, str]) -> None:
    ended = ran({**settings, "CAUDAL_HOST": "192.0.2.1"}, "api")
    assert ended.returncode == 2
    assert ended.stderr.startswith("CAUDAL_HOST: ")


def test_a_folder_that_cannot_be_made_is_told() -> None:
    ended = ran({"CAUDAL_DATABASE_URL": "sqlite+aiosqlite:////proc/none/caudal.db"}, "bot")
    assert ended.returncode == 2
    assert "CAUDAL_DATABASE_URL" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_database_that_was_not_prepared_is_told(postgres_url: str, tmp_path: Path) -> None:
    given = environment(postgres_url, "http://127.0.0.1:1")
    ended = ran(given, "bot")
    assert ended.returncode == 2
    assert "caudal migrate" in ended.stderr


def test_a_database_of_a_newer_version_is_told(tmp_path: Path) -> None:
    file = tmp_path / "caudal.db"
    given = environment(f"sqlite+aiosqlite:///{file}", "http://127.0.0.1:1")
    assert ran(given, "migrate").returncode == 0
    with sqlite3.connect(file) as database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
    for verb in ("migrate", "bot"):
        ended = ran(given, verb)
        assert ended.returncode == 2
        assert "versión más nueva" in ended.stderr
        assert "Traceback" not in ended.stderr
