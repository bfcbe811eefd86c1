"""What is said most, in few and plain words."""

from receivables.model.reading.intents import Intent

PHRASES: dict[Intent, str] = {
    Intent.CLAIM: """
disculpe en la casa solo somos dos y estamos todo el día fuera por qué será que el consumo sale tan alto
casi me da un infarto al ver el recibo, por qué tanto
por qué la factura llegó tan alta
me llegó la factura muy cara, a qué se debe
por qué subió el valor de la factura este mes
por qué me llegó tan caro
xq me yego tan caro el recivo
porque subio tanto mi recibo
a qué se debe que este mes haya subido
por que tan caro
POR QUE ME VIENE TAN ALTO SI VIVO SOLA
por qué me llegó doble este mes
buenas joven, mi recibo ha venido alto y quiero saber el motivo
cuál es la razón del aumento
me vino 200 lucas, a qué se debe
qué pena la molestia pero no entiendo por qué subió la factura
por qué me salió tan cara la boleta del agua este bimestre
por qué vino más cara la cuenta este mes po
mi papá no entiende su recibo, dice que le aumentaron 15 soles y quiere saber de qué
por qué tan alto mi recibo
por qué subió
por qué aumentó mi consumo
me llegó alto el recibo, cuál será el motivo
me llegó más que el mes pasado, por qué
xq bino tan caro
xke tan alto mi resibo
qué pasó que vino tan alto
por qué me cobran tan caro
ha venido carísimo el recibo
demasiado caro el recibo de este mes
me están cobrando muy alto
por qué me viene tanto si consumo poco
el monto que me cobran no cuadra
el monto está equivocado
monto errado en el recibo
no coincide el cobro con mi consumo
el importe no es el que corresponde
me llegó un cobro que no entiendo y no lo acepto
me cobran algo que no he pedido
yo no reconozco ese cobro
me siguen cobrando aunque cerraron mi servicio
me cobran por días en que no hubo agua
deben descontarme los días sin agua
cómo objeto mi recibo
quiero impugnar un cobro
quiero disputar mi factura
qué hago si no estoy de acuerdo con el cobro
cómo es el trámite para reclamar
qué pasos sigo para poner un reclamo
nadie me solucionó en la oficina
me atendieron mal por teléfono y quiero dejar constancia
el que me atendió no me resolvió
el cobrador me maltrató, quiero quejarme
pésimo servicio, quiero dejar mi queja
el agua está carísima
qué caro está el agua
no debo esa plata
yo no debo nada a ustedes
esa cantidad no la debo
está mal hecha la cuenta
hay un error en la facturación
revisen mi recibo porque está errado
""",
    Intent.DEBT_QUERY: """
cuánto debo en todos mis suministros
la deuda de todas mis casas
hasta cuándo puedo pagar
cuánto suman todas mis cuentas
consultar saldo
consulta de deuda
quiero consultar cuánto debo
quiero saber mi saldo pendiente
necesito saber el monto a pagar
dígame el monto nada más
solo quiero saber cuánto es
no quiero hablar con nadie, solo dígame cuánto debo
sin asesor, solo el monto
a cuánto asciende mi deuda
cuál es mi deuda total
total a pagar
monto pendiente
cuál es mi fecha de vencimiento
fecha de vencimiento de mi recibo
cuándo se vence
qué día vence mi recibo
cuál es el último día para pagar
hasta qué día tengo plazo
tengo recibos vencidos?
tengo pagos pendientes
estoy al corriente?
tengo algo pendiente con ustedes
cuánto me falta pagar
me puede decir cuánto debo
quisiera saber mi estado de deuda
mi deuda por favor
deuda de agua
cuánto salió el agua este mes
cuánto es lo mío
cuánto me vino
saldo actual
quiero ver mi saldo
""",
    Intent.PAYMENT_METHODS: """
medios de pago disponibles
qué medios de pago aceptan
cuáles son las formas de pagar
por dónde puedo pagar
canales de pago
opciones de pago que tienen
dónde se paga
cómo hago el pago
cómo se paga el recibo
cómo pago mi deuda
quiero realizar el pago de mi recibo
deseo pagar mi deuda
pagar mi recibo
pagar mi factura
pagar por internet
pago en línea
pagar con tarjeta de crédito
aceptan tarjeta de débito
puedo hacer transferencia
me da un link para pagar
páseme el enlace de pago
puedo pagar con daviplata
puedo pagar por pse
puedo pagar en el oxxo
se puede pagar en mercado pago
puedo pagar en rapipago o pago fácil
cuánto demora en verse el pago
en cuánto tiempo se acredita el pago
quiero pagar ahora mismo, cómo hago
horario de atención
dónde queda la oficina
a qué hora cierran la caja
""",
    Intent.HARDSHIP: """
no puedo pagar ahora
por el momento no puedo pagar
no tengo para pagar
no me alcanza para pagar
no cuento con dinero
no tengo plata ahorita
estoy sin un sol
estoy aguja
ando misio
estoy quebrada
me quedé sin empleo
perdí mi trabajo
estoy sin chamba
soy madre soltera y no me alcanza
estoy pasando una mala situación
mi situación económica es difícil
estoy mal de salud y sin ingresos
tengo un familiar enfermo y gasté todo
no tengo ingresos este mes
estoy muy complicado de dinero
este mes se me complicó
se me hace imposible pagar
la estoy pasando mal económicamente
""",
    Intent.INSTALMENT_REQUEST: """
puedo pagar por partes
puedo pagar una parte y luego lo demás
se puede hacer un pago parcial
quiero dar una parte
quiero pagar en cuotas
me pueden dar cuotas
cuántas cuotas me dan
necesito más cuotas
denme facilidades para pagar
qué facilidades me dan
qué alternativas hay para pagar lo que debo
qué opciones me dan para la deuda
opciones para regularizar mi deuda
quiero llegar a un acuerdo de pago
quiero negociar
quiero financiar mi deuda
quiero un plan para pagar
no puedo pagar todo de golpe, hay cuotas?
no llego a pagar todo junto
no puedo todo de una vez
me lo pueden dividir
a cuántos meses me lo dejan
acepto pagar en cuotas
quiero acogerme al fraccionamiento
""",
    Intent.PAYMENT_PROMISE: """
voy a pagar
ya voy a pagar
sí voy a pagar
pagaré pronto
ahorita pago
en un rato pago
hoy mismo pago
mañana sin falta pago
pago la próxima semana
la semana que viene pago
cuando cobre pago
necesito unos días más
necesito más plazo
deme un poco más de tiempo
espéreme hasta la quincena
pago a fin de mes
me comprometo a pagar
le pago el lunes
ese día pago
me pagan el 30 y ahí cancelo
puedo pagar el viernes?
te pago mañana
""",
    Intent.ALREADY_PAID: """
ya está pagado mi recibo
ya fue pagado
eso ya lo pagué
eso ya se pagó
pago realizado
pago hecho
ya hice el pago
ya transferí
pagué ayer en el banco
ya está cancelado
hice el depósito y sigue saliendo deuda
pagué y todavía me aparece la deuda
por qué sigo con deuda si ya pagué
mi pago no aparece
ya no debo, ya pagué
ya saldé mi deuda
tengo mi voucher de pago
aquí está mi comprobante
""",
    Intent.BILL_EXPLANATION: """
los intereses
quiero ver el detalle
esos intereses de qué son
""",
}
