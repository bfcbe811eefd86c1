"""The files of `deploy/` and the road in docs/operating.md name only what exists here, and agree with each other."""

import re
import shlex
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer

from caudal.cli.app import app
from caudal.settings import PREFIX, Settings, load
from caudal.shield import LONGEST_UPLOAD
from tests.architecture.source import REPOSITORY

DEPLOY = REPOSITORY / "deploy"
UNITS = sorted((DEPLOY / "systemd").glob("*.service"))
EXAMPLE = (DEPLOY / "caudal.env.example").read_text(encoding="utf-8")
CADDYFILE = (DEPLOY / "Caddyfile").read_text(encoding="utf-8")
CONTAINERFILE = (DEPLOY / "Containerfile").read_text(encoding="utf-8")
COMPOSE = (DEPLOY / "compose.yaml").read_text(encoding="utf-8")
RENEW = (DEPLOY / "renew-containers").read_text(encoding="utf-8")
ROAD = (REPOSITORY / "docs" / "operating.md").read_text(encoding="utf-8")
VARIABLE = re.compile(rf"{PREFIX}([A-Z_]+)")
OF_THE_HOUSE = {"SITE", "BOTS", "API", "ENGINE"}
"""Variables of the Caddyfile, of compose.yaml and of the command by hand, and not of the programs."""
BOTS = (1, 2)


def verbs() -> dict[str, list[str]]:
    """Every verb, with what may follow it."""
    commands = typer.main.get_command(app).commands  # type: ignore[attr-defined]  # it is a group
    return {name: sorted(getattr(command, "commands", {})) for name, command in commands.items()}


def exists(words: list[str]) -> bool:
    """Whether `caudal` knows these words."""
    known = verbs()
    return words[0] in known and (not known[words[0]] or len(words) == 1 or words[1] in known[words[0]])


def lines_of(unit: str, name: str) -> list[str]:
    """The values of one directive."""
    return re.findall(rf"^{name}=(.*)$", unit, re.MULTILINE)


def blocks() -> Iterator[str]:
    """The lines of the document's code, joined where they go on."""
    for block in re.findall(r"^ *```\w*\n(.*?)^ *```$", ROAD, re.DOTALL | re.MULTILINE):
        yield from block.replace("\\\n", "").splitlines()


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: str(unit.name))
def test_a_unit_starts_a_program_that_exists(unit: Path) -> None:
    text = unit.read_text(encoding="utf-8")
    [command] = lines_of(text, "ExecStart")
    *_, program, verb = shlex.split(command)
    assert program == "/opt/caudal/.venv/bin/caudal"
    assert verb in verbs()
    assert lines_of(text, "EnvironmentFile") == ["/etc/caudal/caudal.env"]
    assert lines_of(text, "User") == ["caudal"]
    # Its sockets are kept while it starts anew; the clock has none.
    assert lines_of(text, "FileDescriptorStoreMax") == ([] if verb == "campaigns" else ["1"])


def test_every_variable_of_the_example_is_known() -> None:
    for text in (EXAMPLE, COMPOSE, CONTAINERFILE, CADDYFILE, ROAD):
        named = {name for name in VARIABLE.findall(text) if not name.endswith("_")}
        assert {name for name in named - OF_THE_HOUSE if name.lower() not in Settings.model_fields} == set()


def test_the_example_starts_as_it_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    for line in EXAMPLE.splitlines():
        if line and not line.startswith("#"):
            monkeypatch.setenv(*line.split("=", 1))
    settings = load()
    assert settings.embedded
    assert settings.public_url == "https://cobranza.example.org"
    assert not settings.reaches_people


def test_quotes_that_an_engine_leaves_are_no_part_of_a_value(monkeypatch: pytest.MonkeyPatch) -> None:
    """`podman --env-file` hands over every line as it stands."""
    for line in re.sub(r"^#(?=CAUDAL_SMTP)", "", EXAMPLE, flags=re.MULTILINE).splitlines():
        if line.startswith(PREFIX):
            monkeypatch.setenv(*line.split("=", 1))
    mail = load().smtp_url
    assert mail is not None
    assert mail.get_secret_value() == "smtp://usuario:clave@example.org:587?from=cobranza@example.org"


def test_what_the_shell_makes_of_the_example_is_what_it_says() -> None:
    """Also with every variable that is only shown."""
    shown = re.sub(r"^#(?=CAUDAL_)", "", EXAMPLE, flags=re.MULTILINE)
    said = subprocess.run(
        ["sh", "-c", f"set -eu\nset -a\n{shown}\nenv"], capture_output=True, text=True, check=True, env={}
    ).stdout.splitlines()
    assert {line for line in said if line.startswith(PREFIX)} >= {
        line.replace("'", "")
        for line in EXAMPLE.splitlines()
        if line.startswith(PREFIX) and "DATABASE" not in line
    }


def test_the_proxy_finds_the_programs_where_they_listen() -> None:
    [bots] = re.findall(r"\{\$CAUDAL_BOTS:(.*?)\}", CADDYFILE)
    [api] = re.findall(r"\{\$CAUDAL_API:(.*?)\}", CADDYFILE)
    unit = (DEPLOY / "systemd" / "caudal-bot@.service").read_text(encoding="utf-8")
    [port] = re.findall(r"CAUDAL_BOT_PORT=(\S+)", unit)
    assert bots.split() == [f"127.0.0.1:{port.replace('%i', str(each))}" for each in BOTS]
    assert api == f"127.0.0.1:{Settings().api_port}"
    assert f"CAUDAL_API_PORT={Settings().api_port}" in EXAMPLE


def test_the_other_proxy_divides_the_paths_as_the_first() -> None:
    nginx = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    servers = {
        name: re.findall(r"server (\S+?)[ ;]", body)
        for name, body in re.findall(r"upstream (\w+) \{(.*?)\}", nginx, re.DOTALL)
    }
    [bots] = re.findall(r"\{\$CAUDAL_BOTS:(.*?)\}", CADDYFILE)
    [api] = re.findall(r"\{\$CAUDAL_API:(.*?)\}", CADDYFILE)
    assert servers == {"caudal_bots": bots.split(), "caudal_api": [api]}
    [talking] = re.findall(r"@talking path (.*)", CADDYFILE)
    [places] = re.findall(r"location ~ \^/\((.*?)\) ", nginx)
    assert [f"/{place}*" for place in places.split("|")] == talking.split()
    assert "X-Forwarded-For $remote_addr;" in nginx  # what a visitor claims to be is not passed on
    [most] = re.findall(r"client_max_body_size (\d+)m;", nginx)
    assert int(most) * 1024 * 1024 > LONGEST_UPLOAD


def test_the_containers_serve_where_the_proxy_looks() -> None:
    ports = [Settings().api_port, Settings().bot_port]
    assert f"EXPOSE {ports[0]} {ports[1]}" in CONTAINERFILE
    assert f"CAUDAL_API: api:{ports[0]}" in COMPOSE
    bots = re.findall(r"container_name: caudal-(bot-\d)", COMPOSE)
    assert f"CAUDAL_BOTS: {' '.join(f'{bot}:{ports[1]}' for bot in bots)}" in COMPOSE
    assert f"talk_to {' '.join(f'{bot}:{ports[1]}' for bot in bots)}" in RENEW
    assert set(re.findall(r"command: \[(\w+)\]", COMPOSE)) <= set(verbs())


def test_an_image_is_named_with_its_registry() -> None:
    """Podman asks nobody for a short name that it has no alias for: `postgres`, `caddy`."""
    named = re.findall(r"(?:^FROM|^ *image:) (\S+)", CONTAINERFILE + COMPOSE, re.MULTILINE)
    assert len(named) == 4
    assert [name for name in named if not name.startswith(("docker.io/library/", "localhost/"))] == []


def test_a_variable_that_compose_needs_says_so() -> None:
    """Without words after `:?` podman-compose 1.0.3 takes the braces themselves for the value, a password even."""
    assert re.findall(r"\$\{\w+:?\?\}", COMPOSE) == []


def test_the_ports_of_a_database_in_the_making_are_asked_by_tcp() -> None:
    """The image's first server answers on the socket alone, and goes again."""
    assert "pg_isready --host" in COMPOSE


def test_the_containers_outlive_the_machine() -> None:
    """Docker and podman-restart.service start what says `always`; `on-failure` is for what ends by itself."""
    _, services = COMPOSE.split("\nservices:\n")
    by_service = dict(re.findall(r"^  ([\w-]+):\n((?:    .*\n|\n|  #.*\n)+)", services, re.MULTILINE))
    said = {name: re.findall(r"^    restart: (\S+)", text, re.MULTILINE) for name, text in by_service.items()}
    assert said == {
        "api": [],
        "bot-1": [],
        "bot-2": [],
        "campaigns": [],
        "database": ["always"],
        "migrate": ["on-failure"],
        "proxy": ["always"],
    }
    assert re.findall(r"^  restart: (\S+)", COMPOSE, re.MULTILINE) == ["always"]


def test_only_what_the_programs_need_goes_into_the_image() -> None:
    copied = [words.split()[:-1] for words in re.findall(r"^COPY (.*)$", CONTAINERFILE, re.MULTILINE)]
    assert all((REPOSITORY / name).exists() for names in copied for name in names)
    first, *rest = (
        line
        for line in (REPOSITORY / ".dockerignore").read_text(encoding="utf-8").splitlines()
        if not line.startswith("#")
    )
    assert first == "*"
    allowed = {line.removeprefix("!") for line in rest if line.startswith("!")}
    assert all((REPOSITORY / name).exists() for name in allowed)
    programs = {path.parent.name for path in REPOSITORY.glob("*/__init__.py")} - {"tests"}
    assert programs | {"alembic", "pyproject.toml", "requirements.lock"} <= allowed
    assert "**/*.env" in rest


def test_every_command_of_the_road_exists() -> None:
    typed = [line for line in blocks() if "caudal " in line]
    found = [
        words.split()
        for line in typed
        for words in re.findall(r"(?:^|&& )caudal ([a-z][\w-]*(?: [a-z][\w-]*)?)", line)
    ]
    assert len(found) > 20
    assert [words for words in found if not exists(words)] == []


def test_every_file_and_unit_of_the_road_exists() -> None:
    named = set(re.findall(r"\bdeploy/[\w./@*-]*\w", ROAD)) - {
        "deploy/caudal.env",
        "deploy/database.env",
        "deploy/utility",
    }  # these are made by hand
    assert [name for name in sorted(named) if not list(REPOSITORY.glob(name))] == []
    units = {unit.name.removesuffix(".service") for unit in UNITS}
    spoken = set(re.findall(r"\bcaudal-(?:bot@|api|campaigns)", ROAD)) | {"caudal"}
    assert spoken <= units


@pytest.mark.parametrize("name", ["caudal", "caudal-in-container", "renew-containers"])
def test_what_is_called_by_hand_is_a_script(name: str) -> None:
    script = DEPLOY / name
    assert script.stat().st_mode & 0o111
    subprocess.run(["sh", "-n", str(script)], check=True)


def test_python_is_the_one_that_the_road_promises() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["requires-python"] == ">=3.11"
    assert "/python:3.11-" in CONTAINERFILE
