"""No sequence of messages tells a stranger a name, an address, an amount, or whether a supply exists (I-7, I-8).

Two worlds hold the same people. In one the stranger writes the number of a supply that exists, in the other one that
does not, and everything else alike: what they hear must be the same, word for word. Whoever is a customer of another
supply learns no more of it than a stranger.
"""

import asyncio
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from receivables.model.account import Account
from receivables.model.buttons import PRESSES, pressed
from receivables.model.conversation import Identity, Inbound
from receivables.usecases.answer import answer
from receivables.usecases.codes import give
from templates.renderer import CatalogueRenderer
from tests.support.build import PHONE, a_bill, a_contact, a_supply, an_account
from tests.support.talk import LATEST, SUPPLY, behind
from tests.support.world import World

THERE, NOWHERE = "7700042", "8800042"
"""A supply that exists, and a number of nobody; what may be shown of both is the same."""
ELSEWHERE = "7700099"
THEIRS, OTHERS = "R-7712", "R-9912"
"""The number of the latest bill of the first, and of another supply."""
SECRETS = (
    *(
        "zoraida",
        "inventada",
        "secreto 9",
        "44556677",
        "+51900000077",
        "zora@",
        "r-77",
        "r-99",
        "88.91",
        "93.17",
    ),
    *("teodoro", "modelo 33"),
)
STRANGER, NEIGHBOUR = "web-1", PHONE


def of(number: str, holder: str, address: str, bill: str, amount: str) -> Account:
    """An account that owes two bills, under claim none."""
    bills = [
        replace(a_bill(f"{bill[:-2]}{month}", date(2023, month, 20), amount), supply_number=number)
        for month in (11, 12)
    ]
    supply = a_supply(supply_number=number, holder=holder, address=address, document=f"4455{number[-4:]}")
    return an_account(*bills, supply=supply)


SECRET = of(THERE, "Zoraida Inventada", "Pasaje Secreto 9", THEIRS, "88.91")
OTHER = of(ELSEWHERE, "Teodoro Inventada", "Calle Modelo 33", OTHERS, "93.17")
THEIR_CONTACT = a_contact(
    "sms", supply_number=THERE, name="Zoraida Inventada", document="44556677", phone="+51900000077", email=""
)

WORDS = """
hola|cuánto debo|cuánto debe el {n}|de quién es el {n}|quiero ver el {n}|en 6 cuotas|pago mañana|ya pagué|ya pagué {c}
asesor|reclamo|quiero reclamar el recibo {other}|mi recibo|mis pagos|mi convenio|{n}|{n} {other}|{other} {n}
mi suministro es {n} y mi recibo {other}|{n} 45.60|{n} 93.17|{n} total 12.30|{n} {c}|el código es {c}|{c}|{code}
{n} {wrong}|sí|no|otro suministro|otro suministro {n}|gracias|fin de mes|10|dónde pago|por qué me escriben|no soy yo
me cortaron el agua|cuándo me cortan|estado de cuenta|código|quiero un código para {n}|soy inquilino de {n}|English
todos mis suministros|cambiar mi teléfono|no puedo pagar|se murió el titular|¿es de ustedes?|acepto|1|2|la dirección
el recibo de marzo|todo|volver|ALTA|BAJA|mi vecino vive en {n}, cuánto debe|a nombre de quién está {n}|/start {c}
1.00 2.00 3.00 4.00 88.90 88.92 {n}
""".replace("\n", "|").split("|")
SAID = sorted({each.strip() for each in WORDS if each.strip()})
SHAPED = (
    "plan:6",
    "accept:6",
    "accept:1",
    "agree:6",
    "due:2024-01-12",
    "yes:2024-01-12",
    "lang:en",
    "lang:es_PE",
)
OF_A_BILL = (
    "claim:R-7712",
    "bill:R-7712",
    "supply:1",
    "supply:2",
    "supply:9",
    "why_claim:BILLING",
    "ok:paid",
)
PRESSED = sorted({*PRESSES, *(each for each in (*SHAPED, *OF_A_BILL) if pressed(each))})
STEPS = st.one_of(
    st.sampled_from([("say", each) for each in SAID]),
    st.sampled_from([("press", each) for each in PRESSED]),
    st.text(max_size=20).map(lambda text: ("say", text)),
)


@cache
def words() -> CatalogueRenderer:
    """The catalogue, compiled once."""
    return CatalogueRenderer("es_PE", World().services.policy)


@dataclass
class Visit:
    """One chat in a world of its own, in which `number` is what the visitor writes."""

    world: World
    number: str
    address: str
    code: str = ""
    count: int = 0

    @classmethod
    async def begin(cls, number: str, address: str, *, customer: bool) -> "Visit":
        """The world, and whoever is a customer has proved it."""
        world = World()
        mine = (behind(), [a_contact(), a_contact("sms")])
        await world.has_all(mine, (SECRET, [THEIR_CONTACT]), (OTHER, []))
        visit = cls(world, number, address)
        visit.code = (await give(world.services, ELSEWHERE, actor="caja")).code
        if customer:
            await visit.hears("say", f"{SUPPLY} {LATEST}")
        return visit

    async def hears(self, how: str, what: str) -> str:
        """What is answered, as it is read, with the buttons."""
        self.count += 1
        text, button = (self._filled(what), None) if how == "say" else ("", what)
        told = Inbound(f"chat:{self.count}", "chat", self.address, text, button, self.world.now)
        keys = await answer(self.world.services, told)
        async with self.world.services.units.reading() as unit:
            rows = [row for key in keys if (row := await unit.outbox.get(key))]
        said = [words().render(row.message) for row in rows]
        return "\n".join(f"{each.text} {each.buttons}" for each in said)

    async def identity(self) -> Identity:
        """What the chat has proved."""
        async with self.world.services.units.reading() as unit:
            return (await unit.conversations.get("chat", self.address)).identity

    async def proved(self) -> set[str]:
        """Of which supplies."""
        async with self.world.services.units.reading() as unit:
            return set((await unit.conversations.get("chat", self.address)).supplies)

    def _filled(self, what: str) -> str:
        told = {
            "{n}": self.number,
            "{other}": OTHERS,
            "{c}": "7712345",
            "{code}": self.code,
            "{wrong}": "000000",
        }
        for gap, value in told.items():
            what = what.replace(gap, value)
        return what


async def both(steps: list[tuple[str, str]], address: str, *, customer: bool) -> None:
    """The same visit twice: the answers are the same, and tell nothing."""
    visits = [await Visit.begin(number, address, customer=customer) for number in (THERE, NOWHERE)]
    for how, what in steps:
        # What somebody wrote may be read back to them.
        there, nowhere = [(await visit.hears(how, what)).replace(visit.number, "#") for visit in visits]
        assert there == nowhere, (how, what)
        assert [secret for secret in SECRETS if secret in there.lower()] == [], (how, what)
        if not customer:
            assert await visits[0].identity() is Identity.NONE
            assert "S/" not in _without_policy(there), (how, what)
        assert THERE not in await visits[0].proved()


def _without_policy(said: str) -> str:
    """What is said, without lines about what the utility allows or asks of everybody."""
    ours = ("cuota mínima", "cuota inicial", "mínim", "reapertura", "reabrir", "cuesta", "cada cuota")
    return "\n".join(line for line in said.splitlines() if not any(word in line.lower() for word in ours))


@given(st.lists(STEPS, min_size=1, max_size=8), st.sampled_from([STRANGER, NEIGHBOUR]))
def test_a_stranger_learns_nothing(steps: list[tuple[str, str]], address: str) -> None:
    asyncio.run(both(steps, address, customer=False))


@given(st.lists(STEPS, min_size=1, max_size=8))
def test_a_customer_learns_nothing_of_another_supply(steps: list[tuple[str, str]]) -> None:
    asyncio.run(both(steps, STRANGER, customer=True))


@pytest.mark.long
@settings(max_examples=1_500)
@given(st.lists(STEPS, min_size=1, max_size=25), st.sampled_from([STRANGER, NEIGHBOUR]), st.booleans())
def test_long_visits_learn_nothing(steps: list[tuple[str, str]], address: str, customer: bool) -> None:
    asyncio.run(both(steps, address, customer=customer))


@pytest.mark.parametrize("what", SAID)
def test_each_saying_alone_learns_nothing(what: str) -> None:
    for before in ([], [("say", "cuánto debo")], [("say", "{n}")], [("press", "code")]):
        asyncio.run(both([*before, ("say", what)], STRANGER, customer=False))


@pytest.mark.parametrize("button", PRESSED)
def test_each_button_alone_learns_nothing(button: str) -> None:
    for before in ([], [("say", "{n}")]):
        asyncio.run(both([*before, ("press", button)], STRANGER, customer=False))
