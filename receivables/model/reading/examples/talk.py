"""The small change of a conversation."""

from receivables.model.reading.intents import Intent

PHRASES: dict[Intent, str] = {
    Intent.GREETING: """
hola
holi
ola
holaaa
buenos días
buenas tardes
buenas noches
buenas
wenas
buen día
bnas tardes
bnos dias
buenos dias señorita
buenas joven
hola qué tal
hola cómo están
aló
alo buenas
hola hay alguien
hola amigo
saludos
muy buenos días
muy buenas tardes con todos
hola buenas tardes disculpe la molestia
buenas noches disculpe la hora
una consulta
una consulta por favor
una consultita joven
quisiera hacer una consulta
señorita una pregunta
disculpe
hola 👋
👋
hola?
HOLA
HOLA BUENAS
hola me puede ayudar
necesito ayuda
ayuda por favor
me puede atender
quién atiende
hay atención?
qué más
qué hubo
buenas sumercé
buen día, me colabora por favor
hola qué pena molestar
qué onda
quiubo
hola che
hola po
buenas vecino
hola buenas
buenas, cómo le va
estimados señores buenos días
estimados
empezar
inicio
menu
menú
menú principal
volver al inicio
opciones
qué puedes hacer
en qué me puedes ayudar
habla causa
habla
oe
oiga
hey
hola de nuevo
hola otra vez soy yo
joven
señorita buenas
ah hola
me atiende por favor
aló señorita me escucha
buenas me pueden contestar
""",
    Intent.THANKS_BYE: """
gracias
muchas gracias
ok gracias
grasias
gracias señorita
gracias joven muy amable
mil gracias
muchísimas gracias que dios lo bendiga
bendiciones
dios le pague
se agradece
te agradezco mucho
le agradezco su atención
agradecido por la información
muy amable
chau
chao
adiós
hasta luego
nos vemos
hasta mañana
que tenga buen día
que tenga buenas tardes
buen fin de semana
eso era todo
eso es todo gracias
nada más
nada más, muchas gracias
ya no necesito nada más
listo gracias
listo, muy amable
ya ok gracias
perfecto gracias
excelente gracias 🙏
🙏
🙏🙏🙏
👍 gracias
genial
ya está, gracias por todo
gracias por su ayuda
gracias por responder tan rápido
gracias por avisarme
gracias por la aclaración
bacán gracias
chévere gracias
de nada
igualmente
cuídese
me despido
un abrazo
grs
thx
grax
gracias totales
ya señorita gracias, eso nomás quería saber
ahora sí me quedó claro, gracias
entendido, gracias
ah ya gracias
era eso nomás
eso nomás joven
mi agradecimiento
GRACIAS
GRACIAS POR LA ATENCION
quedo agradecido, buenas noches
gracias igual
ya, hasta otro día
listo mi reina gracias
Dios la bendiga señorita
muchas gracias por su colaboración
qué amable, mil gracias sumercé
órale gracias
gracias che
gracias po
nos estamos viendo
ciao
bye
""",
    Intent.AFFIRM: """
sí
si
siii
sip
claro
claro que sí
por supuesto
ok
okey
oki
okis
ya
ya pues
ya ps
ya está bien
está bien
esta vien
de acuerdo
conforme
acepto
sí acepto
sí por favor
si porfa
sí señorita
sí joven
si señor
correcto
correcto así es
así es
exacto
eso mismo
ese mismo
efectivamente
afirmativo
listo
dale
va
vale
bueno
bueno ya
bueno pues
hágalo
hágale
adelante
proceda
proceda nomás
confirmo
sí confirmo
confirmado
me parece bien
me parece
perfecto
excelente
👍
✅
👌
simón
ajá
aja
aha
sii claro
sí quiero
sí deseo
obvio
seguro
cierto
es correcto
sí, ese soy yo
sí soy yo
sí es mi suministro
esa es mi dirección
sí esa es
SI
SI ACEPTO
s
ya bacán
listo, de una
de una
órale
sale
sí, por favor
sí po
ta bien
tá bueno
con gusto
estoy de acuerdo
queda así
""",
    Intent.DENY: """
no
nop
noo
nooo
no gracias
no señorita
no joven
no acepto
no quiero
no deseo
no, así no
negativo
para nada
nada
ninguno
ninguna
ninguno de los dos
ninguna de esas opciones
no me interesa
no me conviene
mejor no
ahora no
ahorita no
todavía no
aún no
por ahora no
en otro momento
no por el momento
no es correcto
incorrecto
está mal
eso no es
no es eso
eso no es lo que pregunté
no era eso
no me refiero a eso
no, me entendió mal
no soy yo
no es mi suministro
no es mi dirección
ese no es
NO
NO ACEPTO
NO QUIERO ESO
nel
nones
ni hablar
de ninguna manera
nunca
jamás
nah
na
👎
❌
🙅
no puedo
no lo haga
no proceda
olvídelo
déjelo así
déjelo nomás
ya no
ya no quiero
mejor lo dejamos
rechazo
rechazo la propuesta
no confirmo
no autorizo
no gracias, está muy alto
eso no me sirve
no, otro
no po
no che
no mijo
nanay
no tampoco
no creo
prefiero que no
""",
}
