"""Who is spoken to and who speaks: a person wanted, messages unwanted, the wrong one, the others, the dead."""

from receivables.model.reading.intents import Intent

PHRASES: dict[Intent, str] = {
    Intent.HUMAN: """
quiero hablar con una persona
quiero hablar con alguien
páseme con un asesor
asesor
agente
operador
humano
quiero un humano
persona real por favor
me comunica con una señorita de atención
comuníqueme con la oficina
quiero hablar con un ser humano no con una máquina
no quiero hablar con un robot
eres un robot? quiero una persona
kiero ablar con alguien
QUIERO QUE ME ATIENDA UNA PERSONA
que me llamen por favor
llámenme
me puede llamar?
a qué número puedo llamar
cuál es el teléfono de atención
número de central telefónica
quiero hablar con el gerente
páseme con el jefe
quiero hablar con el supervisor
con el encargado por favor
necesito que alguien me atienda de verdad
no me entiendes, pásame con alguien
no me está ayudando esta máquina
esto no sirve, quiero hablar con un encargado
señorita yo no entiendo esto del chat mejor que me llame alguien
yo soy mayor y no entiendo esto, hay alguien que me explique hablando
joven conteste usted pues no la grabadora
me contesta una grabación, quiero a un empleado
hay alguien ahí que sea de carne y hueso
prefiero que me atiendan por teléfono
mándeme un audio una persona
solicito comunicación con un representante
requiero atención personalizada
atención personal
ejecutivo por favor
deseo contactar con un ejecutivo de cobranzas
me pueden atender en la oficina? quiero ir en persona
quiero una cita con alguien de la empresa
con quién puedo conversar mi caso
quiero conversar con alguien sobre mi problema
mi caso es complicado, necesito explicárselo a una persona
es largo de explicar, mejor que me llamen
que venga alguien a mi casa a explicarme
me pasa con un asesor, me colabora
qué pena, quiero que me atienda un funcionario
sumercé me comunica con un asesor por favor
me comunica con alguien de servicio al cliente
quiero que me transfieran con un agente
me pasás con una persona che
necesito un operador humano
quiero hablar con un ejecutivo po
puedo hablar con una persona natural
hablar con persona
atención al cliente
servicio al usuario
me dejan el número de la señorita que me atendió antes?
quiero seguir hablando con la misma joven que me atendió ayer
no quiero botones, quiero hablar
deja de mandarme opciones y pásame con alguien
ninguna opción es lo que busco, comuníqueme con un trabajador
contesten ustedes mismos
llamenme al 900 012 345
me urge hablar con ustedes directamente
alguien que sepa por favor
""",
    Intent.OPT_OUT: """
no me escriban más
ya no me manden mensajes
dejen de escribirme
stop
baja
no quiero recibir mensajes
no molesten
dejen de molestar
paren de mandar mensajes
no me vuelvan a escribir
bórrenme de su lista
sáquenme de la lista
sáqueme de sus contactos
quiten mi número
eliminen mi número de su base de datos
kiten mi numero
ya no me mande mas mensages
YA NO ME ESCRIBAN
BASTA DE MENSAJES
basta de mensajes por favor
me tienen cansado con tantos mensajes
todos los días me escriben, ya paren
no deseo que me contacten por este medio
no autorizo el uso de mi número para cobranzas
revoco mi consentimiento
retiro mi autorización para el tratamiento de mis datos
ejerzo mi derecho de cancelación de mis datos personales
solicito el cese de comunicaciones a este número
solicito no ser contactado nuevamente
señorita por favor ya no me escriba que me asusto con cada mensaje
joven no me mande más mensajitos que me gasta los megas
no me gusta que me escriban al whatsapp
no quiero que me cobren por whatsapp
desuscribir
desuscribirme
cancelar suscripción a los mensajes
unsubscribe
darme de baja
quiero darme de baja de los mensajes
dar de baja los avisos
no más avisos
no más recordatorios
no me envíen recordatorios de pago
apaguen los avisos
no quiero avisos
salir
ya no quiero saber nada de ustedes, no escriban
ni un mensaje más
no insistan, no me escriban
prohibido escribirme
dejen de fastidiar al celular
dejen de joder con mensajes
voy a bloquear este número si siguen mandando
los voy a bloquear
no me contacten en mi trabajo, no escriban
no me llamen ni me escriban
suspendan los mensajes
ya pues no manden tanto mensaje
no me vuelva a contactar, qué pena
me borra de la base de datos por favor
no quiero que me manden más mensajes de la factura
habeas data: retiren mi número
me quita de sus mensajes, me colabora
ya no me estén mandando mensajes
bájenme de su lista
no me manden más nada che
no me hinchen más con mensajes
no me manden más mensajes po
déjenme tranquila con los mensajes
quiero que pare esto, no más textos
detener mensajes
alto a los mensajes
no acepto comunicaciones de cobranza por acá
por favor retirar este contacto de los envíos masivos
""",
    Intent.OPT_IN: """
quiero volver a recibir mensajes
vuelvan a escribirme
sí pueden escribirme
quiero recibir los avisos
actívenme los mensajes otra vez
me di de baja por error, quiero los avisos de nuevo
quiero que me avisen cuando salga mi recibo
avísenme por acá cuando venza mi recibo
alta
darme de alta en los mensajes
suscribirme
quiero suscribirme a los recordatorios
kiero q me manden los avisos
autorizo que me escriban
sí autorizo mensajes a este número
doy mi consentimiento para que me contacten por whatsapp
deseo volver a ser notificado por este medio
acepto recibir información por whatsapp
pueden volver a mandarme recordatorios
mándenme recordatorio antes de que venza
me gustaría que me recuerden la fecha de pago cada mes
extraño los avisos jaja mándenlos otra vez
por qué ya no me escriben? quiero que me escriban
ya no me llegan los avisos, actívenlos
antes me avisaban por acá, quiero eso de nuevo
reactivar avisos
activar avisos
activar notificaciones
encender recordatorios
start
reanudar mensajes
me arrepentí, sí quiero los mensajes
señorita la otra vez dije que no me escriban pero ahora sí quiero
joven desbloquéeme los avisos pues
me colabora volviéndome a mandar los mensajes de la factura
inscríbame para que me llegue el aviso por whatsapp
quiero que me lleguen los avisos de corte por mantenimiento
pónganme otra vez en la lista
agréguenme a la lista de avisos
apúntenme para los recordatorios
escríbanme nomás, no hay problema
sí deseo recibir notificaciones
QUIERO RECIBIR MENSAJES OTRA VEZ
quiero empezar a recibir notificaciones
que me vuelvan a contactar por este número
habilite los mensajes a mi celular
permito que me escriban
denme de alta
volver a suscribirme
sí me pueden contactar
quiero los avisos por aquí y no por papel
me puede agregar a la difusión?
anoten mi número para que me avisen
pueden usar este número para avisarme
""",
    Intent.WRONG_PERSON: """
número equivocado
se equivocó de número
no soy esa persona
yo no soy el titular que buscan
no conozco a esa persona
no conozco a ese señor
ese señor no vive acá
esa señora ya no vive aquí
aquí no vive nadie con ese nombre
equivocado
está equivocado joven
ekivocado
se an equivocado
yo no vivo en esa ciudad
yo vivo en otro departamento, no tengo nada con ustedes
yo no soy cliente de ustedes
no tengo servicio con esa empresa
ni siquiera vivo en Tumbes
yo no tengo casa ahí
este número es nuevo, lo acabo de comprar
compré este chip hace un mes, antes era de otra persona
este celular ya no es de él
ese número ya cambió de dueño, ahora es mío
SE HAN EQUIVOCADO YO NO DEBO NADA A USTEDES NO SOY CLIENTE
no soy yo, busquen a otro
no es conmigo
buscan a mi ex, yo no tengo nada que ver
están llamando a la persona equivocada
me están confundiendo con otra persona
me confunden
creo que me confunde con alguien
ese suministro no es mío
esa no es mi casa
no sé de quién es ese recibo
no sé de qué me habla, yo no tengo agua con ustedes
yo alquilaba ahí hace años, ya no vivo en esa casa
ya me mudé hace dos años de esa dirección
ya no soy inquilino de esa casa
vendí esa casa hace tiempo, ya no soy dueño
yo ya no soy la dueña, hablen con el nuevo propietario
yo trabajé ahí nomás, no soy el dueño del local
señorita se ha confundido yo soy de Arequipa
joven está equivocado este es un celular de una menor de edad
soy menor de edad, mi papá me dio este celular
este es un número de empresa, no de esa persona
este número pertenece a una clínica, por favor corregir
le informo que el titular de esta línea no es la persona que buscan
comunico que no tengo vínculo con el suministro mencionado
qué pena pero está equivocado, yo no soy don Pedro
sumercé se equivocó de número
no soy el suscriptor de esa factura
no, aquí no es, marcó mal
se equivocó de cel, no soy yo
te equivocaste de número che
número equivocado po
quién es esa persona? yo no la conozco
nada que ver, no soy yo
a mí qué me cobran si yo no vivo ahí
por qué me escriben a mí por la deuda de otro
esa deuda es de otra persona, no me escriban a mí
wrong number
no me llamo así
mi nombre no es ese
ese no es mi nombre
no soy ella
no soy el señor
""",
    Intent.THIRD_PARTY_DATA: """
quiero saber cuánto debe mi vecino
cuánto debe la señora de al lado
dime la deuda de mi vecina
me da la dirección del suministro 12345678 de otra persona
de quién es el suministro 87654321
a nombre de quién está el suministro 12345678
quién es el dueño de la casa de la esquina
páseme el teléfono del titular
dame el número de celular del dueño de ese medidor
cómo se llama el titular del recibo de esa casa
quiero los datos de mi inquilino
quiero ver el recibo de mi ex esposo
cuánto paga de agua mi cuñado
mi ex debe agua? cuánto
el restaurante de enfrente debe? cuánto debe
kiero saber si mi besino deve
dígame si el vecino ya pagó
averígüeme si la señora Juana tiene deuda
me puede decir si Pedro está al día en su agua
necesito la deuda de esta persona con DNI 12345678
consulta de deuda por DNI de un tercero
tengo el DNI de otra persona, quiero ver si debe
con este nombre búsqueme el suministro
búsqueme el suministro de un señor que vive en la calle Lima
voy a comprar una casa y quiero saber si el dueño debe agua
el que me vende la casa dice que no debe, me confirma?
me quieren alquilar un cuarto, quiero ver si el dueño debe
QUIERO VER CUANTO DEBE EL DE AL LADO
mi vecino gasta mucha agua, cuánto consume él
cuánto consume la casa de al lado
el alcalde cuánto debe de agua?
es cierto que el congresista debe agua? cuánto
la municipalidad cuánto les debe
quiénes son los que más deben en mi calle
páseme la lista de deudores de mi barrio
lista de morosos por favor
nombres de los deudores
como presidente de la junta necesito saber quiénes deben en el edificio
soy administrador, dígame qué departamentos están morosos
soy abogado de la otra parte y necesito la dirección de esa señora
trabajo en un banco y necesito verificar la dirección de un cliente
soy su sobrino, dígame cuánto debe mi tía y su teléfono
quiero saber dónde vive esta persona
con el número de recibo me dices la dirección?
me da el correo del titular de ese suministro
solicito información del suministro de un tercero
sírvase indicar el domicilio del usuario registrado con ese nombre
me regala los datos del propietario del predio vecino
me colabora con la dirección del dueño de esa matrícula
qué pena, cuánto debe de factura el vecino del 302
de quién es esta matrícula
me pasás los datos del dueño de esa casa
a nombre de quién está la boleta de la casa de al lado
quién figura en ese medidor
quién paga el agua de esa casa?
el de la tienda está cortado por deuda? cuánto tiene
mi hermano no me quiere decir si paga el agua, usted me dice?
mi novio dice que pagó su recibo, fíjese si es verdad
el inquilino del segundo piso tiene su propio suministro, quiero ver sus pagos
quiero los recibos de mi vecino para compararlos
deme la deuda de todos los suministros de la calle
qué número de DNI tiene registrado ese suministro
dime el nombre completo de quien vive en esa dirección
quiero espiar cuánto debe mi suegra jaja
""",
}
