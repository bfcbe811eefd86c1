"""Further voices that turn the talk: back to the bot, into another tongue, and to a person because of despair."""

from receivables.model.reading.intents import Intent

PHRASES: dict[Intent, str] = {
    Intent.BACK_TO_BOT: """
casera ya no espero sigo con el robot
bro mejor sigo con el bot
Prefiero continuar con el asistente automático, gracias.
el asesor no contesta, vuelvo contigo
llevo rato esperando al asesor, mejor siga el bot
ya hablé con la señorita, ahora quiero el chat automático
terminé con el asesor, regresa al menú
ya me resolvió la persona, volvamos al bot
no quiero seguir esperando a un humano, atiéndeme tú
mi esposo dice que con el robot es más rápido, volvamos
me dijeron que escriba bot para volver al automático
vuelve tú a responder
responde tú bot
quiero usar otra vez las opciones del bot
papay mejor con la maquinita sigo
veci mejor sigo con el chat automático
regréseme con el asistente virtual
pasame de nuevo al bot
vuelvo al robot po
cancele la llamada del asesor, sigo por este chat
ya no hace falta que me llame nadie, continúo aquí
deshacer lo de hablar con una persona
salir de la cola de atención
salir del chat con el asesor
terminar la atención con la persona
activar el bot otra vez
reiniciar el bot
que me conteste el asistente automático
sin asesor por favor, solo el bot
quiero el bot
back to the bot please
I don't need a person anymore, use the bot
""",
    Intent.LANGUAGE: """
casera m hablas en quechua
bro in english?
¿Podría atenderme en otro idioma, por favor?
no hablo bien castellano
mi mamá solo habla quechua, hay alguien que hable?
atienden en awajún?
tienen este chat en shipibo
soy extranjero, prefiero inglés
no entiendo el español, inglés por favor
mi vecino es alemán y solo entiende inglés, puede cambiarlo?
mi esposo dice que se puede poner en inglés, cómo
me dijeron que hay opción de otro idioma
cambia a inglés
cambiar a español
vuelve al español
ponlo en castellano
hábleme en español por favor
me sale en inglés y no entiendo, cámbielo
solicitamos la comunicación en idioma inglés
qué idiomas manejan
quiero leer los mensajes en inglés
otro idioma
lengua
inglés
español
castellano
portugués por favor
você fala português
runasimipi
runasimita rimankichu
english version
can you write to me in English
I only speak English
my Spanish is bad, English please
translate to English please
""",
    Intent.CRISIS: """
ya no quiero estar en este mundo casera
bro ya no quiero vivir mas
Le confieso que he perdido todo deseo de seguir viviendo.
a veces pienso que sería mejor no estar vivo
con esta deuda encima ya no quiero vivir
si me cortan el agua prefiero morirme
no tengo trabajo, mi mujer se fue y he pensado en quitarme la vida
ya no sé para qué sigo viva
mi vida ya no tiene arreglo, quiero que se acabe
solo quiero dormir y no despertar más
siento que estorbo, todos estarían mejor si yo no existiera
no encuentro razón para seguir en esta vida
me duele tanto vivir que quiero irme para siempre
ya me cansé de vivir así, quiero que todo termine
anoche estuve a punto de quitarme la vida
tengo pensamientos de hacerme daño
estoy pensando en hacerme algo malo
estoy sola y pienso en la muerte todos los días
le pido a diosito que me lleve de una vez
papay ya no quiero vivir pues, mucho sufro
veci yo ya no quiero seguir viviendo
ya no quiero vivir, no me importa nada
me quiero matar boludo, no puedo más
ya no quiero estar viva po
mi hermano está hablando de matarse por las deudas
mi esposo dice que mejor se mata antes que seguir debiendo
mi hija me dijo que ya no quiere vivir
me dijeron que mi papá dejó una nota de despedida y no lo encuentro
mi vecino dice que hoy se quita la vida
adiós, no me busquen, ya no voy a vivir
esta es mi despedida de la vida
no paso de esta noche, ya lo decidí
ya tomé la decisión de irme de este mundo
cuando ya no esté dejarán de cobrarme
muerto ya no les voy a deber nada, esta noche me mato
quiero acabar con mi existencia
estoy desesperado y pienso en matarme
no doy más, quiero desaparecer para siempre de la vida
me quiero ir con mi mamá que está en el cielo
I am thinking about ending my life
""",
    # What only sounds like despair: debts are killed, prices kill, waiting kills.
    Intent.PAYMENT_METHODS: """
quiero matar de una vez la deuda, a qué cuenta deposito
para matar ese recibo hoy dónde lo pago
""",
    Intent.DEBT_QUERY: """
quiero matar esa cuenta, en cuánto está
ya quiero enterrar esta deuda, dígame cuánto falta
para matar el recibo viejo cuánto necesito
""",
    Intent.INSTALMENT_REQUEST: """
quiero ir matando la deuda de a poquitos, en cuotas
quiero matar este saldo por partes
""",
    Intent.PAYMENT_PROMISE: """
el viernes mato esa deuda
el quince mato los dos recibos de una
""",
    Intent.CLAIM: """
este recibo mata a cualquiera, está mal y lo reclamo
quieren matarnos con estos precios, revisen el cobro
""",
    Intent.HUMAN: """
este robot me mata de cólera, deme un asesor
""",
    Intent.OUTAGE_LEAK: """
nos quieren matar de sed, no hay agua en el barrio
se me mueren los pollitos porque no llega el agua
""",
    Intent.OUT_OF_SCOPE: """
cómo mato las cucarachas de mi cocina
qué veneno sirve para las ratas
la novela estuvo para morirse de risa
quiero matar el tiempo, cuéntame algo
""",
}
