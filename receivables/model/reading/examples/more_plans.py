"""Further voices about paying: the day, what was paid, the parts, the rules of the house, and being short."""

from receivables.model.reading.intents import Intent

PHRASES: dict[Intent, str] = {
    Intent.PAYMENT_PROMISE: """
casera el sabado vendo mis gallinas y voy
cancelo el viernes
el finde t pago bro palabra
Le agradeceré me espere hasta el día treinta, fecha en que percibo mi pensión.
el martes a primera hora me acerco a cancelar, profesor soy y cobro ese día
recién me pagan el 28 así que ese día cumplo
déjeme llegar a fin de mes y le pago todo junto
me deben unos jornales, me los dan el sábado y de ahí voy a pagar
vendo mi cosecha de arroz en diez días y pago sin falta
sale la pesca el lunes y con eso cancelo
mi esposo dice que el jueves pasa por la oficina a pagar
mi hija viene de Lima el domingo y ella va a cancelar todo
me dijo mi patrón que me paga el quince, ese día cancelo el agua
hoy día no alcanzo a ir, mañana temprano estoy pagando
ahorita estoy en la chacra, bajo el viernes al pueblo y pago
el próximo lunes queda regularizado, le doy mi palabra
la empresa procederá al abono el día 5 del mes entrante
nos comprometemos a cancelar el importe pendiente a más tardar el 20
el área de tesorería tiene programado el pago para este jueves
papay espérame pues hasta el domingo, con la feria ya pagamos
diosito mediante el miércoles bajo a cancelar nomasito
veci yo le consigno el viernes sin falta
el quince me llega la quincena y cancelo la factura
le pago el lunes, qué pena la demora
el día de raya paso a pagar, o sea el sábado
para el viernes ya lo pago joven, deme chance
el viernes cobro y te abono todo
dame hasta el lunes que te la pago
el treinta me depositan y pago la cuenta al tiro
la próxima semana cancelo la planilla, se lo prometo
no me corten que pasado mañana voy
no se preocupe que yo pago, el doce estoy ahí
quiero dejar anotado que voy a pagar el 22
puede apuntar que pago este sábado?
ponga fecha para el 10 de diciembre
me recuerda el jueves que ese día pago
en tres días le cancelo
de acá a una semana estoy pagando
cuando termine el mes cancelo los dos recibos
primero pago la luz y el otro lunes el agua
me da un plazo hasta el 15 y ahí cumplo
espéreme unos diitas, hasta el 8 nomás
puedo pagar la próxima quincena?
le aseguro que antes de fin de mes queda pagado
joven yo siempre he pagado puntual, este mes me atrasé por mi operación pero el veinte ya le cancelo
se enfermó mi hijo y gasté todo, pero a fin de mes me pagan y ahí sí cancelo
me robaron la cartera con la plata del agua, el sábado consigo y pago
hoy en la tarde voy a la caja
en la tardecita estoy cancelando
apenas salga del trabajo hoy paso a pagar
I will pay on Friday
I get paid on the 15th, I'll pay then
I promise to pay next Monday
""",
    Intent.ALREADY_PAID: """
ya le pague casero mire bien
se canceló el viernes
eso ya fue bro, ya lo pague en el agente
Permítame informarle que dicho recibo fue cancelado oportunamente el día 9.
ya pagué y sigue saliendo deuda
yo pagué el jueves y hoy me vuelve a salir lo mismo
la semana pasada cancelé los dos meses y todavía aparece como vencido
me llegó aviso de deuda pero yo tengo el recibo sellado por el banco
ya me sacaron la plata de mi cuenta y ustedes siguen diciendo que debo
hasta cuándo me van a cobrar algo que está pagado, revisen su sistema
mi esposo dice que él pagó el sábado en la caja
mi hija canceló desde Lima con su tarjeta, tiene la captura
me dijeron que no entró mi pago, pero acá tengo la constancia
el joven del agente me dio un papelito de que pagué el 11
mi nuera fue ayer y pagó todo, ya no debemos
le adjunto la foto del voucher para que lo verifiquen
le estoy mandando la captura de lo que pagué
ahí le va el comprobante, la operación es 778120
mi número de operación es el 0098123, revise
les remitimos constancia de transferencia efectuada por nuestra empresa
el abono fue realizado el día 3, sírvanse aplicarlo al suministro
adjuntamos el comprobante de depósito para su regularización
papay ya hemos pagado pues, el domingo en la feria pagamos
ya pagadito está mi recibo, nomasito falta que apunten
la factura la pagué hace ocho días por la app, veci
ya hice la consignación y no me la descargan
ya pagué mi recibo en la tienda y me sigue llegando aviso
sí pagué, aquí tengo mi ticket del súper
yo ya te pagué, fijate bien
la boleta la pagué por el cajero la semana pasada
ya pagué la cuenta por internet y sigue apareciendo
ya cancelé la planilla en la cooperativa
pagué doble por error, el agente me cobró dos veces
creo que pagué dos veces este mes
se pagó a otro suministro por equivocación, el mío sigue pendiente
puse mal el número y mi pago se fue a otra casa
pagué una parte y no me la han descontado
di cincuenta a cuenta y me sigue saliendo el total completo
pagué hoy en la mañana, en cuánto se actualiza
acabo de yapear al número de la empresa, ya debe salir
recién salgo de la caja, ya está todo cancelado
me fui hasta la oficina y pagué, ya no me escriban por eso
se supone que estoy en débito automático, ya se cobró solo
la inicial ya la pagué ayer, por qué no figura
la cuota de este mes ya la dejé pagada
cuando vino el aviso yo ya había pagado un día antes
se cruzó mi pago con su mensaje, yo pagué anoche
qué raro, si yo cancelé eso en octubre
eso no es deuda, está cancelado desde hace rato
yo no le debo nada, todo lo tengo pagado y guardado
señor mire yo soy puntual y el día cinco fui con mi nieto a la caja y pagué y ahora me dicen que debo
I already paid this bill last week
I paid yesterday but it still shows as unpaid
here is my receipt, I paid on Monday
""",
    Intent.INSTALMENT_REQUEST: """
casera dame por partes nomas q no me alcanza
xq no m das cuotas bro
Quisiera consultarle si existe la posibilidad de pagar mi deuda de manera fraccionada.
me sueltan todo ese monto de golpe y no puedo, pártanlo en varios meses
perdí mi puesto en el mercado y no puedo pagar todo, quiero hacerlo en cuotas
se murió mi ganado con la sequía, le puedo ir pagando por meses?
estuve enfermo, se juntó todo, quisiera un plan para ir pagando poco a poco
gano el mínimo, puedo darle cincuenta mensuales hasta acabar?
le puedo dar ochenta ahora y lo que falta en cuatro meses?
tengo la mitad, la otra mitad se la pago por cuotas
mi esposo dice que hagamos un compromiso de pago por partes, cómo es
me dijeron que en la oficina fraccionan la deuda, yo también quiero
mi vecina me contó que le dieron seis cuotas, yo quisiera igual
escuché en la radio que se puede pagar en armadas, quiero acogerme
solicitamos evaluar el fraccionamiento de la deuda de nuestra representada en doce cuotas
proponemos cancelar el 30% a la firma y el saldo en seis armadas
agradeceremos nos alcancen una propuesta de refinanciación
papay dame pues facilidades, de a poquito te voy pagando
nomasito de veinte en veinte puedo, habrá forma?
qué opciones de pago por cuotas me ofrecen
con cuántas cuotas quedaría en menos de cien soles
cuánto pagaría al mes si lo divido en ocho
sáqueme la cuenta de cuánto sería cada cuota en cinco meses
quiero ver los planes que hay para mi deuda
cómo hago para acogerme a las cuotas
veci será que me difieren la deuda a doce meses
necesito un acuerdo de pago de la factura, no tengo para todo
quiero hacer convenio por el adeudo, en abonos
deme chance de irle abonando cada quincena
puedo pagarlo en cuotas? no llego con todo
me armás un plan para pagar de a poco?
quiero repactar, no puedo con el total de la cuenta
deseo un convenio para diferir las planillas atrasadas
se puede fraccionar solo los recibos viejos y pagar el nuevo completo
quiero fraccionar aunque ya tenga el agua cortada
me cortaron y no tengo para todo, puedo hacer un convenio
mi deuda pasa de mil soles, en cuántos pagos me la dejan
quiero pagar con cuotas y sin cuota inicial si se puede
puedo dar la inicial la otra semana y empezar el convenio
si doy la tercera parte me dejan el resto por mes?
es posible pagar semanalmente lo que debo?
se aceptan pagos quincenales para ponerse al día?
me ayuda a armar un compromiso de pago
quiero arreglar mi deuda en partes con ustedes
ya no quiero estar debiendo, deme cuotas cómodas
señorita mire nosotros somos siete en la casa y solo trabaja mi hijo entonces todo junto no se puede, por partes sí
a ver conversemos cómo puedo pagar eso en varios meses
divídemelo en tres xfa
tres armadas y cerramos
I can't pay it all at once, can we set up a payment plan
could I split my debt in six months
""",
    Intent.AGREEMENT_STATUS: """
casera cuantas armadas me faltan
q cuota me toca ahora bro
Le ruego me informe cuántas cuotas llevo canceladas de mi convenio.
el saldo de mi convenio cuánto es
cuánto me queda del acuerdo que hice con ustedes
de las ocho cuotas cuántas ya pagué
en febrero firmé un convenio y ya perdí la cuenta, cuánto falta
mi hijo firmó las cuotas por mí y no sé qué día vencen
mi esposo dice que ya terminamos el fraccionamiento, es así?
me dijeron que si me atrasaba perdía el convenio, sigue en pie el mío?
me llegó un mensaje de que mi cuota vence, cuál cuota es
se me pasó la cuota de ayer, todavía estoy en el convenio?
me olvidé de pagar la segunda armada, qué ha pasado con mi acuerdo
sírvanse informar el estado de cumplimiento de nuestro convenio de fraccionamiento
agradeceremos nos indiquen el saldo pendiente del compromiso de pago suscrito
requerimos el cronograma vigente del convenio
papay cuántas cuotitas me faltan todavía
cómo va pues mi compromiso de pago, nomasito quiero saber
veci en qué va la financiación que hice en el acueducto
cuántas cuotas me quedan de la refinanciación
cuántos abonos me faltan de mi convenio
cómo voy con el plan que me armaron
me queda alguna cuota del plan o ya terminé
cuántas cuotas me restan de la repactación
en el convenio de las planillas en cuánto voy
cuál es la fecha de mi siguiente armada
a cómo me toca la cuota este mes
qué monto es mi cuota de diciembre
cuánto tengo que pagar de cuota y hasta qué día
me reenvía mi cronograma que se me perdió
no encuentro la hoja de mis cuotas, me la manda
pásame el contrato del convenio que firmé
mi convenio ya está activo o falta algo
di la cuota inicial el lunes, ya arrancó el plan?
ya quedó aprobado lo que pedí de las cuotas?
todavía está en pie lo que acordamos
me anularon las cuotas?
por qué me salen los recibos completos si tengo convenio vigente
ya pagué tres cuotas, cuándo termino con el convenio
cuándo acabo con esto de las cuotas, cuál es la última
qué cuotas tengo vencidas
mi acuerdo de pago, cómo está
número de cuotas pendientes
ver cronograma
señora yo hice un arreglo en la oficina con una señorita de lentes y quisiera saber cómo va ese arreglo mío
what's left on my payment plan
when is my next installment due
""",
    Intent.AMEND_PLAN: """
casera mi cuota cae mal, pasala pal 20
se puede mover la fecha de mi armada bro
Quisiera solicitarle que se modifique el día de vencimiento de mis cuotas.
la cuota que firmé ya no la puedo pagar, hagámosla más chica
me bajaron el sueldo y esa cuota no la alcanzo, la pueden reducir
me despidieron la semana pasada, necesito que mi convenio sea a más meses
ya no me pagan los 15 sino los 30, mueva mis cuotas
mi esposo dice que pidamos alargar el convenio que tenemos
me dijeron que una vez se puede cambiar el convenio, quiero usar esa opción
este mes tengo gastos del colegio, pase mi cuota para enero
nos han operado al niño, puede correr la cuota unas semanas
solicitamos la reprogramación del convenio suscrito por caída de ingresos
pedimos ampliar de seis a doce las cuotas pactadas
agradeceremos considerar una adenda al convenio vigente
papay la cuotita está muy alta, bájale pues
no alcanza para la armada de este mes, cámbiame pues la fecha nomasito
veci me ayuda a cambiar la fecha de la cuota del acuerdo
quiero que me bajen el valor de la cuota financiada
mi convenio quiero pasarlo a más abonos
me corrés la cuota al mes que viene?
quiero achicar la cuota del plan que tengo
necesito modificar mi repactación, quedó muy cara la cuota
cámbieme el convenio de mensual a quincenal
prefiero cuotas más altas y menos meses en mi convenio
quiero adelantar dos cuotas y que baje el plazo
puedo cancelar todo el convenio de una vez antes de tiempo
quiero rehacer el convenio, no lo puedo cumplir como está
en vez de 120 al mes puedo pagar 70, modifiquen mi acuerdo
la próxima cuota no la voy a poder pagar, reprográmela
no quiero perder mi convenio, mejor cámbienle la fecha
juntemos la cuota de este mes con la del otro
deme una semana más para pagar la tercera cuota
me equivoqué al aceptar cinco cuotas, quería diez
el plan que escogí no me conviene, quiero otro de los que mostró
que la inicial sea el próximo lunes y no mañana
puedo pagar la inicial en dos partes? ya acepté el plan
ya firmé pero necesito ajustar los montos
renegociemos las cuotas que me quedan
las cuotas que faltan hágalas más largas
can I change the date of my installment
I need to lower my monthly payment on the plan
please push my next installment to January
""",
    Intent.POLICY_QUESTION: """
casera con cuantos recibos cortan
a cuanto esta la tasa de interes moratorio
y si no pago q pasa bro
Desearía conocer las condiciones que establecen ustedes para otorgar un fraccionamiento.
cuál es la tasa que aplican por pagar tarde
la mora se cobra por día o por mes
hay algún plazo extra después del vencimiento sin recargo
si me atraso un solo mes ya me pueden cortar
si hago un reclamo tengo que pagar mientras tanto?
cuánto cuesta que vuelvan a poner el agua después de un corte
el monto de la inicial es fijo o depende de la deuda
si dejo de pagar dos cuotas qué ocurre con el convenio
con cuánto de inicial se puede fraccionar, cuál es lo mínimo
mi esposo dice que si uno paga antes le rebajan, es verdad?
me dijeron que van a perdonar los intereses en diciembre, es así?
mi vecina dice que a los mayores de 65 les hacen descuento, es cierto?
escuché que la deuda vieja ya no se cobra después de diez años, cómo es eso
es cierto que no pueden cortar en fin de semana
sírvanse precisar la tasa de interés moratorio vigente y su sustento normativo
qué norma regula los plazos de corte del servicio
solicitamos información sobre los requisitos para acogernos al beneficio tributario o de intereses
papay hay pues algún perdón para los pobres
nomasito quiero saber si hay rebaja si pago todito de una
cuántos meses de mora deben pasar para suspender el servicio, veci
qué interés cobran por la financiación de la factura
hacen descuentos por pronto pago este fin de año?
hay borrón de recargos para los que debemos?
si no pago la boleta en fecha cuánto recargo me ponen
cortan en invierno o con niños en la casa?
cuánto sale la reposición del servicio si me cortan
a los de tercera edad les hacen rebaja en la planilla?
con discapacidad hay alguna tarifa especial
qué se necesita para tener tarifa social
el que alquila puede firmar un convenio o solo el dueño
qué documentos debo llevar para fraccionar
la deuda pasa al nuevo dueño si vendo la casa?
si me mudo la deuda me sigue a mí o se queda en la casa?
me pueden poner en la central de riesgo por deber agua
con qué anticipación avisan antes de cortar
cuántas horas tienen para reponer el servicio una vez pagado
en cuántos días responden un reclamo según las normas
hasta cuántos meses después puedo reclamar un recibo
pueden facturar por promedio varios meses seguidos?
cada cuánto tiempo cambian los medidores por reglamento
hasta qué edad del medidor es válido
aceptan pagos parciales o tiene que ser el recibo entero
cuántas veces al año puedo hacer convenio
el convenio paga intereses o es al mismo precio
qué pasa con mi convenio si se vence el recibo del mes
puede un bebé o un enfermo en casa evitar el corte, qué dice la regla
what happens if I don't pay
how much is the late fee
after how many months do you cut the water
""",
    Intent.HARDSHIP: """
no ay venta casera ni pa comer saco
toy misio bro, no tengo ni un sol
Con mucha pena le informo que mi pensión no me alcanza para cubrir este gasto.
mi esposo se accidentó en la construcción y nadie trae plata a la casa
quedé viuda con tres niños y no tengo entradas
me botaron del trabajo hace dos meses y no consigo nada
vendo caramelos en la calle, no junto ni para el arroz
se inundó mi chacra y perdí toda la siembra, no tengo cómo pagar
el mar está cerrado, los pescadores no tenemos ingreso
tengo cáncer y todo se me va en medicinas
mi hijo necesita diálisis y ahí se va todo lo que gano
soy madre soltera y lo que gano lavando ropa no da para el agua
vivo de lo que me dan los vecinos, soy anciano y solo
cuido a mi mamá postrada y no puedo salir a trabajar
mi esposo dice que este mes no hay ni para los pasajes de los chicos
me dijeron que hay ayuda para los que estamos en pobreza, yo no puedo pagar
papay somos pobrecitos, no hay plata pues, qué hacemos
diosito sabe que no tengo, apenas comemos yuquita
acá en la selva no hay trabajo, no tenemos de dónde pagar
con la crecida del río lo perdimos todo, no puedo pagar
veci estoy sin trabajo y la plata no me alcanza para la factura
somos desplazados y no tenemos con qué pagar el agua
ando bien apretado, no hay trabajo y no tengo pa pagar el recibo
se me quemó la casa y me quedé sin nada
no tengo un mango, me quedé sin laburo
no tengo plata para la planilla, estoy desempleada
el negocio quebró y quedamos endeudados, no podemos pagar ahora
debido a la paralización de nuestras actividades no contamos con liquidez para atender la obligación
quisiera pagar pero de verdad no tengo, ayúdenme por favor
no es que no quiera, es que no hay de dónde sacar
cómo le pago si no me alcanza ni para la leche del bebé
ya vendí mi televisor para comer, no me queda nada
estoy en silla de ruedas y no recibo ninguna pensión
mi pensión 65 me la gasto en pastillas, no puedo con el recibo
mi marido nos abandonó y me dejó con las deudas y sin dinero
tengo un hijo con discapacidad y no llego a fin de mes
estamos comiendo una vez al día, no me pidan que pague ahora
estoy en huelga, el magisterio no nos ha pagado
me descuentan casi todo por la pensión de alimentos, no me queda para el agua
qué voy a pagar si no tengo trabajo
no me alcanza el dinero, hay alguna ayuda
hay alguna consideración para alguien que no tiene ingresos
tengan un poco de comprensión, estoy pasando un mal momento económico
señorita yo le cuento que mi esposo cayó enfermo y yo no trabajo y los hijos son chicos y ya no sabemos qué hacer
I lost my job and can't afford the bill
we have no money this month, my husband is sick
""",
}
