"""What people want, in the words that they use here. All sentences are ours but those of the shared data."""

import csv
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from receivables.model.intent import read
from receivables.model.money import Money
from receivables.model.reading.days import Day
from receivables.model.reading.intents import Intent

TODAY = date(2024, 1, 8)
SAID = {
    Intent.OPT_OUT: """
        BAJA; baja por favor; Alto; PARAR; deténgase; STOP; no me escriban; ya no me manden mensajes
        quiero darme de baja; no me escriban más por favor; no quiero recibir mensajes
        bórrenme de la lista; no me llamen
        basta ya; eliminen mi número; déjenme tranquila; no más avisos
        dejen de escribirme; bajaaa; no me vuelvan a llamar
    """,
    Intent.OPT_IN: (
        "ALTA; alta por favor; quiero volver a recibir los avisos; quiero recibir avisos; ya pueden escribirme;"
        "me pueden volver a escribir"
    ),
    Intent.WRONG_PERSON: """
        no soy yo; número equivocado; se equivocaron de número; este número no es de esa persona; no conozco a ese señor
        esa persona no vive aquí; ya no vive acá
    """,
    Intent.DECEASED: """
        el titular falleció; mi papá ha fallecido en marzo; mi esposo era el titular y ya no está; mi mamá murió
        el señor ya murió hace un año; la dueña está muerta; soy la viuda del titular; quedé viuda; mi difunto padre
        el finado era mi tío; que en paz descanse; mi hermano descansa en paz; QEPD; mi abuelo ya no está con nosotros
        tengo la partida de defunción; mi padre partió al cielo; perdió la vida en un accidente; lo enterramos ayer
        mi esposa ya no está entre nosotros; por el deceso de mi madre; el titular ya no existe; murieron mis padres
        estamos en el velorio de mi tía; mi abuelita pasó a mejor vida; su fallecimiento fue en enero
    """,
    Intent.CRISIS: "ya no quiero vivir; me quiero morir; voy a suicidarme; quiero quitarme la vida",
    Intent.DEBT_QUERY: """
        ¿cuánto debo?; cuanto devo; q debo; cuánto es mi deuda; mi saldo; deuda; saldo; ¿tengo deuda?; cuándo vence
        hola, buenas, cuánto tengo que pagar; cuántos recibos debo; ¿estoy al día?
        hasta cuándo puedo pagar
    """,
    Intent.BILL_EXPLANATION: """
        ¿por qué?; por qué debo tanto; de qué; detalle; quiero ver el detalle; ¿de qué es?; qué me están cobrando
        explíqueme mi recibo; los intereses; desglose
    """,
    Intent.PAYMENT_METHODS: """
        ¿dónde pago?; dónde puedo cancelar; puedo pagar por yape?; quiero pagar; dónde queda la oficina
        a qué hora atienden
        formas de pago; ¿aceptan tarjeta?; cómo pago
    """,
    Intent.INSTALMENT_REQUEST: """
        quiero fraccionar; en 12 cuotas; puedo pagar en partes?; fraccionar en 6; quiero un convenio; quiero refinanciar
        facilidades de pago; en 6 meses dando 100 de inicial; cuánto sería en 10 meses
    """,
    Intent.PAYMENT_PROMISE: """
        pago el viernes; mañana pago; el 15; 15/01; a fin de mes cancelo; voy a pagar; quiero cancelar el viernes
        no puedo pagar hoy, pago el lunes; me puede esperar hasta el viernes; deme un plazo; la próxima semana pago
    """,
    Intent.ALREADY_PAID: """
        ya pagué; ya cancelé mi recibo; ya pague ayer; pagué el viernes; cancelé el recibo el lunes; hice el pago ayer
        acabo de pagar; ya está pagado; ya lo he cancelado
    """,
    Intent.CLAIM: """
        quiero reclamar; el recibo vino muy alto; me cobran de más; no estoy conforme
        error en mi recibo; no debo nada
    """,
    Intent.RECONNECTION: """
        ¿por qué me cortaron?; por qué cerraron mi servicio
        me cortaron el agua; cuándo me reconectan; ya pagué y sigo sin agua; quiero la reapertura
    """,
    Intent.OUTAGE_LEAK: "no hay agua; hay una fuga en mi calle; baja presión; el desagüe está atorado",
    Intent.HUMAN: """
        asesor; una persona por favor; quiero hablar con alguien; páseme con un operador; ¿es un robot?; no me entiende
    """,
    Intent.HARDSHIP: "no tengo plata; estoy sin trabajo; no me alcanza; no puedo pagar",
    Intent.WHY_WRITING: """
        ¿por qué me escriben?; xq me escriben; quiénes son ustedes; por qué me mandan mensajes
        ¿por qué me están escribiendo?; por qué me siguen llamando; para qué me escriben; con qué derecho me escriben
        con qué permiso me mandan avisos; de dónde sacaron mi número; de dónde tienen mi celular
        cómo consiguieron mi número; quién les dio mi celular; quién les pasó mi número; cómo saben mi número
        yo no les di permiso; nunca les di mi número; yo no autoricé estos mensajes; no acepté recibir avisos
        yo no les he dado permiso; quién los autorizó; quién les dio permiso para escribirme; de parte de quién
        cuál es el motivo de este mensaje; a qué se debe este mensaje; por qué recibo estos mensajes
        por qué me llegan mensajes de ustedes; ¿por qué no me escriben?; ¿por qué ya no me escriben?
    """,
    Intent.AUTHENTICITY: """
        ¿es real?; ¿ES REAL?; es real?; ¿Es real este mensaje?; es verdad este mensaje?; ¿este mensaje es de ustedes?
        ¿cómo sé que son ustedes?; como se que es de la empresa; ¿es estafa?; ¿es una estafa?; esto es un fraude
        parece estafa; ¿no será una estafa?; estafa; ¿Me quieren estafar?; están suplantando a la empresa
        este mensaje es real; ¿el mensaje es falso?; ese correo es falso?; este sms es verdadero; ¿es oficial?
        ¿de verdad son ustedes?; ¿ustedes me enviaron este mensaje?; uds mandaron este aviso?
        quiero verificar este mensaje; cómo compruebo que el mensaje es de ustedes; quiero saber si este aviso es real
        verificar código K7QX-3M9P; K7QX-3M9P; k7qx 3m9p; k7qx3m9p; mi código es K7QX-3M9P; código del mensaje
        ¿el código K7QX-3M9P es real?; hola, código K7QX-3M9P por favor; K7OX-3M9P; el código es ABCD-12E4
        ¿cómo puedo estar seguro de que son ustedes?; ¿es confiable?; ¿puedo confiar?; es trucho?; ¿esto es bamba?
        ¿es autentico?; ¿es cierto este aviso?; se hacen pasar por la empresa; me llegó un sms, ¿es real?
        ¿cómo sé que no es una estafa?; ¿este aviso es suyo?; ¿es de verdad?; ¿son de confianza?
        necesito confirmar si el mensaje es real; cómo verifico que no sea un fraude; es un engaño?
        ¿este enlace es seguro o es falso?
    """,
    Intent.AGREEMENT_STATUS: "tengo un convenio; cuántas cuotas me faltan; mi próxima cuota",
    Intent.BILL_REQUEST: "necesito mi recibo; envíeme el recibo; copia de mi recibo",
    Intent.THIRD_PARTY_DATA: "a nombre de quién está el suministro 0103768; deuda de mi vecino",
    Intent.LEGAL_THREAT: "los voy a denunciar; mi abogado les escribirá; me voy a indecopi",
    Intent.POLICY_QUESTION: "¿hay descuento?; qué pasa si no pago una cuota; cuánto interés cobran",
    Intent.CHANGE_SUPPLY: "otro suministro; quiero cambiar de suministro; tengo otra casa",
    Intent.GREETING: "hola; holaaa; buenas tardes; /start; buen día; qué tal",
    Intent.THANKS_BYE: "gracias; muchas gracias; chau; ok gracias",
    Intent.AFFIRM: "sí; sí, claro; ya; dale; de acuerdo; correcto; 👍",
    Intent.DENY: "no; no, gracias; mejor no; todavía no",
    Intent.ABUSE: "ladrones; son unos rateros; idiota",
    Intent.IDENTIFY: "0103768; suministro 0103768 recibo R2312-000123; mi suministro es 0103768 y el total 45.60",
}


@pytest.mark.parametrize("intent", SAID)
def test_what_people_say_is_understood(intent: Intent) -> None:
    said = [each.strip() for line in SAID[intent].splitlines() for each in line.split(";") if each.strip()]
    readings = {each: read(each, None, None, TODAY) for each in said}
    assert readings
    assert {
        each: (it.intent, it.sure) for each, it in readings.items() if it.intent is not intent or not it.sure
    } == {}


@pytest.mark.parametrize(
    ("said", "options"),
    [
        ("cancelar", {Intent.PAYMENT_METHODS, Intent.OPT_OUT}),
        ("pague el viernes", {Intent.ALREADY_PAID, Intent.PAYMENT_PROMISE}),
        ("no es mi deuda", {Intent.WRONG_PERSON, Intent.CLAIM, Intent.DEBT_QUERY}),
        ("quiero dar de baja el servicio", {Intent.OPT_OUT, Intent.HUMAN}),
        ("no soy el titular, soy el inquilino", {Intent.WRONG_PERSON, Intent.HUMAN}),
        ("no voy a pagar", {Intent.INSTALMENT_REQUEST, Intent.CLAIM}),
        ("no he pagado", {Intent.PAYMENT_METHODS}),
        ("asdfgh", set()),
    ],
)
def test_what_could_mean_two_things_is_asked(said: str, options: set[Intent]) -> None:
    reading = read(said, None, None, TODAY)
    assert not reading.sure
    assert set(reading.options) >= options


@pytest.mark.parametrize("said", ["el recibo vino muy alto", "hay baja presión", "quiero detener el corte"])
def test_words_of_the_opt_out_inside_another_wish_do_not_stop_anything(said: str) -> None:
    assert read(said, None, None, TODAY).intent is not Intent.OPT_OUT


@pytest.mark.parametrize(
    "said",
    [
        "se me murió el celular", "murió mi perro", "estoy muerta de hambre", "el medidor está muerto",
        "mi hijo era el titular y ya no vive aquí", "su señora ya no está en casa", "ya no está disponible",
    ],
)  # fmt: skip
def test_not_every_loss_is_a_death(said: str) -> None:
    reading = read(said, None, None, TODAY)
    assert Intent.DECEASED not in (reading.intent, *reading.also, *reading.options)


def test_what_protects_comes_before_what_asks() -> None:
    for said in (
        "cuánto debo, pero no me escriban más",
        "no me llamen, ya pagué",
        "no quiero asesor, no me escriban",
    ):
        assert read(said, None, None, TODAY).intent is Intent.OPT_OUT
    assert read("no soy yo, ¿cuánto debe?", None, None, TODAY).intent is Intent.WRONG_PERSON
    assert read("no me escriban, ya no quiero vivir", None, None, TODAY).intent is Intent.CRISIS


@pytest.mark.parametrize(
    "said", ["porque no me llamen", "no me escriban, ¿por qué me escriben?", "saquen mi número"]
)
def test_a_demand_beside_a_question_is_a_demand(said: str) -> None:
    assert read(said, None, None, TODAY).intent is Intent.OPT_OUT


def test_who_asks_why_they_were_cut_asks_for_the_reason_too() -> None:
    assert Intent.WHY_WRITING in read("¿por qué me cortaron el agua?", None, None, TODAY).also
    assert read("¿por qué no me mandan mi recibo?", None, None, TODAY).intent is Intent.BILL_REQUEST


def test_one_message_may_want_two_things() -> None:
    reading = read("ya pagué y sigo sin agua", None, None, TODAY)
    assert reading.intent is Intent.RECONNECTION
    assert Intent.ALREADY_PAID in reading.also


def test_numbers_and_days_are_read_with_the_wish() -> None:
    reading = read("quiero fraccionar en 6 cuotas con 50 soles de inicial", None, None, TODAY)
    assert (reading.instalments, reading.down_payment) == (6, Money.of("50"))
    assert read("pago el viernes", None, None, TODAY).day == Day(date(2024, 1, 12))
    reading = read("suministro 0103768 total S/ 45,60", None, None, TODAY)
    assert (reading.codes, reading.amounts) == (("0103768",), (Money.of("45.60"),))


@pytest.mark.parametrize(
    ("expecting", "said", "intent"),
    [
        ("plan", "6", Intent.INSTALMENT_REQUEST),
        ("plan", "en doce", Intent.INSTALMENT_REQUEST),
        ("plan", "y en 3", Intent.INSTALMENT_REQUEST),
        ("promise_date", "15", Intent.PAYMENT_PROMISE),
        ("promise_date", "el viernes", Intent.PAYMENT_PROMISE),
        ("proof", "45.60", Intent.IDENTIFY),
        ("proof", "45", Intent.IDENTIFY),
        ("supply", "123", Intent.IDENTIFY),
        ("promise_confirm", "sí, confirmo", Intent.AFFIRM),
        ("promise_confirm", "ya gracias", Intent.AFFIRM),
        ("promise_confirm", "no, gracias", Intent.DENY),
    ],
)
def test_a_bare_answer_belongs_to_the_question(expecting: str, said: str, intent: Intent) -> None:
    reading = read(said, None, expecting, TODAY)
    assert (reading.intent, reading.sure) == (intent, True)


def test_buttons_mean_what_they_say() -> None:
    assert read("", "debt", None, TODAY).intent is Intent.DEBT_QUERY
    assert read("", "plan:6", None, TODAY).instalments == 6
    assert read("", "due:2024-01-12", None, TODAY).day == Day(date(2024, 1, 12))
    assert read("", "yes:2024-01-12", None, TODAY).intent is Intent.AFFIRM
    assert not read("", "due:2024-13-45", None, TODAY).sure
    assert not read("", "nothing", None, TODAY).sure


def test_a_voice_note_or_a_photo_is_no_text() -> None:
    assert read("", None, None, TODAY).intent is Intent.NOT_TEXT
    assert read("   ", None, None, TODAY).intent is Intent.NOT_TEXT


@given(
    st.text(max_size=300),
    st.sampled_from([None, "supply", "proof", "plan", "promise_date", "promise_confirm"]),
)
def test_any_text_is_read(text: str, expecting: str | None) -> None:
    reading = read(text, None, expecting, TODAY)
    assert reading.sure or reading.intent is (reading.options or (Intent.OUT_OF_SCOPE,))[0]


def test_real_messages_are_understood_and_never_acted_on_wrongly(shared_data: Path) -> None:
    """What acts (an opt-out, a closed address, a pause, a hand-over) has to be right; the rest may be asked."""
    acting = {Intent.OPT_OUT, Intent.WRONG_PERSON, Intent.ALREADY_PAID, Intent.PAYMENT_PROMISE, Intent.OPT_IN}
    tally: Counter[str] = Counter()
    wrong_acts = []
    with (shared_data / "utterances" / "utterances_es.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            reading = read(row["text"], None, None, TODAY)
            right = reading.intent.value in {row["intent"], *row["also"].split(";")}
            tally["asked" if not reading.sure else "right" if right else "wrong"] += 1
            if reading.sure and not right and reading.intent in acting:
                wrong_acts.append(row["id"])
    assert wrong_acts == []
    assert tally["right"] / tally.total() > 0.75
    assert tally["wrong"] / tally.total() < 0.03


def test_a_count_of_instalments_is_no_supply_number() -> None:
    found = read("¿puedo pagar en 6 cuotas?", None, "supply", date(2024, 1, 8))
    assert (found.instalments, found.codes) == (6, ())


@pytest.mark.parametrize(
    ("said", "code", "codes"),
    [
        ("¿es real?", None, ()),
        ("¿es real k7qx3m9p?", "K7QX-3M9P", ()),
        ("K7QX – 3M9P", "K7QX-3M9P", ()),
        ("KTQX-3N9P ¿es de ustedes este mensaje?", "KTQX-3N9P", ()),
        ("es real 2345-67A9, mi suministro es 0103768", "2345-67A9", ("0103768",)),
        ("¿es real el código K1OX-0M9P?", "K1OX-0M9P", ()),
    ],
)
def test_the_code_that_is_doubted_is_no_number_of_a_supply(
    said: str, code: str | None, codes: tuple[str, ...]
) -> None:
    reading = read(said, None, None, TODAY)
    assert (reading.intent, reading.code, reading.codes) == (Intent.AUTHENTICITY, code, codes)


@pytest.mark.parametrize(
    "said",
    [
        "la deuda no es real",
        "mi consumo no es real",
        "suministro 0103768 recibo F234-5678",
        "mi recibo es R2312-000123",
        "quiero reclamar K7QX-3M9P",
    ],
)
def test_not_every_doubt_is_about_a_message(said: str) -> None:
    reading = read(said, None, None, TODAY)
    assert reading.intent is not Intent.AUTHENTICITY
    assert reading.code is None


def test_where_a_bill_is_asked_for_a_code_may_be_its_number() -> None:
    assert read("F234-5678", None, "proof", TODAY).intent is Intent.IDENTIFY
    assert read("¿es real?", None, "proof", TODAY).intent is Intent.AUTHENTICITY
