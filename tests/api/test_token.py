"""`POST /api/v1/token`: a token for who knows the password; everybody else hears the same."""

from datetime import timedelta

import httpx
import pytest

from receivables.model.staff import StaffRole
from receivables.usecases import staff
from tests.api.house import PASSWORD, House, bearer

pytestmark = pytest.mark.anyio


async def ask(house: House, **form: str) -> httpx.Response:
    return await house.client.post("/api/v1/token", data=form)


async def test_the_password_is_exchanged_for_a_token_that_opens_doors(house: House) -> None:
    await house.add_user("ana", StaffRole.SUPERVISOR)
    answer = await ask(house, grant_type="password", username="ana", password=PASSWORD)
    assert answer.status_code == 200
    assert set(answer.json()) == {"access_token", "token_type", "expires_in", "refresh_token"}
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


async def test_a_refresh_token_gives_the_next_token_once(house: House) -> None:
    await house.add_user("ana", StaffRole.SUPERVISOR)
    first = (await ask(house, username="ana", password=PASSWORD)).json()
    again = await ask(house, grant_type="refresh_token", refresh_token=first["refresh_token"])
    assert again.status_code == 200
    second = again.json()
    assert second["refresh_token"] != first["refresh_token"]
    answer = await house.client.get("/api/v1/work-orders", headers=bearer(second["access_token"]))
    assert answer.status_code == 200


async def test_a_refresh_token_used_twice_ends_all_that_came_of_it_in_the_same_words(house: House) -> None:
    await house.add_user("ana", StaffRole.SUPERVISOR)
    first = (await ask(house, username="ana", password=PASSWORD)).json()["refresh_token"]
    second = (await ask(house, grant_type="refresh_token", refresh_token=first)).json()["refresh_token"]
    nonsense = await ask(house, grant_type="refresh_token", refresh_token="nada")
    for token in (first, second):
        refused = await ask(house, grant_type="refresh_token", refresh_token=token)
        assert (refused.status_code, refused.content) == (401, nonsense.content)


async def test_a_new_password_ends_the_tokens_of_the_old_one(house: House) -> None:
    await house.add_user("ana", StaffRole.SUPERVISOR)
    given = (await ask(house, username="ana", password=PASSWORD)).json()
    await staff.change_password(
        house.services, house.passwords, house.clock, "ana", "otra frase larga", actor="test"
    )
    answer = await house.client.get("/api/v1/work-orders", headers=bearer(given["access_token"]))
    assert answer.status_code == 401
    renewed = await ask(house, grant_type="refresh_token", refresh_token=given["refresh_token"])
    assert renewed.status_code == 401


async def test_a_token_of_before_a_shutting_out_stays_dead_when_its_user_comes_back(house: House) -> None:
    await house.add_user("ana", StaffRole.SUPERVISOR)
    old = (await ask(house, username="ana", password=PASSWORD)).json()["access_token"]
    await staff.disable_user(house.services, house.clock, "ana", actor="test")
    await staff.enable_user(house.services, house.clock, "ana", actor="test")
    assert (await house.client.get("/api/v1/work-orders", headers=bearer(old))).status_code == 401
    house.clock.move(timedelta(microseconds=1))
    new = (await ask(house, username="ana", password=PASSWORD)).json()["access_token"]
    assert (await house.client.get("/api/v1/work-orders", headers=bearer(new))).status_code == 200


@pytest.mark.parametrize("name", ["ana", "beto"])
async def test_after_five_wrong_passwords_even_the_right_one_is_refused_for_a_while(
    house: House, name: str
) -> None:
    await house.add_user("ana", StaffRole.SUPERVISOR)
    for _ in range(5):
        assert (await ask(house, username=name, password="otra frase larga")).status_code == 401
    locked = await ask(house, username=name, password=PASSWORD)
    assert locked.status_code == 429
    assert locked.headers["retry-after"] == "900"
    assert locked.headers["content-type"] == "application/problem+json"
    assert locked.json()["code"] == "locked_out"
    assert "15 minutos" in locked.json()["detail"]
    assert name not in locked.text


async def test_a_form_that_lacks_something_says_what(house: House) -> None:
    answer = await ask(house, username="ana")
    assert answer.status_code == 422
    assert [(e["in"], e["pointer"], e["code"]) for e in answer.json()["errors"]] == [
        ("body", "/password", "field_missing")
    ]


async def test_a_refresh_without_its_token_says_what_is_missing(house: House) -> None:
    answer = await ask(house, grant_type="refresh_token")
    assert [(e["pointer"], e["code"]) for e in answer.json()["errors"]] == [
        ("/refresh_token", "field_missing")
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
