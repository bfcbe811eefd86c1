"""Paying in parts: asking for it, how it goes, changing it, and the rules of the house."""

from receivables.model.reading.intents import Intent

PHRASES: dict[Intent, str] = {
    Intent.INSTALMENT_REQUEST: """
quiero fraccionar mi deuda
kiero fraccionar
fraccionamiento
puedo pagar en cuotas
me da facilidades de pago
se puede pagar en partes
quiero pagar en armadas
en 2 armadas puedo?
puedo pagar por armadas señorita
no tengo para pagar todo junto, me lo puede dividir
me lo puede partir en pedacitos?
quiero hacer un convenio
convenio de pago
deseo un refinanciamiento de mi deuda
quiero refinanciar
quiero hacer un acuerdo de pago
me gustaría llegar a un arreglo con ustedes
lleguemos a un arreglo pues
puedo dar 100 de inicial y el resto por meses
le doy una parte ahora y lo demás mensual
en 6 cuotas por favor
12 cuotas
quiero en 3 partes
cuánto sería en 10 cuotas
cuanto me saldria la cuota si lo saco a un año
pagar poco a poco se puede
poquito a poco le voy pagando, cada mes algo
todo junto no puedo, mensualito sí
NO PUEDO PAGAR TODO DE GOLPE QUIERO CUOTAS
buenos dias joven para pedir un fraccionamiento de mi recibo de agua que tengo seis meses
mi deuda es muy alta, qué facilidades me dan
hay manera de pagarlo mensual
cuánto es la inicial para fraccionar
me pueden dar cuotas bajitas
quisiera cuotas de 50 soles
puedo pagar 30 soles mensuales hasta terminar
le puedo dar 20 soles semanales
financiar la deuda
quiero financiar la factura del acueducto
me colabora con una financiación de lo que debo
me gustaría diferir la factura a varios meses
se puede hacer un acuerdo de pago para la factura vencida sumercé
abonar por cuotas la factura
quiero un convenio para pagar el adeudo en parcialidades
en pagos chiquitos se puede?
puedo hacer un plan de pagos de la boleta
plan de pagos
me hacen un plan de pago en cuotas che?
quiero repactar la deuda
quiero un convenio de pago por la cuenta atrasada
ayúdenme con la deuda, que sea en cuotas
mi mamá quiere fraccionar su deuda del agua, cómo hace
cómo hago para fraccionar
qué necesito para hacer un convenio
requisitos para fraccionamiento
el fraccionamiento se puede hacer por acá
solicito formalmente el fraccionamiento de la deuda del suministro 12345678
estoy interesado en el convenio que me ofrecieron
vi su mensaje de pagar en cuotas, me interesa
sí me interesa lo de las cuotas
me ofrecieron cuotas, quiero esa opción
otro plan con menos cuota mensual
deme más meses para que salga más bajo
propongo pagar la mitad ahora y la mitad en enero
mitad este mes mitad el otro
en dos pagos
dos partes
quiero partirlo en 4
fraccioneme pues jefe
fraxionar mi deuda
fracionar en cuotas
me falta plata para todo, divídalo
qué planes tienen para pagar la deuda
opciones de cuotas
ver planes
quisiera una facilidad de pago porque se me juntaron varios recibos
se me acumuló el agua de 8 meses y solo puedo pagar por partes
no podré pagar los 900 soles de una sola vez, denme cuotas
simulación de cuotas
hágame el cálculo en cuotas
un trato: 200 ahora y 50 cada mes
volver a fraccionar
otro fraccionamiento porque el primero no pude cumplir
""",
    Intent.AGREEMENT_STATUS: """
cómo va mi convenio
cuántas cuotas me faltan
cuanto me falta pagar del fraccionamiento
en qué cuota voy
cuándo vence mi próxima cuota
cuándo me toca pagar la cuota
de cuánto es mi cuota
cuanto es la siguente cuota
mi convenio sigue vigente?
perdí mi convenio por atrasarme?
qué pasó con mi fraccionamiento
estado de mi convenio
mi fraccionamiento
mi convenio
ver mi convenio
quiero ver el cronograma de cuotas
me manda el cronograma de mi convenio
kuantas kuotas me kedan
ya se activó mi convenio?
pagué la inicial, ya está activo el fraccionamiento?
hasta cuándo termino de pagar las cuotas
cuándo acabo de pagar el convenio
qué saldo me queda del convenio CV-2026-000123
consulta por el convenio CV-2026-000045
señorita yo firmé un papel de cuotas, cuánto me falta
hice un convenio en marzo y no sé cuánto me queda
se me pasó la fecha de la cuota, qué pasa con mi convenio
me atrasé un día en la cuota, sigue mi acuerdo?
todavía vale mi acuerdo de pago
el acuerdo que hice la otra vez, cómo está
está registrada mi cuota de este mes?
me puede decir el estado del acuerdo de pago que hice
CUANTAS CUOTAS HE PAGADO YA
cuántas llevo pagadas de las 6 cuotas
qué fecha tengo que pagar la segunda cuota
la tercera cuota cuándo cae
próxima cuota
cuotas pendientes
mis cuotas
cuándo es la última cuota
la cuota viene en el recibo o se paga aparte?
la cuota de este mes viene incluida en mi recibo?
no me llegó el papel del convenio que hice, me lo envía
copia del convenio firmado
mándeme el contrato del fraccionamiento
necesito el documento de mi acuerdo
me regala el estado de mi acuerdo de pago
cuántas cuotas me faltan de la financiación de la factura
qué pena, mi financiación cómo va
cómo voy en mi convenio de parcialidades
cuánto me queda del plan de pagos que armamos
mi repactación en qué va
por qué se cayó mi convenio
me dijeron que el convenio se rompió, es cierto?
me anularon el fraccionamiento?
todavía no me aprueban el convenio?
ya aprobaron mi fraccionamiento
aprobaron las cuotas que pedí la semana pasada?
buenas joven, hice el trámite del fraccionamiento, ya está listo?
mi mamá tiene un convenio, cuándo vence la cuota de ella
a mi convenio le faltan dos o tres cuotas?
cuánto debo todavía de las cuotas
saldo del convenio
saldo del fraccionamiento por favor
fecha de mi cuota
cuota de noviembre ya se venció?
si pago hoy la cuota vencida mantengo el convenio?
no sé si mi convenio está activo o ya lo perdí por favor averígüeme
quiero saber del plan de pagos que acepté por este chat
acepté un plan ayer, qué sigue
ya di el sí al plan, cuándo empieza
dónde veo mi cronograma
""",
    Intent.AMEND_PLAN: """
quiero cambiar la fecha de mi cuota
puedo mover la cuota para el 15
me pueden cambiar mi convenio
necesito modificar mi fraccionamiento
quiero bajar la cuota de mi convenio
la cuota me sale muy alta, la pueden bajar?
mi convenio está muy pesado, puedo alargarlo
puedo aumentar el número de cuotas de mi acuerdo
quiero pasar de 6 a 12 cuotas
kiero cambiar las cuotas q tengo
cambiar convenio
modificar mi plan
cambiar mi plan de pagos
no voy a llegar a la cuota del 5, se puede correr una semana
me pueden postergar la cuota de este mes
postergar cuota
reprogramar mi cuota por favor
reprogramar el cronograma
quiero reprogramar porque perdí el trabajo y no llego a la cuota
me cambiaron el día de pago en mi trabajo, cambie la fecha de mis cuotas
cobro el 30 y la cuota vence el 20, muévala
podría pagar la cuota de noviembre junto con la de diciembre
esta cuota no la puedo pagar, me la pasan para el final?
quiero adelantar cuotas y acortar el convenio
quiero terminar antes el convenio, se puede cambiar a menos cuotas
renegociar mi acuerdo
quisiera renegociar la cuota mensual
ajustar el convenio a lo que gano ahora
el acuerdo que firmé ya no lo puedo cumplir así como está, cambiémoslo
PUEDO CAMBIAR LA FECHA DE VENCIMIENTO DE MIS CUOTAS
que en vez de 80 sea 50 la cuota
en lugar del 10 que sea el 25 cada mes
señorita mi cuota que sea los fines de mes, así me pagan
me arrepentí del plan de 3 cuotas quiero el de 6
mejor cámbieme a más cuotas el convenio que ya tengo
solicito ampliación del plazo de mi convenio de fraccionamiento
pido una modificación del cronograma suscrito
deme una prórroga para la segunda cuota
me da una semanita más para la cuota del convenio
no podré cumplir con la próxima cuota, qué hacemos
este mes no alcanzo con la cuota, ayúdeme a cambiarla
me enfermé y no puedo con la cuota de este mes, se puede mover?
me colabora cambiando la fecha de la cuota de la financiación
quiero modificar el acuerdo de pago de la factura
quiero cambiar mi convenio de parcialidades a más meses
puedo patear la cuota para el mes que viene?
quiero repactar las cuotas que ya tengo
cambiarle el dia a mi armada
las armadas que sean cada quincena y no mensual
puede ser quincenal mi convenio en vez de mensual
mi convenio quiero que tenga otra fecha
editar mi convenio
anular el convenio y hacer otro con cuota más baja
quiero dejar sin efecto mi plan y hacer uno nuevo
la cuota no me alcanza, hay forma de rebajarla aunque dure más
extender el convenio
alargue las cuotas pe
corra mi fecha unos días joven
más tiempo para mi cuota por favor
""",
    Intent.POLICY_QUESTION: """
qué pasa si no pago
que me pasa si no pago el agua
cobran intereses?
cuánto es el interés por atraso
a los cuántos meses cortan el agua
con dos recibos vencidos ya cortan?
hay descuento si pago todo
me hacen una rebaja?
hay amnistía?
cuándo hay amnistía de intereses
van a condonar las deudas?
me pueden perdonar los intereses
puedo cambiar la fecha de vencimiento del recibo
quiero que mi recibo venza a fin de mes, se puede?
hasta en cuántas cuotas se puede fraccionar como máximo
cuántas cuotas dan máximo
qué interés tiene el fraccionamiento
el convenio tiene intereses o es sin interés
cuánto hay que dar de inicial como mínimo
qué porcentaje es la cuota inicial
qué pasa si no cumplo el convenio
si me atraso en una cuota qué pasa
si fracciono me siguen cortando el agua?
si reclamo igual me cortan?
cuánto cuesta la reconexión
cuanto cobran por reconectar
hay tarifa social para pobres
hay descuento para adultos mayores?
a los jubilados les hacen descuento?
kobran interes x pagar tarde?
me mandan a infocorp si no pago?
me reportan en las centrales de riesgo?
pueden cobrarme una deuda de hace 10 años? no prescribe?
las deudas de agua prescriben
la deuda es del dueño o del inquilino
si compro una casa con deuda, tengo que pagarla yo?
quién paga la deuda si el inquilino se fue
puede un inquilino hacer el convenio?
qué documentos piden para fraccionar si no soy titular
cuántos días después del vencimiento tengo para pagar
cuántos días de gracia dan
cuál es el plazo para presentar un reclamo
en cuánto tiempo resuelven los reclamos
es legal que me cobren por promedio? cuál es la norma
qué dice el reglamento sobre los cortes
los domingos cortan el agua?
pueden cortar en feriado?
si tengo un bebé en casa igual pueden cortar?
pueden sacarme el medidor por deuda?
HAY ALGUN DESCUENTO POR PRONTO PAGO
alguna promoción para los que deben
están dando facilidades por navidad? hay campaña?
van a quitar la mora?
cuáles son las condiciones del convenio
condiciones
qué requisitos hay para acogerse al beneficio de no pagar intereses
si pago antes de tiempo me rebajan los intereses del convenio
puedo hacer un segundo convenio si ya perdí uno?
cuántas veces se puede fraccionar
se puede fraccionar una deuda con reclamo?
señorita por favor si no pago este mes me cortan o todavía
después de cuántas facturas suspenden el servicio
cuánto cobran por la reconexión del acueducto
hay algún descuento para estrato 1
qué pasa si no alcanzo a pagar la factura sumercé
hay condonación de recargos?
hacen descuento de recargos este mes?
si no pago la boleta me cortan o me mandan carta nomás?
cobran reposición aparte?
quién decide cuándo se corta, cuáles son las reglas
me pueden embargar por no pagar el agua?
me pueden quitar la casa por la deuda
mi deuda sube cada mes aunque no consuma?
a cuánto sube la deuda si espero hasta enero
si pago una parte igual corre el interés?
qué pasa si pago después de la fecha
puedo pedir que no me cobren la mora?
tienen algún programa de ayuda, cuáles son las reglas
""",
}
