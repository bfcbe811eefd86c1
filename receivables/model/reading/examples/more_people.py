"""Further voices about who is speaking: a person wanted, messages unwanted or wanted, strangers, deaths, codes."""

from receivables.model.reading.intents import Intent

PHRASES: dict[Intent, str] = {
    Intent.HUMAN: """
casera pasame con alguien q hable
bro dame una persona no un robot
Le agradecería que me comunicara con algún trabajador de la empresa, por favor.
ya pues, quiero que me atienda gente de verdad
llevo media hora escribiendo y nadie me resuelve, quiero un encargado
esto es complicado, mejor que me llame alguien
no entiendo las opciones, hay alguna señorita que me explique?
no sé usar estas cosas del celular, prefiero hablar con una persona
no veo bien la pantalla, llámenme por favor
a qué número puedo llamar para que me atiendan
dónde queda su oficina y a qué hora atienden, quiero ir en persona
necesito una cita con el jefe de cobranzas
mi esposo dice que mejor hablemos con un asesor
me dijeron que por acá se puede pedir que a uno lo llamen
mi hijo quiere hablar con quien ve los casos como el mío
ayer me atendió una joven muy amable, puedo hablar con ella?
necesito exponer mi caso a un supervisor
solicitamos se nos asigne un ejecutivo para tratar la situación de nuestra empresa
agradeceremos coordinar una reunión con el área comercial
requiero comunicarme con el área legal de la entidad
papay quiero conversar con un cristiano, no con máquina
nomasito páseme con una señorita que entienda
veci me comunica con un asesor de carne y hueso
será que me puede atender un funcionario
comuníqueme con un agente por favor
quiero que me marque alguien al celular
pasame con un representante
quiero hablar con un ejecutivo humano al tiro
un asesor ñaño por favor
las respuestas no sirven, deme a un operador
ninguna de esas opciones es lo mío, quiero hablar con alguien
no quiero menú, quiero asesor
tengo una duda que solo me puede responder una persona
necesito ayuda de un trabajador
derívame con atención al cliente
transfiera mi caso a un encargado
es urgente, que me llame un supervisor hoy
puede venir alguien a mi casa a explicarme
cuál es el correo para escribirle a un encargado
hay una oficina en mi distrito donde atiendan?
quién es el responsable, quiero hablar con él
teléfono fijo de la empresa por favor
una persona
operadora
señorita yo prefiero hablar porque escribir me cuesta y además mi caso es largo, que me llame alguien por favor
I want to talk to a real person
can someone call me please
connect me to an agent
""",
    Intent.OPT_OUT: """
casera ya no m mandes mas msj
bro para con los mensajes pls
Le ruego tenga a bien retirar mi número de su lista de envíos.
hasta cuándo van a molestar, no me escriban más
me despierta a cada rato su mensaje, ya no manden nada
estoy enferma y sus avisos me alteran, dejen de enviarlos
ya sé que debo, no necesito que me lo recuerden, paren
en el trabajo me ven los mensajes y me da vergüenza, no escriban más
me escriben todos los días, quítenme
no quiero que me contacten por whatsapp, solo por carta
mi esposo dice que ya no nos manden mensajes
me dijeron que si escribía BAJA dejaban de mandar mensajes, baja
mi mamá se asusta con sus avisos, no le escriban más
bórrenme de sus contactos
elimine mi celular de su sistema
no autorizo que sigan usando mi número
revocamos toda autorización para comunicaciones electrónicas a esta línea
sírvanse abstenerse de remitir mensajes al suscrito
ejerzo mi derecho de oposición al tratamiento de mis datos
papay ya no me mandes pues esos mensajes
diosito, tanto mensaje, ya nomasito no escriban
veci no me mande más mensajes a este número
qué pena pero no quiero que me sigan escribiendo
ya párenle a sus mensajes
no me anden mandando mensajes, quítenme de ahí
cortala con los mensajes, no me mandes más
sacame de la lista
no me escriban más po
ya no me escribas ñaño
detengan los recordatorios
desactiven las notificaciones
apaguen los avisos de mi número
quiero la baja
dar de baja mi número
los voy a reportar como spam si no paran de escribir
ya bloqueé el otro número, dejen de escribirme por este también
me llegan a medianoche, ya no manden nada
no me interesa recibir sus recordatorios
cero mensajes
no envíen más notificaciones
no vuelvan a llamar ni a escribir
por favor no me contacten de nuevo
le pido de favor que ya no lleguen más mensajitos a mi teléfono
prefiero que no me avisen por aquí
no mensajes
señorita yo no quiero ser mala pero me mandan y me mandan y yo ya estoy cansada de eso así que ya no me escriban
stop texting me
please don't message me anymore
remove my number from your list
""",
    Intent.OPT_IN: """
casera avisame x aki cuando venza otra vez
activame los avisos bro
Deseo volver a recibir sus comunicaciones por este medio, si fuera posible.
la otra vez pedí que no escriban pero ahora sí quiero
me di de baja por error, pónganme de nuevo
extraño sus recordatorios jaja, vuelvan a mandarlos
se me pasan las fechas sin sus avisos, actívenlos otra vez
antes me llegaba aviso de vencimiento y ya no, quiero que me llegue
quiero que me manden un mensaje cuando salga mi recibo
avísenme por acá cuando haya corte de agua en mi zona
prefiero que me recuerden tres días antes del vencimiento
mi esposo dice que pidamos que nos manden los avisos al celular
me dijeron que uno se puede apuntar para recibir recordatorios, apúnteme
anote este número para enviarme los avisos
autorizo el envío de notificaciones a este celular
autorizamos a la entidad a remitir las comunicaciones a este número
solicitamos reactivar las notificaciones electrónicas a nuestra línea
papay escríbeme pues otra vez, ya no estoy molesto
nomasito avísame cuando toque pagar
veci inscríbame para que me lleguen los recordatorios
quiero que me vuelvan a enviar los mensajes de la factura
vuélvame a mandar los avisos del recibo
sí quiero que me lleguen sus mensajes
volvé a escribirme cuando venza la boleta
quiero que me avisen otra vez de la cuenta
mándeme los avisos de la planilla de nuevo
deseo suscribirme a los recordatorios
suscríbanme
dar de alta mis avisos
encienda las notificaciones
sí autorizo que me escriban
doy mi permiso para recibir mensajes
les doy consentimiento de nuevo
quiero estar informado por aquí
quiero seguir recibiendo sus mensajes
pueden volver a escribirme
ya pueden mandarme recordatorios
me desuscribí pero quiero volver
cambié de opinión, sí mándenme mensajes
subscribe
please start sending me reminders again
I want to get the messages again
""",
    Intent.WRONG_PERSON: """
casera yo no soy esa, s equivoco
bro numero equivocado
Disculpe, creo que se ha confundido; yo no soy la persona que menciona.
yo no tengo ni casa, cómo voy a tener recibo de agua
vivo en otra ciudad y nunca he tenido servicio con ustedes
este chip lo compré el mes pasado, será del dueño anterior
este celular es de mi hijo y él no tiene nada que ver con el agua
ya no vivo en esa casa hace dos años, busquen al nuevo inquilino
vendí ese terreno, ya no me corresponde
yo era inquilina y me mudé, ese recibo no es mío
esa señora era la dueña anterior de mi línea
no conozco a nadie llamado así
aquí no vive ese caballero
mi esposo dice que él tampoco conoce a esa persona
me dijeron que estaban buscando a una señora, pero yo no soy
mi apellido es otro, ustedes escriben a quien no es
se confundieron de cliente
este número pertenece a una farmacia, no a quien buscan
les comunicamos que la línea pertenece a otra entidad y no guarda relación con el titular
no mantenemos vínculo alguno con el suministro señalado
el titular ya no labora en esta empresa y este es un número corporativo
papay yo no soy ese que buscan, otro será
yo no soy pues esa mamita, equivocado está
veci está equivocado, yo no tengo esa matrícula
qué pena, aquí no es, marcó mal
está equivocado joven, yo ni soy de allí
ese adeudo no es mío, yo no conozco ese domicilio
le pifiaste de número, no soy yo
se equivocó de persona, no soy cliente de ustedes
yo no soy, pana
yo soy menor de edad, este número es mío y no tengo casa
soy el nuevo dueño de este número
se lo están mandando a la persona incorrecta
ese nombre no lo conozco
por error me llegan avisos de otra señora
nada tengo yo que ver con ese recibo
ni tengo agua de ustedes, uso pozo
a mí no es
no es para mí
yo no le debo a ninguna empresa de agua, ese no soy
ese suministro no es mío ni de mi familia
soy su ex esposa, él ya no vive conmigo ni usa este número
el señor que buscan era mi inquilino y se fue sin dejar dirección
ya les dije que no soy esa persona
señor yo trabajo en una ferretería en Chiclayo y todos los meses me llega su mensaje para otra persona
I think you have the wrong person
this isn't my account, I don't live there
""",
    Intent.DECEASED: """
murio mi esposo casera no manden mas avisos
mi abuelo fallecio bro el era el titular
Con profundo dolor le comunico que mi padre, titular del servicio, falleció el mes pasado.
el dueño del recibo ya no existe, murió hace años
mi mamá falleció el domingo y no manden avisos por favor
no escriban más, mi papá se murió y este era su celular
recién enterramos a mi hermano y llega su mensaje, él era el del recibo
ese señor murió en la pandemia, ya no le escriban
mi suegra, que era la titular, se nos adelantó en agosto
mi tía a quien le cobran ya está en el cielo
el recibo está a nombre de mi difunto esposo
mi finado padre era el que figuraba en el recibo
soy viuda, el titular era él y ya no está
soy su hija, ella murió hace una semana
le contesto del teléfono de mi mamá, ella ya no está entre nosotros
mi esposo murió y ahora no sé cómo se maneja el agua
me dijeron que informe aquí que el titular murió
la señora que buscan dejó este mundo en mayo
con él ya no van a poder hablar, falleció de un infarto
la familia está de duelo, el titular acaba de fallecer
comunicamos el fallecimiento del titular y adjuntamos partida de defunción
la sucesión intestada del titular fallecido se encuentra en trámite
en representación de los herederos, informamos el deceso del usuario
papay mi viejito ya se fue con diosito, a él no le escriban pues
mi mamita ya descansa con diosito, murió en la fiesta de la Cruz
veci el señor de esa factura se murió
mi papá, que en paz descanse, era el suscriptor
mi abuelita ya falleció, ella era la del recibo
mi jefecito ya murió, el recibo está a su nombre
mi viejo falleció el año pasado, la boleta era de él
murió mi mamá y la cuenta sigue a su nombre
mi ñaño falleció, él era el dueño de la planilla
murió el dueño y nosotros somos los hijos
el titular está enterrado hace tres años
cómo van a cobrarle a un muerto
están cobrando a un difunto
quiero avisar que la persona del recibo falleció
para cambiar de nombre el recibo porque mi padre murió qué hago
el señor ya es fallecido, tengo su acta
mi hijo que era el que pagaba falleció en un accidente
se murió la dueña de la casa y nosotros alquilamos
la persona del mensaje falleció
señorita mi esposo que era el del recibo se me murió en marzo y yo no sé de esas cosas, él veía todo eso
the account holder passed away
my father died, he was the owner of the account
""",
    Intent.CONTACT_CHANGE: """
casera cambie d numero apunta el nuevo
bro cambia mi cel q el otro ya no uso
Solicito la actualización de mi número telefónico en sus registros.
perdí mi chip, ahora tengo otro número, actualícelo
me robaron el celular, mi número nuevo es +51 900 012 345
ya no tengo ese correo, le doy el nuevo
quiero que los avisos vayan al número de mi hija
mi correo es mamani@example.org, regístrelo
mi nombre está mal escrito en el recibo, corríjanlo
mi apellido sale con v y es con b
mi dirección está mal, dice otra manzana
cambió el nombre de mi calle y sigue saliendo el antiguo
el recibo está a nombre del antiguo dueño, quiero ponerlo al mío
compré la casa y quiero que el recibo salga con mi nombre
cambio de titular por compraventa, cómo lo hago
me casé y cambié de apellido, quiero corregir el recibo
mi esposo dice que pongamos su número en lugar del mío
me dijeron que por aquí actualizan los datos del cliente
quiero agregar otro celular además del mío
borre el número viejo y deje solo este
el DNI que tienen registrado no es el mío, corrijan
sírvanse actualizar la razón social de nuestra empresa en la facturación
comunicamos el cambio de domicilio fiscal y correo para notificaciones
requerimos modificar el RUC consignado en el recibo
papay apunta pues mi nuevo numerito
nomasito quiero cambiar mi nombre en el recibo, está mal puesto
veci actualíceme el celular y el correo
quiero cambiar el nombre del suscriptor de la factura
quiero cambiar el nombre en mi recibo
te paso mi mail nuevo para que lo anotes
actualicen mi teléfono en la cuenta
cambio de nombre en la planilla
mi número ya no es el que tienen
este es mi nuevo whatsapp, regístrenlo
cambio de correo electrónico
el recibo lo dejan en la dirección antigua, actualicen mi dirección
quiero que el recibo lo repartan en mi trabajo, cambien la dirección de entrega
señorita resulta que mi nieto me compró otro celular y ya no uso el anterior así que anote el número nuevo
I changed my phone number, please update it
please change the name on my account
my email address has changed
""",
    Intent.CODE_REQUEST: """
casera no m llego el codigo
manda el cod d nuevo bro
Disculpe, aún no he recibido el código de verificación; ¿podría reenviarlo?
puse el código y dice que no es válido
el código se venció antes de que lo escribiera
me pide un código y no sé de dónde lo saco
dónde me dan la clave para entrar
me llegó un código pero lo borré sin querer
no me entra el mensaje con los números
me mandaron un código de cuatro números y pide seis
mi esposo dice que le llegó a él el código, me lo pueden mandar a mí?
me dijeron que vaya a la oficina por el código, es obligatorio?
cambié de celular y el código llega al antiguo
se me acabaron los intentos del código, y ahora
me bloqueó por equivocarme en la clave
solicitamos se genere una nueva clave de acceso para nuestro usuario
papay no llega pues el numerito para entrar
nomasito falta el código y no viene
veci no me ha llegado el código de verificación
no me llega el código al whats
mandame otro código que ese no anda
no me llega la clave de verificación
otro código
pedir un código nuevo
quiero que el código venga por mensaje de texto
mándame el código al correo
el código puede llegar por llamada?
el código no sirve
olvidé mi código
estoy esperando el código hace diez minutos
genere el código nuevamente por favor
para ver mi deuda me pide código, mándemelo
se demora mucho en llegar el código
escribí todos los números bien y no acepta el código
send me the code again
I didn't get the verification code
the code doesn't work
""",
    Intent.CHANGE_SUPPLY: """
casera ahora el recivo d mi otro puesto
cambia al otro suministro bro
Deseo consultar ahora por un segundo inmueble de mi propiedad.
ese es el de mi casa, yo quiero el del negocio
ya vi el de arriba, muéstreme el del primer piso
tengo dos medidores, este no es el que busco
me equivoqué de número, mi suministro es otro
me está dando los datos del local y yo quiero los de la casa
quiero pasar al recibo de la chacra
también tengo un departamento, veamos ese
mi esposo dice que falta ver el otro suministro que tenemos
me dijeron que puedo registrar varios suministros, quiero añadir uno
agrega un suministro más a este chat
quiero poner también el suministro de mi mamá que yo pago
nuestra empresa cuenta con tres suministros, requerimos consultar el segundo
pasemos al siguiente predio de la empresa
papay ahora el de mi otra casita pues
veci ahora la otra matrícula
cambiemos a la otra cuenta que tengo
ahora el recibo de la otra casa
pasá a la otra boleta que tengo
ahora la cuenta de la casa de la playa
quiero ver la planilla del otro medidor
el anterior no, el otro
mis otros suministros
salir de este suministro y entrar a otro
quiero consultar por un suministro distinto
ese no era, déjeme escribir otro número
quite ese suministro y ponga el nuevo
ya no quiero ver este, abra el de la tienda
de los dos que tengo, muéstrame el primero
ahora quisiera ver la cuenta de mi segundo lote
volver a escoger suministro
check another account
I have another house, show me that one
""",
}
