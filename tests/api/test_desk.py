"""What the desk and programs tell: impediments, closed contacts, consents, invitations, and a person's own data."""

from typing import Any

import pytest

from receivables.model.consent import Purpose
from receivables.model.staff import StaffRole
from tests.api.house import House
from tests.support.build import an_account

pytestmark = pytest.mark.anyio

DESK, MANAGER, INTEGRATOR = StaffRole.DESK, StaffRole.MANAGER, StaffRole.INTEGRATOR
TEL = "tel:+51900000001"


def an_impediment(**changes: Any) -> dict[str, Any]:
    plain = {"kind": "INTERRUPCION", "scope": "LOCALIDAD", "value": "Tumbes", "why": "Rotura de la matriz"}
    return {**plain, "since": "2024-01-08", "until": "2024-01-12", **changes}


def a_consent(**changes: Any) -> dict[str, Any]:
    plain = {
        "supply_number": "0000001",
        "name": "Rosa Ejemplo",
        "document": "40000001",
        "phone": "+51900000001",
        "channel": "whatsapp",
        "purpose": "servicio",
        "wording": "consentimiento-v1",
        "request": "SOL-0012",
    }
    return {**plain, **changes}


async def listed(house: House) -> list[str]:
    found = (await house.get(StaffRole.AUDITOR, "impediments")).json()["items"]
    return [item["id"] for item in found]


async def test_an_impediment_is_noted_listed_and_lifted(house: House) -> None:
    answer = await house.post(INTEGRATOR, "impediments", **an_impediment())
    assert answer.status_code == 201
    assert answer.json() == {
        "id": "INTERRUPCION/LOCALIDAD/Tumbes/2024-01-08/api",
        "kind": "INTERRUPCION",
        "scope": "LOCALIDAD",
        "value": "Tumbes",
        "since": "2024-01-08",
        "until": "2024-01-12",
        "source": "api",
        "why": "Rotura de la matriz",
        "noted_by": "staff/integrator",
    }
    assert await listed(house) == [answer.json()["id"]]
    lifted = await house.post(DESK, "impediments/lift", id=answer.json()["id"], why="Ya hay servicio")
    assert (lifted.status_code, lifted.json()) == (200, {"lifted": True})
    assert await listed(house) == []
    again = await house.post(DESK, "impediments/lift", id=answer.json()["id"], why="Ya hay servicio")
    assert again.status_code == 404


async def test_without_a_beginning_it_begins_today_on_the_utilitys_calendar(house: House) -> None:
    body = an_impediment()
    del body["since"]
    answer = await house.post(DESK, "impediments", **body)
    assert answer.json()["since"] == "2024-01-08"


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"until": None}, 422),
        ({"until": "2024-01-01"}, 422),
        ({"until": "2024-02-30"}, 422),
        ({"since": "08/01/2024"}, 422),
        ({"kind": "HUELGA"}, 422),
        ({"value": " "}, 422),
        ({"why": ""}, 422),
        ({"kind": "FALLECIDO"}, 422),
        ({"kind": "FALLECIDO", "scope": "SUMINISTRO", "value": "9999999"}, 404),
        ({"color": "rojo"}, 422),
    ],
)
async def test_an_impediment_that_makes_no_sense_is_refused_and_not_kept(
    house: House, changes: dict[str, Any], status: int
) -> None:
    answer = await house.post(DESK, "impediments", **an_impediment(**changes))
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert await listed(house) == []


async def test_a_telephone_is_closed_once_and_opened_with_a_reason(house: House) -> None:
    first = await house.post(DESK, "suppressions", subject=TEL, cause="wrong_person")
    assert (first.status_code, first.json()) == (201, {"closed": True, "new": True})
    second = await house.post(INTEGRATOR, "suppressions", subject=TEL, cause="wrong_person")
    assert (second.status_code, second.json()) == (200, {"closed": True, "new": False})
    async with house.services.units.reading() as unit:
        [held] = (await unit.suppressions.in_force([TEL])).values()
    assert (held.cause, held.source) == ("wrong_person", "staff/desk")
    lifted = await house.post(DESK, "suppressions/lift", subject=TEL, why="Se equivocó de número")
    assert lifted.status_code == 200
    none = await house.post(DESK, "suppressions/lift", subject=TEL, why="Se equivocó de número")
    assert none.status_code == 404


async def test_what_the_person_closed_opens_only_with_their_signed_request(house: House) -> None:
    await house.post(DESK, "suppressions", subject=TEL, cause="opted_out")
    refused = await house.post(MANAGER, "suppressions/lift", subject=TEL, why="Debe mucho")
    assert (refused.status_code, refused.json()["code"]) == (409, "only_the_person")
    answer = await house.post(DESK, "suppressions/lift", subject=TEL, why="Lo pidió", request="SOL-0012")
    assert answer.status_code == 200


@pytest.mark.parametrize(
    "subject", ["", "tel:900000001", "ana", "doc:", "mail:ana", "doc:1\n2", "addr: ", "addr:no es"]
)
async def test_a_subject_of_no_known_kind_is_refused_and_not_repeated(house: House, subject: str) -> None:
    answer = await house.post(DESK, "suppressions", subject=subject, cause="opted_out")
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["code"] == "field_subject"


async def test_an_address_that_is_no_chat_of_ours_is_refused(house: House) -> None:
    answer = await house.post(DESK, "suppressions", subject="addr:951000001", cause="opted_out")
    assert (answer.status_code, answer.json()["code"]) == (422, "address_unknown")


async def test_a_consent_given_at_the_desk_is_in_the_ledger_with_its_request(house: House) -> None:
    await house.keep(an_account())
    answer = await house.post(DESK, "consents", **a_consent())
    assert answer.status_code == 201, answer.text
    assert answer.json() == {
        "given": True,
        "channel": "whatsapp",
        "purpose": "servicio",
        "recorded_at": "2024-01-08T10:00:00-05:00",
    }
    async with house.services.units.reading() as unit:
        [event] = (await unit.consents.of(["doc:40000001"]))["doc:40000001"]
        [contact] = (await unit.ledger.contacts(["0000001"]))["0000001"]
    assert (event.purpose, event.given, event.origin) == (Purpose.SERVICE, True, "desk:SOL-0012")
    assert (event.wording, event.actor) == ("consentimiento-v1", "staff/desk")
    assert (contact.phone, contact.source) == ("+51900000001", "desk")


async def test_a_consent_is_withdrawn_at_the_desk(house: House) -> None:
    await house.keep(an_account())
    await house.post(DESK, "consents", **a_consent())
    answer = await house.post(DESK, "consents", **a_consent(given=False, purpose="ninguno"))
    assert answer.status_code == 201
    async with house.services.units.reading() as unit:
        events = (await unit.consents.of(["doc:40000001"]))["doc:40000001"]
    assert [event.given for event in events] == [True, False]
    again = await house.post(DESK, "consents", **a_consent())
    assert (again.status_code, again.json()["code"]) == (409, "consent_withdrawn_today")


@pytest.mark.parametrize(
    ("changes", "status", "code"),
    [
        ({"supply_number": "9999999"}, 404, "unknown_supply"),
        ({"document": None, "phone": None}, 422, "consent_of_nobody"),
        ({"phone": None}, 422, "consent_without_address"),
        ({"channel": "correo"}, 422, "consent_without_address"),
        ({"purpose": "ninguno"}, 422, "consent_to_nothing"),
        ({"phone": "900000001"}, 422, "field_phone"),
        ({"email": "ana"}, 422, "field_email"),
        ({"request": ""}, 422, "field_code"),
        ({"channel": "paloma"}, 422, "field_choice"),
    ],
)
async def test_a_consent_that_cannot_be_is_refused(
    house: House, changes: dict[str, Any], status: int, code: str
) -> None:
    await house.keep(an_account())
    answer = await house.post(DESK, "consents", **a_consent(**changes))
    assert answer.status_code == status, answer.text
    told = answer.json()
    assert code in {told["code"], *(each["code"] for each in told.get("errors", ()))}


async def test_an_invitation_is_a_link_that_says_nothing_of_the_supply(house: House) -> None:
    await house.keep(an_account())
    answer = await house.post(DESK, "invitations", supply_number="0000001")
    assert answer.status_code == 201
    told = answer.json()
    assert (told["supply_number"], told["expires_in_days"]) == ("0000001", 45)
    assert told["links"] == {"telegram": f"https://t.me/ejemplo_bot?start={told['token']}"}
    assert "0000001" not in told["token"]
    unknown = await house.post(DESK, "invitations", supply_number="9999999")
    assert unknown.status_code == 404


async def test_a_person_is_given_their_data_and_forgotten_on_request(house: House) -> None:
    await house.keep(an_account())
    await house.post(DESK, "consents", **a_consent())
    answer = await house.post(DESK, "people/data", person="40000001")
    assert answer.status_code == 200
    assert answer.json()["claves"] == ["doc:40000001"]
    assert answer.json()["contactos"][0]["telefono"] == "+51900000001"
    erased = await house.post(MANAGER, "people/erasure", person="+51900000001", why="Solicitud SOL-0013")
    assert erased.status_code == 200
    assert "recibos" in erased.json()["kept"]
    assert sum(erased.json()["erased"].values()) > 0
    gone = await house.post(DESK, "people/data", person="40000001")
    assert gone.status_code == 404
    assert "40000001" not in gone.text


@pytest.mark.parametrize("person", ["", "Rosa Ejemplo", "1", "doc/1"])
async def test_who_cannot_be_anybody_is_not_looked_for(house: House, person: str) -> None:
    answer = await house.post(MANAGER, "people/data", person=person)
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, "field_person")
