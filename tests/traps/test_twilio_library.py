"""What twilio's asynchronous client does that nobody expects, and why ours keeps its pool, never retries, and times."""

import asyncio
import inspect
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager

import aiohttp
import pytest
from twilio.base.exceptions import TwilioException
from twilio.http.async_http_client import AsyncTwilioHttpClient
from twilio.rest import Client

from bot.channels.twilio import TwilioAccount
from bot.channels.twilio.client import CALL_SECONDS
from caudal.bench.standin import StandIn, running_stand_in
from receivables.ports import DeliveryUnknown

pytestmark = [
    pytest.mark.anyio,
    pytest.mark.filterwarnings("ignore:BasicAuth is deprecated:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:The 'auth' parameter is deprecated:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),  # the library's own, without its pool
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

ACCOUNT, TOKEN = "AC" + "0" * 32, "an-invented-token"
SENDER = "whatsapp:+51900000001"
AT_ONCE = 50


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StandIn]:
    with running_stand_in(tmp_path_factory.mktemp("stand-in") / "log") as stand_in:
        yield stand_in


@pytest.fixture
def stand_in(running: StandIn) -> StandIn:
    running.forget()
    running.plan()
    return running


@asynccontextmanager
async def client(stand_in: StandIn, **options: object) -> AsyncIterator[Client]:
    http = AsyncTwilioHttpClient(**options)
    twilio = Client(ACCOUNT, TOKEN, http_client=http)
    twilio.api.base_url = stand_in.url
    try:
        yield twilio
    finally:
        await http.close()


def to(number: int) -> str:
    return f"whatsapp:+519000{number:05}"


async def wrong_sids(stand_in: StandIn, **options: object) -> int:
    """Of so many messages at once, how many came back with an error or with the id of another one."""
    stand_in.plan(latency=[0.0, 0.05], seed=3)
    async with client(stand_in, **options) as twilio:
        calls = [twilio.messages.create_async(to=to(n), from_=SENDER, body="Hola") for n in range(AT_ONCE)]
        made = await asyncio.gather(*calls, return_exceptions=True)
    of = {each.to: each.sid for each in stand_in.sendings()}
    assert len(of) == AT_ONCE  # all of them were sent
    return sum(getattr(each, "sid", None) != of[to(number)] for number, each in enumerate(made))


async def test_without_its_pool_it_gives_the_answer_of_one_call_to_another(stand_in: StandIn) -> None:
    assert await wrong_sids(stand_in, pool_connections=False) > 0


async def test_with_its_pool_it_does_not(stand_in: StandIn) -> None:
    assert await wrong_sids(stand_in) == 0


async def test_it_ignores_the_time_limit_that_it_is_given(stand_in: StandIn) -> None:
    stand_in.plan(latency=[0.6, 0.6])
    async with client(stand_in, timeout=0.1) as twilio:
        begun = time.perf_counter()
        made = await twilio.messages.create_async(to=to(1), from_=SENDER, body="Hola")
        assert made.sid
        assert time.perf_counter() - begun >= 0.6


async def test_ours_ends_in_time_and_in_doubt(stand_in: StandIn) -> None:
    stand_in.plan(latency=[5, 5])
    account = TwilioAccount(ACCOUNT, TOKEN, stand_in.url, seconds=0.2)
    try:
        with pytest.raises(DeliveryUnknown):
            await account.create_message({"To": to(1), "From": SENDER, "Body": "Hola"})
    finally:
        await account.close()
    assert CALL_SECONDS <= 60


async def test_its_retries_create_a_message_again(stand_in: StandIn) -> None:
    stand_in.plan(faults=[{"kind": "status", "status": 503, "accepted": True, "times": 2}])
    async with client(stand_in, max_retries=3) as twilio:
        await twilio.messages.create_async(to=to(1), from_=SENDER, body="Hola")
    assert stand_in.seen()["per_to"] == {to(1): 3}  # one call, and the person reads it three times


async def test_ours_asks_once(stand_in: StandIn) -> None:
    stand_in.plan(faults=[{"kind": "status", "status": 503, "accepted": True}])
    account = TwilioAccount(ACCOUNT, TOKEN, stand_in.url)
    try:
        with pytest.raises(DeliveryUnknown):
            await account.create_message({"To": to(1), "From": SENDER, "Body": "Hola"})
    finally:
        await account.close()
    assert stand_in.seen()["per_to"] == {to(1): 1}


@pytest.mark.parametrize("kind", ["close", "reset"])
async def test_failures_of_the_network_are_none_of_its_own_exceptions(stand_in: StandIn, kind: str) -> None:
    stand_in.plan(faults=[{"kind": kind}])
    async with client(stand_in) as twilio:
        with pytest.raises(aiohttp.ClientError) as failed:
            await twilio.messages.create_async(to=to(1), from_=SENDER, body="Hola")
    assert not isinstance(failed.value, TwilioException)


async def test_an_answer_without_a_body_is_a_success_to_it(stand_in: StandIn) -> None:
    stand_in.plan(faults=[{"kind": "empty"}])
    async with client(stand_in) as twilio:
        made = await twilio.messages.create_async(to=to(1), from_=SENDER, body="Hola")
    assert made.sid is None


async def test_ours_does_not_believe_it(stand_in: StandIn) -> None:
    stand_in.plan(faults=[{"kind": "empty"}])
    account = TwilioAccount(ACCOUNT, TOKEN, stand_in.url)
    try:
        with pytest.raises(DeliveryUnknown):
            await account.create_message({"To": to(1), "From": SENDER, "Body": "Hola"})
    finally:
        await account.close()


async def test_these_are_still_the_options_that_must_not_be_used() -> None:
    assert {"pool_connections", "max_retries", "timeout"} <= set(
        inspect.signature(AsyncTwilioHttpClient.__init__).parameters
    )
