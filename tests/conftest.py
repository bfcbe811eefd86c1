"""The ground under all tests: no network, repeatable examples, a real PostgreSQL, a browser, real data."""

import asyncio
import gc
import os
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.async_api import Browser, Page

from receivables.store.migrate import migrate
from tests.support.browser import DESKTOP, PHONE, open_page, running_browser
from tests.support.data import require_data, summary
from tests.support.network import NetworkGuard
from tests.support.postgres import Cluster, running_cluster
from tests.support.sharing_out import SharedOut, in_turn

# What a developer has set for a Caudal of their own must not reach the tests; what is meant for tests may.
for name in [name for name in os.environ if name.startswith("CAUDAL_")]:
    if not name.startswith(("CAUDAL_TEST_", "CAUDAL_HYPOTHESIS")):
        del os.environ[name]

# `make test` sees the same examples every time and on every machine; `make test-long` looks for new ones.
settings.register_profile("quick", derandomize=True, max_examples=60, stateful_step_count=25, deadline=None)
settings.register_profile("long", max_examples=2000, stateful_step_count=60, deadline=None, print_blob=True)
settings.load_profile(os.environ.get("CAUDAL_HYPOTHESIS", "quick"))

GUARD = NetworkGuard()
GUARD.install()

# Every application that a test builds is a heap of cycles: looked for at Python's usual pace, a third of the time went
# into that. What is loaded before the first test stays anyway, and is not looked through again and again.
gc.set_threshold(50_000, 20, 20)


def pytest_collection_finish() -> None:
    """All tests are there; none has begun."""
    gc.collect()
    gc.freeze()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes long begins first, so that no process waits for another at the end."""
    in_turn(items)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> SharedOut:
    """Files stay together, whatever `--dist` says."""
    return SharedOut(config, log)


@pytest.fixture(autouse=True)
def network_guard() -> Iterator[NetworkGuard]:
    """Fails whichever test tried to leave this machine, even if it swallowed the refusal."""
    GUARD.refused.clear()
    yield GUARD
    if GUARD.refused:
        pytest.fail(f"this test tried to leave the machine: {', '.join(GUARD.refused)}", pytrace=False)


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    """Tests marked `anyio` run on asyncio, as the programs do (but on its own loop and not on uvloop)."""
    return "asyncio"


@pytest.fixture(scope="session")
def postgres() -> Iterator[Cluster]:
    """One PostgreSQL server for the session (one per worker under xdist: half a second each)."""
    with running_cluster() as cluster:
        yield cluster


@pytest.fixture
def postgres_url(postgres: Cluster) -> Iterator[str]:
    """The URL of an empty database of this test's own."""
    with postgres.fresh_database() as url:
        yield url


@pytest.fixture(scope="session")
def migrated_template(postgres: Cluster) -> Iterator[str]:
    """The name of a PostgreSQL database of the newest schema, to be copied: migrating each takes half a second."""
    with postgres.fresh_database() as url:
        with ThreadPoolExecutor(1) as apart:  # whoever asks for it first may be inside a running loop
            apart.submit(asyncio.run, migrate(url)).result()
        yield url.split("/")[3].split("?")[0]


@pytest.fixture
def migrated_url(postgres: Cluster, migrated_template: str) -> Iterator[str]:
    """The URL of a database of this test's own that has its tables."""
    with postgres.fresh_database(migrated_template) as url:
        yield url


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real data (CAUDAL_TEST_DATA, else ../shared/data); skips the test where there is none."""
    return require_data()


@pytest.fixture(scope="session")
async def chromium() -> AsyncIterator[Browser]:
    """One browser for the session; the tests must be async and marked `anyio` and `browser`."""
    async with running_browser() as browser:
        yield browser


@pytest.fixture
async def page_phone(chromium: Browser) -> AsyncIterator[Page]:
    """A fresh page on a phone of 360 x 740 in Peru."""
    async with open_page(chromium, PHONE) as page:
        yield page


@pytest.fixture
async def page_desktop(chromium: Browser) -> AsyncIterator[Page]:
    """A fresh page on a desktop of 1280 x 800 in Peru."""
    async with open_page(chromium, DESKTOP) as page:
        yield page


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say in one line what was skipped for lack of data."""
    skipped = terminalreporter.stats.get("skipped", [])
    if line := summary([str(report.longrepr) for report in skipped]):
        terminalreporter.write_line(line, yellow=True)
