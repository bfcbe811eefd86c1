"""More of the wishes that people say less often."""

from receivables.model.reading.intents import Intent

PHRASES: dict[Intent, str] = {
    Intent.REACTIVATION: """
mi casa está sin servicio desde hace años porque nadie vivía, la quiero habilitar
quiero que vuelva a funcionar la conexión que teníamos antes del 2020
nos hemos regresado a vivir al norte y la conexión aparece retirada
buenas para levantar la baja del suministro de mi local
qué papeles llevo para que activen el agua de una casa abandonada
mi terreno tenía su agua, la clausuraron y deseo restituirla
por deuda antigua me retiraron la caja y el tubo, ya pagué, la quiero de vuelta
habilitar suministro retirado
""",
    Intent.IRREGULAR: """
me agarraron con conexión doble, cómo me pongo en regla
me llegó una carta que dice uso no autorizado del servicio
mi cuñado nos pasó agua de su casa con una manguera y queremos tener la nuestra
la casa que compré tenía un tubo directo sin medidor y no quiero problemas
quisiera declarar que tengo una derivación sin autorización
avise que en el lote vacío de la esquina sacan agua a escondidas para vender
hay una fábrica de hielo que se roba el agua de noche
cuánto es la multa por conexión clandestina y cómo la arreglo
""",
    Intent.OPT_IN: """
sí, quiero que me recuerden cuando vence
me gustaría estar en la lista de recordatorios
cuando salga el recibo me mandan un mensajito por favor
ya pueden escribirme otra vez, gracias
póngame alerta de vencimiento
me olvido de pagar, mándenme un aviso todos los meses
deseo afiliarme a los mensajes de aviso
bueno ya, escríbanme por acá
""",
    Intent.DECEASED: """
mi hermana, la del recibo, falleció en el hospital
ya no le escriban a mi abuelo, lo perdimos en abril
el señor Víctor ya no existe, falleció
la persona titular ha fallecido, qué documentos llevo
mi tío murió y no dejó testamento, el agua está a su nombre
somos sus hijos, ella falleció hace poquito
este número era de mi difunto padre
mi pareja murió y recién abro sus mensajes
""",
    Intent.CODE_REQUEST: """
me sale que ponga seis dígitos y no tengo nada
no me ha venido ningún mensaje con el numerito
me dijeron que en la oficina me daban un código para el chat
ya no tengo el correo donde mandaron el código
pongo los seis números y no los acepta
el código que tengo es de ayer, sirve?
me manda el código a este mismo celular por favor
se bloqueó por poner mal el código, qué hago
por qué me pide código si soy el dueño
quiero entrar con el código nuevo
""",
    Intent.CHANGE_SUPPLY: """
ya terminé con este, pasemos al de mi mamá que también está registrado
tengo dos medidores y me estás mostrando el que no es
muéstrame la información del otro predio mío
también manejo el recibo de la tienda, quiero ver ese
cambie al suministro 87654321 por favor
no quiero este código, quiero el de la casa nueva
son dos recibos los míos, falta el otro
""",
    Intent.AMEND_PLAN: """
firmé cuotas de 120 y ahora solo puedo 70, qué se puede hacer
mi convenio vence los 5 y yo recién cobro los 15
quisiera saltarme la cuota de diciembre y pagarla al último
bájele un poquito a la mensualidad de mi acuerdo
me equivoqué al elegir el plan, quería el más largo
""",
    Intent.STATEMENT: """
un resumen con todos mis cargos y pagos por favor en archivo
mándame el documento completo de mi cuenta para imprimir
para el juez de paz necesito un papel con lo que se debe de agua
el historial completo de deuda en pdf
quiero guardar un archivo con mi deuda
""",
    Intent.CUT_STATUS: """
vi un carro de la empresa con llaves, están cortando hoy?
por el aviso amarillo que dejaron, cuánto tiempo tengo
ya me pasé del vencimiento, hay corte?
todavía no me han cortado no? para cuándo está
me pusieron una etiqueta de aviso de cierre en el medidor
""",
    Intent.CONTACT_CHANGE: """
el recibo sale con el nombre de mi difunto suegro y queremos cambiarlo
ahora vivo en otro sitio, apunte la dirección nueva
mi segundo nombre está mal escrito, corríjanlo
ponga el celular de mi nieta que ella sí contesta
ya no uso ese correo, anote otro
""",
    Intent.BACK_TO_BOT: """
ya no contesta la señorita, sigamos por acá
regresar
ya me atendieron, quiero seguir con el chat
olvida al asesor, respóndeme tú
quiero que me contestes tú de nuevo
cancelar la atención con asesor
""",
    Intent.LANGUAGE: """
mi esposo es gringo y no entiende, tiene inglés?
could you write in english
please speak english, I don't understand
no entiendo inglés, póngalo en español
mana castellanota rimanichu
quechuapi rimay
""",
    Intent.THIRD_PARTY_DATA: """
pásame el saldo del suministro de mi compadre
quiero enterarme si la dueña del hotel paga lo que debe
el señor de la ferretería cuánto consume al mes
""",
    Intent.WRONG_PERSON: """
nadie con ese apellido en mi familia
este es el celular de la tienda, ese señor era un cliente
ya les dije que yo no soy, pregunten a otro lado
""",
    Intent.WHY_WRITING: """
me sorprende su mensaje, qué pasó
a ver, qué es lo que me quieren decir
yo no les he pedido que me escriban, cuál es la razón
cómo es que tienen mi whatsapp
""",
    Intent.AUTHENTICITY: """
mi nieto me ha dicho que no conteste números raros, ustedes son de confianza?
su foto de perfil no parece de la empresa
me puede dar una prueba de que es del agua
por qué no me escriben del número de siempre, será falso
""",
}
