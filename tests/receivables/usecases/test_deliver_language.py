"""In which language what we begin goes out: that of the chat where it goes to a linked one, else the utility's own."""

from dataclasses import replace

import pytest

from receivables.model.conversation import Conversation, Identity
from receivables.usecases.carriers import Carriers
from templates.languages import Languages
from tests.receivables.usecases.test_deliver import OFFER, an_offer
from tests.scenarios.calendar import three_months_behind
from tests.support.build import a_contact
from tests.support.world import Recorder, World

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize("handle", ["", "777"])
async def test_what_we_begin_in_a_linked_chat_is_in_the_language_that_was_chosen_there(handle: str) -> None:
    world = World()
    policy = replace(world.services.policy, languages=("en",))
    world.services = replace(world.services, policy=policy)
    both = Languages(policy, reviewed=lambda: ("en", "es_PE"))
    world.renderer = both  # type: ignore[assignment]  # wider than the support's own type
    telegram = Recorder("telegram", frozenset({"telegram"}), initiates=False)
    world.carriers = Carriers({"telegram": telegram}, {})
    await world.has(three_months_behind(), replace(a_contact("telegram"), handle=handle))
    chat = Conversation("telegram", "777", Identity.LINKED, "0000001", last_inbound_at=world.now, locale="en")
    other = replace(chat, address="778", last_inbound_at=None, locale="")
    async with world.services.units() as unit:
        await unit.conversations.save(chat)
        await unit.conversations.save(other)
    await world.queue(an_offer())
    assert (await world.deliver()).sent == 1
    row = await world.row(OFFER)
    assert (row.message.locale, row.address) == ("en", "777")
    assert "This is Agua Tumbes" in (row.text or "")
