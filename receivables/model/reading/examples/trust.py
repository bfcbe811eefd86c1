"""Why this message came, whether it is real, and how a person may reach the account."""

from receivables.model.reading.intents import Intent

PHRASES: dict[Intent, str] = {
    Intent.WHY_WRITING: """
por qué me escriben
por qué me escribe
porque me mandan mensajes
xq me escriben
para qué me escribe
a qué se debe este mensaje
cuál es el motivo de su mensaje
qué quieren
qué desea
de qué se trata
de qué se trata este mensaje
quién me escribe
quién eres
quién es usted
con quién hablo
de parte de quién
de dónde sacaron mi número
cómo consiguieron mi celular
quién les dio mi teléfono
yo nunca les di mi número
kien les dio mi numero
DE DONDE TIENEN MI NUMERO
con qué derecho me escriben
por qué tienen mis datos
qué datos tienen de mí
para qué usan mis datos
quién autorizó que me escriban
con qué base legal me contactan
indique por favor la razón por la cual soy contactado
motivo del contacto?
señorita por qué me manda esto si yo no le he escrito
joven para qué será este mensaje
no entiendo por qué me llega esto
me llegó un mensaje de ustedes, por qué
por qué a mí
por qué recibo estos mensajes
por qué tantos mensajes
cada cuánto me van a escribir
por qué me escriben de noche
por qué me escriben en domingo
por qué me escriben al trabajo
ustedes quiénes son
qué empresa es
de qué empresa me escriben
qué pena, quién habla
por qué me contactan, yo no he solicitado nada
a qué se debe el honor jaja
y esto qué es
qué es esto
qué significa este mensaje
este mensaje para qué es
me puede explicar por qué me llega este aviso
quién los mandó
por qué saben mi nombre
cómo saben que debo
quién les dio permiso de usar mi whatsapp
por qué me andan escribiendo
por qué me estás escribiendo che
quién sos
quién erí
""",
    Intent.AUTHENTICITY: """
esto es real?
esto es una estafa?
es estafa
cómo sé que no es estafa
cómo sé que son ustedes de verdad
es la empresa de agua de verdad?
esto es oficial?
este número es oficial?
es el whatsapp oficial?
me parece una estafa
parece cuento
no será un fraude?
esto es fraude seguro
me quieren estafar
hay muchas estafas por whatsapp, cómo confío
no confío en este mensaje
no le creo
demuéstreme que es de la empresa
pruébeme que trabaja en la empresa de agua
identifíquese
kiero saber si es berdad este mensaje
ES VERDAD ESTE MENSAJE O ES ESTAFA
mi hija dice que esto es una estafa, es cierto?
en las noticias dicen que estafan con recibos de agua
el link es seguro?
puedo confiar en ese enlace?
me da miedo abrir el enlace, es suyo?
será un virus ese link
me están hackeando?
no me irán a clonar el whatsapp
es un phishing?
verificación de autenticidad del mensaje
solicito confirmar si esta comunicación proviene de la entidad
cómo verifico que este canal pertenece a la empresa
hay forma de comprobar que esto lo mandaron ustedes?
en qué página sale este número para verificar
este número aparece en la web de ustedes?
señorita discúlpeme la desconfianza pero cómo sé que es usted
joven no será choro no? cómo sé que es de verdad
a mi vecina la estafaron así mismo, ustedes son reales?
vino un señor diciendo que es de la empresa y cobra, es verdad?
es cierto que mandan cobradores a la casa?
me llamaron diciendo que son del agua y piden mi clave, son ustedes?
me piden depositar a una cuenta personal, eso es de ustedes?
ese yape a nombre de una persona es de la empresa?
otro número me escribe diciendo que es de la empresa, cuál es el verdadero
por qué debería darle mi DNI, cómo sé que es seguro
es seguro dar mi número de suministro por acá?
qué pena, pero esto sí es del acueducto?
esto no será extorsión?
sumercé cómo compruebo que no es una estafa
esto es de a deveras?
es en serio este mensaje?
es posta esto?
es verdad o es chanta
es cierto que debo o me quieren estafar
sí son ustedes?
son reales
mensaje falso?
es falso esto
""",
    Intent.CODE_REQUEST: """
no me llegó el código
mándeme el código
necesito el código
envíame el código de nuevo
el código no llega
el codigo no yega
código
pedir código
otro código por favor
el código ya venció
el código que me dieron no funciona
me dice código incorrecto
dónde consigo el código
cómo obtengo el código para ingresar
cuál es el código que me piden
qué código es ese
me pide un código de 6 números, de dónde lo saco
solicito un código de verificación
quiero mi código de un solo uso
se me borró el código
borré el mensaje con el código
no alcancé a poner el código
el código llegó a mi celular antiguo
el código se fue al correo que ya no uso
me lo pueden mandar el código por correo
que el código me llegue por mensaje de texto
reenvíe el código
reenviar código
NO ME LLEGA EL CODIGO
ya esperé media hora y el código nada
señorita a dónde me va a llegar el código, yo solo tengo este celular chiquito
joven fui a la oficina y no me dieron el código
en ventanilla me dan el código?
tengo que ir a la oficina por el código?
me dieron un código en la oficina pero lo perdí
me equivoqué tres veces en el código, me da otro
clave de verificación
no tengo la clave
se me olvidó la clave
perdí mi clave
me genera otra clave
token de seguridad no me llega
el pin no me llega
cuánto dura el código
me colabora con el código, no me ha llegado
no me ha caído el código
no me llegó el código che
me manda el numerito de seguridad otra vez
el número secreto no me vino
quiero verificar mi identidad, deme el código
generar código
código vencido
código nuevo
""",
    Intent.CONTACT_CHANGE: """
quiero cambiar mi número de celular
cambié de número, actualícelo
mi nuevo celular es 900 012 345
actualizar mis datos
actualización de datos
quiero actualizar mi correo
mi correo cambió, ahora es otro
cambio de titular
quiero cambiar el nombre del recibo
el recibo está a nombre del antiguo dueño, quiero ponerlo a mi nombre
quiero que el recibo salga a mi nombre
cómo hago el cambio de nombre
compré la casa, cómo paso el recibo a mi nombre
kiero canviar de nombre el recibo
mi apellido está mal escrito en el recibo
está mal mi nombre, es con z
mi dirección está mal en el recibo
corrijan mi dirección
cambio de dirección
cambiar la dirección donde llega mi recibo
quiero que el recibo llegue a otra dirección
me he mudado, quiero que manden el recibo a mi nueva casa
agregar mi correo electrónico
registre mi correo por favor
registren mi celular
quiero registrar otro teléfono
quiero que le escriban a mi hijo en vez de a mí, este es su número
apunte este número como contacto de mi mamá
mejor escriban al celular de mi hija, ella ve los recibos
ese número es de mi esposa, el mío es otro
tienen mi número antiguo
este celular lo voy a dejar de usar, anote el nuevo
perdí mi celular y tengo otro número
me robaron el celular y ahora tengo este número
CAMBIO DE CORREO
deseo modificar mis datos de contacto
solicito la actualización del titular por compraventa del predio
solicito el cambio de titularidad del suministro
mi DNI está mal registrado
corrija mi número de DNI
señorita quiero cambiar el recibo a nombre de mi hijo porque yo ya estoy viejita
joven el jirón donde vivo cambió de nombre, corríjanlo en mi recibo
el número de mi casa está equivocado en el sistema
cambien mi número de teléfono
me colabora actualizando mi celular
qué pena, quiero cambiar el correo al que llega la factura
cambio de suscriptor
cambiar el propietario de la factura
quiero cambiar el nombre en el contrato
cambiar la titularidad de la boleta
cambio de mail
cambiar teléfono
cambiar celular
cambiar correo
cambiar nombre
datos desactualizados
mis datos están mal
quiero borrar mi teléfono viejo y poner este
agregue un segundo contacto
""",
    Intent.CHANGE_SUPPLY: """
quiero consultar otro suministro
otro suministro
cambiar de suministro
tengo otro recibo también
tengo dos casas, ahora la otra
ahora quiero ver el de mi otra casa
quiero ver mi segundo suministro
quiero agregar otro suministro
tengo tres medidores a mi nombre, quiero ver los demás
ese no es el suministro que quería, es otro
me equivoqué de suministro
puse mal el suministro, es otro
el suministro correcto es 12345678
ahora el suministro 87654321
consulta por otro recibo
ahora el de mi tienda
y el del local?
y el otro medidor?
y de la otra casa?
kiero ver otro suministro
CAMBIAR SUMINISTRO
cambiar suministro
elegir otro suministro
escoger otro recibo
vamos con el otro recibo
quiero pasar al suministro de mi negocio
ahora veamos el de la chacra
el del segundo piso por favor
señorita ese es el de mi casa, yo quiero el del puestito
joven no es ese recibo, es el de mi otra propiedad
quisiera consultar un segundo predio a mi nombre
solicito información de mi otro suministro registrado
además tengo otro contrato
administro varios suministros, cómo cambio
cómo veo mis otros suministros
lista de mis suministros
qué suministros tengo registrados
mis suministros
usar otro código de suministro
otra cuenta
otra casa
cambiar de cuenta
cambiar de matrícula
tengo otra matrícula
quiero mirar la factura del otro apartamento
me colabora con la otra cuenta contrato
ahora la otra toma
la otra boleta, la del depto
ahora el otro medidor po
ese ya está, ahora el otro suministro
quitar este suministro y poner otro
ver el otro
tengo uno más
agregar suministro
añadir suministro
""",
    Intent.BACK_TO_BOT: """
quiero volver con el bot
volver al asistente
regresar al chat automático
mejor sigo con el robot
prefiero seguir con la máquina
ya no quiero esperar al asesor
ya no necesito al asesor
cancela la espera, sigo por aquí
seguir con el asistente virtual
continuar con el bot
ya no deseo hablar con la persona
volver al menú automático
kiero bolver al bot
VOLVER AL BOT
el asesor no contesta, vuelvo al bot
nadie me atiende, atiéndeme tú robot
ya terminé con el asesor
ya hablé con la señorita, vuelvo aquí
atiéndame usted nomás robotcito
me quedo con el asistente
retomar con el asistente
reanudar el chat automático
no espero más, sigo sola con el chat
que me responda otra vez la máquina
quita al asesor y ponme el menú
salir de la cola de espera
ya no quiero asesor
dejemos al asesor, contesta tú
quiero usar el asistente automático de nuevo
señorita ya no se preocupe, regreso al menú
me devuelve al bot por favor
me colabora regresándome al asistente
pásame otra vez con el bot
volvé al bot
quiero que me atienda el sistema automático
""",
    Intent.LANGUAGE: """
in english please
do you speak english
english
I don't speak spanish
can we talk in english
can you answer in english
switch to english
language
idioma
cambiar idioma
quiero cambiar de idioma
en inglés por favor
en español por favor
spanish please
volver a español
hablan quechua?
en quechua por favor
runasimipi rimayta munani
mi mamá solo habla quechua
mi abuelita no entiende castellano, solo quechua
hay atención en aymara?
aymara
quechua
no entiendo bien español
mi castellano es poco
soy extranjero, hablan inglés?
fala português?
em português por favor
parlez vous français
no hablo bien el español
me puede hablar en awajún
prefiero inglés
hábleme en castellano
my spanish is not good
tienen en otro idioma?
""",
}
