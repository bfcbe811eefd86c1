"""`/docs` and the OpenAPI document: all that there is, in Spanish, and nothing from another host."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.async_api import ConsoleMessage, Page, Route, expect

from tests.api.house import House
from tests.support.browser import screenshot

pytestmark = pytest.mark.anyio

LOCAL = "http://127.0.0.1/docs"


async def show(house: House, page: Page) -> list[str]:
    """The page as the application serves it, with its headers; what the browser complains of."""
    complaints: list[str] = []

    def heard(message: ConsoleMessage) -> None:
        complaints.append(message.text)

    async def serve(route: Route) -> None:
        path = route.request.url.removeprefix("http://127.0.0.1")
        answer = await house.client.get(path)
        headers = dict(answer.headers)
        await route.fulfill(status=answer.status_code, headers=headers, body=answer.content)

    page.on("console", heard)
    await page.route("**/*", serve)
    await page.goto(LOCAL)
    return complaints


def operations(house: House) -> Iterator[dict[str, Any]]:
    """What the document says of each method of each path."""
    for methods in house.app.openapi()["paths"].values():
        yield from methods.values()


def schemas(node: Any) -> Iterator[dict[str, Any]]:
    """Every part of a document that is a JSON object."""
    if isinstance(node, dict):
        yield node
        node = list(node.values())
    if isinstance(node, list):
        for part in node:
            yield from schemas(part)


async def test_the_page_tells_every_operation_its_roles_and_an_example(house: House) -> None:
    page = (await house.client.get("/docs")).text
    for path, methods in house.app.openapi()["paths"].items():
        for told in methods.values():
            assert told["summary"] in page
            assert path in page
            assert ", ".join(told.get("x-roles", ())) in page
    assert "curl -X POST &#39;http://caudal.example.org/api/v1/payments&#39;" in page
    assert "/api/v1/payments/CAR3-000123/reversal" in page


async def test_the_page_holds_no_script_and_points_to_no_other_host(house: House) -> None:
    page = (await house.client.get("/docs")).text
    assert "<script" not in page
    assert re.findall(r'(?:src|href)="(?!#|data:,|/api/v1/openapi\.json)', page) == []
    assert "url(" not in page
    assert "@import" not in page


async def test_a_strange_host_name_stays_a_text(house: House) -> None:
    answer = await house.client.get("/docs", headers={"Host": 'x"><b>'})
    assert "<b>" not in answer.text


async def test_the_style_runs_by_a_word_of_this_page_only(house: House) -> None:
    first, second = [await house.client.get("/docs") for _ in range(2)]
    found = re.search(r"style-src 'nonce-([\w-]+)'", first.headers["content-security-policy"])
    assert found is not None
    assert f'<style nonce="{found[1]}">' in first.text
    assert found[1] not in second.text


@pytest.mark.browser
async def test_a_developer_reads_it_on_a_desktop(house: House, page_desktop: Page) -> None:
    assert await show(house, page_desktop) == []
    await expect(page_desktop.get_by_role("heading", name="Registrar un pago")).to_be_visible()
    taking = [told for told in operations(house) if "parameters" in told or "requestBody" in told]
    await expect(page_desktop.get_by_role("table")).to_have_count(len(taking))
    await page_desktop.get_by_role("link", name="Ver las órdenes de trabajo").click()
    await expect(page_desktop.get_by_role("heading", name="Ver las órdenes de trabajo")).to_be_in_viewport()
    colour = "getComputedStyle(document.querySelector('header')).backgroundColor"
    assert await page_desktop.evaluate(colour) == "rgb(11, 110, 153)"  # the style was let in
    await screenshot(page_desktop, "docs-desktop")


@pytest.mark.browser
async def test_it_fits_a_phone(house: House, page_phone: Page) -> None:
    assert await show(house, page_phone) == []
    assert await page_phone.evaluate("[document.documentElement.scrollWidth, innerWidth]") == [360, 360]
    await screenshot(page_phone, "docs-phone")


async def test_the_document_says_that_money_is_text(house: House) -> None:
    components = house.app.openapi()["components"]["schemas"]
    for name, field in (
        ("NewPayment", "amount"),
        ("Payment", "amount"),
        ("Payment", "outstanding"),
        ("Share", "amount"),
        ("WorkOrder", "debt"),
    ):
        schema = components[name]["properties"][field]
        assert schema["type"] == "string"
        assert schema["pattern"].endswith(r"\.[0-9]{2}$") or "0[1-9]" in schema["pattern"]


async def test_the_document_says_how_each_operation_refuses(house: House) -> None:
    for told in operations(house):
        refusals = {status: answer for status, answer in told["responses"].items() if status >= "400"}
        assert set(refusals) >= {"401", "413", "500"}, told["summary"]
        assert ("422" in refusals) is ("parameters" in told or "requestBody" in told), told["summary"]
        assert {kind for answer in refusals.values() for kind in answer["content"]} == {
            "application/problem+json"
        }


async def test_everything_that_the_document_points_to_is_in_it(house: House) -> None:
    document = house.app.openapi()
    pointed = {part["$ref"] for part in schemas(document) if "$ref" in part}
    there = {f"#/components/schemas/{name}" for name in document["components"]["schemas"]}
    assert pointed - there == set()
    assert there - pointed == set()


async def test_the_document_is_served_where_it_was_promised(house: House) -> None:
    answer = await house.client.get("/api/v1/openapi.json")
    assert answer.json() == house.app.openapi()
    assert answer.json()["openapi"].startswith("3.")
