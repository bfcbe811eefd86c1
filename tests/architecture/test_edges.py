"""The environment is read in one place and the time in another: all else is told. Handlers of groups make none."""

import ast

from tests.architecture.source import dotted, house, imports, parsed, reads_time, within

SETTINGS = ("caudal.settings",)
CLOCK = ("receivables.adapters.clocks",)


def reads_environment(source: str) -> bool:
    """Whether `source` looks into the environment variables of the process."""
    named = imports(source) | {dotted(node) for node in ast.walk(parsed(source))}
    return bool(named & {"os.environ", "os.environb", "os.getenv", "os.getenvb"})


def raises_among_groups(source: str) -> bool:
    """Whether an `except*` raises something else: Python before 3.11.4, as in Debian 12, makes a group of it."""
    tries = [node for node in ast.walk(parsed(source)) if isinstance(node, ast.TryStar)]
    handled = [node for each in tries for handler in each.handlers for node in ast.walk(handler)]
    return any(isinstance(node, ast.Raise) and node.exc is not None for node in handled)


def test_only_the_settings_read_the_environment() -> None:
    others = [module for module in house() if not within(module.name, *SETTINGS)]
    assert [module.name for module in others if reads_environment(module.text)] == []


def test_only_the_clock_reads_the_time() -> None:
    others = [module for module in house() if not within(module.name, *CLOCK)]
    assert [module.name for module in others if reads_time(module.text)] == []


def test_every_look_into_the_environment_is_noticed() -> None:
    assert reads_environment("import os\nurl = os.environ['URL']")
    assert reads_environment("import os\nurl = os.getenv('URL')")
    assert reads_environment("from os import environ")
    assert not reads_environment("import os\nfolder = os.getcwd()")


def test_every_look_at_the_clock_is_noticed() -> None:
    assert reads_time("import datetime\nmoment = datetime.datetime.now(datetime.UTC)")
    assert reads_time("from datetime import date\nday = date.today()")
    assert reads_time("import time\nmoment = time.time()")
    assert not reads_time("import time\nstart = time.perf_counter()")
    assert not reads_time("moment = clock.now()")


def test_what_a_handler_of_groups_raises_is_no_group() -> None:
    assert [module.name for module in house() if raises_among_groups(module.text)] == []


def test_every_raise_in_a_handler_of_groups_is_noticed() -> None:
    work = "try:\n    work()\n"
    assert raises_among_groups(f"{work}except* OSError as group:\n    raise group.exceptions[0] from None")
    assert not raises_among_groups(f"{work}except* OSError:\n    raise")
    assert not raises_among_groups(f"{work}except OSError as error:\n    raise ValueError from error")
