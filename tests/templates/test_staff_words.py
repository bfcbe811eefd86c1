"""What staff may write to customers, and the answers that stand ready for them."""

import pytest

from templates.staff_words import Canned, canned, refused_in_answer
from tests.support.build import a_policy
from tests.support.readability import szigriszt

READY = canned("es_PE", a_policy())
LISTS_PLACES = {"offices"}
"""Names and addresses of offices are no text of ours to be made shorter."""


@pytest.mark.parametrize("answer", READY, ids=lambda each: each.key)
def test_a_ready_answer_may_be_sent_and_is_easy_to_read(answer: Canned) -> None:
    assert refused_in_answer(answer.text) == ()
    assert answer.key in LISTS_PLACES or szigriszt(answer.text) >= 65


def test_ready_answers_carry_the_facts_of_the_utility_and_have_names_of_their_own() -> None:
    texts = {each.key: each.text for each in READY}
    assert len(texts) == len(READY) >= 8
    assert a_policy().offices[0].address in texts["offices"]
    assert canned("xx", a_policy()) == ()


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        ("Si no paga, lo van a embargar.", ("embargar",)),
        ("Yapee al 900000009", ("Yapee al 900000009",)),
        ("Mi cuenta es 191-23456789-0-12", ("191-23456789-0-12",)),
        ("Entre a https://ejemplo.org/pago", ("https://ejemplo.org/pago",)),
        ("Buen día, su recibo 0001-123456 vence el 20/01/2024. Llame al +51 900 000 000.", ()),
    ],
)
def test_threats_wallets_and_accounts_are_found_as_they_stand(text: str, refused: tuple[str, ...]) -> None:
    assert refused_in_answer(text) == refused


@pytest.mark.parametrize(
    "text",
    [
        "Transfiera al 900000009 y le anulo la deuda",
        "Págueme a mí cuando pase por su casa",
        "Deme el dinero a mí",
        "Páguele a Rosa Ejemplo",
        "Entregue el dinero al operario",
        "Pague con el gestor, yo se lo llevo",
        "Pague en www.ejemplo.org o en ejemplo.link/abc",
        "Mañana le cortamos el agua si no paga",
        "Le vamos a quitar el medidor",
        "Hablaré con su jefe y sus vecinos",
        "El abogado irá a su casa",
        "Puede ir a la cárcel",
        "Es un moroso",
        "Pague de inmediato",
        "Y a p e o p l i n",
        "p o l i c í a",
        "Depositar a mi Interbank",
    ],
)
def test_what_nobody_may_write_is_refused_however_it_is_spelled(text: str) -> None:
    assert refused_in_answer(text) != ()


@pytest.mark.parametrize(
    "text",
    [
        "Usted no está obligado a pagar antes de reclamar.",
        "Si está en peligro, llame de inmediato al 105, la policía.",
        "Llame al 113, opción 5: le escuchan a toda hora.",
        "No hay multa por reabrir.",
        "Lo atiendo de inmediato.",
        "Deme su número de suministro, por favor.",
        "Envíeme la foto de la constancia de pago.",
        "Páseme el número de su recibo.",
        "Puede pagar en la oficina de Tumbes o en un centro autorizado.",
        "Su reclamo S-2024-000012 tiene respuesta hasta el 20/02/2024.",
        "Buenos días, soy Rosa. Ya revisé su pago de S/ 45.60 del 05/01.Gracias.",
        "Un operario irá el martes entre las 9:00 a.m. y las 12:00 m.",
    ],
)
def test_what_helps_may_be_written(text: str) -> None:
    assert refused_in_answer(text) == ()
