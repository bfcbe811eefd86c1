"""Further voices for the wishes with their own desk: connections, cuts, codes, supplies, doubts about who writes."""

from receivables.model.reading.intents import Intent

PHRASES: dict[Intent, str] = {
    Intent.REACTIVATION: """
mi negocio cerró en 2019 y dimos de baja el agua, ahora reabrimos y la necesitamos
el sistema dice que mi conexión está retirada, quiero ponerla activa
mi tío dejó la casa vacía diez años y la conexión fue anulada, la queremos de vuelta
volvimos del extranjero y nuestra conexión fue dada de baja
nos acogimos al cierre temporal por viaje, ya pueden levantar el cierre
cómo activo de nuevo el suministro de un predio que nadie habitaba
ando restaurando la casa de mis abuelos y quiero que le restituyan la conexión de agua
a mi lote le sacaron la caja hace años, qué hago para tener el servicio activo
""",
    Intent.BACK_TO_BOT: """
el señor que atendía se desconectó, regréseme al bot
quiero dejar al asesor y volver al chat de opciones
ya basta de esperar, que responda el asistente
prefiero preguntarle a la máquina, es más rápida
no contestan los humanos, mejor el bot
retomemos con el robot
ya me aclaró la señorita, puede volver el automático
anule mi pedido de asesor, sigo con el chat
""",
    Intent.CHANGE_SUPPLY: """
son tres casas de mi familia, pase a la segunda
ese suministro es de mi papá, ahora quiero ver el mío
revisemos primero el del taller y no el de la casa
ya consulté ese, falta mi cuarto en la otra calle
abra mi otro suministro registrado
tengo dos recibos con distinto número, cámbiese al otro
""",
    Intent.CODE_REQUEST: """
escribí el código y dice que caducó, otro por favor
qué código es el que me están pidiendo
el código me lo mandan por mensaje o lo recojo en la oficina?
no encuentro en ningún lado el código de acceso
se agotó el tiempo del código
me pueden dictar el código por teléfono?
""",
    Intent.CUT_STATUS: """
pasaron marcando casas para el corte, la mía está marcada?
dice último aviso antes de la suspensión, cuántos días me quedan
en cuántos días me cortarían si no pago este recibo que ya venció
viajo el lunes y no quiero volver y encontrarme sin agua, tengo corte pendiente?
me dijeron por teléfono que tenía corte para mañana, sigue en pie?
vi mi nombre en la relación de cortes, cuándo me toca
""",
    Intent.IRREGULAR: """
el del costado puso una T en mi tubería y me chupa el agua
abrieron la vereda de noche y se conectaron solos a la red
esa casa nunca paga y tiene agua por una toma escondida
quiero formalizar porque tengo agua sin estar inscrito
mi papá hizo un empalme por su cuenta hace años, cómo lo arreglamos por las buenas
rompen el candado de la válvula y llenan cilindros para vender
""",
    Intent.AUTHENTICITY: """
antes de darle mis datos dígame cómo compruebo que es la empresa
este mensaje tiene faltas, parece de estafadores
en la tele dijeron que hay mensajes falsos de recibos de agua, este es falso?
si son la empresa díganme algo que me lo demuestre
es verdad que ustedes cobran por este chat o es un engaño
aparece un número extranjero, seguro que son del agua?
""",
    Intent.WHY_WRITING: """
recibí esto en la madrugada, cuál es el motivo
mi recibo no vence todavía, entonces por qué me avisan
por qué me escriben a mí si el recibo está a nombre de mi mamá
solo me llegó un saludo suyo, qué necesitan de mí
con qué objeto me mandan estas notificaciones
quién autorizó que me escriban, de dónde sacaron mis datos
""",
    Intent.LANGUAGE: """
se puede cambiar de castellano a inglés?
my husband reads only English, can you change it
no leo español, solo inglés
quiero que me respondan en quechua
vuelva a escribirme en español que no entiendo lo que puso
habla usted aymara
""",
    Intent.CONTACT_CHANGE: """
ese celular ya no es mío, apunte este otro para los avisos del recibo
registre mi correo nuevo para el recibo digital
falta una letra en mi apellido en el recibo
quisiera poner el recibo a nombre de mi esposa
mi casa tiene nueva numeración municipal, actualice la dirección
cambie el titular, ya tengo la minuta de compra
""",
    Intent.OPT_IN: """
la vez pasada los callé pero necesito los avisos, enciéndanlos
prefiero que me recuerden a que me corten, escríbanme
ponga mi número para recibir el aviso de vencimiento
pueden mandarme recordatorio el día antes?
me gustaría que me avisen cada vez que salga un recibo nuevo
autorizo que me manden mensajes a este celular
sí autorizo el uso de mi número para avisos
les doy permiso de escribirme
pueden mandarme mensajes sin problema
quiero seguir recibiendo los recordatorios
quiero que me vuelvan a mandar recordatorios
quiero que me sigan escribiendo
no me quiten de la lista, quiero los avisos
no quiero dejar de recibir los mensajes
vuelvan a ponerme en su lista de mensajes
""",
}
