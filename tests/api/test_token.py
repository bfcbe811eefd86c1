"""`POST /api/v1/token`: a token for who knows the password; everybody else hears the same."""

import httpx
import pytest

from receivables.model.staff import StaffRole
from tests.api.house import PASSWORD, House, bearer

pytestmark = pytest.mark.anyio


async def ask(house: House, **form: str) -> httpx.Response:
    return await house.client.post("/api/v1/token", data=form)


async def test_the_password_is_exchanged_for_a_token_that_opens_doors(house: House) -> None:
    await house.add_user("ana", StaffRole.SUPERVISOR)
    answer = await ask(house, grant_type="password", username="ana", password=PASSWORD)
    assert answer.status_code == 200
    assert set(answer.json()) == {"access_token", "token_type", "expires_in"}
    assert (answer.json()["token_type"], answer.json()["expires_in"]) == ("bearer", 3600)
    assert answer.headers["cache-control"] == "no-store"
    with_it = bearer(answer.json()["access_token"])
    assert (await house.client.get("/api/v1/work-orders", headers=with_it)).status_code == 200


async def test_an_unknown_name_and_a_wrong_password_are_told_in_the_same_words(house: House) -> None:
    await house.add_user("ana", StaffRole.SUPERVISOR)
    wrong = await ask(house, username="ana", password="otra frase larga")
    unknown = await ask(house, username="beto", password=PASSWORD)
    assert (wrong.status_code, wrong.content) == (unknown.status_code, unknown.content)
    assert wrong.status_code == 401
    assert wrong.headers["content-type"] == "application/problem+json"
    assert wrong.headers["www-authenticate"].startswith("Bearer")
    assert wrong.json()["code"] == "wrong_name_or_password"


async def test_a_form_that_lacks_something_says_what(house: House) -> None:
    answer = await ask(house, username="ana")
    assert answer.status_code == 422
    assert [(e["in"], e["pointer"], e["code"]) for e in answer.json()["errors"]] == [
        ("body", "/password", "field_missing")
    ]


async def test_another_way_of_asking_than_by_password_is_refused(house: House) -> None:
    answer = await ask(house, username="ana", password=PASSWORD, grant_type="client_credentials")
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == "/grant_type"


async def test_the_password_is_not_repeated_when_something_else_is_wrong(house: House) -> None:
    answer = await ask(house, username="a" * 100, password="mi clave secreta")
    assert answer.status_code == 422
    assert "secreta" not in answer.text
    assert "aaaa" not in answer.text
