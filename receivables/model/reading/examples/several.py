"""Messages that want two things or three: what the classifier must not take for one."""

from receivables.model.reading.intents import Intent

MULTI: tuple[tuple[str, tuple[Intent, ...]], ...] = (
    ("ya pagué y me cortaron el agua", (Intent.ALREADY_PAID, Intent.RECONNECTION)),
    ("cuánto debo y dónde pago", (Intent.DEBT_QUERY, Intent.PAYMENT_METHODS)),
    ("me quedé sin trabajo, puedo pagar en cuotas?", (Intent.HARDSHIP, Intent.INSTALMENT_REQUEST)),
    ("no hay agua y encima me viene caro el recibo, quiero reclamar", (Intent.OUTAGE_LEAK, Intent.CLAIM)),
    ("mándeme el recibo y dígame hasta cuándo puedo pagar", (Intent.BILL_REQUEST, Intent.DEBT_QUERY)),
    ("ya cancelé, ya no me escriban", (Intent.ALREADY_PAID, Intent.OPT_OUT)),
    ("me vino muy caro, por qué? quiero hablar con alguien", (Intent.BILL_EXPLANATION, Intent.HUMAN)),
    (
        "cuánto debo, si se puede en cuotas me avisa, el viernes doy la inicial",
        (Intent.DEBT_QUERY, Intent.INSTALMENT_REQUEST, Intent.PAYMENT_PROMISE),
    ),
    ("se equivocaron de número, bórrenme de la lista", (Intent.WRONG_PERSON, Intent.OPT_OUT)),
    ("mi medidor está malogrado y por eso reclamo el recibo", (Intent.METER, Intent.CLAIM)),
    ("hice un reclamo hace un mes y ahora me cortan", (Intent.CLAIM_STATUS, Intent.CUT_STATUS)),
    ("el lunes pago pero no me corten", (Intent.PAYMENT_PROMISE, Intent.CUT_STATUS)),
    ("mi papá falleció y quiero poner el recibo a mi nombre", (Intent.DECEASED, Intent.CONTACT_CHANGE)),
    ("páguenle a su abuela rateros, los voy a denunciar a Sunass", (Intent.ABUSE, Intent.LEGAL_THREAT)),
    (
        "cuántas cuotas me faltan y dónde pago la de este mes",
        (Intent.AGREEMENT_STATUS, Intent.PAYMENT_METHODS),
    ),
    ("quién les dio mi número? no me escriban", (Intent.WHY_WRITING, Intent.OPT_OUT)),
    ("pagué ayer, aquí el voucher, cuándo me reconectan", (Intent.ALREADY_PAID, Intent.RECONNECTION)),
    ("no tengo plata, no me corten el agua tengo un bebé", (Intent.HARDSHIP, Intent.CUT_STATUS)),
    ("me manda mi factura y me dice dónde puedo abonar", (Intent.BILL_REQUEST, Intent.PAYMENT_METHODS)),
    ("es estafa esto? yo ya pagué todo", (Intent.AUTHENTICITY, Intent.ALREADY_PAID)),
    ("hay descuento si pago todo? y cuánto es el total", (Intent.POLICY_QUESTION, Intent.DEBT_QUERY)),
    ("estoy enfermo y no puedo pagar, quiero hablar con una persona", (Intent.HARDSHIP, Intent.HUMAN)),
    ("por qué subió tanto, están robando, voy a Sunass", (Intent.BILL_EXPLANATION, Intent.LEGAL_THREAT)),
    (
        "cambien mi número de celular y mándenme el recibo ahí",
        (Intent.CONTACT_CHANGE, Intent.BILL_REQUEST),
    ),
    ("me cortaron, cuánto tengo que pagar para que abran", (Intent.RECONNECTION, Intent.DEBT_QUERY)),
    ("muchas gracias, y la reconexión cuánto cuesta?", (Intent.THANKS_BYE, Intent.POLICY_QUESTION)),
    ("quiero ver mis pagos y cuánto me falta", (Intent.PAYMENT_HISTORY, Intent.DEBT_QUERY)),
    ("reclamo el de octubre y fraccióneme el resto", (Intent.CLAIM, Intent.INSTALMENT_REQUEST)),
    ("no soy el titular, soy inquilina, cuánto se debe", (Intent.WRONG_PERSON, Intent.DEBT_QUERY)),
    ("hay una fuga en mi vereda y el medidor corre solo", (Intent.OUTAGE_LEAK, Intent.METER)),
)
"""Each with its wishes, in the order in which they were said."""
