"""Further voices about what is owed, what it is made of and its papers: a story first, the wish last."""

from receivables.model.reading.intents import Intent

PHRASES: dict[Intent, str] = {
    Intent.DEBT_QUERY: """
casero avísame nomas cuanto va mi cuenta del agua q toy en el puesto
oe en cuanto estoy con el agua bro
Estimada señorita, le agradecería me indicara a cuánto asciende lo adeudado por mi domicilio.
m dices mi deudaa xfa jsjs
ya pues hablen claro cuánto es lo que les debo hasta ahorita
recién me operaron de la vista y no leo el papel que dejaron, dígame usted qué suma dice que pague
yo pagué ayer una parte, cuánto me queda todavía por pagar
ya aboné cien soles en la caja, ahora en cuánto está mi deuda
después de lo que pagué el martes cuánto saldo me quedó
hice un pago a cuenta y quisiera saber lo que resta
solicitamos se sirvan informarnos el saldo deudor de nuestra representada a la fecha
agradeceremos precisar el importe exigible del suministro al cierre de este mes
diosito quiera que no sea mucho, cuánto estoy debiendo papay
díganos pues mamita cuantito nomasito debemos del agua
mi esposo dice que debemos tres meses y yo digo que dos, sáquenos de la duda
me dijeron que tengo recibos atrasados, es cierto? cuántos son
mi cuñada asegura que ya no debemos nada, usted me puede confirmar
el señor que reparte los papeles dijo que debía como 200, eso es así?
quihubo, será que me averigua cuánto debo de acueducto
buen día veci me hace el favor y me dice en cuánto va la deuda de la casa
qué onda, cuánto voy a deber de agua este bimestre
oiga joven cuánto es de mi adeudo ya con todo y recargos
decime cuánto te debo de agua y listo
che, cuánta guita tengo que poner para ponerme al día con el agua
cachái si me queda alguna cuenta impaga? cuánto sería
ñaño ayúdeme viendo cuánto sale la planilla de agua
cuánto tengo en la planilla del agua de este mes
quisiera saber si con doscientos soles cubro todo lo que debo
tengo 150 en la mano, con eso me alcanza para lo que debo?
me voy de viaje mañana y quiero dejar todo al día, qué me falta por pagar
voy a alquilar mi casa y antes quiero ver si hay deuda pendiente
antes de comprar la casa de mi suegra necesito saber qué se debe en mi suministro
cobré mi pensión hoy y quiero ver cuánto separo para el agua
cuánto me va a salir en total si sumo los dos recibos
cuál de mis recibos es el más antiguo que debo
desde qué mes no está pagado mi recibo
el recibo que venció cuánto era y el nuevo cuánto es
no me acuerdo si pagué setiembre, todavía figura como deuda?
todavía me sale octubre pendiente o ya no
hasta qué fecha tengo para pagar y qué monto
para cuándo es mi recibo y de cuánto
si voy hoy a la caja cuánto me van a pedir
con los intereses hasta hoy cuánto sería
me pone el total nomás, sin tanto detalle
solo dime el monto
cifra total por favor
buenas me salió un mensaje de que tengo algo vencido, qué recibos son y por cuánto
vi en el mensaje que tengo deuda pero no dice cuánto
el papel que dejaron en la puerta se mojó y no se ve el total, de cuánto es
se fueron mis inquilinos y no sé si dejaron deuda en mi suministro
señorita buenas tardes mire yo estuve hospitalizado casi dos meses y mis hijos no pagaron nada, cuánto se debe
mi hijo manda plata del extranjero y me pregunta cuánto hay que poner para el agua
what is my total balance right now
I paid part of it yesterday, how much is left
""",
    Intent.BILL_EXPLANATION: """
casera q es eso d cargo fijo q me ponen todos los meses
oe q significa eso de mora en mi recibo bro
Disculpe usted, ¿sería tan amable de explicarme a qué corresponde cada concepto de la factura?
en mi recibo dice servicio colateral, eso a qué se refiere
hay una línea que dice ajuste y no sé si me suman o me restan
me aparecen dos montos, uno chico y otro grande, cuál es cuál
quisiera que me explique qué es la tasa que sale al final del recibo
veo una letra pequeña que dice VMA, qué viene a ser eso
qué quiere decir categoría residencial intermedia
abajo pone saldo a favor, me deben ustedes o yo les debo?
me sale un monto negativo, qué significa
mi recibo trae un código al costado, para qué sirve
cómo se calcula el desagüe, es un porcentaje del agua?
el alcantarillado lo cobran según lo que uno gasta de agua?
señora yo soy de edad y no sé leer bien los números, explíqueme con calma qué estoy pagando
mi nieta me leyó el recibo y dice que hay un cobro de reposición, eso qué es
mi esposo dice que nos cobran por el medidor, es cierto? en qué parte del recibo está
me dijeron en el mercado que todos pagamos un monto fijo aunque no gastemos, cómo es eso
a ver explíquenme de qué se compone esa suma pues
desglósame la cuenta causa, qué cosa es cada cosa
papay qué será pues eso de interés compensatorio que dice en el papelito
nomasito quiero entender qué es lo que pago por agua y qué por desagüe
se solicita el detalle de los conceptos facturados en el comprobante del período
sírvanse precisar la base de cálculo del cargo variable
agradeceré indicar la estructura tarifaria aplicada a nuestro local
qué quiere decir la contribución que viene en la factura del acueducto
me explica qué es el cargo por comercialización, qué pena la molestia
por qué en la factura viene aseo y alumbrado si yo solo quiero agua
qué es eso de drenaje que me ponen en el recibo
qué es el IVA de servicio que trae mi recibo de agua
me explicás qué es el cargo de renovación en la boleta
qué es el sobreconsumo que sale en la cuenta
qué es eso de tratamiento de aguas servidas en mi boleta
en la planilla me ponen tasa de bomberos, por qué
cómo leo mi medidor y cómo eso llega a soles
de dónde sale la lectura que pusieron este mes
a cuántos soles me cobran cada mil litros
hasta cuántos metros cúbicos es barato y desde cuándo sube
qué período abarca el último recibo, de qué día a qué día
cuántos días de consumo me están facturando
por qué hay fecha de emisión y fecha de vencimiento, cuál vale
qué mes es el que me cobran, el pasado o el actual
me facturan por estimado, qué es estimado
me pusieron consumo asignado, qué quiere decir eso
cómo se formó mi deuda, de qué meses viene
de dónde viene ese saldo anterior que arrastro
qué parte de lo que debo es agua y qué parte interés
cuánto de mi recibo es mora y cuánto es consumo
los treinta céntimos de redondeo a dónde van
qué tipo de tarifa tengo, social o normal
tengo una tiendita pequeña, con qué tarifa me están cobrando
soy nuevo en esto del recibo, me lo explica línea por línea
me ayuda a entender mi factura
y los intereses por qué salen ahí
los intereses que me ponen de qué son
esos intereses qué cosa son
la mora qué viene a ser en mi recibo
el desagüe por qué aparece aparte
la diferencia de lectura qué es
what is this fixed charge on my bill
can you explain the items on my water bill
what does sewer service mean on the bill
""",
    Intent.BILL_REQUEST: """
casera pasame mi recivo q mi yerno lo va a pagar
mandame el recibo x aki no + que toy lejos
Buenas tardes, por favor le ruego remitirme el recibo de este mes, pues no lo he recibido.
porfi el recibo en pdf bro q lo necesito ya
hasta cuándo voy a esperar mi recibo, nunca lo dejan, mándenmelo ahora
me mudé al segundo piso y el recibo se lo queda el del primero, me lo envía por aquí por favor
estoy en Lima por tratamiento y nadie recoge el papel en mi casa, hágame llegar el recibo al celular
en la municipalidad me piden un recibo de servicios para el empadronamiento, me lo facilita
para matricular a mi hija me exigen recibo de agua y no lo tengo a la mano, pásemelo
en el banco me piden comprobante de domicilio, puede mandarme el último recibo
quiero sacar un crédito y me falta el recibo de agua, envíenmelo
llovió y se desbarató el papelito, deme otro igualito
mi bebé rompió el recibo, me da otra copia
botaron mi recibo con la basura, mándeme de nuevo
el viento se llevó el recibo de mi puerta creo, envíemelo por este medio
mi esposo dice que no ha llegado el recibo, nos lo puede pasar
me dijeron que por este número mandan el recibo, es así? mándemelo
la vecina ya recibió su recibo y a mí no me han dejado
solicito se nos remita copia de los comprobantes emitidos a nombre de la empresa
requerimos el comprobante electrónico del mes de octubre para contabilidad
nuestro contador necesita la factura con RUC del último período, sírvanse enviarla
papay hazme llegar mi recibito pues, acá a la chacra no llega nadie
a nuestro caserío ya no viene el que reparte, mándelo por celular nomasito
veci me colabora enviándome la factura del mes que no llegó
me hace el favor y me reenvía la factura, es que la perdí
qué pena, será que me puede mandar la factura en pdf
joven me puede mandar una reimpresión de mi recibo
no me llegó el papel del bimestre, me lo manda al whats
pasame la boleta por acá que no la encuentro
mandame la factura digital che
no llegó la cuenta del agua a mi casa, me la manda
ayúdeme con la planilla de agua en digital
quiero ver mi recibo del mes que pasó
envíame los recibos vencidos para imprimirlos
necesito el recibo impreso, dónde me lo dan
quiero que me llegue cada mes al correo y no en papel
cámbieme a recibo digital por favor
cómo hago para ver mis recibos en el celular
el link del recibo no me abre, páselo como foto
me llegó el recibo de otra casa, dónde está el mío
me dejaron el recibo del vecino, necesito el mío
se ve borroso el recibo que me mandó, otra vez por favor
no me sale la segunda hoja del recibo
quiero el recibo de marzo que se me traspapeló
me falta el recibo de julio en mi archivador, me lo manda
mándeme una foto clarita de mi recibo que mi hijo me lo lee
señorita yo vivo sola y el cartero ya no sube hasta acá, mándeme el recibo aunque sea por foto
buenos dias me encuentro fuera del pais y quiero tener el recibo de mi departamento
dame mi recibo
recibo de noviembre
factura del mes
copia de boleta
send me my bill please
I never got my paper bill, can you email it
I need a copy of my last water bill for the bank
""",
    Intent.STATEMENT: """
un papel q diga q no debo nada necesito
Señorita, requiero una constancia donde figure que me encuentro al día en mis pagos.
pasa el estado de cuenta completo xfa, con todo
exijo que me den por escrito mi deuda detallada, mes por mes, en un documento
voy a vender mi casa y el comprador quiere un documento de que no hay deuda de agua
el notario me pide constancia de no adeudar, me la sacan?
estoy tramitando la herencia y me piden un estado de cuenta del agua en papel
mi contadora necesita un resumen de cargos y abonos de todo el año
solicitamos nos emitan el estado de cuenta corriente al 31 de octubre
agradeceremos extender certificado de no adeudo para fines notariales
requerimos la relación de comprobantes pendientes con sus montos en un archivo
mi esposo dice que pida un reporte de toda la cuenta, lo podría enviar
me dijeron que ustedes dan una carta de que uno está al día, la necesito
para la licencia de mi bodega me piden constancia de no deber agua
el banco quiere ver mi estado de cuenta del agua para el préstamo
papay dame un papelito donde diga todo lo que debemos desde el comienzo
el teniente gobernador nos pide documento de que estamos al día, cómo lo saco
me regala un paz y salvo para la venta del apartamento
necesito el certificado de paz y salvo del acueducto para la notaría
un estado de cuenta veci, que salga todo discriminado
necesito una carta de no adeudo de agua para escriturar
me da mi estado de adeudo en hoja membretada
necesito el libre deuda para la inmobiliaria
me pasás un resumen de cuenta en pdf
quiero la cartola completa con todas las cuentas
un certificado de no adeudar por favor para el traspaso
quiero un resumen en pdf con lo que debo en cada mes
envíeme un documento con todos los movimientos de mi suministro
me puede generar un reporte con cargos, pagos y saldo
necesito todo mi historial en un archivo para presentarlo
pdf con mi deuda completa y fecha de hoy
quiero imprimir mi estado de cuenta para enseñárselo a mi abogado
el administrador del edificio pide el estado de cuenta del agua de mi piso
nos piden en la asamblea el estado de cuenta, envíenlo por favor
mi inquilino se va y quiero un documento que muestre qué dejó debiendo
me hace una constancia de deuda
estado de cta
mi estadito de cuenta por favor joven
una hoja con la deuda total y sus meses, que tenga su sello
can I get an account statement in pdf
I need a no debt certificate
please send me a full statement of my account
""",
    Intent.PAYMENT_METHODS: """
casero dnd pago esto del agua
x yape se puede o no
Buenas tardes, ¿me podría indicar en qué lugares autorizados puedo realizar el pago?
oe y como pago eso bro, por plin?
ya pues díganme dónde pago que estoy dando vueltas por gusto
vivo en Zorritos y no quiero viajar hasta la ciudad, habrá dónde pagar por acá cerca
estoy fuera del país, cómo puedo pagar desde acá el agua de mi mamá
soy mayor y no manejo aplicaciones, hay alguna ventanilla donde me reciban el pago
la oficina estaba cerrada cuando fui, hasta qué hora cobran
los sábados atienden en caja?
quise pagar en la farmacia y me dijeron que ahí no, entonces dónde
fui al agente y me dijo que no había sistema, dónde más puedo pagar
mi esposo dice que en la bodega de la esquina reciben pagos, es cierto?
me dijeron que por la página web se paga con tarjeta, cómo se hace
qué número pongo en la aplicación del banco para pagar el agua
qué código uso para pagar por banca móvil
en el yape no aparece la empresa, cómo la busco
con qué nombre aparece la empresa en el banco
necesitamos el número de cuenta para hacer una transferencia desde la empresa
sírvanse indicar la cuenta corriente y el CCI para el abono respectivo
es posible pagar con cheque de gerencia a nombre de la entidad
puedo pagar con tarjeta de crédito en la ventanilla
reciben monedas y billetes chicos en la caja, es que junto sencillo
se puede pagar solo un recibo de los dos que debo, dónde
puedo ir a dejar una parte de lo que debo en cualquier agente?
papay dónde pues se paga por acá por el río, lejos estamos
aquí en la comunidad no hay banco, cómo pagamos nomasito
un señor vino a cobrar a mi casa, se le puede pagar a él?
puedo darle la plata al que reparte los recibos?
por dónde puedo cancelar la factura, será que por Nequi sirve?
en el Efecty reciben el pago del acueducto?
me regala el código para pagar por PSE
en qué tiendas de conveniencia puedo pagar mi recibo
puedo pagar en el Oxxo o tiene que ser en la oficina
dónde abono esto, hay rapipago o algo así
se puede pagar por servipag la cuenta del agua?
en qué cooperativa puedo pagar la planilla
quiero pagar ahorita mismo, páseme el link
deme el enlace para pagar con tarjeta
mándeme el qr para pagar
código de pago por favor
tengo la plata lista, a dónde voy
quiero dejar pagado hoy, qué hago
quiero programar el pago automático con mi cuenta, cómo se hace
se puede hacer débito automático cada mes?
no tengo el recibo a la mano, igual puedo pagar en caja? con qué dato
necesito llevar el recibo físico para pagar?
puede ir a pagar mi hijo sin carta poder?
se puede pagar el recibo ya vencido en el agente o tiene que ser en oficina
señorita ya junté lo del recibo pero ando mal de la pierna, hay alguna forma de pagar sin salir de mi casa
cobran comisión si pago en el agente?
centros de pago cerca del mercado
where can I pay my bill
can I pay online with a card
do you take cash at the office
""",
    Intent.PAYMENT_HISTORY: """
casera q pagos tengo hechos este año
cuánto pagué entre marzo y mayo
Quisiera, si fuera tan amable, conocer los pagos que he realizado en los últimos seis meses.
pasa mis pagos anteriores xfa
quiero ver qué día pagué la última vez
cuándo fue la última vez que pagué el agua
mi último pago de cuánto fue
cuánto he pagado en lo que va del año
el mes pasado cuánto pagué?
no me acuerdo en qué agente pagué en agosto, me lo dice
quiero comparar lo que pagué este año con el año pasado
cuánto pagaba antes de que me cambiaran el medidor, mes a mes
mi hijo dice que él pagó tres veces el año pasado, quiero ver las fechas
me dijeron que ustedes tienen registro de todo lo que uno ha pagado, me lo enseña
perdí mis voucher, me puede decir qué meses tengo pagados
botaron mi carpeta de recibos pagados, quiero la lista de mis pagos
el inquilino jura que pagó de enero a junio, se puede ver qué pagos entraron
solicitamos la relación de pagos efectuados por nuestra empresa durante el ejercicio
sírvanse remitir el historial de abonos del suministro entre enero y setiembre
para mi declaración necesito saber cuánto pagué de agua el año pasado
para rendir cuentas en el edificio necesito lo pagado de agua desde abril
papay quiero saber cuántas veces hemos pagado ya
cuantito habremos pagado desde que vivimos acá, mire pues
me colabora con los pagos que he hecho este semestre
qué pagos registra mi cuenta del acueducto
muéstreme mis últimos pagos del recibo
qué pagos traigo hechos desde enero
mostrame los pagos que hice
cuánto llevo abonado desde principio de año
qué cuentas tengo pagadas, las últimas cinco
historial de mis pagos
lista de pagos
mis pagos de los últimos 12 meses
en qué fechas pagué los recibos de verano
qué número de operación tuvo mi pago de junio
quiero el comprobante del pago que hice en mayo
me da copia de la constancia del pago de hace dos meses
por dónde pagué la última vez, en banco o en agente
a qué recibo se aplicó lo que pagué en setiembre
con lo que pagué en julio qué meses cubrí
cuántos recibos pagué el año pasado
pagué alguna vez reconexión? quiero ver cuándo
está pagado el recibo de abril? quiero saber la fecha
enséñeme lo que ha pagado mi casa este año
buenas yo pago siempre por mi mamá y quisiera ver un resumen de todo lo que he ido pagando desde enero
show me my payment history
when was my last payment
how much did I pay last year
""",
}
