"""Where and how to pay, what was paid, what will be paid."""

from receivables.model.reading.intents import Intent

PHRASES: dict[Intent, str] = {
    Intent.PAYMENT_METHODS: """
dónde puedo pagar
donde pago
adonde voy a cancelar mi recibo
se puede pagar por yape?
aceptan plin
cómo pago
como ago para pagar
medios de pago
formas de pago por favor
quiero pagar
quiero cancelar mi deuda hoy mismo
deseo cancelar mi recibo vencido
puedo pagar con tarjeta
me pasa el número de cuenta para depositar
a qué cuenta deposito
me da el link de pago
kiero pagar por internet
en el banco de la nación reciben?
en qué agentes puedo pagar
puedo pagar en la bodega de la esquina
en la farmacia se puede pagar el agua?
DONDE QUEDA LA OFICINA PARA IR A PAGAR
hasta qué hora atienden en caja
los sábados se puede pagar?
qué código uso para pagar en el banco
con qué número pago por la app del banco
me pide código de suministro para pagar, cuál es
cuál es el código de pago
señorita yo no sé usar celular, dónde voy con mi plata para pagar
donde queda un sitio para pagar cerca a mi casa
hay algún lugar cerca del mercado para cancelar
vivo en Zorritos, dónde puedo pagar
no hay banco en mi pueblo, cómo pago
un pariente está en Chile, puede pagar desde allá?
puedo pagarlo desde el extranjero
se puede pagar por partes en el agente
puedo pagar solo un recibo o tengo que pagar todo junto
quiero pagar solo el más antiguo, se puede?
puedo abonar una parte
puedo pagar menos de lo que dice el recibo
puedo ir adelantando algo a cuenta
pagar
quiero pagar por acá mismo
me llega un QR para pagar?
mándame el qr
le puedo pagar al señor que viene a la casa?
el cobrador puede pasar por mi casa a recoger la plata?
se puede pagar en efectivo
dónde pago si el sistema del banco está caído
quiero hacer el pago ahorita, qué hago
la página no me deja pagar
no puedo pagar por la app me sale error
en la app del banco no aparece la empresa de agua
débito automático, cómo lo activo
quiero que me descuenten automáticamente de mi cuenta
dónde puedo abonar la factura
me colabora con los puntos de pago
puedo pagar la factura por PSE?
en efecty o baloto reciben el pago?
dónde cancelo la factura del acueducto sumercé
por nequi se puede?
en el oxxo puedo pagar el agua?
puedo pagar en caja de la tienda con el código de barras
se paga por transferencia? pásenme la clabe
dónde pago la boleta, en rapipago puede ser?
por mercado pago se puede abonar la boleta?
pago en servipag o en línea, cómo es
puedo pagar con webpay
el recibo ya venció, igual lo puedo pagar en el banco?
me dicen en el agente que no sale mi recibo para pagar, adónde voy
estimados, sírvanse indicar los canales autorizados de pago
buenas mi estimado, por dónde se cancela
dónde canselo
x donde pago esto
como le ago para cancelar si ya vencio
quiero ponerme al día, dígame adónde pago
tengo la plata en la mano, adónde voy 💵
me atienden sin recibo en la ventanilla para pagar?
dirección de la oficina y horario de caja
puedo pagar mañana en la oficina? a qué hora abren
en el interbank puedo?
kasnet o niubiz da?
puntos de pago
""",
    Intent.PAYMENT_HISTORY: """
qué pagos he hecho
quiero ver mis pagos
cuándo fue mi último pago
cuanto pague la ultima vez
me muestra el historial de pagos
historial
mis pagos del año
kiero ver los pagos q e echo
qué meses he pagado ya
en qué fecha pagué el recibo de julio
cuánto pagué en agosto
me puede decir qué día cancelé el mes pasado
lista de mis pagos
ya no me acuerdo si pagué setiembre, me puede fijar
revise si está registrado el pago de marzo
señorita fíjese cuándo fue que pagué por última vez
cuáles son los recibos que tengo cancelados
pagos registrados
quisiera saber los pagos realizados en los últimos seis meses
historial de abonos
me confirma qué pagos tienen registrados a mi nombre
qué pagos aparecen en el sistema
mi hijo dice que pagó en enero, figura?
figura algún pago en diciembre?
por favor un reporte de los pagos efectuados este año
cuánto llevo pagado en total
cuánto he pagado de agua este año
me pasa mis pagos anteriores
constancia de mis pagos anteriores
solicito el récord de pagos del suministro
ver pagos
VER MIS PAGOS ANTERIORES
pagos anteriores
los abonos que hice
dónde veo lo que he pagado
el mes pasado quién pagó el recibo, sale ahí?
mi inquilino dice que está pagando, puede ver qué meses pagó
qué fechas tengo de pagos
a ver mis últimos tres pagos
cuántos pagos he hecho desde que estoy en esta casa
fecha y monto de mi último pago pe
me averigua cuándo se hizo el pago anterior
sale registrado lo que pagué en febrero o no lo pagué?
no recuerdo si cancelé el de mayo
creo que pagué dos veces en abril, me muestra los pagos
me regala el histórico de pagos de la factura
qué pena, cuándo fue que aboné por última vez
me colabora con la relación de pagos
quiero saber mis pagos pasados del recibo del agua
los pagos que yo hice el bimestre pasado
a qué recibo aplicaron mi último pago
dónde se fue el pago que hice, a qué mes lo aplicaron
mi pago de 50 soles a cuál recibo lo pusieron
cuántas veces he pagado tarde
quiero saber si siempre he pagado puntual
por favor el detalle de los depósitos que se hicieron para mi suministro
desde enero qué recibos están pagados y cuáles fueron los montos
relación de pagos por favor joven
muestrame lo que ya cancelé este año
me piden comprobantes de los pagos del año, me los pasa
copia de mis comprobantes de pago anteriores
perdí los vouchers, me dice qué pagos tengo
boleta de pago del mes anterior, el voucher, se puede recuperar?
hay algún pago mío del 15?
mi esposo pagaba antes de irse, quiero ver qué pagó
pagos echos
revisar pagos
mira pues mis pagos
quiero controlar mis pagos, me da la relación por meses
cuánto fue lo que cancelé la vez pasada
he venido pagando todos los meses o hay alguno que no?
qué recibos ya están cancelados y en qué banco
""",
    Intent.PAYMENT_PROMISE: """
pago el viernes
el lunes le cancelo sin falta
le pago a fin de mes
voy a pagar la próxima semana
mañana cancelo
mañana mismo voy al banco
apenas me paguen cancelo
cuando cobre le pago
el 15 me pagan y ahí cancelo
para el 30 le estoy pagando
deme plazo hasta el sábado
espéreme hasta quincena pues señorita
en la quincena pago
me espera hasta el jueves por favor
tenga paciencia que el martes pago
kiero pagar el viernes me esperan?
me comprometo a pagar el día 5
ME COMPROMETO A CANCELAR TODO EL 20 DE DICIEMBRE
le doy mi palabra que el domingo pago
esta semana lo pago
hoy en la tarde pago
en la noche le yapeo al banco el pago del recibo
hoy día sin falta
al toque pago mañana
más tardecito voy a cancelar
pasado mañana le cancelo lo que debo joven
yo siempre pago, solo me he demorado, el lunes voy
no me corten que el miércoles pago
no me corten el agua por favor mañana llevo la plata
estoy esperando mi pensión para pagar, es el 10
cuando me depositen pensión 65 le pago
ni bien venda mi cosecha cancelo todo
cuando llegue mi esposo de la chacra pagamos, llega el domingo
me falta juntar un poquito, en tres días pago
en unos días le cancelo
dentro de una semana
deme unos diitas más
5 días más nomás
puede ser el próximo mes? le pago los dos juntos
los dos recibos se los pago juntos a fin de mes
el próximo mes me pongo al día
le abono 50 el viernes y el resto el otro viernes
el sábado le doy 100 soles a cuenta
voy a hacer un abono el martes
me colabora con plazo hasta el 30, yo le cancelo la factura
qué pena con usted pero solo puedo pagar el otro lunes
el viernes que me pagan la quincena voy y abono
sumercé espéreme hasta el martes que me consignan
yo el día último le pago su recibo
el viernes que raye le pago
la semana que viene cobro y te pago la boleta
a fin de mes pago la cuenta, me pagan el 30
cobro el quinto día hábil y ahí pago
señor con todo respeto le pido hasta el día 28 para poder cancelar
agéndeme para el 12 por favor
anote que pago el 3 de enero
registre mi promesa de pago para el viernes
promesa de pago
quiero dejar una fecha para pagar
puedo comprometerme a pagar otro día?
ya estoy juntando la plata, para el lunes está
hoy no puedo, mañana sí
ahorita no tengo pero el viernes sí le pago
la otra semana sin falta se lo prometo 🙏
mi hijo me manda plata el sábado y ahí mismo voy a pagar
me van a prestar, el jueves cancelo
cuando me den la gratificación pago todo
con la grati de diciembre me pongo al dia
con mi CTS cancelo, la dan en noviembre
a partir del 18 puedo
ok yo pago entre el 10 y el 12
el dia d mi santo q es 24 pago jaja
voy a pagar pasado
mañana a primera hora estoy en caja
salgo del trabajo y paso a pagar
el lunes temprano deposito
voy yendo a pagar ahorita
si dios quiere el martes le pago señorita
""",
    Intent.ALREADY_PAID: """
ya pagué
ya pague
ya cancele
ya canselé mi recibo
ya está pagado
eso ya lo pagué ayer
yo ya pagué ese mes señorita
ya aboné la factura
pague el lunes en el banco y siguen cobrandome
acabo de pagar
acabo de cancelar en el agente
recién pagué hace un rato
ya hice el depósito
ya deposité
ya yapeé
aquí está mi voucher
le mando el comprobante de pago
adjunto constancia de pago
ahí le envié la foto del pago
número de operación 00123456
operación 0045678 pagado el 12
YA PAGUE POR QUE ME SIGUEN ESCRIBIENDO
yo estoy al día, ya cancelé todo
no debo nada, yo pago puntual todos los meses
si ya pagué por qué me sale deuda
pagué hace tres días y todavía me aparece pendiente
mi pago no aparece en el sistema
mi pago no figura
no se ve reflejado mi pago
hice el pago por la app y no se actualiza
el banco me cobró pero ustedes dicen que debo
ya me descontaron de mi tarjeta y sigue saliendo
joven yo ya cancelé ese recibo el mes pasado, tengo el papelito guardado
mi hija lo pagó por internet ayer
mi esposo canceló en la oficina el sábado
lo pagó mi inquilino, me mandó el voucher
ya esta cancelado hace una semana
kanselado ya ps
ya lo pagué todo, borren eso
listo ya pagué
listo, pagado 👍
pagado
cancelado
ya fue pagado en octubre
ese recibo se pagó el 5 de este mes en el banco de la nación
desde julio que lo pagué y todos los meses me lo cobran de nuevo
pagué dos veces el mismo recibo
ya pagué la primera cuota
ya di la inicial ayer en caja
ya cancelé la cuota de este mes
efectué el pago el día 14, solicito que lo regularicen
sírvase verificar el pago realizado el día de ayer
verifique bien porque yo pagué
revise pues ya pagué
tengo mi boucher sellado
tengo mi recibo cancelado con sello
ya pagué con yape anoche
le pagué al señor que vino a cobrar
le pagué al cobrador y no me dio papel
ya les transferí
la factura ya está cancelada, qué pena pero revise
ya la cancelé por PSE
ya consigné ayer en el corresponsal
ya aboné y me siguen llegando mensajes, me colabora
ya pagué en el oxxo, aquí está el ticket
ya quedó pagado joven
ya aboné la boleta che
la boleta está paga
la cuenta está pagada hace rato
pagué por servipag el viernes
hace como dos semanas que fui a pagar y la señorita de la ventanilla me selló el recibo
mi mamita fue a pagar con su recibo en la mano y le dijeron que ya estaba bien
todo esta pagado no tengo deudas con nadie
me están cobrando algo que ya pagué
eso ya lo cancelé hace tiempo
ya se canceló, no insistan
el pago lo hice antes del vencimiento
ya pagué lo que me dijo por este chat
ya puse al día mi recibo
hoy en la mañana ya cancelé los dos recibos
te paso la captura del pago
""",
}
