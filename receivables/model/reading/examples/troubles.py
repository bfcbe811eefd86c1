"""Hard times, claims and the meter."""

from receivables.model.reading.intents import Intent

PHRASES: dict[Intent, str] = {
    Intent.HARDSHIP: """
no tengo trabajo
me quedé sin chamba
no tengo plata para pagar
no tengo ni para comer
estoy enferma y no puedo trabajar
mi esposo se quedó sin trabajo y no nos alcanza
no me alcanza para el agua
no puedo pagar, soy una persona mayor sola
soy viuda y vivo de lo que me da mi hija
estoy en el hospital con mi hijito y todo se va en medicinas
se me fue todo en la operación de mi mamá
no ay trabajo señorita de donde le voy a pagar
NO HAY PLATA ENTIENDAN POR FAVOR
la situación está muy difícil
estoy pasando una mala situación económica
mi situación no me permite pagar en este momento
con la pensión no alcanza para nada
soy jubilado y solo recibo una pensión mínima
tengo una hija con discapacidad y no puedo salir a trabajar
estoy en quimioterapia
me despidieron el mes pasado
cerró la fábrica donde trabajaba
perdí mi cosecha por la lluvia
con el niño costero perdimos la chacra y no hay ingresos
la pesca está mala, hace dos meses no sacamos nada
no hay pesca no hay plata
mi negocio quebró
el puestito del mercado no vende nada, no hay con qué
soy madre soltera con tres hijos y no llego a fin de mes
vivo del día a día, a veces ni eso
mi casa se inundó y perdí todo
se quemó mi casita
estamos durmiendo donde un familiar porque la casa se cayó con el temblor
hago dialisis tres veces por semana
mi papá está postrado y todos los gastos son para él
estamos misios ps
ando aguja causa no tengo ni un sol
ni una luca tengo
estoy en la quiebra
estoy endeudado con todo el mundo
tengo muchas deudas, no sé cómo voy a hacer
me robaron mi moto con la que trabajaba
tuve un accidente y no puedo caminar
acabo de dar a luz y no estoy trabajando
tengo un bebé recién nacido y no hay leche siquiera
señor yo soy ancianito de 82 años no tengo quien me ayude
mis hijos me han abandonado y no tengo ingresos
no percibo ingresos desde hace cinco meses por motivos de salud
ruego tengan consideración, me encuentro desempleado
por favor considere mi caso, soy de bajos recursos
soy pobre, tengo sisfoh de pobreza extrema
estoy en situación de pobreza, hay alguna ayuda
me pueden ayudar, no tengo para pagar
tengan un poquito de consideración con los pobres
apenas me alcanza para el pasaje
lo poco que gano es para la comida de mis hijos
gano menos del mínimo
no hay de dónde
de dónde voy a sacar tanta plata si apenas como
no tengo cómo pagar
ahorita no tengo nada nada
estoy varado, no me sale trabajo
no me ha salido trabajo y la factura está muy cara, me colabora
qué pena con usted pero estoy sin empleo
somos desplazados y no tenemos con qué pagar
sumercé yo vendo tintos en la calle y no me alcanza
no traigo dinero, me corrieron de la chamba
ando bien amolado de dinero
no llego con el sueldo, está todo carísimo
estoy sin laburo hace rato
me quedé cesante
estoy sin pega y no me alcanza para la cuenta
no tengo un mango
se murió mi esposo y él era el que traía la plata a la casa, ahora no tengo cómo
mi señora tiene cáncer y vendimos hasta la tele
llevo meses sin sueldo, la municipalidad no nos paga
los profesores contratados no cobramos hasta marzo
mi hijito está internado
ojala me puedan ayudar xq estoy muy mal economicamente
no tengo trabajo desde la pandemia y hago cachuelos
no es que no quiera pagar, es que no puedo
""",
    Intent.CLAIM: """
quiero reclamar
quiero poner un reclamo
deseo presentar un reclamo por mi recibo
reclamo
kiero reclamar x mi recibo
no estoy de acuerdo con el monto
no estoy conforme con mi recibo
no es justo lo que me cobran, quiero hacer mi reclamo
yo no he consumido esa cantidad
es imposible que gaste 60 cubos viviendo sola
me están cobrando de más
me cobraron doble
me cobran un servicio que no tengo
me cobran desagüe y en mi calle no hay desagüe
me facturan agua que no me llega
cómo me van a cobrar si no hay agua casi nunca
no pienso pagar algo que no he gastado
eso no lo voy a pagar porque está mal
está mal facturado
está mal mi recibo, corríjanlo
corrijan mi recibo
el cobro es excesivo
consumo exagerado, exijo revisión
exijo que revisen mi facturación
solicito revisión del consumo facturado en el mes de octubre
interpongo reclamo por consumo elevado
formato de reclamo, dónde lo lleno
libro de reclamaciones por favor
libro de reclamaciones virtual
cómo hago un reclamo
dónde reclamo
adónde me quejo
tengo una queja
quiero quejarme por mal servicio
quiero quejarme del cobro
voy a presentar mi queja por la atención en ventanilla
ME QUIEREN ROBAR EN EL RECIBO QUIERO RECLAMAR
ME VINO 400 SOLES ES UN ABUSO REVISEN
esto es un robo, me vino el triple y no uso agua
la casa está vacía y me viene 100 soles, no estoy de acuerdo
nadie vive ahí y facturan igual, quiero que anulen ese recibo
me están cobrando una deuda que no es mía
esa deuda no la reconozco
desconozco esa deuda
esa deuda era del dueño anterior, no me corresponde
me pusieron una multa injusta
por qué me ponen multa si no hice nada, reclamo
me cobran reconexión y nunca me cortaron
me cortaron sin avisar, quiero hacer un reclamo por eso
me cobran un convenio que nunca firmé
no han descontado mi pago y quiero reclamar formalmente
pongo mi disconformidad con el recibo de este mes
disconforme con la factura
quiero poner una PQR
necesito radicar una PQR por la factura
voy a interponer un derecho de petición por el cobro
cómo presento un recurso de reposición
me colabora, quiero radicar un reclamo por alto consumo
la factura llegó altísima sumercé, eso no puede ser, quiero reclamar
quiero hacer una aclaración de mi recibo porque está mal cobrado
levantar una queja
quiero levantar un reporte de cobro indebido
quiero hacer el reclamo por la boleta que vino cualquier cosa
la cuenta llegó inflada, quiero reclamar
joven revise pues eso está mal yo no gasto tanto
señorita mi recibo de siempre es 25 y ahora me ponen 180 eso es un error de ustedes
deben haberse equivocado de medidor, ese consumo no es mío
se equivocaron en la lectura
tomaron mal la lectura
me leyeron mal el medidor, el recibo dice un número y el medidor otro
me subieron de categoría sin motivo, reclamo la tarifa
me pusieron tarifa comercial y es mi casa, corrijan
me han facturado por dos unidades de uso y es una sola
abran un reclamo a mi nombre
registre mi reclamo por favor
hágame el reclamo de una vez
dejo constancia de mi reclamo por escrito
quisiera impugnar la facturación
apelación, no estoy de acuerdo con lo que resolvieron
voy a apelar la resolución
quiero presentar reconsideración
no acepto ese cobro
""",
    Intent.CLAIM_STATUS: """
cómo va mi reclamo
qué pasó con mi reclamo
estado de mi reclamo
mi reclamo
ya respondieron mi reclamo?
ya salió la respuesta de mi reclamo
cuándo me contestan el reclamo
en qué va el reclamo S-2026-000123
reclamo S-2026-000456 qué novedades hay
consulto por el reclamo número S-2026-000078
kiero saber d mi reclamo
hice un reclamo hace un mes y nada
hace quince días presenté un reclamo y no me dicen nada
NADIE ME RESPONDE MI RECLAMO
hasta cuándo tengo que esperar por mi reclamo
cuánto falta para que resuelvan mi reclamo
cuántos días faltan de mi reclamo
ya tienen solución a lo que reclamé?
ya resolvieron?
me iban a llamar por mi reclamo y no llamaron
iban a venir a inspeccionar por mi reclamo y no vino nadie
cuándo vienen a hacer la inspección por el reclamo
vinieron a ver mi medidor por el reclamo y qué salió
salió fundado o infundado?
ya está la resolución?
me avisan cuando salga la resolución de mi reclamo
quiero hacer seguimiento a mi reclamo
seguimiento de reclamo
señorita yo reclamé en la oficina con un papel el 3 de octubre, ya habrá respuesta?
joven disculpe mi reclamito en qué quedó
el reclamo que puse por el recibo alto, se aceptó?
mi reclamo fue aceptado?
me rechazaron el reclamo?
qué resultado tuvo mi reclamo
dónde veo mi expediente de reclamo
número de expediente 12345, en qué estado está
mi expediente
la queja que puse la semana pasada qué pasó
en qué quedó mi queja
respuesta a mi queja
por favor indicar el estado del reclamo presentado
sírvase informar el estado situacional de mi expediente de reclamo
se venció el plazo y no me han contestado el reclamo
ya pasaron los 30 días y mi reclamo sigue sin respuesta
en qué va mi PQR
qué pasó con el derecho de petición que radiqué
me colabora con el radicado de mi PQR, en qué va
no me han respondido la PQR, qué pena insistir
mi solicitud cómo va
cómo va mi solicitud de revisión del medidor
estatus de mi queja
qué onda con el reporte que levanté
mi reclamo de la boleta ya lo vieron?
tienen novedades de mi caso
alguna novedad de lo que denuncié
ya vieron lo que les reclamé
mi apelación ya llegó?
y mi apelación? en qué va
sigo esperando respuesta del reclamo
me dieron un número de reclamo y quiero ver cómo va
ver mi reclamo
ver estado de reclamo
mi reclamo sigue abierto?
cerraron mi reclamo sin avisarme?
hay avance
me dijeron que en diez días me respondían y ya van veinte
la reunión de conciliación de mi reclamo cuándo es
qué fecha me citaron por el reclamo
con quién hablo sobre el reclamo que ya hice
perdí el número de mi reclamo, cómo sé en qué está
mientras dura mi reclamo tengo alguna novedad?
y lo de mi recibo que dijeron que iban a revisar?
quedaron en revisar mi consumo y no me han dicho nada
""",
    Intent.METER: """
mi medidor está malogrado
el medidor no funciona
mi medidor corre solo
el medidor sigue girando con la llave cerrada
el medidor está parado
mi medidor esta malo
se robaron mi medidor
me robaron el medidor anoche
quiero cambiar mi medidor
necesito que cambien el medidor
no tengo medidor y quiero que me pongan uno
me pueden instalar un medidor
medidor
el vidrio del medidor está roto y no se ve
no se ven los números del medidor
el medidor está empañado
el medidor da vueltas como loco
mi medidor marca de más
creo que mi medidor marca mal
que revisen mi medidor
quiero que hagan contrastación del medidor
contraste de medidor por favor
cuánto demora la contrastación
kiero q me canvien el medidor
el micromedidor está dañado
el contador del agua está dañado
me cambiaron el contador y ahora marca más
me cambiaron el medidor sin avisar
me han cambiado el medidor y no sé por qué
el medidor nuevo está corriendo muy rápido
la caja del medidor está sin tapa
se robaron la tapa de la caja del medidor
rompieron la caja del medidor y está al aire
el medidor está debajo de tierra, no se puede leer
mi medidor está cruzado con el del vecino
el número de mi medidor no es el que sale en el recibo
en el recibo sale otro número de medidor
tienen los medidores cambiados, el mío es el del vecino
EL MEDIDOR ESTA MALOGRADO HACE MESES Y NADIE VIENE
señorita el aparatito que mide el agua da vuelta y yo no uso nada
el relojito del agua se ha parado
el reloj del agua está descompuesto
el medidor de agua no anda
se malogró el medidor y me están facturando promedio, vengan a arreglarlo
el medidor hace ruido cuando entra aire
el medidor marca con aire, cuando llega el agua gira con puro aire
la aguja del medidor se mueve aunque todo está cerrado
alguien le pegó al medidor y lo quebró
un carro pisó la caja y aplastó el medidor
solicito la verificación del medidor instalado en mi predio
solicito cambio de medidor por antigüedad
mi medidor es viejísimo, de hace 20 años, lo cambian?
quiero un medidor propio, compartimos uno entre tres casas
quiero independizar mi medidor
me llevaron el medidor y no lo devuelven
se llevaron mi medidor para probarlo y no regresa
cuándo me devuelven mi medidor
el que lee el medidor no puede leer porque está trabado
revisión del medidor
inspección de mi medidor por favor
técnico para el medidor
mandé a un gasfitero y dice que el medidor está fallado
""",
}
