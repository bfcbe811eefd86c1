"""Words that need a person at once, words that only sound like them, and deaths that are reported."""

from receivables.model.reading.intents import Intent

PHRASES: dict[Intent, str] = {
    Intent.CRISIS: """
me quiero morir
ya no quiero vivir
kiero morirme
no quiero seguir viviendo
quiero quitarme la vida
me voy a matar
me boy a matar
voy a matarme si siguen así
he pensado en suicidarme
estoy pensando en el suicidio
tengo ganas de matarme
tengo ganas de desaparecer
quisiera desaparecer del mundo
quisiera dormirme y no despertar nunca
ojalá no despierte mañana
ojalá me muera de una vez
sería mejor estar muerto
estaría mejor muerta
mi familia estaría mejor sin mí
mis hijos van a estar mejor si yo no estoy
soy una carga para todos, mejor me voy de este mundo
ya no aguanto más esta vida
no aguanto mas me quiero ir de este mundo
ya no le encuentro sentido a la vida
mi vida no vale nada
mi vida no tiene sentido
para qué seguir viviendo
no vale la pena seguir vivo
no tengo motivos para vivir
ya no puedo más con la vida
ya no puedo más, quiero acabar con todo
quiero terminar con mi vida
voy a terminar con todo esta noche
esta noche acabo con mi sufrimiento
hoy es mi último día
cuando lean esto ya no voy a estar
este es mi último mensaje, adiós a todos
adiós, ya no me van a volver a ver, díganle a mis hijos que los quise
perdónenme todos, ya no puedo seguir
despídanme de mi familia
ya me despedí de mis hijos
me voy a cortar las venas
me corto los brazos cuando no puedo más
me estoy haciendo daño
me quiero hacer daño
tengo miedo de hacerme daño
estoy a punto de hacer una locura conmigo
voy a cometer una locura contra mi vida
me voy a tirar del puente
me tiro al río y se acaba el problema
me voy a colgar
me voy a ahorcar
voy a tomar veneno
ya tengo las pastillas en la mano
me tomé un montón de pastillas
me voy a pegar un tiro
por esta deuda me voy a matar
ustedes van a tener la culpa cuando me mate
si me cortan el agua me mato
con tantas deudas lo mejor es morirse
debo a todo el mundo y no veo otra salida que matarme
no le veo salida a esto, solo la muerte
solo la muerte me va a librar de esto
SE ACABO YA NO QUIERO VIVIR MAS
señorita yo ya estoy vieja y sola y le pido a dios que me lleve ya no quiero estar aquí
joven disculpe pero ya no tengo fuerzas para vivir
yo solo quiero descansar para siempre
quiero dejar de existir
prefiero estar muerto que seguir debiendo
prefiero morirme a vivir así
nadie me va a extrañar cuando no esté
a nadie le importa si me muero
estoy en el techo y me quiero aventar
mi hijo se quiere matar
mi esposo dice que se va a quitar la vida por las deudas
mi mamá no quiere vivir, ayúdenme
estoy desesperada, no sé si mañana voy a seguir viva
no quiero estar más en este mundo
me kiero suisidar
boi a suicidarme
suicidio
ya intenté matarme una vez
qué pena decirle pero yo me quiero morir
me quiero matar posta, no doy más
ya no quiero estar vivo
estoy cansado de vivir
cansada de la vida, hasta aquí llegué
pienso todos los días en morirme
no sirvo para nada, mejor me mato
no quiero ni despertar por las mañanas, no quiero vivir
pido a dios que me recoja pronto, ya no quiero vivir
estoy tan mal que he pensado en matarme
se me cruza por la cabeza quitarme la vida
varias veces he pensado en terminar con mi vida
si no fuera por mis hijos ya me habría matado
ya me habría quitado la vida si no fuera por mi mamá
un día de estos me mato
uno de estos días van a encontrarme muerto
me van a encontrar muerta
cuando me corten el agua me van a encontrar colgado
mañana me entierran, ya no me escriban
me rindo, no quiero seguir con esta vida
siento que no merezco vivir
no merezco estar viva
quisiera no existir
ojalá no existiera
no tengo ganas de vivir
perdí las ganas de vivir
se me fueron las ganas de vivir
ya no tengo nada por qué vivir
estoy muy deprimido y quiero morirme
tengo depresión y pienso en hacerme daño
me corté, estoy sangrando
me hice cortes en los brazos
tomé pastillas para no despertar
he tomado raticida
ya tomé veneno
estoy al borde del puente
estoy en la azotea y voy a saltar
me voy a aventar a la pista
me lanzo al carro y listo
ya compré la soga
dejé una carta para mi familia, me voy para siempre
me voy para siempre, cuídense
les dejo a mis hijos, yo ya no puedo con la vida
mi amigo me escribió que se va a suicidar
mi vecina quiere quitarse la vida por lo que debe
mi hija se está cortando y no sé qué hacer
mi papá se quiso ahorcar
sumercé yo ya no quiero vivir así
me quiero morir wey
I want to die
I want to kill myself
""",
    Intent.DECEASED: """
el titular falleció
mi papá falleció
mi mamá murió el año pasado, el recibo sigue a su nombre
la persona que buscan ya murió
ese señor ya falleció
la señora falleció hace tres meses
mi esposo falleció, él era el titular
mi esposo murió y no sé cómo van los recibos
quien buscan está muerto
está muerto hace años
mi abuelito ya no está con nosotros, falleció
murio mi papa
mi mama ya fayecio
FALLECIO EL TITULAR DEJEN DE ESCRIBIR
le escriben a mi padre que en paz descanse
mi madre que en paz descanse tenía ese suministro
él ya partió con el señor
mi abuelita ya descansa en paz
ya es finado el señor
la finada era mi tía
el difunto era el dueño
mi hermano dejó de existir en enero
estamos de luto, acaba de morir mi padre
ayer enterramos a mi papá y ustedes cobrando
hoy es el velorio de mi mamá y llega este mensaje
mi viejito murió con covid
falleció en la pandemia
señorita la dueña de ese número se nos fue el mes pasado
joven le contesto del celular de mi esposo que murió la semana pasada
este celular era de mi mamá que falleció
tengo el acta de defunción del titular
adjunto el certificado de defunción
le comunico el sensible fallecimiento del titular del suministro
informo que el usuario ha fallecido y los herederos estamos en trámite
somos los herederos del titular fallecido
la casa está en sucesión porque murió el dueño
cómo cambio el titular si ya murió
el recibo está a nombre de mi abuelo muerto, qué hago
mi hijo era el titular y falleció en un accidente
la titular murió, yo soy su hija
don Julio ya murió
doña Rosa falleció
el señor al que le cobran está en el cementerio
no le va a contestar porque está muerto
él ya no les puede pagar porque falleció
qué pena informarle pero mi papá falleció
el suscriptor de la factura falleció
el dueño de la casa ya se murió
se murió el dueño
se nos murió mi papacito
mi viejo murió y la boleta sigue a su nombre
falleció mi señora, ella veía estas cosas
murió el propietario y quedó la deuda
ella era mi madre, murió, por favor no le escriban
dejen descansar a mi padre, ya falleció
""",
    # What only sounds like it: heat, prices, waiting.
    Intent.OUTAGE_LEAK: """
me muero de calor sin agua
nos morimos de sed, no hay agua
mis plantas se están muriendo, no viene el agua
me muero de sed y el caño no bota nada
mis gallinas se mueren, tres días sin agua en la zona
esto es de vida o muerte, se reventó el tubo
""",
    Intent.POLICY_QUESTION: """
estos intereses me matan, no los pueden quitar?
me matan con esos intereses, de cuánto son
""",
    Intent.CLAIM: """
casi me muero cuando vi el recibo, quiero reclamar
me van a matar de un infarto con este cobro, reclamo
me suicidan el bolsillo con este recibo inflado, revisen
muerto de la impresión con lo que me facturaron, está mal
""",
    Intent.BILL_EXPLANATION: """
me quedé muerta con el monto, qué me están cobrando
""",
    Intent.CLAIM_STATUS: """
voy a morir esperando la respuesta de mi reclamo
me voy a morir de vieja y mi reclamo no sale
""",
    Intent.RECONNECTION: """
voy a morir esperando que me reconecten
ya pagué, no aguanto más sin agua, cuándo abren
nos vamos a morir de sed, ya pagué y no abren la llave
""",
    Intent.HUMAN: """
voy a morir esperando que me atienda alguien
me muero de aburrimiento con este robot, páseme con alguien
ya no aguanto este chat, quiero una persona
""",
    Intent.METER: """
mi medidor murió
el medidor está muerto, no marca
""",
    Intent.ALREADY_PAID: """
ya pagué, me quité ese peso de encima
ya maté esa deuda, la pagué ayer
""",
    Intent.DEBT_QUERY: """
muero por saber cuánto debo jaja
quiero acabar con esta deuda, cuánto es
quiero terminar con todo lo que debo, dígame el total
""",
    Intent.PAYMENT_METHODS: """
quiero acabar de una vez con mi deuda, dónde pago
""",
    Intent.OUT_OF_SCOPE: """
me muero de risa
me muero de hambre, qué hay de comer jaja
estoy muerto de sueño
mataron a alguien en la novela anoche?
""",
    Intent.HARDSHIP: """
estoy ahogado en deudas y no tengo trabajo
la deuda me está ahogando, no me alcanza
me estoy muriendo de hambre, no hay para comer ni para el recibo
""",
    Intent.OPT_OUT: """
me tienen hasta la muerte con sus mensajes, paren
no aguanto más sus mensajes, ya no escriban
""",
    Intent.THANKS_BYE: """
me salvó la vida, gracias
me salvaste la vida joven
hasta la muerte agradecida con usted
""",
}
