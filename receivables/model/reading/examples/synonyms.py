"""The same wishes by other nouns and verbs: what the usual words leave out."""

from receivables.model.reading.intents import Intent

PHRASES: dict[Intent, str] = {
    Intent.DEBT_QUERY: """
a cuánto llega mi cuenta
importe total por favor
qué suma tengo que poner
cuánto dinero se les debe
a cuánto equivale mi atraso
cuántos soles son
qué mensualidades me faltan
estoy atrasado, de cuánto es el atraso
tengo algo vencido?
hay algún recibo que se me haya pasado?
me fijas si hay algo impago
cuánto hay acumulado
me dice la cifra exacta para cancelar
cuánto tengo en rojo con ustedes
cuánto marca mi deuda hoy
""",
    Intent.BILL_EXPLANATION: """
me sorprende el importe, por qué será
hubo un salto en mi recibo, qué lo causó
se duplicó mi recibo, qué sucedió
a qué obedece este incremento
qué representa cada rubro del recibo
hay un renglón en mi recibo que no conozco
me aparece un servicio adicional en el recibo, de qué trata
cómo determinan el volumen facturado
con qué tarifa sacan mi cuenta
qué categoría tengo
el recibo trae decimales raros y un ajuste, qué es
mi recibo trae una nota de débito, qué significa
no me cuadra la suma del recibo, me la explica
""",
    Intent.BILL_REQUEST: """
alcánceme mi recibo por este medio
comparta el recibo por favor
me adjunta el recibo
el recibo en digital
una foto de mi recibo
me facilita el recibo
a mi buzón no llegó recibo
extravié mi recibo
mi recibo se lo llevó el viento
rompí mi recibo sin querer
preciso el recibo para sustentar domicilio
""",
    Intent.PAYMENT_METHODS: """
a qué lugar acudo para pagar
qué alternativas tengo para pagar
qué locales cobran el agua
la ventanilla de cobro dónde está
reciben monedas en caja?
puedo depositar desde otro departamento?
cómo transfiero
hay agente autorizado por mi zona?
el cajero automático sirve para pagar?
mi banca móvil no muestra su servicio, con qué nombre los busco
quisiera dejar pagado mi recibo ahora mismo, cómo procedo
pásame los canales de pago
sin tarjeta ni yape, cómo le hago para pagar
""",
    Intent.PAYMENT_PROMISE: """
me pongo al corriente el lunes
me pongo a derecho el viernes
regularizo mi deuda la otra semana
el sábado arreglo mi cuenta con ustedes
lo resuelvo el martes sin falta
tenga la seguridad de que el 15 estará pagado
juro que el viernes va
apenas entre mi sueldo lo saldo
en cinco días estará saldado
antes del 20 queda pagado
para fin de año pago
después de las fiestas le pago
""",
    Intent.ALREADY_PAID: """
estoy al corriente, revise
ya saldé mi cuenta
ya regularicé
ya está saldado ese recibo
ya entregué el dinero en caja
ya me puse al día ayer
ya hice la transferencia
el dinero ya salió de mi cuenta
ya fue descontado de mi sueldo
tengo el comprobante en la mano
en mi recibo dice deuda anterior cero, ya lo pagué
no tengo nada pendiente, todo está pagado
""",
    Intent.INSTALMENT_REQUEST: """
quiero un cronograma para pagar lo atrasado
quisiera reprogramar mi deuda en mensualidades
dividir la deuda en mensualidades
pagar en mensualidades
me acepta pagos parciales cada quincena?
prorratee mi deuda en varios recibos
súmele un poquito a cada recibo hasta que acabe la deuda
que me vayan cargando la deuda en los recibos siguientes
quiero negociar mi deuda
negociemos
qué propuesta me hacen para pagar
hágame una propuesta de pago
cómo me ayuda a pagar esta deuda tan grande
""",
    Intent.AGREEMENT_STATUS: """
en qué situación está mi compromiso de pago
mi compromiso de pago sigue válido?
qué letras me faltan pagar
cuántas letras me quedan
cuántas armadas me faltan
cuándo cae mi siguiente armada
ya terminé de pagar mi convenio?
me queda alguna cuota suelta?
de lo que fraccioné, cuánto llevo pagado
cuánto resta de lo que fraccioné
mi plan de cuotas cuándo termina
recuérdeme el monto de mi cuota
""",
    Intent.HARDSHIP: """
mi familia no tiene ingresos
estoy sobreviviendo con las justas
pasamos hambre en la casa
mi sueldo se va en el alquiler y el colegio
me redujeron las horas en el trabajo
no me renovaron el contrato
mi negocio fue asaltado y quedé en cero
la enfermedad de mi hijo nos ha dejado sin nada
estoy internada
tengo tuberculosis y no trabajo
me fracturé la pierna y no puedo salir a vender
soy ambulante y el municipio no me deja vender
dependo de una ayuda que aún no llega
atravieso un momento económico muy duro
entiéndame que no hay ingresos
""",
    Intent.CLAIM: """
discrepo del importe facturado
objeto la facturación de este mes
hay una irregularidad en mi cobro, la quiero observar
ese volumen es imposible para mi casa
no es lógico que haya gastado eso
el cobro no tiene sustento
me facturan como si fuera una piscina
hay un cobro fantasma en mi recibo
revisen mi caso porque me están perjudicando en el recibo
pido que se corrija mi recibo
solicito refacturación
quiero que me refacturen
mi consumo real es otro
protesto por este recibo
deseo dejar sentada mi disconformidad
""",
    Intent.CLAIM_STATUS: """
ya le dieron trámite a mi reclamo?
mi disconformidad ya fue atendida?
el documento que ingresé por mesa de partes, en qué está
qué dijo el área de reclamos sobre mi caso
ya hay fallo de mi reclamo?
mi caso sigue en estudio?
hasta qué fecha tienen para contestarme
""",
    Intent.POLICY_QUESTION: """
cuál es la penalidad por no pagar
qué sanción hay por atraso
existe alguna exoneración?
exoneran de mora a los ancianos?
pueden congelar mi deuda?
hay prórroga para pagar?
se puede pausar el cobro unos meses?
aceptan pagos adelantados de varios meses?
hay alguna bonificación por ser puntual?
qué me conviene más, pagar todo o fraccionar?
qué ventajas tengo si pago al contado
mi deuda genera recargos?
cuál es el procedimiento si me atraso
""",
    Intent.OUTAGE_LEAK: """
estamos secos en toda la urbanización
las cañerías no traen nada
se interrumpió el agua en mi avenida
hay racionamiento?
se perdió la presión en el edificio
brota agua del asfalto
hay un géiser en plena calle
se hundió la pista por una rotura de agua
se está inundando mi sala por una rotura de la calle
el sumidero está tapado y rebota el desagüe
el líquido sale negro y apesta
la tapa del buzón se levantó y sale desagüe
""",
    Intent.RECONNECTION: """
ya aboné lo pendiente, restituyan el agua
levanten el corte
quiten el corte por favor
saquen el tapón que ya pagué
hagan la apertura de mi conexión
necesito que un técnico me devuelva el servicio después del corte
mi casa sigue cerrada aunque ya pagué
no me han levantado el corte
cuándo levantan el corte
""",
    Intent.HUMAN: """
quiero que me atienda un trabajador
hay algún empleado de turno?
denme con una señorita
con un joven de la oficina quisiera hablar
me urge una llamada
tienen línea telefónica?
derívame con tu superior
esto lo tengo que hablar con un responsable
necesito orientación de una persona
""",
    Intent.THIRD_PARTY_DATA: """
información de la cuenta de un conocido
averigua el consumo de la familia del costado
quiero saber si mi inquilina anterior dejó deuda y dónde vive ahora
el propietario de tal lote quién es
pásame el contacto de ese usuario
quiénes viven en ese predio según su sistema
me interesa la deuda de un terreno ajeno
""",
    Intent.LEGAL_THREAT: """
elevaré mi caso al regulador
los acusaré ante las autoridades
ya consulté con un letrado y procede demandarlos
haré pública esta injusticia en todos los medios
un canal de noticias ya tiene mi caso
van a responder ante la ley
mi estudio jurídico se encargará
pondré una denuncia administrativa
""",
    Intent.WRONG_PERSON: """
se comunican con quien no es
esta línea cambió de propietario
yo adquirí este número hace poco
no guardo relación con ese usuario
aquí no reside esa persona
quien ustedes buscan no trabaja aquí
ya no ocupo esa vivienda
""",
}
