"""How it is said in Colombia, and a little in Mexico, Argentina and Chile."""

from receivables.model.reading.intents import Intent

PHRASES: dict[Intent, str] = {
    Intent.DEBT_QUERY: """
cuál es el saldo de mi factura
cuánto debo de la factura del agua
me regala el valor a pagar
me confirma el valor pendiente de la factura
por cuánto llegó la factura
qué valor tengo en mora
cuántas facturas vencidas tengo
cuánto traigo de deuda con el agua
cuánto debo de boletas
""",
    Intent.BILL_EXPLANATION: """
qué es el cargo fijo de acueducto
por qué me cobran contribución
me colabora explicando los cobros de la factura
qué es eso de otros cobros en la factura
""",
    Intent.BILL_REQUEST: """
no me llegó la factura
me envía la factura por favor
me regala el duplicado de la factura
cómo descargo la factura
necesito la factura del mes pasado
me pueden mandar la factura al correo
la factura física no llegó al apartamento
""",
    Intent.PAYMENT_METHODS: """
dónde pago la factura
puedo pagar la factura por internet
en qué corresponsal puedo pagar
puntos de recaudo
pago por pse
cómo abono a la factura
con qué referencia pago la factura
el código de barras no lo leen en el punto de pago
""",
    Intent.PAYMENT_HISTORY: """
me regala los pagos que he hecho a la factura
cuándo fue el último abono
qué facturas he pagado este año
histórico de pagos de la matrícula
me confirma los abonos registrados
""",
    Intent.PAYMENT_PROMISE: """
yo le abono el viernes sin falta
me da espera hasta el 30
el lunes consigno
la otra semana cancelo la factura
en la quincena pago la factura
me da un plazo para pagar la factura, el 15 cancelo
deme chance hasta el sábado
""",
    Intent.ALREADY_PAID: """
esa factura ya la pagué
la factura ya se canceló
yo ya aboné
ya hice la consignación
ya pagué por el corresponsal
ya pagué la factura y me sale en mora
adjunto soporte de pago
le mando el soporte del pago
aquí le envío la tirilla del pago
""",
    Intent.INSTALMENT_REQUEST: """
quiero hacer un acuerdo de pago
me pueden financiar la factura
financiación de la deuda
quiero diferir el pago a seis meses
cómo hago para financiar lo que debo de acueducto
puedo pagar la factura en contados
me colabora con un acuerdo para pagar por cuotas
parcialidades
""",
    Intent.AGREEMENT_STATUS: """
cómo va mi acuerdo de pago de la factura
cuántas cuotas me faltan del acuerdo
me confirma el saldo de la financiación
la financiación ya quedó registrada?
qué cuota de la financiación me llega este mes
""",
    Intent.POLICY_QUESTION: """
cuánto interés de mora cobran por la factura
qué pasa si no pago la factura
con cuántas facturas suspenden
cuánto vale la reconexión
hay descuento por pronto pago de la factura?
a cuántas cuotas financian como máximo
hay alivios para los usuarios de estrato 1 y 2?
""",
    Intent.HARDSHIP: """
estoy sin trabajo y no tengo cómo pagar la factura
estoy muy mal económicamente, me colabora
no tengo con qué pagar la factura
la situación está dura, no hay plata
soy madre cabeza de hogar y no me alcanza
vivo del rebusque
me quedé sin empleo y tengo tres niños
""",
    Intent.CLAIM: """
quiero poner un reclamo por la factura
quiero radicar una petición por el cobro
presentar PQR
PQR
la factura está mal, quiero reclamar
me están cobrando un consumo que no es
no estoy de acuerdo con la factura
me cobran aseo y el lote está vacío, reclamo
pongo la queja porque me cobran de más
""",
    Intent.CLAIM_STATUS: """
en qué va mi reclamo de la factura
en qué va el radicado
ya respondieron mi petición?
cuándo me contestan la PQR
estado de mi PQR
puse una PQR y no me han contestado
número de radicado 12345, qué razón hay
""",
    Intent.OUTAGE_LEAK: """
no hay agua en el barrio
se fue el agua en el sector
hay una fuga en la calle
un tubo roto en la cuadra
a qué hora llega el agua al barrio
llevamos todo el día sin servicio de agua
está saliendo agua de la alcantarilla
""",
    Intent.RECONNECTION: """
me suspendieron el servicio y ya pagué
cuándo me reconectan el acueducto
ya cancelé la factura, cuándo reconectan
solicito la reconexión del servicio de acueducto
vinieron y me quitaron el agua, ya pagué
""",
    Intent.HUMAN: """
me comunica con un asesor
quiero hablar con un funcionario
necesito hablar con servicio al cliente
me puede llamar un asesor
páseme a un asesor humano
""",
    Intent.OPT_OUT: """
no me manden más mensajes de cobro
no autorizo el tratamiento de mis datos
retiren mis datos de la base
dejen de mandarme mensajes de la factura
ya no me escriba más, qué pena
""",
    Intent.WRONG_PERSON: """
yo no soy esa persona, está equivocado
ese señor ya no vive en el apartamento
esa matrícula no es mía
yo no tengo servicio con ustedes
""",
    Intent.LEGAL_THREAT: """
voy a ir a la Superintendencia
les voy a poner una tutela
voy a hablar con el abogado
voy a poner la queja en la Superservicios
""",
}
