"""More of the wishes that are heard every day: the debt, its bill and how to pay it."""

from receivables.model.reading.intents import Intent

PHRASES: dict[Intent, str] = {
    Intent.CLAIM: """
reclamación por cobro indebido
ese monto está errado, rectifíquenlo
rectifiquen la factura
me niego a pagar ese importe, no corresponde
no corresponde lo que me facturan
yo no gasto ni la mitad de eso
en mi vida he gastado tanta agua
cómo voy a gastar 50 metros cúbicos si paro fuera
eso no lo consumí yo
ahí hay un error de lectura, revísenlo
vengan a verificar mi consumo
pido inspección porque el consumo no es real
el consumo que sale no es real
quiero que me hagan una inspección, me están facturando de más
me inflaron el recibo
recibo inflado
cobro indevido
reclamo x cobro exsesivo
no reconozco ese cargo
anulen ese cargo que no he pedido
me pusieron un cargo de más
me están cargando algo que no es mío
me cobran dos veces el mismo mes
estoy en desacuerdo con la facturación
estoy en contra de ese cobro
me parece un abuso lo que me cobran, quiero que lo revisen
tengo un reclamo que hacer
para hacer un reclamo
cómo presento mi reclamo
dónde pongo mi queja
""",
    Intent.HARDSHIP: """
no tengo dinero
no tengo efectivo ni para el pan
no cuento con recursos
no cuento con el dinero
no tengo solvencia para asumir el pago
estoy sin ingresos
estoy sin sueldo
estoy enfermo en cama
me operaron y estoy de para
tengo a mi hija enferma
mi bebé está enfermito y todo es gasto
el sueldo mínimo no da para más
mi esposo está preso y yo no trabajo
mi marido nos abandonó
estamos en crisis en la casa, nadie trabaja
todos en casa estamos desempleados
no hay venta
no hay negocio, está muerto todo
se me enfermó la señora
perdí todo en el incendio
el huaico se llevó todo
por las lluvias no hay trabajo
estoy mal de salud y sin plata
tenga piedad que no hay plata
compréndame por favor estoy en una mala racha
no sé de dónde voy a sacar para pagar
no puedo pagar ahorita estoy mal económicamente
no me es posible pagar, mi situación es crítica
estoy con las justas
vivo de la caridad de mis vecinos
""",
    Intent.POLICY_QUESTION: """
qué pasa con mi deuda si no la pago nunca
qué consecuencias tiene no pagar
cuántos recibos hay que deber para que corten
a partir de cuántos meses de deuda cortan
cuánto de interés cobran al mes
por atrasarme cuánto me cobran
el interés corre todos los días?
hacen descuentos?
me pueden hacer un descuentito
quiero un descuento
perdonan los intereses si pago al contado?
hay perdón de deuda
algún beneficio por pagar todo junto?
cuándo sale la amnistía este año
puedo pedir otra fecha de pago todos los meses
se puede mover el día de vencimiento
cuántas cuotas como máximo permiten
cuánto es el mínimo de inicial
el fraccionamiento cobra interés?
qué pasa si dejo de pagar el convenio
qué pasa si no pago una cuota
si no cumplo me cortan?
cuánto sale la reconexión
qué costo tiene reconectar
es obligatorio pagar todo o aceptan una parte?
el inquilino está obligado a pagar?
la deuda pasa a mis hijos si yo falto?
cómo funciona el fraccionamiento
explíqueme cómo es eso del convenio
cuáles son las reglas para dar cuotas
me cobran algo por hacer el convenio?
reclamar cuesta?
mientras reclamo tengo que pagar?
""",
    Intent.PAYMENT_METHODS: """
adónde pago
lugares de pago
lugar para pagar
en qué banco pago
en qué bancos se puede pagar
bancos
con yape cómo hago
se puede con yape o plin
puedo pagar por transferencia
cuenta para transferir
número de cuenta corriente
cuál es su cuenta bancaria
link de pago
envíeme un enlace para pagar
pagar con tarjeta de débito
puedo pagar en línea
pago online
por la página web se puede pagar?
en el supermercado se puede pagar?
oficinas para pagar
horario de la oficina de pagos
a qué hora cierra caja
qué días atienden para pagar
cómo se paga
quiero hacer un pago
quiero realizar el pago de mi deuda
quiero pagar mi recibo
deseo pagar mi deuda total
voy a pagar, pásame los datos
listo para pagar, por dónde
puedo abonar cien soles nomás?
quiero dar algo a cuenta, dónde
qué datos necesito para pagar en el agente
""",
    Intent.ALREADY_PAID: """
ya se pagó
ya lo cancelé
ya cancelé todo
ya cancelamos
ya pagamos ese recibo
ya pagó mi hijo
mi mamá ya pagó
mi esposa pagó hoy
pagué hoy
pagué ayer en la noche
pagué el sábado
pagué en la oficina
pagué en el agente y tengo constancia
hoy cancelé mi deuda
hoy deposité
lo pagué completo
ese mes está pagado
ese recibo ya está cancelado
eso está pagado desde hace meses
no me sale descontado lo que pagué
hice un pago y no se registra
no registran mi pago
mi pago no ha sido procesado
cuándo se actualiza mi pago
demora en actualizarse el pago que hice?
le envío el voucher
voucher
constancia de pago adjunta
nro de operación 123456
mi número de operación es 00456789
aquí mi comprobante
ve? ahí está pagado
por qué me cobran de nuevo si está pagado
""",
    Intent.PAYMENT_PROMISE: """
le pago la otra semana
la próxima semana le cancelo
le cancelo el mes que viene
le cancelo el 15
cancelo el viernes en la tarde
pago el 30
pagaré el día 20
pagaré a fin de mes
abonaré el lunes
el miércoles abono
para quincena le tengo
para el viernes está seguro
deme unos días
deme hasta el lunes
espéreme unos días por favor
un plazo hasta el viernes
un plazito más
me falta poco, el viernes completo
en dos semanas le pago
en cuanto cobre le pago
apenas tenga la plata voy
cuando me paguen le aviso y cancelo
ya le pago no se preocupe
sí voy a pagar, pero el sábado
mañana en la mañana le deposito
mañana sin falta
más tarde pago
hoy más tarde paso por la oficina y pago
este fin de semana cancelo
el 1 de cada mes recién me pagan, ahí le cancelo
""",
    Intent.INSTALMENT_REQUEST: """
cuotas
en cuotas
puede ser en cuotas?
quiero cuotas
quiero pagar en cuotas mi deuda
quisiera fraccionar el pago
fraccionar
fraccionar deuda
me pueden fraccionar
me fracciona mi recibo
podría fraccionarlo en tres meses
acuerdo de pago
llegar a un acuerdo para pagar
quisiera un acuerdo
un convenio por favor
facilidades
deme facilidades para pagar
alguna facilidad para pagar la deuda
pago en partes
pagar por partes
partes iguales cada mes
pago una parte ahora y otra después
la mitad ahora y la mitad después
quiero dar una inicial y seguir pagando por meses
doy 50 de inicial
puedo pagar 40 al mes
todo no puedo, por partes sí
todo de golpe no puedo
no me alcanza para todo, quiero pagarlo en varios meses
quiero ponerme al día de a pocos
""",
    Intent.BILL_EXPLANATION: """
por qué tanto este mes
por qué me cobran eso
por qué me cobran intereses
por qué me cobran reconexión
qué es este cobro
qué es ese concepto
qué significa este monto
qué quiere decir facturación por promedio
qué incluye mi recibo
no entiendo el cobro
no entiendo por qué debo tanto
no me queda claro lo que me cobran
explíqueme la deuda por favor
me aclara de qué es la deuda
cuál fue mi consumo este mes
cuánto consumí
de qué es ese cargo
de qué son esos 20 soles
a qué corresponde ese monto
a qué mes corresponde
quiero entender mi recibo
detalle del cobro
cómo sacan ese consumo
""",
    Intent.AGREEMENT_STATUS: """
cómo va mi acuerdo
estado del acuerdo
cuánto me falta de mi convenio
cuántas cuotas me quedan
cuántas cuotas tengo pendientes
qué cuota me toca
qué cuota sigue
cuándo es mi próxima cuota
cuándo pago la cuota
mi cuota de cuánto es
vencimiento de la cuota
mi cuota ya venció?
me atrasé con la cuota, sigue vigente?
tengo convenio vigente?
tengo algún fraccionamiento activo?
mi acuerdo de pago sigue en pie?
el convenio que firmé cómo está
quiero ver mi acuerdo
detalle de mi convenio
cronograma
cronograma de pagos
""",
    Intent.PAYMENT_HISTORY: """
mi último pago
último pago registrado
qué pagué y cuándo
cuánto pagué el mes pasado
cuánto pagué el año pasado
cuándo pagué la última vez
cuáles meses pagué
qué recibos pagué
recibos pagados
pagos realizados
mis últimos pagos
ver historial de pagos
historial de pagos por favor
registro de pagos
fechas de mis pagos
está registrado mi pago del mes pasado? solo quiero la fecha
""",
}
