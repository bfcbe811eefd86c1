"""Wishes in yet other words, for those that are most easily taken for one another."""

from receivables.model.reading.intents import Intent

PHRASES: dict[Intent, str] = {
    Intent.POLICY_QUESTION: """
hasta cuántos meses me pueden dar como máximo
hay un tope de cuotas?
cuál es la cuota mínima
la inicial es obligatoria?
hay convenios sin inicial?
cada cuánto se puede hacer un convenio
qué interés me cobrarían si lo saco en cuotas
habrá alguna campaña de descuento para los deudores
van a dar amnistía por fin de año?
en otras empresas perdonan la mora, acá también?
si pago todo hoy me quitan la mora?
a los de la tercera edad no les rebajan?
a las madres solteras les dan algún beneficio?
los discapacitados tienen tarifa especial?
qué es la tarifa social y quién puede tenerla
si no pago me denuncian?
si no pago me pueden meter preso?
ustedes avisan antes de cortar?
con cuántos días de anticipación avisan el corte
me cortan por deber un solo mes?
se corta aunque haya enfermos en la casa?
si estoy reclamando me pueden cortar?
si tengo convenio me pueden cortar igual?
si pago la mitad igual me cortan?
cobran por avisarme o por mandar mensajes?
puedo elegir el día de pago?
quisiera que mi recibo venza después del 30
mi fecha de pago se puede pasar a quincena?
cuánto tiempo dura un reclamo según la norma
después de cuánto tiempo la deuda ya no se cobra
la mora es fija o va creciendo
qué porcentaje de recargo ponen por tarde
""",
    Intent.CLAIM: """
quiero que me devuelvan lo que me cobraron de más
exijo la devolución de lo cobrado indebidamente
el cobro está equivocado
no debo eso, es un error
yo no debo esa cantidad
la cantidad es exagerada
este recibo no tiene sentido, arréglenlo
el consumo se disparó sin razón, reviso y no hay fuga, quiero reclamar
hubo una equivocación en mi recibo, que la solucionen
esa lectura no coincide con la de mi medidor
la lectura del recibo es mayor a la que marca el medidor
no vinieron a leer y pusieron lo que quisieron
nunca toman lectura y ponen cualquier cosa
ese mes no hubo servicio y me facturaron completo
aquí nunca hay agua y quieren cobrar, no es justo
me pusieron dos reconexiones, quítenme una
esa multa no es mía, quítenla
me cobraron un trabajo que no hicieron
me incluyeron un fraccionamiento que yo no pedí
quiero dejar mi queja por el trato del personal
el trabajador que vino fue muy grosero, quiero quejarme
rompieron mi vereda y no la arreglan, presento mi queja
reclamo por facturación
reclamo por tarifa mal aplicada
cobro excesivo
alto consumo, reclamo
""",
    Intent.BILL_EXPLANATION: """
cómo así me salió tanto
a qué se debe tanto
qué significan los códigos del recibo
qué significa tarifa doméstica subsidiada
dónde dice cuánto consumí
de qué fecha a qué fecha es este recibo
cuál es mi lectura actual
qué lectura tomaron este mes
por qué cambia el monto si gasto lo mismo
por qué en verano sube
el monto del recibo no es igual al de su mensaje, por qué
ustedes dicen 80 y el recibo dice 60, por qué la diferencia
cómo se formó mi deuda
desde cuándo viene esta deuda
qué parte es interés y qué parte es consumo
cuánto de eso son intereses
cuánto de lo que debo es mora
desglóseme la deuda
sáqueme el detalle de los conceptos
por qué me sale crédito o financiación en la factura
explíqueme esa cuenta
""",
    Intent.HARDSHIP: """
la plata no me rinde
hoy no tengo ni para el pasaje
soy sola y no trabajo
mi trabajo es eventual y no hay nada
estoy de baja médica sin goce
estoy embarazada y sin apoyo
tengo que escoger entre comer o pagar el agua
vendo caramelos en el micro, no saco casi nada
somos siete en casa y solo uno trabaja
soy cuidadora de mi hijo autista, no puedo trabajar
mi economía está por los suelos
estoy jodido de plata
no tengo un centavo
ando sin un peso
me encuentro en extrema necesidad
solicito ayuda social
""",
    Intent.THIRD_PARTY_DATA: """
quiero averiguar la deuda de otra casa que no es mía
quiero consultar el recibo de un amigo
mi vecino me pidió que vea cuánto debe
puedo ver la deuda de otra persona con su nombre?
necesito el número del propietario
deme los datos de quien firmó el convenio
quién hizo el reclamo de la casa de al lado
quién paga el recibo del local vecino
me dice si mi cuñada tiene convenio
saben si el inquilino anterior dejó su teléfono?
dígame cuándo pagó el vecino
cuánta agua gasta el del frente
quiero ver el consumo de mi vecino
le cortaron al vecino por deuda?
""",
    Intent.WHY_WRITING: """
a qué viene este mensaje
qué necesitan de mí
qué se les ofrece
en qué puedo ayudarlos
por qué me mandan cosas de agua
este recordatorio por qué me llega
por qué me llega un aviso si recién salió el recibo
cómo obtuvieron mis datos personales
qué información mía guardan
están autorizados para escribirme?
dígame el motivo por favor
quién lo manda a escribirme
por qué insisten tanto conmigo
""",
    Intent.OPT_IN: """
sí acepto que me escriban
acepto mensajes
acepto recibir avisos
deseo recibir recordatorios
deseo que me avisen
quiero avisos
quiero recordatorios
vuelvan a mandar los avisos
vuelvan a mandarme mensajes
cambié de opinión, sigan escribiéndome
""",
    Intent.AMEND_PLAN: """
cambiar la fecha de la cuota
cambiar el monto de la cuota
cambiar el número de cuotas
cambiar mi fecha de pago del convenio
mover mi cuota
mover la fecha de mi cuota unos días
aplazar la cuota
aplazar mi cuota de este mes
la cuota que firmé es mucho, bájenla
quiero cuotas más chicas en mi convenio actual
mi convenio lo quiero más largo
ampliar mi convenio
reajustar el convenio
cambiar el acuerdo que hice
modificar acuerdo
puedo cambiar mi fraccionamiento?
quiero renegociar el convenio
""",
    Intent.OUTAGE_LEAK: """
agua no hay
falta de agua
falta agua en mi zona
mi casa no tiene agua, al vecino tampoco le llega
ni gota
ni una gota desde el lunes
no llega agua
no llega el agua a mi casa
no está llegando agua
no viene el agua
agua con barro
el agua viene con tierra
agua amarilla
el agua tiene mal sabor
poca agua
baja presión
fuga
fuga de agua
tubo roto
tubería rota
aniego
hay un aniego en mi calle
desagüe
desagüe atorado
se sale el desagüe
rebalse de desagüe
atoro
mal olor del desagüe
cuándo habrá agua
hay agua hoy?
horario del agua en mi sector
""",
    Intent.ABUSE: """
son lo peor
empresa basura
basura de empresa
malnacidos
infelices
rata
ratas
son unas ratas
asquerosos
abusivos de mierda
chupen
cara de palo
estafadores de mierda
bola de ladrones
ojalá les caiga un rayo
váyanse al infierno
al diablo con ustedes
me llegan al pincho
me llegan altamente
qué porquería de atención, inútiles
no valen nada
payasos
son unos payasos
imbéciles
idiotas
brutos
tarados
""",
    Intent.GREETING: """
hola buenos días
hola buenas tardes
hola buenas noches
hola señorita
hola joven
buenas noches joven
buenas tardes amigo
buen día señorita
buenas con todos
tengo una consulta
quiero consultar algo
quiero hacer una pregunta
puedo hacerle una consulta?
me puede ayudar con algo
necesito su ayuda
disculpe, buenas
hola, cómo estás
hola bot
saludos cordiales
muy buenas
""",
    Intent.RECONNECTION: """
ábreme el agua
abran el agua
cuándo abren el agua
cuándo abren mi llave
a qué hora me abren
me cerraron el agua
me cerraron la llave
me quitaron el agua
me quitaron el servicio
me suspendieron el agua
me suspendieron por falta de pago
tengo el agua cortada
mi agua está cortada
estoy con el servicio cortado
quiero reconectar
solicito reconexión
reconecten
reconéctenme
reposición del servicio
ya pagué lo de la reconexión, cuándo vienen
aún no reconectan
todavía no me reconectan
no han venido a reconectar
""",
    Intent.CLAIM_STATUS: """
mi reclamo en qué va
cómo está mi reclamo
cuándo responden mi reclamo
respuesta de mi reclamo
resultado de mi reclamo
avance de mi reclamo
ya está mi reclamo?
número de mi reclamo, estado
consultar mi reclamo
consultar estado de reclamo
novedades de mi reclamo
reclamé y no me contestan
""",
    Intent.LEGAL_THREAT: """
denuncia
los denunciaré
Sunass se va a enterar
ya me quejé en Sunass
con Sunass los voy a ver
Indecopi los va a multar
voy a Indecopi mañana
hablaré con mi abogado
tengo abogado
mi abogada les va a escribir
demanda
juicio les voy a hacer
la prensa se va a enterar
voy a los medios
""",
    Intent.CONTACT_CHANGE: """
quiero cambiar mis datos
actualizar teléfono
actualizar correo
actualizar dirección
mi correo nuevo es ana@example.org
mi número nuevo es 900 033 444
cambié de celular
cambié de dirección
poner el recibo a mi nombre
pasar el recibo a nombre de mi hija
cambiar el titular
cambio de propietario
modificar mi dirección
""",
}
