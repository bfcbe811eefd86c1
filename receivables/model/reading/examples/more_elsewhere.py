"""Further voices about what is no business of a water utility: other trades, chains, adverts, homework, love."""

from receivables.model.reading.intents import Intent

PHRASES: dict[Intent, str] = {
    Intent.OUT_OF_SCOPE: """
casera a como esta el limon hoy
bro vistes el partido de anoche
Quisiera saber si podrían recomendarme una buena ferretería por el centro.
la luz se fue en toda la manzana desde ayer
mi recibo de la luz vino carísimo este mes
el medidor de luz está echando chispas
debo tres meses de luz, dónde pago eso
el internet de mi casa se cae a cada rato
no me carga el cable, cuándo lo arreglan
cuánto cuesta el plan de datos ilimitado
mi celular no tiene línea, me ayuda
me robaron el celular, cómo bloqueo mi chip
a qué hora juega la selección mañana
cuántos goles metió Guerrero
en qué canal pasan el clásico
quién va primero en la tabla
alianza o la U, tú de quién eres
tienen puestos libres para choferes?
hay convocatoria para practicantes en la empresa
estoy buscando trabajo, les dejo mi hoja de vida
soy ingeniera y quiero postular a una plaza con ustedes
mi hijo es gasfitero y quiere entrar a trabajar ahí
cuánto gana un trabajador de la empresa de agua
cómo se prepara el seco de cabrito
receta de la causa limeña por favor
cuánto tiempo se sancocha el pulpo
qué puedo cocinar hoy con pollo y papa
cómo se hace el juane de gallina
buenos días, que la virgencita te cubra con su manto, reenvía a diez amigos
reenvía esta cadena a quince contactos y recibirás un milagro
oración a San Judas Tadeo, pásala a doce personas y verás
si amas a Dios comparte esta imagen en todos tus grupos
feliz inicio de semana, bendiciones para tu hogar y tu familia
feliz día de la madre a todas las mamitas
feliz año nuevo les desea la familia Quispe
felices fiestas patrias
bendecido domingo, dios está contigo siempre
préstamos al toque sin garante, escríbenos ahora
te presto hasta diez mil soles sin revisar tu historial
crédito inmediato con solo tu DNI, llama ya
gana cien dólares diarios desde tu celular
invierte en criptomonedas y duplica tu dinero
has sido ganador de un premio, ingresa a este enlace
mira este video https://example.org/video
https://example.org/oferta
www.example.org/regalo
descarga gratis la película aquí
se vende camioneta hilux año 2015 bien conservada
vendo lavadora de segunda, casi nueva
alquilo cuarto amoblado cerca a la plaza
remato colchones de dos plazas
hago tortas y bocaditos para toda ocasión
vendo cuyes y patos para navidad
ofrezco servicio de pintura y drywall
somos fabricantes de polos, pida su catálogo
ayúdame con mi tarea de comunicación, es sobre los sinónimos
cuál es la raíz cuadrada de 144
cuándo fue la batalla de Ayacucho
hazme un resumen de La ciudad y los perros
qué es la fotosíntesis
cómo se dice buenos días en francés
necesito un ensayo sobre la contaminación para el colegio
a qué hora sale el último carro a Máncora
cuánto está el pasaje a Chiclayo
hay bus de Piura a Lima esta noche
el vuelo de las seis está retrasado?
está abierta la frontera con Ecuador?
la carretera está bloqueada por el paro?
dónde están vacunando contra el dengue
a qué hora vacunan a los niños en la posta
ya le toca la vacuna a mi bebé de seis meses
mi perrito está enfermo, hay un veterinario?
se me perdió una gata blanca, si la ven me avisan
qué pastilla es buena para la gripe
me pica un diente, qué hago
mi hijo tiene fiebre, a dónde lo llevo
te extraño mucho mi amor
mi vida ya llegué a casa, te amo
eres muy linda, tienes enamorado?
quieres salir conmigo el sábado
mi reina cuándo nos vemos
amor compra pan cuando vengas
hija ya cocinaste?
ya estoy saliendo del trabajo, espérame en el paradero
compadre a qué hora es la pichanga
primo mándame la dirección de la fiesta
mamá ya comí
te mando la foto de mi sobrina
por quién votaste
los congresistas son todos iguales
cuándo son las elecciones
qué piensas del presidente
dónde pago mi papeleta de tránsito
cómo renuevo mi licencia de conducir
cuánto cuesta sacar el pasaporte
dónde saco una partida de nacimiento
cómo saco el certificado de antecedentes
los arbitrios y el predial se pagan con ustedes?
cuándo recogen la basura por mi calle
el serenazgo no contesta, hay una pelea
choque en la avenida, manden una ambulancia
se quema una casa, bomberos
el poste de alumbrado se está cayendo
el vecino quema basura todas las noches
los perros de mi vecina ladran toda la noche
cuánto cuesta el balón de gas de diez kilos
traigan gas a mi casa por favor
tienen delivery de bidones de agua?
cuánto vale el bidón de veinte litros
quiero un chifa para llevar
me manda dos pollos con gaseosa
qué película me recomiendas ver hoy
pon música de Agua Marina
cuál es el horóscopo de sagitario
qué significa soñar con serpientes
cuéntame un cuento para dormir a mi hijo
dime una adivinanza
eres humano o robot, tienes sentimientos?
juguemos michi
cuánto mide la torre Eiffel
va a llover en la sierra esta semana?
hay alerta de tsunami?
sintieron el temblor?
a cuánto está el euro hoy
cuándo depositan el bono del gobierno
ya salió el pago de pensión 65?
cómo me afilio al SIS
cuándo entregan las notas en el colegio
a qué hora es la misa de hoy
mi esposo dice que ya compró los pasajes
me dijeron que mañana hay feria de ropa, es cierto?
solicitamos cotización de mil volantes a color
adjuntamos nuestra propuesta de servicios de limpieza para su evaluación
les ofrecemos seguros vehiculares con descuento
papay cuánto pues está la arroba de cacao
nomasito quería saber si viene la lancha mañana
veci se fue la energía en el barrio, sabe algo?
a cómo está el dólar en la casa de cambio
qué onda, a qué hora pasa el camión al centro
che, quién ganó ayer, Boca o River
me cortaron la luz por no pagar
la cuenta de la luz llegó altísima
cuánto debo del gas natural
tengo que pagar la letra del banco hoy
el cajero se tragó mi tarjeta
olvidé la clave de mi correo, cómo la recupero
cómo instalo el whatsapp en una tablet
se me malogró la refri, conoce a un técnico?
jajajaj qué risa
xd
jiji
who won the game last night
what's the weather tomorrow
can you help me with my homework
do you have job openings
""",
}
