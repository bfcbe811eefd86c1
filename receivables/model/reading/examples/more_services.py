"""Further voices about wrong bills, their claims, meters, water that does not come, cuts and connections."""

from receivables.model.reading.intents import Intent

PHRASES: dict[Intent, str] = {
    Intent.CLAIM: """
casera m an cobrado d mas revisa
uy bro 200 soles? ni q tuviera piscina, eso ta mal
Deseo manifestar mi disconformidad con la facturación de este período y solicito su revisión.
por qué me vino tan alto si vivo sola
por qué tanto este mes si gasté lo mismo de siempre
xq subio tanto mi recibo
cómo es posible que de 28 pase a 140 de un mes a otro
la casa ha estado cerrada por tres meses y me facturan veinte cubos
nosotros tenemos silo, no hay desagüe en mi calle y nos cobran desagüe
no contamos con alcantarillado en la cuadra y viene cobrado todos los meses, quítenlo
en mi zona solo hay letrina y me cobran por alcantarillado
me cobran agua y acá no llega ni gota, no estoy de acuerdo
nos dan agua dos horas al día y cobran como si fuera todo el día, reclamo
me facturan por promedio hace cinco meses teniendo medidor, corríjanlo
el número de lectura del recibo no coincide con el que marca el medidor
el que lee el medidor nunca entra y ponen cualquier número
me siguen cobrando una reconexión que nunca pedí
me cobran un corte que nunca me hicieron
aparece un cobro por medidor nuevo y no me pusieron nada
me cobran convenio y yo nunca firmé ninguno
yo soy casa y me pusieron tarifa de negocio, arréglenlo
me cobran dos unidades de uso y aquí vive una sola familia
me subieron de categoría sin avisarme y no estoy de acuerdo
mi esposo dice que ese monto está equivocado y que lo reclame
me dijeron que puedo reclamar por este medio un cobro excesivo
el gasfitero revisó y no hay fuga, entonces ese consumo está mal
había una fuga que ya reparé, quiero que rebajen el recibo por eso
presentamos reclamo por consumo atípico correspondiente al recibo de octubre
formulamos nuestra disconformidad con los conceptos facturados, sírvanse darle trámite
interpongo recurso de apelación contra la resolución que declaró infundado mi reclamo
papay cómo pues me cobras tanto si ni tina tengo
diosito santo, de dónde tanta plata, nosotros poquito nomasito gastamos, revisen
quiero radicar una PQR por cobro excesivo
la factura me llegó carísima, eso no puede ser veci
me están cobrando lo que no es, quiero una revisión del consumo
me llegó carísimo el recibo, levanten mi queja
no manches, mil pesos de agua, eso está mal
me vino una barbaridad de boleta, quiero hacer un reclamo
me facturaron cualquiera, revisalo
la cuenta vino al doble y yo estuve de vacaciones, reclamo
esa planilla está alterada, quiero un reclamo formal
quiero dejar mi reclamo registrado
anote mi queja por cobro indebido
dónde pongo un reclamo por el recibo
pido que anulen ese recibo y lo hagan de nuevo
ese consumo no es mío, creo que me cruzaron con el vecino
me cargaron la deuda del inquilino anterior y no me corresponde
me están cobrando dos veces el mismo mes
no pienso pagar esa barbaridad hasta que lo revisen
me cobran intereses de un recibo que pagué a tiempo, sáquenlos
el lote está vacío, no hay construcción y me cobran consumo
exijo una inspección porque ese monto es imposible
por qué vino el triple si somos dos viejitos que casi no gastamos
con la plata que cobran parece que lleno un estadio, quiero que rectifiquen
señorita yo le explico que mi recibo siempre fue veinte y ahora ciento ochenta y nadie me da razón quiero reclamar
my bill is too high, I want to dispute it
there is a mistake in my bill, I never used that much water
we have no sewer and you charge us for it
""",
    Intent.CLAIM_STATUS: """
casera y mi reclamo q paso
q fue d mi reclamo bro
Le agradecería me informe en qué situación se encuentra el reclamo que presenté el mes pasado.
puse una queja hace tres semanas y ni una llamada
ya pasó un mes y no sé si me dieron la razón
quiero saber si ya contestaron lo que reclamé por el recibo de julio
vinieron a inspeccionar mi casa y se fueron, en qué quedó
me dijeron que en treinta días hábiles había respuesta, ya está?
mi esposo dice que llegó una resolución pero no la vi, qué decía
mi reclamo está en primera o en segunda instancia
quién está viendo mi reclamo y cuándo termina
cuándo me notifican la resolución
se declaró fundado lo que reclamé?
mientras espero el reclamo sigo viendo el mismo monto, qué ha pasado con eso
tengo un reclamo abierto y quiero saber cuánto falta
mi número de reclamo es S-2026-000341, cómo va
sírvanse informar el estado del expediente presentado por nuestra empresa
a la fecha no hemos recibido pronunciamiento sobre el reclamo interpuesto
solicitamos copia de la resolución recaída en nuestro reclamo
papay mi reclamito cómo va pues, ya mucho demora
nomasito quiero saber si ya vieron mi queja
veci en qué va el radicado que puse el otro mes
ya me respondieron el derecho de petición?
ya resolvieron la aclaración que pedí de mi recibo?
qué pasó con el folio de mi queja
hay respuesta del reclamo que hice por la boleta?
mi reclamo por la cuenta del mes pasado tuvo respuesta?
cómo va el trámite del reclamo de la planilla
me mandaron a esperar por lo del cobro de más, hay novedad?
lo que reclamé por el desagüe ya lo arreglaron?
lo del promedio que denuncié en qué quedó
ya revisaron el recibo que dije que estaba mal?
mi apelación ya subió al tribunal?
cuándo es la conciliación de mi reclamo
me llamaron para una reunión por mi reclamo y no pude ir, qué sigue
se venció el plazo para responderme y sigo igual
cómo hago seguimiento a la queja que dejé
no me acuerdo del número pero hice un reclamo en agosto, en qué está
el reclamo que hizo mi mamá en la oficina ya salió?
quisiera saber el resultado de la inspección que hicieron
ya hay respuesta?, reclamé el 4 de este mes
me darán la razón o no en mi reclamo, qué se sabe
resultado de reclamo
what happened with my complaint
is there an answer to the claim I filed last month
""",
    Intent.METER: """
casera mi medidor no corre ya
se llevaron mi medidor anoche q hago bro
Le informo que el medidor de mi domicilio presenta una falla y solicito su revisión técnica.
la agujita da vueltas y vueltas con todo cerrado
el medidor hace un ruido raro y salta de número
el medidor se trabó y no avanza desde hace semanas
la tapa de la caja donde está el medidor se la robaron
un camión rompió la caja del medidor
el vidrio está tan sucio que no se lee el número
se entierra el medidor cada vez que llueve, no se puede ver
quiero que le hagan una prueba al medidor porque marca de más
pido contrastación de mi medidor
cuánto cuesta que prueben mi medidor en laboratorio
mi esposo dice que el medidor está corriendo con aire
me dijeron que mi medidor ya cumplió su vida útil, cámbienmelo
me pusieron un medidor nuevo y corre el doble
cambiaron el medidor cuando yo no estaba y quiero saber por qué
el medidor que figura en el recibo no es el que está en mi puerta
con mi vecina tenemos los medidores intercambiados
somos cuatro familias con un solo medidor, quiero el mío propio
nunca me han puesto medidor, cuándo lo instalan
quiero medidor para que no me cobren promedio
solicitamos la instalación de micromedidor en el local de nuestra empresa
requerimos verificación metrológica del medidor conforme a norma
papay el relojito del agua se malogró pues, vengan a verlo
el aparatito del agua nomasito da vueltas solo
el contador se dañó, será que mandan un técnico
el contador quedó frenado veci
mi medidor está descompuesto, quién lo arregla
se robaron el medidor de mi casa ayer
el medidor pierde agua por la unión del aparato y no marca
cambiá el medidor que está roto
el medidor anda loco, manden a alguien
el remarcador está malo
necesito mover el medidor a otro lado porque voy a construir
quiero trasladar mi medidor a la fachada
le rompieron el precinto a mi medidor, no fui yo
me llevaron el medidor para prueba y no lo traen
en qué quedó la prueba del medidor, me lo devuelven?
los números del medidor están al revés, no se entiende
el medidor está dentro de la casa y no dejan leerlo, quiero sacarlo afuera
mi medidor no marca nada y tengo miedo que me multen
cambio de medidor
robo de medidor
mi medidor marcó de golpe cien cubos, vengan a revisarlo
my water meter is broken
someone stole my meter
can you test my water meter
""",
    Intent.OUTAGE_LEAK: """
casera no ay agua en todo el mercado
no sale ni gota acá bro, q pasa
Informo que en nuestra urbanización no contamos con agua desde la madrugada.
se reventó un tubo en la pista y está botando agua a chorros
hay un charco enorme en la vereda, se está saliendo de abajo
la caja de mi casa gotea por fuera del medidor
el buzón está rebalsando y huele horrible
sale agua de desagüe en plena calle, los niños pasan por ahí
el agua viene marrón como barro
sale con gusanitos y mal olor, no se puede tomar
viene con mucha lejía el agua, se siente fuerte
llega con tan poca presión que no sube al segundo piso
solo cae un hilito de agua toda la semana
en la parte alta no sube agua hace cinco días
a qué hora viene hoy el agua
cuándo llega el agua a mi sector, tenemos baldes vacíos
hay un horario de agua para mi barrio?
por qué cortaron el agua a toda la cuadra
el cisterna no vino hoy, cuándo pasa
van a mandar camión con agua?
mi esposo dice que en todo el barrio no hay agua, qué ha pasado
me dijeron que están arreglando la matriz, hasta cuándo
mi vecina tampoco tiene agua, es corte general?
desde ayer no hay agua en el colegio, tenemos trescientos niños
en la posta no hay agua y hay pacientes
comunicamos la rotura de la red matriz frente a nuestro local, sírvanse atender con urgencia
reportamos aniego de aguas servidas en el frontis de la empresa
papay ya tres días sin aguita, los chanchitos se mueren de sed
no cae pues agua, en la quebrada nomasito estamos juntando
veci no hay agua en el barrio, qué pasó
hay un daño en el tubo de la calle, mandan a alguien?
no cae agua en la colonia desde el lunes
hay una fuga enorme en la banqueta
no sale agua de la canilla, hay corte en la zona?
se rompió un caño en la vereda y pierde un montón
se rompió una matriz y está todo inundado
no hay agua en la villa, a qué hora vuelve
hay fuga de agua en la vereda y nadie la arregla
los de la obra rompieron la tubería y se fueron
dejaron la zanja abierta y el tubo roto
se atoró el desagüe y se está metiendo a mi casa
el desagüe de la calle colapsó con la lluvia
se hundió la pista por una tubería que se filtra
llevan dos semanas botando agua en la esquina, vengan ya
estamos sin agua y no debemos nada, toda la calle está igual
hay humedad en mi pared, viene de la tubería de afuera
se robaron la tapa del buzón y es un peligro
señora buenas le llamo desde aquí arriba del cerro que desde el jueves no viene nada y ya no tenemos con qué cocinar
manden una cuadrilla que se reventó la tubería
emergencia, se inunda la calle
there's no water in my street
a pipe burst in front of my house
the water is brown and smells bad
""",
    Intent.RECONNECTION: """
casera ya pague pon mi agua
ya pagué bro, cuando conectan
Habiendo cancelado ya la totalidad, solicito a usted la reposición del servicio.
cancelé en la mañana y quiero saber a qué hora me abren
pagué todo lo que debía y sigo con el agua cortada
ayer pagué y hasta hoy no viene nadie a abrirme la llave
me cortaron esta mañana, qué tengo que hacer para que la pongan
vinieron dos señores y me cerraron el agua, cómo la recupero
me dejaron un papel de que cortaron, y ahora qué sigue
me cortaron y yo tengo un bebé, vengan a conectar por favor
mi mamá es enferma y nos cortaron, necesitamos que la abran ya
cuánto tengo que pagar para que me devuelvan el agua
si pago hoy a qué hora conectan
pago la mitad y me reconectan?
mi esposo dice que ya canceló la reconexión, cuándo vienen
me dijeron que en veinticuatro horas abrían y ya van dos días
el técnico vino pero dijo que no tenía la orden, mande otra vez
abrieron la llave pero no sale agua, vengan de nuevo
se firmó el convenio y se pagó la inicial, conecten por favor
ya di la cuota inicial, cuándo me reponen el servicio
habiendo regularizado la deuda, sírvanse restablecer el servicio en nuestro local
acreditado el pago, requerimos la reapertura inmediata de la conexión
papay ya pagadito está, ven pues a abrir la llavecita
ya hemos pagado pues, nomasito falta que pongan el agua
veci ya pagué la factura, cuándo me reconectan
me suspendieron el servicio y ya consigné, qué hago
ya pagué lo del adeudo, cuándo me vuelven a poner el agua
pagué la reconexión y no han venido
ya aboné, cuándo me devolvés el servicio?
ya pagué y sigo sin agua, me repongan el servicio
pagué la cuenta al tiro, cuándo dan el agua de nuevo
ya está pagada la planilla, manden a reinstalar
me sacaron el tapón de mi casa por deuda, quiero que lo pongan
levantaron mi conexión por no pagar y ya pagué
por error me cortaron a mí, yo no debía, vuelvan a conectar
me cortaron por equivocación, era al vecino, ábranme
cuál es el trámite para que me abran el agua
qué falta para que me repongan
en cuánto tiempo me devuelven el servicio después de pagar
mi hijo pagó desde Lima y quiere saber si ya conectaron
tengo el voucher en la mano, necesito que abran hoy
cortaron el agua de mi casa y soy diabética, por favor reconéctenla
orden de reconexión cuándo sale
reconexión urgente
quiero mi agua de vuelta
señorita yo ya fui al banco y pagué todo lo del papelito y me vine a mi casa a esperar y no viene nadie a conectar
I already paid, when will you turn my water back on
you cut my water, how do I get it back
please reconnect my service, I paid this morning
""",
    Intent.CUT_STATUS: """
casera m van a cortar o no
cuando vienen a cortar bro
Quisiera saber si mi suministro se encuentra programado para corte.
me llegó un aviso de corte, para qué día es
dejaron un papel rojo en la puerta que dice corte, cuándo es
tengo miedo de que me corten esta semana, está programado?
estoy en la lista de corte?
vi a los señores cortando en mi calle, a mí también me toca?
a mi vecino ya le cortaron, sigo yo?
mi esposo dice que vienen a cortarnos mañana, es verdad?
me dijeron que los jueves cortan por mi barrio, estoy para este jueves?
todavía no me cortan pero quiero saber qué día sería
hasta qué día tengo antes de que me corten a mí
si pago mañana todavía alcanzo antes del corte programado?
mi casa tiene orden de corte?
ya salió la orden para cortarme?
pagué una parte, igual me van a cortar el lunes?
estoy al borde del corte o todavía tengo tiempo
sírvanse informar si existe orden de corte sobre el suministro de la empresa
solicitamos conocer la fecha programada de suspensión de nuestro servicio
papay cuándo pues van a venir a cortarme
nomasito dime si mañana me cortan
veci me tienen para suspensión?
cuándo me suspenden el servicio del acueducto a mí
me van a cortar esta semana por el adeudo?
me cortan el servicio o todavía no?
tengo orden de corte por la cuenta?
me llegó notificación de corte a la casa, qué fecha pusieron
se suspendió mi corte o sigue en pie?
quedó anulado el corte que tenía programado?
como reclamé, ya no me cortan no? mi corte está parado?
firmé convenio, eso ya detuvo mi corte?
qué fecha tiene mi corte
fecha de corte de mi casa
estado de mi corte
señorita buenas acá pasaron dejando unos papeles y mi mamá está asustada de que vengan a cortar, cuándo sería eso
are you going to cut my water this week
when is my disconnection scheduled
is there a cut order for my house
""",
    Intent.REACTIVATION: """
kiero activar otra ves el agua d mi casa q estaba cerrada
la casa de mi abuelo lleva años sin agua, quiero activarla bro
Solicito la rehabilitación de la conexión dada de baja hace varios años.
heredé una casa que tiene el servicio retirado, cómo la activo
compré un terreno que antes tenía conexión, quiero que la pongan en servicio
vivíamos en Lima y la casa quedó sin suministro, ahora volvemos y la queremos habilitar
pedí que cerraran el agua porque viajaba, ya regresé, ábranla
suspendí temporalmente el servicio de mi local y lo quiero de nuevo
mi suministro aparece como inactivo, qué hago para activarlo
mi esposo dice que nuestra conexión está dada de baja, queremos recuperarla
me dijeron que el servicio figura anulado, cómo lo levanto
el local estuvo cerrado desde la pandemia y el agua figura inactiva, quiero habilitarla
solicitamos la reactivación del suministro de nuestro almacén, actualmente inactivo
requerimos levantar la baja de la conexión del inmueble
papay la casita estaba vacía, quiero pues que le pongan otra vez su conexión
veci cómo reactivo la matrícula del acueducto de una casa vieja
quiero reactivar la toma que estaba dada de baja
quiero dar de alta otra vez el servicio que estaba de baja
quiero reactivar el arranque de la parcela
qué pago para reactivar un suministro retirado hace cinco años
requisitos para rehabilitar una conexión antigua
hace años levantaron la conexión del lote, quiero que la repongan
el departamento estuvo desocupado y le quitaron el servicio, lo necesito activo
activar suministro inactivo
rehabilitar mi conexión de agua
el agua de mi casa figura con cierre definitivo, quiero reabrirla
mi hermana dio de baja el suministro por error, lo quiero activo otra vez
voy a volver a vivir en esa casa, quiero que le den el alta al agua
se puede reactivar aunque haya deuda vieja?
mi número de suministro sale como retirado y quiero usarlo
señorita esa casita estuvo abandonada y ahora mi hijo va a vivir ahí y queremos activar el agua
I want to reactivate the water service of an empty house
""",
    Intent.IRREGULAR: """
casera mi vecino ta jalando agua con manguera d la calle
unos patas rompieron el tubo y se colgaron bro
Deseo informar, con la debida reserva, que en mi cuadra existe una conexión no autorizada.
el vecino metió una manguera al tubo y saca agua sin pagar
hay una lavandería que usa agua robada, vengan a ver
de noche abren la llave que ustedes cerraron y se llenan los tanques
a la casa de al lado le cortaron y ellos solos se reconectaron
en el lote invadido se han colgado de la red
sospecho que alguien está enganchado a mi tubería
el del frente tiene una bomba puesta directo en la red y nos deja sin presión
un lavadero de carros saca agua del hidrante
sacan agua del grifo contra incendio para vender en cisterna
mi esposo dice que el vecino se pegó a nuestro tubo, vengan a mirar
me dijeron que puedo avisar aquí de un robo de agua sin dar mi nombre
quiero denunciar una conexión clandestina en mi barrio
hay un bypass en el edificio y nadie dice nada
ponemos en conocimiento la existencia de una derivación clandestina colindante a nuestro predio
solicitamos inspección por presunto uso no autorizado del servicio
papay el vecino sin pagar nomasito tiene agua, con tubito escondido
mi casa no tiene contrato y estamos usando agua, quiero ponerme en orden
yo mismo abrí la llave después del corte y quiero arreglarlo antes que me multen
me pusieron multa por reconexión indebida, cómo regularizo
los del segundo piso tienen una toma escondida
el dueño anterior dejó una toma sin registrar, qué hago para estar en regla
llegó una notificación por conexión fraudulenta a mi nombre
veci hay unos conectados de contrabando al tubo
el de enfrente tiene un diablito en la toma de agua
hay una toma clandestina en la colonia
el vecino está enganchado a la red, quiero avisar
el vecino tiene un arranque ilegal
están robando agua en el parque con una motobomba
una constructora está usando agua sin medidor
quiero regularizar una toma que hice por mi cuenta
no estamos empadronados y tenemos agua por una manguera, queremos legalizarla
hay dos tubos en mi casa y uno no pasa por el medidor, no sé desde cuándo
robo de agua
mi vecino se está robando el agua
señor yo no quiero problemas pero ese vecino tiene su manguera conectada al tubo de todos y nadie le dice nada
my neighbour is stealing water with a hose
I want to report an illegal connection
""",
}
