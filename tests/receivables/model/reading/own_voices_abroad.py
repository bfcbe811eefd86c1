"""Nine more voices, most of them from elsewhere; see `own_messages`."""

VOICES: tuple[tuple[str, str], ...] = (
    # A lady in Bogotá.
    (
        "CO",
        """
greeting: buenos días, cómo me le va
debt_query: sumercé me hace el favor y me dice de a cómo quedó el agua este mes
bill_request: el recibito no me lo botaron por debajo de la puerta, me lo regala por acá
bill_explanation: y ese otro rubro de la basura por qué viene ahí, me explica
claim: uy no, eso no puede ser, yo vivo solita, voy a pasar la PQR
claim_status: el radicado que me dieron hace ocho días, ¿qué razón me tiene?
payment_methods: ¿eso se puede cancelar en el Éxito o en el SuperGiros?
payment_promise: me espera por ahí hasta el miércoles que me gire mi hija
instalment_request: será que me difieren eso a unos mesecitos
agreement_status: de la financiación que hice, ¿cuántas me quedan por pagar?
hardship: ando muy corta sumercé, me sacaron del empleo
reconnection: ya cancelé, ¿a qué horas me la vuelven a poner?
human: me comunica mejor con una niña que me atienda
thanks_bye: Dios la bendiga mamita, muy formal
opt_out: no me mande más de esos mensajes que yo me asusto
""",
    ),
    # A shopkeeper in Barranquilla.
    (
        "CO",
        """
greeting: ajá y entonces
outage_leak: vale, llevamos dos días secos en todo el barrio
outage_leak: eche, un tubo partido frente a la tienda y el arroyo de agua
debt_query: cuánto es que debo de los tres recibos atrasados
claim: mira ese facturón, ese contador está loco, revísame eso
legal_threat: si no me arreglan eso los llevo a la Superservicios
legal_threat: mi primo el abogado ya está montando la tutela
abuse: partida de hampones
already_paid: ya eso se pagó por el corresponsal, mira la tirilla
reconnection: me mocharon el agua y yo estoy pago, mándenme a alguien ya
policy_question: si me pongo al día me quitan los recargos?
payment_methods: por daviplata se puede?
instalment_request: ponme eso a pagos, doscientos ahora y el resto se va pagando
deny: nombe no
affirm: hágale pues
""",
    ),
    # A carpenter in Mexico.
    (
        "MX",
        """
greeting: qué tal, buen día
debt_query: oiga joven cuánto me sale el agua
bill_request: me puede echar la foto del recibo, no llegó
bill_explanation: por qué me subieron tanto, antes eran cien pesos
payment_methods: agarran tarjeta o nomás efectivo
payment_promise: ahí el sábado que raye paso a liquidar
instalment_request: no trae algún plan pa irle dando de a quinientos
hardship: anda muy floja la chamba, no ha caído jale
already_paid: ya fui a liquidar el lunes, traigo el ticket
outage_leak: no ha caído ni una gota en toda la colonia
outage_leak: hay un fugón en la esquina desde el jueves
reconnection: me quitaron el agua, ya pagué, cuándo vienen a ponerla
human: páseme a alguien que sepa, ándele
opt_out: ya bájenle a los mensajitos por favor
legal_threat: voy a ir a Profeco, ya estuvo bueno
""",
    ),
    # A designer in Argentina.
    (
        "AR",
        """
greeting: buenas, ¿hay alguien?
debt_query: me fijás cuánto tengo impago?
bill_request: me mandás la boleta en pdf que en papel no la dejaron
bill_explanation: no entiendo un carajo la boleta, me la explicás?
claim: me facturaron cualquiera, eso no lo gasté, quiero que lo revean
claim_status: che, ¿y el reclamo que hice? no supe más nada
payment_methods: cómo hago para abonar, por pago fácil?
payment_promise: el 5 cobro y te lo pago
instalment_request: lo puedo hacer en tres veces?
hardship: me quedé sin laburo en septiembre, está jodida la mano
already_paid: eso lo aboné la semana pasada, fijate bien
human: no quiero hablar con un bot, pasame con alguien
outage_leak: estamos sin agua en todo el edificio desde la mañana
abuse: son unos chorros hijos de mil
opt_out: cortala con los mensajes
""",
    ),
    # A nurse in Chile.
    (
        "CL",
        """
greeting: hola, una consultita po
debt_query: cuánto tengo impago de la cuenta?
bill_request: no me ha llegado la boleta, me la pueden mandar?
bill_explanation: por qué la cuenta salió el doble si estuve con turno todo el mes?
payment_history: quiero cachar qué meses están pagados
payment_methods: se puede con cuenta rut?
payment_promise: me pagan a fin de mes y ahí la pago altiro
agreement_status: me quedan hartas cuotas del convenio?
amend_plan/agreement_status: puedo correr la cuota de este mes pa la otra quincena?
already_paid: si ya la pagué po, revisen
claim: esto está mal calculado, quiero ingresar un reclamo
human: hay algún ejecutivo que me pueda llamar?
reconnection: me cortaron la llave y ya está todo pagado, cuándo la abren?
thanks_bye: ya, gracias, chaíto
deny: no po, así no
""",
    ),
    # A Peruvian in Spain with a house in Piura.
    (
        "PE",
        """
payment_methods: vivo en Madrid, ¿cómo hago para pagaros el agua de la casa de Piura?
debt_query: ¿qué importe hay acumulado en esa vivienda?
bill_explanation: la casa está vacía desde 2023, ¿cómo es que sigue generando cobros?
reactivation/reconnection: vuelvo en enero y quisiera que habiliten otra vez el agua, que figura de baja
contact_change/human: anotad mi móvil extranjero, por favor, el otro ya no lo uso
statement/debt_query: ¿podéis enviarme un documento con todos los movimientos de la cuenta?
third_party_data: ¿quién está viviendo ahí y consumiendo? dadme su nombre
claim: no procede que se me facture si no hay nadie, quiero que se anule
human: ¿hay un teléfono al que llamar desde fuera?
payment_history: ¿mi hermano ha ido pagando los recibos? quiero ver las fechas
policy_question: ¿se puede pedir que no facturen mientras no haya nadie?
thanks_bye: vale, muchas gracias, un saludo
""",
    ),
    # The president of a building's board.
    (
        "PE",
        """
third_party_data: como junta directiva pedimos la relación de vecinos con recibos impagos
third_party_data: el del 301 nos debe, queremos ver si a ustedes también
debt_query: cuánto se debe del medidor general del edificio
agreement_status: el fraccionamiento que firmó la junta anterior sigue en pie?
agreement_status: en qué cuota estamos de las diez
agreement_status: nos atrasamos con la tercera, ya se perdió el acuerdo?
payment_history: qué recibos del edificio ya se cancelaron este semestre
payment_history: en qué fechas entraron los últimos tres abonos
claim_status: hay respuesta de la inspección que pedimos por el consumo alto?
claim_status: seguimos esperando la resolución S-2026-000321
claim_status: la reconsideración que presentamos ya la vieron?
policy_question: cuántas cuotas como tope nos podrían dar
payment_history: el depósito de julio a qué recibo lo aplicaron?
bill_request: mande por favor el recibo general de noviembre
""",
    ),
    # An Englishwoman with a house by the beach.
    (
        "PE",
        """
greeting: hi, anyone there?
debt_query: could you tell me how much is outstanding on my house?
payment_methods: is there a way to pay with a foreign card?
instalment_request: would it be possible to pay it off over three months?
already_paid: I paid that two days ago at the bank
claim: that reading can't be right, I was away all month
outage_leak: we've had no running water since Sunday
reconnection: they shut my water off this morning but everything is paid, please restore it
human: I'd rather speak with somebody
opt_out: please don't text me again
thanks_bye: cheers, have a nice day
language/human: sorry, my spanish is terrible, is there anyone who speaks english?
""",
    ),
    # Short answers, the way they come in the middle of things.
    (
        "PE",
        """
affirm: sip, ese
affirm: ya, hazlo
affirm: correctísimo
affirm: va pues
affirm: ok me parece
deny: nada que ver
deny: nop, otro
deny: ahorita no, gracias
deny: negativo joven
deny: no me convence
greeting: wenas wenas
greeting: Hola, buen día 🙂
thanks_bye: ya estamos, gracias
out_of_scope: está lloviendo por allá?
out_of_scope: se vende lavadora seminueva
out_of_scope: y cuándo le toca el recibo de la luz?
out_of_scope: hay vacante para chofer?
out_of_scope: pásame la receta del tacu tacu
out_of_scope: qué canal pasa la novela
abuse: métanse su recibo por donde les quepa
abuse: desgraciados abusivos
abuse: mugre empresa de mierda
legal_threat: la defensoría ya tiene mi caso, prepárense
legal_threat: de esto se entera todo el país por la radio
payment_promise: pasado mañanita sin falta
payment_promise: denme chance hasta el 20
agreement_status: me falta mucho del fraccionado?
hardship: ando sin chamba y con dos criaturas
why_writing: y ustedes para qué me escriben
opt_in: sí quiero que me sigan avisando cada mes
wrong_person: se confundió, yo no tengo casa en Tumbes
wrong_person: nones, marcaste mal, no soy la señora Nelly
wrong_person: ese departamento lo vendí hace rato
claim_status: y mi queja? murió ahí?
""",
    ),
)
