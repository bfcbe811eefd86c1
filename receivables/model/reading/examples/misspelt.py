"""Written in haste, by ear, or with a small keyboard and thick fingers."""

from receivables.model.reading.intents import Intent

PHRASES: dict[Intent, str] = {
    Intent.DEBT_QUERY: """
qanto devo
cuanto deboo
cto devo de awa
kiero saver mi deuda
cuantto es mi dueda
cuanto devo x favor
me dise cuanto devo
""",
    Intent.BILL_EXPLANATION: """
porq me cobran intereces
pq suvio mi recivo
no entindo mi recibo
q es cargo figo
""",
    Intent.BILL_REQUEST: """
mande mi resibo xfa
no a yegado mi recivo
nesecito mi recibo
mandeme el rrecibo
duplicado d resibo
no mean dejado recibo
""",
    Intent.PAYMENT_METHODS: """
donde ago el pago
x donde pago mi resibo
komo pago
kiero pagar mi recivo
se puede pagar x yape
a q cuenta deposito xfa
""",
    Intent.PAYMENT_PROMISE: """
pago el biernes
mañana kancelo
el lunez pago
le pago afin de mes
la prosima semana pago
voi a pagar el savado
""",
    Intent.ALREADY_PAID: """
ya page
ya pge
lla pague
ya e pagado
ya kancele mi resibo
ya lo e cancelado
hay le mando el baucher
ise el deposito aller
""",
    Intent.INSTALMENT_REQUEST: """
kiero pagar en kuotas
fracsionamiento
en quotas c puede
quiero un combenio
x partes puedo pagar
fasilidades de pago
kiero acer un fracionamiento
""",
    Intent.AGREEMENT_STATUS: """
cuantas quotas me faltan
como ba mi combenio
kuando vense mi cuota
mi combenio sige activo
""",
    Intent.POLICY_QUESTION: """
q pasa sino pago
ay descuento si pago todo
cobran interes x dia
asta cuantas quotas dan
ay amnistia
""",
    Intent.HARDSHIP: """
no tengo travajo
no ay plata
estoi enfermo no puedo trabajar
no me alcansa
estoi sin chanba
no tengo pa pagar
""",
    Intent.CLAIM: """
kiero aser un reclamo
quiero reclamar mi resibo esta mal
eso es mucho yo no gasto asi rebisen
me cobran demas
no estoi de acuerdo con mi recivo
reklamo
""",
    Intent.CLAIM_STATUS: """
como ba mi reclamo
ke paso con mi reclamo
ya ay respuesta d mi reclamo
""",
    Intent.OUTAGE_LEAK: """
no ay awa
nohay agua
kuando biene el agua
se a roto el tuvo d la calle
ay una fuga en la beredaa
el desague esta revalzando
""",
    Intent.RECONNECTION: """
me an cortado el agua
ya page reconecten
reconecsion
kuando me ponen el agua
bengan a conectar mi agua
""",
    Intent.HUMAN: """
kiero hablar kon una persona
aser el fabor de llamarme
q me llamen
pasame kon un asesor
nesecito ablar con alguien
""",
    Intent.OPT_OUT: """
ya no me escrivan
no me manden mas mensages
no m escriban
dejen d mandar msjs
vorren mi numero
no kiero mas mensajes
""",
    Intent.WRONG_PERSON: """
ekibocado
numero ekivocado
nosoy yo
no conosco a esa persona
no bive aki
c equivoco de numero
""",
    Intent.LEGAL_THREAT: """
los boy a denunsiar a sunas
boy a ir a indecopy
mi avogado los ba a demandar
""",
    Intent.ABUSE: """
rrateros
conchasumadre
bayanse ala mierda
inbeciles
ladrones d mrd
""",
    Intent.OUT_OF_SCOPE: """
ay travajo ahi
mi resibo de lus
bendo cuyes
kien gano el partido
""",
    Intent.GREETING: """
buens dias
wenas tardes
ola buenas
bunas tardes
ola señito
""",
    Intent.THANKS_BYE: """
gracais
muxas gracias
grasias joben
asta luego
xao
""",
    Intent.AFFIRM: """
cii
sii xfa
claroo
esta bn
toy de acuerdo
""",
    Intent.DENY: """
noo grax
nel pastel
no kiero
todabia no
nop grasias
""",
}
