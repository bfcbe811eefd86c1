"""Eleven conversations that a chief of collections can read, played through the real use cases with the real words.

Each is compared with its file in `conversations/`. After a change that is meant: `pytest tests/golden --golden-update`,
and read what changed aloud.
"""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from receivables.model.account import Role
from receivables.model.agreeing import Stage
from receivables.model.ladder import Step
from receivables.model.money import Money
from receivables.model.rfm import RfmScore
from tests.dialogues.households import SECOND, behind, two
from tests.golden.play import SUPPLY, Golden, Loaded, Play
from tests.support.build import a_contact, a_supply

pytestmark = pytest.mark.anyio

PROOF = "suministro 0000001 recibo R-2023-12"
WHATSAPP = a_contact()
SMS = replace(a_contact("sms"), phone="+51900000002")
POOR = {bill.due_on: RfmScore(2, 3, 3) for bill in behind().first.bills}
"""So scored, nothing shields an account from an offer."""


def rosa(**parts: Any) -> Loaded:
    """Rosa, who owes four bills, and her telephone."""
    return replace(behind().first, **parts), [WHATSAPP]


async def test_01_what_is_owed_and_where_to_pay(golden: Golden) -> None:
    play = await Play.of(
        "01-cuanto-debo-y-donde-pago",
        "1. Cuánto debo y dónde pago",
        "Rosa debe cuatro recibos. Su chat ya probó quién es.",
        rosa(),
    )
    await play.says(PROOF)
    play.happens("Desde aquí, el chat ya está vinculado.")
    play.turns = 0
    assert "debt" in await play.says("buenas, kiero saber cuanto devo")
    assert play.turns <= 2
    assert "offices" in await play.says("y donde lo pago?")
    assert await play.says("de qué es esa deuda") == ["make_up"]
    assert await play.says("gracias señorita") == ["thanks"]
    golden.holds(play)


async def test_02_a_plan_accepted_and_kept(golden: Golden) -> None:
    play = await Play.of(
        "02-convenio-hasta-la-primera-cuota",
        "2. Un convenio, hasta el aviso de la primera cuota",
        "Rosa debe cuatro recibos y quiere pagar en cuotas. Tiene otro celular registrado.",
        (behind().first, [WHATSAPP, SMS]),
    )
    await play.says(PROOF)
    play.happens("Desde aquí, el chat ya está vinculado.")
    play.turns = 0
    assert await play.says("no puedo pagar todo junto, se puede en partes?") == ["plan_compare"]
    assert await play.presses("En 6 cuotas") == ["plan_confirm"]
    assert await play.presses("Sí, acepto") == ["code_ask"]
    assert await play.says("sí, mándelo") == ["code_sent"]
    accepted = await play.says(play.sms_code())
    assert accepted[-1] == "plan_accepted"
    assert play.turns <= 6
    play.at("2024-01-09 09:00")
    await play.posts("36.48")
    async with play.services.units.reading() as unit:
        (ours,) = await unit.agreements.of_supply(SUPPLY)
    assert ours.stage is Stage.ACTIVE
    await play.says("cómo va mi convenio?")
    play.happens("Pasan las semanas.")
    await play.until("2024-02-19")
    golden.holds(play)


async def test_03_paid_and_still_a_debt(golden: Golden) -> None:
    play = await Play.of(
        "03-ya-pague-y-sigue-la-deuda",
        "3. «Ya cancelé y me sigue saliendo deuda»",
        "Rosa pagó ayer un recibo en un agente; el pago todavía no llega al sistema.",
        rosa(),
    )
    assert await play.says("ya cancele mi recivo y sigue saliendo deuda") == ["ask_supply"]
    keys = await play.says(PROOF)
    assert keys[-1] == "paid_ask"
    assert await play.shows("foto de su constancia") == ["paid"]
    assert (await play.case()).holds.get("paid")
    await play.shows("la misma foto, otra vez", "ya pague pues")
    play.at("2024-01-09 15:00")
    await play.posts("45.60")
    assert await play.says("ya figura mi pago?") == ["paid_ask"]
    assert await play.presses("Mis pagos") == ["payments"]
    golden.holds(play)


async def test_04_a_claim_of_a_high_bill(golden: Golden) -> None:
    account = behind().first
    high = replace(
        account.bills[-1], consumption_m3=Decimal(60), water=Money.of("168.20"), total=Money.of("188.40")
    )
    high = replace(high, balance=high.total, sewer=Money.of("15.20"))
    play = await Play.of(
        "04-reclamo-de-un-recibo-alto",
        "4. Un recibo demasiado alto",
        "El último recibo de Rosa es cuatro veces lo usual.",
        (replace(account, bills=(*account.bills[:-1], high)), [WHATSAPP]),
    )
    await play.says(PROOF)
    play.happens("Desde aquí, el chat ya está vinculado.")
    first = await play.says("por que me vino tan caro este mes, yo no gasto eso")
    assert first[0] in ("debt", "claim_which", "claim_why", "claim_confirm", "bill_detail")
    if first[0] == "claim_which":
        first = await play.presses("diciembre de 2023")
    if first[0] == "claim_why":
        first = await play.presses("Consumo muy alto")
    assert first == ["claim_confirm"]
    assert await play.presses("Sí") == ["claim_registered"]
    play.at("2024-01-10 09:00")
    await play.fresh()
    assert await play.says("cómo va mi reclamo") == ["claim_status"]
    assert await play.says("y cuánto debo entonces") == ["debt"]
    golden.holds(play)


async def test_05_hardship_and_a_promise_that_is_kept(golden: Golden) -> None:
    play = await Play.of(
        "05-dificultad-y-compromiso",
        "5. Un mes difícil, y un compromiso cumplido",
        "Rosa se quedó sin trabajo y quiere pagar una parte.",
        rosa(),
    )
    await play.says(PROOF)
    play.happens("Desde aquí, el chat ya está vinculado.")
    assert await play.says("me quede sin chamba, no tengo para pagar") == ["hardship"]
    assert await play.says("puedo darle 100 soles el viernes") == ["promise_confirm"]
    assert await play.says("si") == ["promise_taken"]
    assert (await play.case()).step is Step.PROMISED
    await play.goes_on("2024-01-11 09:30")
    play.at("2024-01-12 12:00")
    await play.posts("100.00")
    await play.goes_on("2024-01-13 09:30")
    await play.goes_on("2024-01-15 10:00")
    assert (await play.case()).promise is None
    await play.says("y ahora cuanto falta?")
    golden.holds(play)


async def test_06_after_the_cut(golden: Golden) -> None:
    account = replace(behind().first, scores=POOR)
    play = await Play.of(
        "06-despues-del-corte",
        "6. Después del cierre",
        "El servicio de Rosa se cierra. El convenio se ofrece de nuevo, en el momento.",
        (account, [WHATSAPP]),
    )
    await play.begins_with(account)
    await play.has(account, WHATSAPP)
    await play.goes_on("2024-01-09 09:00")
    play.at("2024-01-09 18:00")
    await play.says(PROOF)
    await play.goes_on("2024-01-12 08:30")
    play.at("2024-01-12 12:00")
    await play.says("ya lo vi, gracias")
    await play.goes_on("2024-01-15 07:30")
    play.at("2024-01-16 08:30")
    await play.fresh()
    await play.says("me van a cortar?")
    play.at("2024-01-16 09:00")
    await play.cuts()
    assert await play.says("sí, en cuotas") == ["plan_compare"]
    await play.presses("En 12 cuotas")
    assert await play.presses("Sí, acepto") == ["code_ask"]
    play.at("2024-01-16 11:00")
    assert (await play.says(await play.desk_code()))[-1] == "plan_accepted"
    play.at("2024-01-16 15:00")
    await play.posts("36.48")
    assert await play.says("cuando me abren el agua") == ["reconnection"]
    play.at("2024-01-17 08:00")
    await play.reopens()
    golden.holds(play)


async def test_07_a_number_of_somebody_else(golden: Golden) -> None:
    play = await Play.of(
        "07-numero-de-otra-persona",
        "7. El número ya es de otra persona",
        "La línea de Rosa pasó a Marcos, que recibe un aviso que no es para él.",
        rosa(scores=POOR),
        speaker="Marcos",
    )
    await play.begins_with()
    await play.goes_on("2024-01-09 09:00")
    assert play.told("agreement_offer")
    assert await play.says("quien es usted? yo no conosco ninguna Rosa, este numero es mio") == [
        "wrong_person"
    ]
    await play.until("2024-01-24")
    play.happens("Pasan dos semanas. A este número no le llega nada más.")
    assert await play.says("digame cuanto debe mi vecina") == ["third_party"]
    golden.holds(play)


async def test_08_somebody_in_despair(golden: Golden) -> None:
    play = await Play.of(
        "08-una-persona-que-sufre",
        "8. Una persona que sufre",
        "Rosa pregunta por su deuda, y dice algo más.",
        rosa(),
    )
    await play.says(PROOF)
    await play.says("cuanto debo")
    assert await play.says("ya no doy mas, con tantas deudas prefiero no seguir viviendo") == ["crisis"]
    async with play.services.units.reading() as unit:
        stay = await unit.handovers.open_of("whatsapp", play.address)
    assert stay is not None
    assert stay.why == "crisis"
    await play.staff_answers("Rosa, soy Ana, de Agua Tumbes. Estoy aquí con usted. ¿La puedo llamar ahora?")
    await play.says("si por favor")
    golden.holds(play)


async def test_09_anger_and_a_person(golden: Golden) -> None:
    play = await Play.of(
        "09-enojo-y-una-persona",
        "9. Enojo, una persona, y el asistente de vuelta",
        "Rosa está molesta. La atiende Ana, que luego cierra el caso.",
        rosa(),
    )
    await play.says(PROOF)
    await play.says("son unos ladrones, cobran y ni agua hay")
    assert await play.presses("Hablar con alguien") == ["person"]
    await play.says("llevo 3 dias sin agua y quieren que pague")
    play.at("2024-01-08 10:20")
    await play.staff_answers("Rosa, disculpe. Hay una rotura en su zona; hoy a las 4 vuelve el agua.")
    assert await play.says("y me van a cobrar esos dias?") == []
    await play.staff_answers("Sin agua no hay consumo. Si su recibo sale alto, lo reclamamos juntas.")
    play.at("2024-01-08 10:40")
    await play.staff_closes()
    assert await play.says("ok gracias. y cuanto es lo que debo?") == ["debt"]
    golden.holds(play)


async def test_10_two_supplies_a_statement_and_no_more_messages(golden: Golden) -> None:
    home, shop = two().accounts
    shop = replace(shop, supply=a_supply(supply_number=SECOND, role=Role.TENANT))
    play = await Play.of(
        "10-dos-suministros-y-baja",
        "10. Dos suministros, un estado de cuenta, y la baja",
        "Rosa tiene una casa, y alquila un local.",
        (home, [WHATSAPP]),
        (shop, []),
    )
    await play.says(PROOF)
    await play.says("también quiero ver otro suministro")
    await play.says("0000002 total 71.15")
    assert await play.says("cuanto debo en todos mis suministros") == ["debts"]
    await play.presses("Otro suministro")
    assert await play.presses("Terminado en 0001") == ["supply_chosen"]
    assert await play.says("mandeme mi estado de cuenta en pdf") == ["statement"]
    assert await play.says("por que me escriben?") == ["why"]
    assert await play.says("ya no me manden mensajes") == ["stopped"]
    golden.holds(play)


async def test_11_somebody_who_speaks_english(golden: Golden) -> None:
    play = await Play.of(
        "11-una-persona-que-habla-ingles",
        "11. Una persona que habla inglés",
        "Kate alquila la casa de Rosa y no habla español.",
        rosa(supply=a_supply(role=Role.TENANT)),
        speaker="Kate",
    )
    assert await play.says("hello, do you speak english?") == ["language_set"]
    assert await play.says("how much do I owe?") == ["ask_supply"]
    assert (await play.says("supply 0000001, total 45.60"))[-1] == "debt"
    assert await play.says("can I pay in instalments?") == ["plan_compare"]
    assert await play.says("I want to talk to a person please") == ["person"]
    golden.holds(play)
