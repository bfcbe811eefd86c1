"""What is owed, what it is made of, and the papers about it."""

from receivables.model.reading.intents import Intent

PHRASES: dict[Intent, str] = {
    Intent.DEBT_QUERY: """
cuánto debo
cuanto devo de agua
quiero saber mi deuda
buenas tardes señorita una consulta cuánto es lo que estoy debiendo
me dice mi saldo porfa
saldo
deuda
mi deuda
cuanto es
a cuanto asciende mi deuda total a la fecha
kuanto debo??
CUANTO TENGO QUE PAGAR ESTE MES
cuánto me falta para ponerme al día
tengo recibos pendientes?
cuantos meses debo ya
me puede decir si tengo deuda con ustedes
quisiera saber cuánto me salió el agua
joven buenas, cuánto está mi recibo de este mes
qué meses tengo atrasados
estoy al día o debo algo?
por favor consulta de deuda del suministro 12345678
cuanta plata les debo
hasta hoy cuanto es lo que debo con todo
q tanto debo d agua
oe cuanto debo causa
buenos días, deseo conocer el importe de mi deuda pendiente
señorita disculpe yo no veo bien las letras me puede decir cuánto me toca pagar
mi mamá pregunta cuánto debe de agua en su casa
ya salió mi recibo? cuánto vino
cuánto vino este mes el agua
por cuánto está mi deuda ahorita
tengo algo pendiente de pago
me informa el monto que tengo que cancelar
cuanto tengo que cancelar para estar al dia
de cuánto es el recibo que vence este mes
cuándo vence mi recibo y cuánto es
kiero saber kuanto es mi deuda d agua
consultar mi deuda
ver mi deuda
consulta saldo
me ayuda a ver cuánto debo, es que se me perdió el recibo
aló buenas quisiera averiguar lo de mi deuda cuánto está
dígame nomás cuánto es para ir a pagar
hola quería saber si estoy debiendo algún recibo de meses pasados
cuántos recibos tengo sin pagar
cual es el total q adeudo
recibos vencidos
cuánto es mi mora
debo mucho? 😬
vengo de viaje y no sé cuánto debo de agua, me dice
he estado fuera tres meses, qué deuda tengo acumulada
me acabo de mudar, quiero saber si la casa tiene deuda
cuánto estaría debiendo hasta el día de hoy incluyendo el último mes
qué día me vence el agua
cual es la fecha de vencimiento de mi recibo
todavía les debo plata o ya estoy limpio
a ver cuánto me sale la broma
pásame mi deuda porfis
mi saldo pendiente por favor 🙏
necesito saber el valor de mi factura del acueducto
buenas, me regala el saldo de la factura de agua
qué pena con usted, cuánto es que debo del agua
cuánto estoy debiendo vecino, me colabora con ese dato sumercé
cuánto quedó mi factura este período
cuánto se debe en la cuenta del agua de mi casa
disculpe cuál es mi adeudo
oiga cuánto traigo de adeudo en el recibo del agua
hola che cuánto debo de la boleta del agua
cuánto estoy debiendo en la cuenta poh
tengo boletas impagas?
me aparece deuda? quiero ver cuánto
quiero ver lo que debo mes por mes
indíqueme los montos pendientes de cada mes
cuanto es mi deuda de los ultimos 4 meses
señor buenas noches para saber cuánto debe mi casita
favor indicar saldo actual
tengo q pagar cuanto?
monto a pagar
cuanto pago
la deuda de mi medidor cuánto es
mi recivo de cuanto salio
""",
    Intent.BILL_EXPLANATION: """
me pueden explicar qué me están cobrando
qué significa cargo fijo
que es eso de redondeo
no entiendo mi recibo
por qué me cobran alcantarillado si no tengo desagüe
de dónde sale ese monto
qué es otros conceptos en el recibo
antes pagaba 30 soles y ahora me viene 90, por qué?
me explica el detalle del recibo por favor
cómo calculan el consumo
señorita no entiendo estos números que pone en el recibo, me los puede explicar despacito
q son los intereses q aparecen ahi
por qué me cobran mora
por qué pago más que mi vecino si somos menos personas
cuántos metros cúbicos consumí
cuantos m3 me han facturado
cuánto cuesta el metro cúbico
qué tarifa me aplican, doméstica o comercial?
por qué me facturan como comercial
explíqueme por favor el desglose de mi factura
qué conceptos incluye la deuda
en qué se descompone lo que debo
detalle de lo que me cobran
xq tanto
qué es el cargo por reconexión que aparece en mi recibo
me sale un concepto que no conozco, qué es mantenimiento de conexión
qué quiere decir consumo promedio
me facturaron por promedio, qué significa eso
qué es asignación de consumo
cómo surgió esta deuda, de qué meses es
de cuándo es esa deuda y por qué creció
cómo así se me juntó tanto
no sé de dónde ha salido tanta deuda, me puede explicar
quisiera una explicación de mi facturación del último mes
por qué hay dos montos distintos en el recibo
qué es el IGV y por qué me lo cobran
en mi recibo dice crédito del mes, eso qué es
ese cobro de colateral qué viene a ser
qué es el monto de interés moratorio
han subido la tarifa? mi recibo vino más alto
explicame mi recibo
explicación del recibo
qué me están cobrando
el recibo de este mes tiene un cobro raro, me lo aclara
cómo se lee el recibo
dónde veo mi consumo en el recibo
no comprendo por qué si cerré la llave igual me facturan
por qué me cobran si el medidor no se movió, qué es lo que pago ahí
desde cuándo me cobran ese servicio de alcantarillado
me explica por favor qué es el cargo de aseo en la factura
por qué me cobran el alcantarillado en la factura, me colabora explicándome
qué es eso de saldo anterior en la factura
a poco subió la tarifa? me llegó bien caro el recibo
por qué me cobran saneamiento en mi recibo
qué diferencia hay entre deuda anterior y mes actual
qué es lo que dice ahí de subsidio cruzado
me quitaron el subsidio? antes pagaba menos
qué período de consumo corresponde este recibo
del 12 de qué mes al 12 de qué mes me están cobrando
por qué el recibo tiene lectura anterior y lectura actual, cómo se saca la cuenta
porke me kobran tanto si no estoy en mi kasa
no hemos estado en casa y viene lo mismo de siempre, por qué será
cómo llegaron a esa cifra
sáqueme la cuenta por favor de cómo sale ese total
desglose
detalle de mi recibo
""",
    Intent.BILL_REQUEST: """
me puede enviar mi recibo
mándeme el recibo por aquí por favor
no me llegó el recibo este mes
quiero mi recivo
necesito una copia de mi recibo de agua
duplicado de recibo
me pasas el recibo en pdf
no me an dejado el recibo
se me perdió el recibo, me manda otro
recibo
mi recibo por favor
joven me hace el favorcito de mandarme el recibito de este mes
quiero descargar mi recibo
cómo descargo el recibo
dónde puedo ver mi recibo por internet
no dejaron recibo en mi casa desde hace dos meses
A MI CASA NO LLEGA EL RECIBO
envíeme la foto del recibo
me reenvia el recibo de octubre
necesito el recibo de setiembre para un trámite
el banco me pide mi recibo de agua, me lo pueden mandar
pásame el recibo al wasap
quisiera recibir mi recibo por correo
quiero que el recibo me llegue digital ya no en papel
me gustaría afiliarme al recibo electrónico
mi perro se comió el recibo jaja me mandan otro?
se mojó el papel del recibo y no se lee, mándenme uno nuevo
kiero el resivo de mi agua
me ase el favor de mandar el recibo
señorita el cartero no ha pasado con el recibo
no recibí la boleta
no me ha llegado la factura del agua, me la envía por favor
me regala copia de la factura
me colabora con el duplicado de la factura sumercé
dónde imprimo la factura del acueducto
mandame la boleta del agua
me manda mi recibo de agua del bimestre
envíame la boleta por acá porfa
a la fecha no ha llegado ningún recibo al domicilio, solicito su envío
solicito duplicado del recibo correspondiente al mes de agosto
bill pdf porfa mi recibo
puedo sacar el recibo por acá
ver recibo
ver mi último recibo
muéstrame el recibo
el recibo lo dejan en otra casa, me lo puede mandar por acá
nunca me dejan el recibo debajo de la puerta
necesito los recibos de los tres últimos meses
mándeme todos los recibos que faltan
me pide el colegio un recibo de agua de mi casa
para sacar mi brevete me piden recibo de servicios me lo pasan
recibo de mayo junio y julio
quiero tener mi recibo en el celular
no encuentro mi recibo por ningún lado
señor disculpe la molestia mi recibo no aparece me lo puede volver a mandar
sin recibo no me aceptan pagar, pásenmelo
cómo hago para que me den el recibo
ya salio el recibo? mandenlo pues
buenas noches amigo podría enviarme el recibo actual de mi vivienda
aun no me traen mi recibo
todos los vecinos ya tienen su recibo menos yo
me lo manda en foto el recibo pe
el archivo de mi recibo no abre, mándelo otra vez
quiero el recibo detallado del mes pasado
copia del recibo vencido por favor
recibo 📄
podría facilitarme el comprobante de facturación del mes de noviembre
cómo obtengo una copia si ya boté el papel
vivo en otra ciudad, me mandas el recibo de la casa de mi mamá, yo se la pago
quiero recibo a mi nombre y que me lo envíe
me llegó el recibo cortado, falta la mitad, mándeme completo
el recibo que me pasaste está borroso
pdf del recibo
recibo x favor
envieme recivo de este mes señorita
el muchacho que reparte los recibos no viene por mi calle
bajar recibo
quiero imprimir mi recibo
necesito ver la factura como tal no solo el monto
""",
    Intent.STATEMENT: """
mándeme mi estado de cuenta en pdf
estado de cuenta
necesito un estado de cuenta corriente del suministro
quiero un documento con toda mi deuda detallada
me puede dar un papel con todo lo que debo
kiero mi estado de kuenta
me envía el estado de cuenta por favor, es para mi contador
solicito estado de cuenta actualizado con cargos y pagos
un reporte de mis recibos y pagos del año
necesito una constancia de no adeudo
constancia de no deuda por favor
pásame un pdf con todos los meses que debo
joven quiero el resumen de mi cuenta en archivo
para presentar en el municipio me piden estado de cuenta del agua
señorita me imprime el estado de cuenta
quiero un extracto de mi cuenta
me regala un estado de cuenta de la matrícula
paz y salvo del acueducto, cómo lo saco
necesito el paz y salvo
me colabora con el extracto de lo que se debe
me manda por favor el estado de adeudo en pdf
libre deuda del agua
cómo obtengo el libre de deuda
certificado de deuda al día
cartola de mi cuenta
el histórico de mi cuenta en un documento
quiero la lista completa de cargos y abonos en un solo archivo
voy a vender la casa y me piden estado de cuenta del agua
el notario quiere un papel que diga que no debo agua
mi inquilino quiere ver el estado de cuenta, me lo genera
archivo pdf de la deuda
bajar estado de cuenta
ver estado de cuenta
descargar el estado de mi cuenta corriente
documento de deuda
me podría emitir un estado de cuenta con fecha de hoy
q me manden el estado d cuenta x favor
quiero tener por escrito todo lo que debo
póngame por escrito en un pdf cuánto debo y de qué meses
el detalle de mi deuda en pdf
hoja con toda la deuda para imprimirla
necesito el documento para sustentar el gasto de agua en mi empresa
el banco me pide constancia de estar al día con el agua
reporte de deuda en excel o pdf
mi cuenta corriente por favor
ESTADO DE CUENTA URGENTE PARA TRAMITE
buenas, para la junta de propietarios requerimos el estado de cuenta del edificio
me pasa el pdf con todo?
un documento oficial con mi deuda, que tenga el logo
quisiera el estado de cuenta de enero a la fecha
puede enviarme un certificado de cuenta al día
señor, me da un papelito que diga que ya no debo nada
mandeme el pdf de mi deuda al toque
el resumen anual de mi cuenta
constancia de pagos y deudas del suministro 12345678
me sacas el estado de cuenta causa
mi papa necesita su estado de cuenta impreso
generar estado de cuenta
quiero el pdf
hágame llegar el estado de cuenta al correo
""",
}
