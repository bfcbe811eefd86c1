"""The same wishes told at length: dictated, with greetings, with the whole story, without a full stop."""

from receivables.model.reading.intents import Intent

PHRASES: dict[Intent, str] = {
    Intent.DEBT_QUERY: """
buenas tardes señorita disculpe la molestia es para ver cuánto es lo que se debe en la casa de mi papá
joven mire yo vengo de la sierra y no he pagado desde junio quiero saber a cuánto ha llegado mi cuenta
hola buenas noches ojalá me pueda ayudar no encuentro mis recibos y quisiera saber el total que debo
mi hija me dice que pregunte por acá cuánto hay que pagar de agua este mes y hasta qué día
""",
    Intent.BILL_EXPLANATION: """
señorita yo siempre pagaba quince soles y ahora de la noche a la mañana me viene cuarenta cómo es eso
buenas mire en mi recibo hay una línea que dice otros y no sé qué es me puede decir por favor
hola quería que me explique por qué en mi recibo dice mes anterior y también mes actual y se suman
""",
    Intent.BILL_REQUEST: """
buenos días amigo mire acá por mi calle ya no pasa el que reparte los recibos y no tengo con qué ir a pagar
señorita me hace el servicio de pasarme el recibito por acá para enseñárselo a mi hijo que él lo paga
disculpe estoy haciendo un trámite de la universidad y me piden el último recibo de agua me lo podría enviar
""",
    Intent.PAYMENT_METHODS: """
buenas yo antes pagaba en la oficina del centro pero dicen que la cerraron ahora a dónde tengo que ir
señorita yo estoy en Guayaquil trabajando y quiero pagar el agua de mi mamá cómo puedo hacer desde acá
joven buenas ya tengo mi platita juntada solo dígame en qué lugar la puedo dejar para pagar mi recibo
hola disculpa quiero pagar pero en la app del banco no sé en qué opción está el agua
""",
    Intent.PAYMENT_HISTORY: """
buenas tardes quería saber si mi inquilino ha estado pagando los recibos estos meses porque él dice que sí
disculpe joven boté mis recibos viejos y quisiera ver las fechas en que fui pagando este año
señorita me puede verificar si entró el pago que hice en marzo porque no encuentro el papelito
""",
    Intent.PAYMENT_PROMISE: """
señorita no me olvido de la deuda mire el sábado me pagan la semana y ahí nomás me acerco a cancelarle
joven tenga un poquito de paciencia que mi hijo me va a mandar del extranjero y el día quince le pago
buenas ahorita estoy de viaje pero regreso el lunes y lo primero que hago es pagar el agua
mire yo le soy sincero hoy no tengo pero para el treinta que nos pagan en el colegio cancelo todo
""",
    Intent.ALREADY_PAID: """
señorita discúlpeme pero yo ese recibo lo pagué el día cinco en el banco y me dieron mi papelito
buenas tardes me llegó un mensaje que debo pero yo pagué la semana pasada por la app del banco
joven ustedes me mandan a cada rato que debo y yo ya fui a la oficina y cancelé los dos meses
hola acabo de hacer el pago de mi recibo por el celular le adjunto la captura para que la registren
""",
    Intent.INSTALMENT_REQUEST: """
buenas tardes señorita mire tengo una deuda grande y quisiera ver si me la pueden dar para pagarla por meses
joven se me juntaron como siete recibos y todo no lo puedo pagar habrá manera de ir pagando poco a poco
disculpe yo quiero pagar pero por partes doy algo ahora y lo demás cada fin de mes qué dice usted
hola me dijeron que por acá se puede hacer el compromiso de pago en cuotas quiero hacer el mío
""",
    Intent.AGREEMENT_STATUS: """
buenas yo hice un compromiso en la oficina para pagar en ocho meses y quiero saber cuánto me falta
señorita el mes pasado no pude pagar mi cuota y quiero saber si mi acuerdo todavía está en pie
joven me dieron una hojita con las fechas de las cuotas y se me perdió cuándo es la que sigue
""",
    Intent.POLICY_QUESTION: """
señorita quería saber si a los que pagan todo de una vez les quitan los intereses o les hacen alguna rebaja
buenas dígame una cosa si yo me atraso dos meses ya vienen a cortar o todavía dan unos días
disculpe la pregunta pero cuánto es lo más que dan de cuotas y si cobran algo extra por eso
hola quisiera saber si se puede pagar siempre los días treinta porque recién ahí me depositan
""",
    Intent.HARDSHIP: """
señorita mire yo soy sola con mis nietos y lo que vendo de tamales no me alcanza para nada
joven hace cuatro meses que me operaron de la columna y no puedo trabajar no tengo de dónde sacar
buenas noches quería contarle que el río se llevó mi chacra y nos hemos quedado sin nada
le escribo porque a mi esposo le dio un derrame y todo lo gastamos en la clínica
""",
    Intent.CLAIM: """
señorita yo no estoy de acuerdo con lo que me han puesto este mes porque en mi casa casi no usamos agua
joven me han cobrado como si tuviera restaurante y yo solo tengo una casita quiero que lo corrijan
buenas mire me vino un recibo de una casa que está cerrada hace un año eso está mal y voy a reclamar
disculpe a mí me están cobrando por un desagüe que ni siquiera existe en mi pasaje quiero que lo quiten
""",
    Intent.CLAIM_STATUS: """
buenas tardes señorita hace como un mes dejé un papel reclamando y hasta ahora no tengo ninguna respuesta
joven vinieron a mi casa a ver lo de mi reclamo tomaron fotos y se fueron qué decidieron
hola presenté un reclamo por la página y me dieron un número quiero saber si ya lo vieron
""",
    Intent.OUTAGE_LEAK: """
señorita acá en mi cuadra hay un tubo que se ha reventado y se está llenando de agua toda la calle
joven desde el sábado que en nuestra manzana no cae ni una gota y nadie nos dice nada
buenas mire el agua está saliendo como barro no se puede ni lavar la ropa qué está pasando
hola en la esquina de mi casa el desagüe está saliéndose y huele horrible hay niños jugando ahí
""",
    Intent.RECONNECTION: """
señorita fui a pagar ayer en la mañana y hasta ahora no vienen a ponerme el agua tengo niños chiquitos
joven me cortaron por dos recibos ya los pagué los dos dígame a qué hora vienen a abrir la llave
buenas ya hice todo lo que me pidieron pagué y llevé el papel y sigo sin agua hasta cuándo
""",
    Intent.HUMAN: """
señorita mire yo no sé escribir bien mejor que me llame alguien y le explico todo por teléfono
joven he preguntado tres veces y me contesta lo mismo quiero que me atienda una persona que entienda
buenas mi caso es medio enredado por la herencia quisiera conversarlo con alguien de la oficina
""",
    Intent.OPT_OUT: """
señorita le pido por favor que ya no me estén mandando mensajes a este celular porque es de mi trabajo
joven todos los días a la hora del almuerzo me llega un mensaje de ustedes ya no quiero que me lleguen
buenas les agradeceré quitar este número porque no deseo recibir más comunicaciones
""",
    Intent.WRONG_PERSON: """
señorita me están escribiendo por una persona que yo no conozco este celular lo tengo recién desde mayo
joven creo que hay una confusión porque yo no tengo ninguna casa por allá ni conozco a ese señor
buenas yo alquilé en esa casa hasta el año pasado pero ya me fui hablen con los que viven ahora
""",
    Intent.THIRD_PARTY_DATA: """
señorita quiero saber si la señora que vive al costado paga su agua porque nosotros pagamos por las dos
joven estoy por comprarle la casa a un señor y quisiera ver cuánto debe él de agua antes de firmar
buenas necesito ubicar a una persona me podría dar la dirección que figura en su recibo
""",
    Intent.LEGAL_THREAT: """
señorita si para el viernes no me arreglan esto voy con mis recibos a la sunass y que ellos vean
joven ya me cansé de reclamar mi sobrino es abogado y vamos a meterles una denuncia
buenas les aviso que tengo todo grabado y lo voy a llevar al programa de la radio de la mañana
""",
}
