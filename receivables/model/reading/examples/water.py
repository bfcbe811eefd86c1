"""The water itself: none, a leak, a cut, its reopening."""

from receivables.model.reading.intents import Intent

PHRASES: dict[Intent, str] = {
    Intent.OUTAGE_LEAK: """
no hay agua
no ay agua
no tenemos agua desde ayer
sin agua
hace tres días que no llega el agua a mi calle
cuándo va a venir el agua
cuándo vuelve el agua
a qué hora viene el agua
a qué hora ponen el agua hoy
no sale nada del caño
abro el caño y sale puro aire
el agua sale con poca presión
no tengo presión
no sube al segundo piso
sale un chorrito nomás
sale agua turbia
el agua viene marrón
el agua huele feo
el agua huele a desagüe
agua sucia con gusanitos
hay una fuga de agua en mi calle
se rompió el tubo de la calle
una tubería reventada en la esquina
AUXILIO SE REVENTO EL TUBO Y SE ESTA METIENDO EL AGUA A MI CASA
la pista está inundada por un tubo roto
se está botando el agua en la vereda desde la mañana
está saliendo agua del medidor, hay un charco
gotea la llave antes del medidor
tengo una fuga antes del medidor
el desagüe está atorado
se atoró el desagüe de la cuadra
el buzón está rebalsando
el buzon se esta revalsando y huele orrible
aguas negras en la calle
colapsó el desagüe, hay aguas servidas en mi puerta
kuando llega el agua
todo el barrio está sin agua
en todo el asentamiento no hay agua hace una semana
por qué no hay agua en el centro
cortaron el agua en toda la zona?
hay corte programado hoy?
van a cortar el agua por mantenimiento mañana?
hasta cuándo dura el corte de la zona
manden cisterna
necesitamos un camión cisterna
puede venir la cisterna? no hay ni para cocinar
señorita aquí en la parte alta no llega el agua ni de noche
joven por acá no viene agua desde el domingo mis animalitos se mueren de sed
somos una posta médica y no tenemos agua
el colegio está sin agua y hay 300 niños
quiero reportar una fuga
reportar avería
emergencia tubo roto
urgente fuga de agua
vengan a arreglar el tubo
cuándo vienen a reparar la matriz
llamé tres veces por la fuga y no vienen
dejaron el hueco abierto después de arreglar la tubería
hicieron un hueco en la vereda y lo dejaron así
faltan tapas de buzón en mi calle, es un peligro
se robaron la tapa del buzón de desagüe
el agua no ha llegado por horas como dice el horario
me toca agua de 5 a 7 y no vino
solo viene el agua dos horas y hoy ni eso
se fue el agua
se fue el agua otra vez
no hay servicio de acueducto en el barrio
cuándo restablecen el servicio en el sector
hay un daño en la tubería de la cuadra
se rebosó la alcantarilla
qué pena, cuándo nos vuelve el agua por acá
no cae agua en mi colonia
hay una fuga en la banqueta
no hay agua en mi cuadra che, qué pasa
se cortó el agua en todo el edificio
hay una cañería rota en la vereda
no sale agua de la llave po, toda la villa está así
el agua sale blanca con mucho cloro
mi hijito se enfermó de la barriga por el agua que viene sucia
se sale el agua de la llave de la calle y está malogrando mi pared
mi pared está húmeda por una fuga de ustedes
""",
    Intent.RECONNECTION: """
cuándo me reconectan
quiero que me reconecten el agua
ya pagué y sigo sin agua, reconecten
ya cancelé cuándo me abren el agua
reconexión
reconeccion
reconexion urgente por favor
me cortaron el agua
me cortaron el agua hoy en la mañana
me han cortado el agua, qué hago para que la pongan
vinieron y me cortaron
ME CORTARON EL AGUA Y TENGO NIÑOS
cuánto demora la reconexión
en cuánto tiempo me ponen el agua después de pagar
a qué hora vienen a reconectar
pagué ayer y todavía no vienen a abrir
pagué en la mañana y no me reponen el servicio
repongan el servicio
rehabilitación del servicio por favor
quiero la reapertura de mi servicio
reapertura
cuándo reabren mi conexión
necesito que me devuelvan el agua
devuélvanme el agua por favor
ábranme el agua
abran la llave
que vengan a abrir la llavecita de la calle
pusieron un tapón en mi tubo, cuándo lo sacan
le pusieron candado a la caja, cuándo lo quitan
me pusieron el fierrito en el medidor y no sale agua
kuando me reconectan
cuando me van a conectar d nuevo
estoy sin agua porque me cortaron por deuda
estoy cortado
mi servicio está cortado y quiero activarlo
qué tengo que pagar para que me reconecten
con cuánto me reconectan
si pago una parte me reconectan hoy?
si firmo el convenio me abren el agua?
señorita me han cerrado el agua y soy una persona mayor vivo sola
joven por favor que vengan a poner el agua, ya fui a pagar con mi bastón
llegué de trabajar y encontré el agua cortada
me cortaron por error, estaba pagado, vengan a reponer
me cortaron y yo estaba al día, exijo reconexión inmediata
cortaron mi casa en vez de la del vecino
se equivocaron y cortaron mi agua
solicito la reconexión del servicio del suministro 12345678
solicito la reposición inmediata, el pago fue efectuado el día de ayer
han pasado 24 horas y no hay reconexión
ya van dos días desde que pagué y la cuadrilla no viene
la cuadrilla vino pero no pudo abrir
vinieron a reconectar y no había nadie, pueden volver?
dijeron que ya reconectaron pero no sale agua
en el sistema sale reconectado y no tengo agua
cuándo me hacen la reconexión del acueducto
me suspendieron el servicio, cómo pido la reconexión
me colabora con la reconexión, ya cancelé la factura
qué pena, ya pagué, a qué hora pasan a reconectar
sumercé mándeme la cuadrilla para que me conecten
me cortaron el agua joven, ya pagué en el oxxo, cuándo me la ponen
ya pagué la boleta, cuándo me dan el agua de nuevo
reposición del servicio, ya pagué la cuenta
me reponen el agua hoy?
hoy es viernes, si pago me reconectan el fin de semana?
reconectan los domingos?
puse mi operación de pago y nadie reconecta
no aguanto más sin agua, ya cumplí, reconéctenme
ya me pusieron al día, falta que abran el agua
me dejaron sin agua por dos recibos, cómo recupero el servicio
restablezcan mi servicio
activen mi agua
conectar agua
que me pongan el agua ps ya pague
mi agua sigue cortada
vengan a reconectar al toque que ya pagué
cuánto falta para que me reconecten
estado de mi reconexión
""",
    Intent.CUT_STATUS: """
me van a cortar el agua?
cuándo me cortan
cuando me ban a cortar
qué día vienen a cortar
tengo orden de corte?
estoy en lista de corte
tengo corte programado por deuda?
hasta qué día tengo para que no me corten
me corta mañana?
ya me toca corte?
mi servicio está por cortarse?
me llegó un aviso de corte, es para cuándo
me dejaron un papel que dice corte, qué fecha es
me dejaron una notificación de corte por debajo de la puerta
dice último aviso, cuándo sería el corte
señorita me va a cortar el agua? estoy asustada
van a venir a cortarme hoy?
los de corte están en mi calle, vienen por mi casa?
hay un señor en la puerta que dice que me va a cortar
está aquí el técnico queriendo cortar, tengo orden?
por qué me van a cortar
ME VAN A CORTAR EL AGUA O NO
kiero saber si m cortan
saber si mi suministro está para corte
mi suministro está en corte?
estado de corte
estado de mi servicio
mi servicio está activo o cortado?
figuro como cortado?
en el sistema salgo cortado?
qué estado tiene mi conexión
pueden parar el corte?
no me corten por favor
eviten el corte por favor
por favor detengan el corte
cómo hago para que no me corten
qué hago para evitar el corte
me pueden suspender el corte unos días
ya anularon mi orden de corte?
si pago hoy se anula el corte?
debo dos meses, ya me cortan?
solo debo un mes, me pueden cortar?
fecha de corte
fecha límite antes del corte
me indica la fecha en que se ejecutaría el corte
solicito me informen si existe orden de cierre para mi predio
cuándo es la suspensión de mi servicio
me van a suspender el acueducto?
la factura dice suspensión, qué día es
qué pena, ya me tienen para suspensión?
cuándo me suspenden
me van a quitar el agua? cuándo
pasan a cortar este mes por mi casa?
me cortan el suministro por la boleta que debo? qué día
tengo fecha de corte de suministro?
quedé en corte?
escuché que están cortando en mi barrio, yo estoy en la lista?
mi vecina me dice que vienen a cortar, me toca a mí?
ojalá no me corten, cuándo sería
cuántos días me quedan antes del corte
""",
    Intent.REACTIVATION: """
quiero reactivar mi servicio
mi suministro está inactivo hace años y quiero activarlo
el agua de la casa está dada de baja, quiero que vuelvan a ponerla
reactivación
reactivar suministro
quiero volver a tener agua en una casa que estuvo abandonada
la casa estuvo cerrada cinco años y quitaron la conexión, quiero recuperarla
compré una casa y el servicio figura retirado
me retiraron la conexión hace tiempo y quiero pedirla otra vez
levantaron la conexión, cómo hago para que la instalen de nuevo
me dieron de baja el servicio y lo necesito de vuelta
di de baja el agua y ahora me arrepiento
pedí cierre temporal y ya quiero que lo abran
había pedido suspensión voluntaria y ya regresé
voy a volver a vivir en mi casa, quiero reactivar el agua
kiero activar el agua d mi otra casa que esta de baja
qué necesito para reactivar un suministro inactivo
cuánto cuesta reactivar una conexión antigua
requisitos para rehabilitar una conexión dada de baja
el suministro 12345678 figura inactivo, deseo reactivarlo
solicito la reactivación del suministro que se encuentra en estado inactivo
sale inactivo mi código
mi suministro sale como anulado, quiero activarlo
mi cuenta está inactiva
HACE DOS AÑOS ESTA DE BAJA QUIERO QUE LO ACTIVEN
la casa de mi abuelita tenía agua antes, ahora está inactiva, la queremos poner otra vez
señorita en mi terreno había agua pero lo anularon, se puede volver a activar?
joven heredé una casita y el agua está de baja
me cortaron hace años desde la pista y quiero el servicio de nuevo
hace 3 años me hicieron el corte definitivo, quiero otra vez agua
me sacaron la tubería por no pagar hace mucho, quiero conexión de nuevo
ya pagué la deuda vieja, ahora quiero que activen el suministro inactivo
quiero poner activa la conexión que estaba clausurada
recuperar mi conexión antigua
volver a activar el contrato de agua
reactivar contrato
me cancelaron el contrato y quiero reactivarlo
la matrícula está inactiva, cómo la reactivo
me colabora reactivando el servicio del acueducto en el apartamento que estaba desocupado
el predio tiene el servicio taponado desde hace años, lo necesito de nuevo
mi toma está dada de baja, la quiero reactivar
quiero volver a conectar la casa de campo que no usaba
darle de alta otra vez al servicio
dar de alta el agua que estaba de baja
alta de servicio en casa que estuvo deshabitada
quiero habilitar de nuevo mi suministro retirado
el local estuvo cerrado desde la pandemia y quitaron el servicio, quiero reabrir
mi tienda no tiene agua porque el suministro está inactivo
vuelvo al pueblo después de diez años, mi conexión la anularon
me dicen que mi conexión ya no existe en el sistema y quiero activarla
hay un suministro inactivo en mi lote, cómo lo hago funcionar
la conexión fue retirada por falta de pago en 2019 y deseo volver a contar con ella
servicio inactivo
está de baja
cómo activo mi agua después de estar de baja
""",
    Intent.IRREGULAR: """
quiero regularizar mi conexión
tengo agua pero no estoy registrado
mi conexión es clandestina y quiero ponerme en regla
estoy conectado sin contrato, cómo lo arreglo
uso agua del vecino y quiero mi propia conexión legal
no tengo recibo porque nunca saqué conexión formal
el dueño anterior hizo una conexión por su cuenta, cómo la formalizo
me dicen que mi conexión es ilegal
me pusieron que tengo conexión clandestina
me notificaron por conexión irregular
encontraron un bypass en mi casa, yo no sabía
quiero formalizar mi toma de agua
formalizar conexión
regularizar
regularización de conexión
tengo una conexión informal
en mi invasión todos estamos conectados sin permiso, cómo regularizamos
en el asentamiento jalamos agua de un tubo, queremos formalizarnos
somos del asentamiento humano y no pagamos porque no tenemos medidor ni contrato
kiero regularisar mi agua
me conecté solito porque no venían nunca, quiero regularizar
hice mi conexión yo mismo
yo mismo me reconecté después del corte y quiero arreglarlo
me reconecté sin permiso qué hago
abrí la llave después que me cortaron, me van a poner multa?
rompí el precinto y me da miedo, quiero arreglarlo
señorita me da vergüenza pero tengo el agua por lo bajo y quiero hacerlo bien
joven quiero sincerar mi conexión
deseo acogerme a la regularización de usuarios clandestinos
solicito la formalización de la conexión existente en mi lote
mi vecino está conectado ilegalmente
hay una casa robando agua en mi cuadra
quiero denunciar una conexión clandestina
denuncio a una lavandería que se cuelga del tubo
están robándose el agua de mi tubería
alguien se ha colgado de mi tubo
se han conectado a mi medidor y consumen mi agua
creo que el vecino me roba agua
el carwash de la esquina tiene conexión escondida
hay un tubo escondido que no pasa por el medidor
tengo un empalme que no pasa por el medidor, quiero legalizarlo
legalizar el agua
quiero legalizar el servicio del acueducto
estamos conectados de manera fraudulenta, cómo normalizamos
me colabora para normalizar una conexión pirata
estoy colgado del agua, cómo me pongo al corriente
tengo una toma clandestina y la quiero regularizar
estoy enganchado y quiero ponerme en regla
quiero pagar lo justo, no tengo contrato pero sí uso agua
no tengo suministro pero tengo agua en casa
nunca me ha llegado recibo y sí tengo agua, quiero empezar a pagar
TENGO AGUA SIN CONTRATO QUIERO REGULARIZAR
usuario clandestino
conexión clandestina
conexión sin registrar
""",
}
