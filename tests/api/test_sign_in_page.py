"""The sign-in page in a real browser, whose own headers decide whether its form is believed."""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Page, expect

from receivables.model.staff import StaffRole
from receivables.testing import MemoryUnits
from receivables.usecases import sign_in
from tests.api.house import PASSWORD, House, a_house
from tests.support.browser import screenshot
from tests.support.serving import served

pytestmark = [pytest.mark.anyio, pytest.mark.browser]


@pytest.fixture
async def house() -> AsyncIterator[House]:
    """With a manager, ana."""
    async with a_house(MemoryUnits()) as house:
        await house.add_user("ana", StaffRole.MANAGER)
        yield house


async def test_a_person_signs_in_with_a_form_and_is_told_what_was_wrong(
    house: House, page_phone: Page
) -> None:
    page = page_phone
    async with served(house.app) as url:
        await page.goto(f"{url}/console")
        await expect(page).to_have_url(f"{url}/console/login?next=%2Fconsole")
        await expect(page.get_by_label("Usuario")).to_be_focused()
        await page.get_by_label("Usuario").fill("ana")
        await page.get_by_label("Contraseña").fill("otra frase larga")
        await page.get_by_role("button", name="Entrar").click()
        await expect(page.get_by_role("alert")).to_have_text("El nombre o la contraseña no son correctos.")
        assert await page.evaluate("[document.documentElement.scrollWidth, innerWidth]") == [360, 360]
        await screenshot(page, "sign-in-phone")
        await page.get_by_label("Usuario").fill("ana")
        await page.get_by_label("Contraseña").fill(PASSWORD)
        await page.keyboard.press("Enter")
        await expect(page).to_have_url(f"{url}/console")


async def test_a_printed_link_opens_the_page_and_a_strangers_form_does_nothing_there(
    house: House, page_desktop: Page
) -> None:
    page = page_desktop
    token = await sign_in.make_link(house.entrance, "ana")
    async with served(house.app) as url:
        await page.goto(f"{url}/console?token={token}")
        await expect(page).to_have_url(f"{url}/console")
        cookie = next(c["value"] for c in await page.context.cookies() if c["name"] == "caudal_session")
        found = await sign_in.session_of(house.entrance, cookie)
        assert found is not None
        # Another port is another origin, and the same site: its forms carry the cookie.
        async with served(house.app) as stranger:
            await page.goto(f"{stranger}/health/live")
            form = (
                f'<form method="post" action="{url}/console/logout">'
                f'<input name="csrf" value="{found[1].csrf}"><button>x</button></form>'
            )
            await page.set_content(form)
            async with page.expect_response("**/console/logout") as answered:
                await page.get_by_role("button").click()
            assert (await answered.value).status == 403
        assert await sign_in.session_of(house.entrance, cookie) == found
