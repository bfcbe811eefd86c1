"""Further voices, terse and run-on: what is said in half a sentence, as to a neighbour."""

from receivables.model.reading.intents import Intent

PHRASES: dict[Intent, str] = {
    Intent.DEBT_QUERY: """
a cuanto llega lo mio
dígame la cifra nomas
mi saldo xfis
cuanto va saliendo
cuanto tengo ahi pendiente
cual es el ultimo dia para pagar
hasta que dia hay plazo para pagar este recibo
que fecha vence, yo cobro a fin de mes y no quiero pasarme
el ultimo dia de pago cual seria
cuando es la fecha limite, no vaya ser que me pase
y de agua cuanto me falta
me da el valor de la planilla de este mes
el valor a cancelar de este periodo por favor
cuanto hay que poner para quedar en cero
me avisaron que tengo deuda, de cuanto es
en el mensaje dice que debo y no pone el monto
mi papa no ve bien, me dice usted cuanto le toca pagar
de mi abuelita su recibo en cuanto esta, ella no sabe leer
lo de mi mama cuanto es, yo le pago
ya salio lo de este mes? en cuanto vino
tengo algo vencido?
la deuda de mi casa en cuanto esta ya
cuánto me aparece en el sistema
me botas el total
total?
cuanto seria con todo y mora
dame el dato de lo que adeudo
ando perdido con el agua, cuanto les debo a la fecha
lo que me toca pagar este bimestre
valor de la factura porfa
cuantos recibos me faltan y de cuanto cada uno
con cuanto quedo al dia
no me llego la factura, digame el valor para pagarla
quiero ver si tengo pendientes con el agua
que monto me sale
hasta cuando puedo pagar tranquilo sin problemas
deudas pendientes
""",
    Intent.BILL_EXPLANATION: """
de donde sale ese monto tan raro
que es eso de cargo fijo
por que viene igv
en la boleta hay una linea que dice mora, que es
por que cobran desague aparte
el desague cuanto es y por que lo cobran junto
sale agua tanto, alcantarillado tanto, y lo demas de que es
sumo lo que dice el papel y no me da el total
en el recibo figura algo de redondeo
que significa volumen facturado
que son esos otros cargos de la factura
no entiendo que es lo que me cobran en la factura
cual es el cargo por aseo que viene ahi
por que llego mas que el otro mes
gastamos igual y vino mas
por que el mes pasado era menos
explíqueme línea por línea
de que se compone lo que debo
que meses son los que debo
a que mes corresponde esa deuda
esa deuda de cuando es
ese saldo atrasado de donde viene
la parte de alcantarillado como la calculan
el impuesto tambien va sobre el alcantarillado?
cobran por conceptos que no conozco, me aclaran
qué es subsidio, por qué me lo quitaron de la factura
el valor subió y nadie me explica por qué
qué me están cobrando ahí exactamente
desglose porfa
un detalle de lo que debo mes por mes
""",
    Intent.BILL_REQUEST: """
pdf del recibo
el de septiembre en pdf porfa
mandeme los de julio y agosto en archivo
se me mojo el recibo, me manda otro
se lo comio el perro el recibo jaja necesito otro
no vino el papel a la casa
nunca llega la factura, me la manda por aca
me regala copia de la factura
me colabora con el duplicado de la factura
necesito la factura para un trámite de subsidio
para un credito me piden recibo de agua, me lo pasa
el recibo digital
recibo por correo se puede
el repartidor ya no deja recibos en mi calle, como lo saco
como descargo la factura
la última factura en pdf
quiero imprimir mi recibo
perdi mi recibo, con que lo repongo
foto del recibo de este mes
me reenvia el comprobante de consumo de octubre
""",
    Intent.PAYMENT_METHODS: """
donde le pago
por que app puedo
hay algun agente cerca
aceptan visa?
atienden los sabados? quiero ir a pagar
hoy atienden en caja? estoy yendo
a que hora abren para pagar
hasta que hora esta la caja
mañana domingo hay quien cobre
vivo lejos, desde otra ciudad puedo pagar?
estoy en el extranjero, como pago lo de mi casa
con que numero pago en el agente
en el banco me piden un codigo, cual es
que codigo doy en la ventanilla
cual es el convenio para pagar en el banco
pago por pse?
tienen boton de pago
por efecty se puede pagar
en el corresponsal reciben?
en baloto reciben la factura del agua
la factura ya venció, en donde me la reciben
ya pasó la fecha, todavía me reciben el pago en el banco?
se venció ayer, igual puedo pagar en el agente?
como hago el pago si ya se me paso el dia
puedo dejarle la plata al que reparte los recibos
el que lee el medidor me puede recibir el pago?
se puede dar el dinero al cobrador que viene a la casa
se puede domiciliar al banco
quiero que me lo cobren automatico de mi cuenta cada mes, como hago
debito automatico como se pone
la bodega donde pagaba ya no cobra, a donde voy
puede ir mi hijo a pagar con el recibo
mi vecina va al centro, puede pagar lo mio?
con yape a que numero
un qr para pagar tienen?
""",
    Intent.PAYMENT_PROMISE: """
mas tarde paso por el agente
hoy en la tarde voy a la oficina y cancelo
saliendo del trabajo paso a pagar
mañana a primera hora voy
voy mañana
ahi voy la otra semana
no puedo hoy, el sabado si
hoy no, el lunes sin falta
aguanteme unos diitas
deme unos diitas y le pago
chance hasta la quincena
tengame paciencia hasta el 30
ni bien cobro les pago
apenas me depositen voy
cuando me salga la pension pago
cuando venda mis chanchitos le pago
en cuanto me caiga algo pago
con la cosecha pago, en marzo
con mi gratificacion de julio pago todo
de que pago, pago, deme hasta el quince
no se me asuste que yo pago el otro martes
el proximo lunes me pongo al dia
yo paso a cancelar el viernes sumerce
me pongo al día la otra semana
el fin de semana hago la transferencia
ya le deposito a fin de mes
esta semana queda pagado
""",
    Intent.ALREADY_PAID: """
eso ya fue pagado hace dias
les entro mi pago del lunes?
aparece mi pago de la otra semana?
mi pago de ayer ya figura?
eso ya está pago
ya quedo pago por la app
ya lo pagaron por mi
mi yerno ya lo pago
mi mama pago y tiene su voucher guardado
ya pague pues revise bien
consigné ayer en bancolombia
ya consigne y me siguen cobrando
el banco me lo descontó automático y siguen cobrándome
me debitaron de la tarjeta y aun sale deuda
me lo cargaron a la cuenta el dia 5, que mas quieren
por debito automatico ya se pago, por que insisten
hace un rato pague, cuando se refleja
pague recien, en cuanto rato aparece
aqui tengo el comprobante
le paso la foto del recibo pagado
mando captura de mi pago
les envio el voucher para que me borren la deuda
en la app me sale cero porque pague ayer
pagado desde el mes pasado y siguen mandando mensajes
pague dos veces y todavia dicen que debo
yo no debo nada ya cancele todo
acabo de pagar en el kasnet
ayer hice el pago y hoy me llega esto
ya está al día eso parce
ya se canceló lo de octubre, lo otro lo pago luego
""",
    Intent.INSTALMENT_REQUEST: """
un arreglo se puede hacer?
hagamos un arreglo pues
lleguemos a un acuerdo
puedo ir dando de a poquitos
de a 30 soles al mes puedo
y si le doy 50 ahora y el resto despues
si le abono la mitad hoy y la otra despues
doy 200 y lo demas me lo parte
dividame la deuda
me lo puede partir en cinco
facilidades de pago tienen
en partecitas
poco a poco puedo, todo junto no
pagar lo viejo aparte y lo nuevo normal
separar la deuda antigua y pagarla en cuotas
para cuantos meses me lo pueden diferir
me difieren el saldo?
cuanto piden de entrada para fraccionar
de cuanto es la inicial
con cuanto se empieza el acuerdo
que papeles piden para fraccionar
me gustaria llegar a un acuerdo por lo que debo
no alcanzo a pagar todo, hay forma de refinanciar
financiar la deuda con la factura
no puedo de contado, me la ponen en cuotas
quiero ponerme al dia pero por partes
por cuotas se puede
""",
    Intent.AGREEMENT_STATUS: """
cuantas me faltan del convenio
cuanto me falta para terminar el fraccionamiento
lo que firme el otro mes sigue en pie?
mi acuerdo sigue valiendo
se cayo mi convenio por no pagar una?
cuando toca la otra cuota
de que monto es mi cuota
en que va lo que refinancie
cuanto llevo pagado del acuerdo
voy en la cuota tres o cuatro?
perdi la hoja de mi cronograma, cuantas van
el plan que hice sigue activo
la cuota de este mes ya vencio?
la del convenio cuanto era
lo refinanciado ya lo acabe de pagar o falta
como voy con las cuotas
ya termine de pagar lo que quedamos en la oficina?
lo de los doce meses que quede con ustedes como va
""",
    Intent.RECONNECTION: """
ya cumpli, ahora reconecten
ya pague y estoy esperando que vengan a abrir
ya esta todo pagado y la llave sigue cerrada
quede al dia y nadie viene a poner el agua
a que hora vienen a reconectar, estoy esperando
ya pague, en cuanto tiempo me ponen el agua
pague ayer y hoy sigo cortado
me pusieron el tapon, que hago
me dejaron sin llave de paso por deuda
vinieron y me la cerraron
cortado por falta de pago, quiero que lo abran
quiero que me devuelvan el servicio
cuanto cobran por abrir la llave
en cuanto sale la reconexion
el costo de volver a conectar
hay multa por reconectar?
pidieron permiso en mi trabajo para esperarlos y nunca vinieron a reconectar
pague a las dos y me dijeron que en el dia reconectaban y nada
el corte ya deberian levantarlo
reconéctenme que tengo un bebé
la reinstalación del servicio cuándo
me suspendieron el agua y ya pague, cuando me la ponen
""",
    Intent.CUT_STATUS: """
me van a cortar hoy?
mi casa esta en la lista de corte
para cuando tengo fecha de corte
ya salio mi orden de corte?
estoy en corte?
cuando me toca el corte
que dia me cortan el agua
dicen que hoy pasan cortando, estoy yo?
tengo aviso de corte, para que fecha es
""",
    Intent.POLICY_QUESTION: """
a los cuantos recibos cortan
con dos meses ya cortan?
cortan en feriado?
pueden cortar los viernes?
es legal que corten habiendo bebes
hay ancianos en casa, igual pueden cortar?
me reportan a datacredito si no pago?
me meten a infocorp por el agua
que pasa si me atraso
y si no pago nunca
que pasa si dejo que se junte
hay multa por atraso?
cobran mora desde que dia
si hago convenio me dejan de cortar?
firmando el acuerdo ya no me suspenden?
a que hora vienen a cortar normalmente, quiero estar
tienen que avisar antes de cortar?
pueden cortar si hay un reclamo?
si pago todo de una me descuentan algo
hacen rebaja a jubilados
el dueño o el inquilino, quien paga
se puede cambiar el dia de vencimiento
que dia puedo poner para que venza
la deuda prescribe?
puedo pagar solo un recibo y dejar los otros?
se puede pagar una parte nomas?
es cierto que a los tres meses retiran el medidor
""",
    Intent.HARDSHIP: """
con la pension no me alcanza
vivo de lo que vendo en la calle
soy mayorcita y vivo sola con lo que me dan del gobierno
cobro la pension del estado, es poquito y no me da
soy madre sola y no tengo trabajo
vivimos del dia a dia
no hay plata señorita
la sequia nos dejo sin nada
se perdio la chacra con la lluvia
mis animalitos se murieron, de que voy a pagar
el rio se llevo nuestras cosas, no tenemos como
estamos en el rebusque
me botaron de la chamba
sin trabajo hace meses
apenas hay para comer
primero come mi hijo
no me da, con el arriendo me quedo en nada
con las medicinas se me va todo
estoy mal economicamente
tengo a mi esposo postrado, no trabajo
ni para el pasaje tengo
quedamos damnificados y aun asi nos cobran
""",
}
"""The phrases of each wish."""
