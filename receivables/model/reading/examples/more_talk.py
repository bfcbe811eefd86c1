"""Further voices of the talk itself: greetings, thanks, a yes, a no."""

from receivables.model.reading.intents import Intent

PHRASES: dict[Intent, str] = {
    Intent.GREETING: """
casera buenas
ola bro
Muy buenas tardes tenga usted.
buenos días, espero que se encuentre bien
¿hay alguien?
alguien me lee?
estás ahí?
me escuchan?
hola hola
olaaa bnas
q tal bnas tardes
holis
holaa, una preguntita
tengo una duda
quisiera preguntar algo
quiero hacerle una consulta, se puede?
disculpe que moleste, buenos días
hola, necesito que me orienten
me puede orientar por favor
buenas, me podría apoyar con algo
señorita buenas, una orientación
buenos días con todos los presentes
reciban un cordial saludo
estimados, muy buenas tardes
buen día mamita
hola pues
rimaykullayki
allinllachu
quihubo veci
buenas veci
qué más, cómo le va
hola, cómo me le va
qué tal joven, buen día
buenas che
hola, cómo andás
holi, cómo va
buenas ñaño
aló, aló
aló señorita
buenas noches, están atendiendo?
siguen atendiendo a esta hora?
hola asistente
hola Caudal
hola agua
buen domingo
ya llegué
ya estoy aquí
oiga señor
señorita?
good evening
hi there
hello, anyone there?
""",
    Intent.THANKS_BYE: """
grax casera
ya bro thx
Le quedo sumamente agradecido por su gentil atención.
muy agradecida por su paciencia
gracias, me ha sacado de un apuro
gracias, ya entendí todo
ya me quedó claro, gracias
con eso es suficiente
eso nomás era
eso nomasito quería saber
solo eso, gracias
ya no molesto más, gracias
me despido, buenas noches
nos estamos hablando
hasta otro día
hasta la próxima
cuídese mucho
cuídese señorita
que descanse
que le vaya bonito
que diosito lo cuide
diosito te pague papay
dios se lo multiplique
saludos a todos por allá
bendecida tarde
agradezco la atención brindada
quedamos agradecidos por la respuesta
sin otro particular, me despido
atentamente
mil gracias veci
muy gentil, sumercé
que esté muy bien
gracias, con mucho gusto
muchas gracias, que le vaya bien
gracias joven, hasta lueguito
mil gracias che
gracias genio
te pasaste, gracias
gracias po, chao
gracias ñaño
dios le bendiga mijo
gracias por todo, ya me voy a dormir
ya me voy, gracias
bueno ya, chau
chau chau
byee
ok bye
listo bye
perfecto, muy amable
qué amable, gracias
súper, gracias
buenísimo, gracias
gracias por la info
gracias por aclararme
gracias por el dato
gracias por contestar
agradecida 🙏
thank you so much
thanks, bye
that's all, thank you
have a nice day
""",
    Intent.AFFIRM: """
si casera
sip bro
Sí, estoy de acuerdo con lo indicado.
sí, así lo deseo
sí, por favor proceda usted
ya pues, hágalo nomás
claro, haga nomás
ya, me parece bien
me parece perfecto
me conviene, acepto
ese me conviene
sí, esa opción está bien
sí pues papay
sí pues, así es
arí
claro pues
cómo no
con gusto sí
sí, adelante por favor
sí, continúe
continúe por favor
siga nomás
prosiga
sí, confirme
lo confirmo
eso sí
soy yo mismo
sí, con ella habla
sí, él habla
sí es mi casa
sí, ese es mi suministro
sí, de una
de una veci
sí señora, de una
órale pues
ándele pues
dale, hacelo
dale nomás
dale de una
ya po
bueno ya po
simón pana
de ley
oc
okok
k
oka
ya toy de acuerdo
me animo
acepto todo
lo acepto
aceptado
trato hecho
👍👍
yes I agree
go ahead
yes, that's right
""",
    Intent.DENY: """
no casera
nop bro
No, le agradezco, pero no estoy interesado.
no por ahora
ahorita no puedo
ahora no, más tarde
más tarde mejor
después vemos
después te digo
ni loco
ni a palos
eso no
ese no
esa no
ninguno de esos
ninguna me sirve
así no me conviene
no me alcanza así, no acepto
no, muy caro
no, mejor no
mejor déjelo ahí
déjelo así nomás
déjalo ahí
no importa, déjelo
ya no, gracias
me arrepentí, no
cambié de idea, no quiero
no, espere
espere, todavía no
no, no lo haga
no, está equivocado
es incorrecto
falso
no pues papay
manan
mana munanichu
no veci, así déjelo
qué pena, pero no
para nada joven
no che, dejá
no quiero, dejalo
na que ver po
no pana
no, todavía lo estoy pensando
déjeme pensarlo
lo voy a consultar con mi esposo primero
tengo que pensarlo, por ahora no
mi esposo dice que no
no deseo ninguna opción
not now
no, that's wrong
I don't want that
""",
}
