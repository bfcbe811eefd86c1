"""One door for each outside thing: what is behind it is imported there and nowhere else.

To use another library, give it a line here first: the modules that may import it.
"""

import sys

import pytest

from tests.architecture.source import PACKAGES, house, imports, within

DOORS: dict[str, tuple[str, ...]] = {
    # channels
    "telegram": ("bot.channels.telegram",),
    "twilio": ("bot.channels.twilio",),
    "aiohttp": ("bot.channels.twilio",),
    "yarl": ("bot.channels.twilio",),
    "aiosmtplib": ("bot.channels.email",),
    "httpx": ("bot.channels",),
    # the database
    "sqlalchemy": ("receivables.store", "caudal.audit.reading"),
    "sqlite3": ("receivables.store", "caudal.bench", "caudal.demo.records"),
    "aiosqlite": ("receivables.store",),
    "psycopg": ("receivables.store",),
    "alembic": ("receivables.store", "caudal.cli"),
    "orjson": ("receivables.store", "bot.channels.twilio", "caudal.bench"),
    # files and figures
    "polars": ("receivables.adapters.files*", "caudal.synth", "caudal.bench"),
    "numpy": (
        *("receivables.adapters.scoring", "caudal.synth", "caudal.bench"),
        "receivables.model.reading.regression",
    ),
    # days and telephones
    "holidays": ("receivables.adapters.calendar",),
    "phonenumbers": ("receivables.adapters",),
    # the web
    "fastapi": ("api", "bot", "caudal.web", "caudal.shield", "caudal.cli", "caudal.bench"),
    "starlette": ("api", "bot", "caudal.shield", "caudal.cli"),
    "uvicorn": ("caudal.cli", "caudal.bench"),
    "uvloop": ("caudal.cli", "caudal.bench"),
    "pydantic": ("api", "bot", "campaigns", "caudal", "receivables.adapters"),
    "pydantic_core": ("caudal.settings",),
    "pydantic_settings": ("caudal.settings",),
    "jwt": ("api", "receivables.adapters"),
    "pwdlib": ("api", "receivables.adapters"),
    # what people read
    "jinja2": ("templates",),
    "typst": ("templates.papers",),
    "markupsafe": ("templates",),
    "babel": ("templates",),
    "typer": ("caudal.cli",),
    "click": ("caudal.cli",),
    "rich": ("caudal.cli", "caudal.demo", "caudal.bench"),
    # time and chance
    "apscheduler": ("campaigns",),
    "random": ("caudal.synth", "caudal.demo", "caudal.bench"),
    # parts that only the roof plugs in
    "receivables.store": ("receivables.store", "caudal"),
    "receivables.adapters": ("receivables.adapters", "caudal"),
    "receivables.testing": ("receivables.testing", "caudal"),
}


def behind(door: str, source: str) -> bool:
    """Whether `source` imports `door` or something of it."""
    return any(within(name, door) for name in imports(source))


def without_a_door(source: str) -> set[str]:
    """The outside libraries that `source` imports and that have no line above."""
    roots = {name.partition(".")[0] for name in imports(source)}
    return roots - set(sys.stdlib_module_names) - set(PACKAGES) - set(DOORS)


@pytest.mark.parametrize("door", DOORS)
def test_each_outside_thing_has_one_door(door: str) -> None:
    elsewhere = [module for module in house() if not within(module.name, *DOORS[door])]
    assert [module.name for module in elsewhere if behind(door, module.text)] == []


def test_nothing_comes_in_without_a_door() -> None:
    assert {module.name: bare for module in house() if (bare := without_a_door(module.text))} == {}


def test_every_way_of_importing_is_seen() -> None:
    for source in (
        "import telegram",
        "import telegram.ext as t",
        "from telegram.error import Forbidden",
        "def late():\n    from telegram import Bot",
    ):
        assert behind("telegram", source)
    assert behind("receivables.store", "from receivables import store")
    assert not behind("telegram", "import telegraph\nfrom bot.channels import telegram")
    assert without_a_door("import requests, json, jinja2\nfrom caudal import wiring") == {"requests"}


def test_a_door_opens_for_what_is_inside_it_only() -> None:
    assert within("receivables.adapters.files_html", *DOORS["polars"])
    assert within("receivables.adapters.files.padron", *DOORS["polars"])
    assert not within("receivables.adapters.calendar", *DOORS["polars"])
    assert not within("bot.channels.telegram_text", *DOORS["telegram"])
