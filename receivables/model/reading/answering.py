"""Phrases that make up a whole short message: greetings, thanks, yes and no; and those that tell time of a payment."""

import re

from receivables.model.reading.numbers import NUMBER
from receivables.model.reading.phrases import only, phrases

GREETING = only(
    r"""
    /?start; hola; holi; alo; hey; hi(?: there)?; hel+o(?: there)?; good (?:morning|afternoon|evening|day)
    saludos; buen(?:[oa]s)?; buena; dias?; tardes?; noches?; que tal; muy; un; menu
    inicio; ayuda
    como (?:esta|estas|le va|te va|andas|van); disculpe; senorita; senora?; amig[oa]; estimad[oa]s?
    """
)
THANKS = phrases(
    r"""
    \b(?:gracias|agradec\w*|agradezco|adios|chau|chao|bye)\b; hasta (?:luego|pronto|manana); nos vemos
    muy amable
    \bque este?s? bien\b
    """
)
AFFIRM = only(
    r"""
    si+p?; si (?:quiero|deseo|autorizo)(?: recibir(?:l[ao]s)?)?(?: (?:<my>|sus )?(?:avisos|mensajes))?(?: por aqui)?
    si (?:me )?pueden escribirme
    ya; dale; ok; claro; correcto; confirmo; confirmado; acepto; listo; bueno; bien; esta bien
    de acuerdo; conforme
    perfecto; obvio; afirmativo; por supuesto; asi es; eso es; esa; ese; esta; me sirve; exacto; efectivamente
    va; vale
    de una; ese dia
    yes; yep; yeah; sure; right; okay; i (?:accept|agre|confirm); that s (?:right|it); of course; go ahead; please do
    """
)
DENY = only(
    r"""
    no+p?; nel; negativo; ya no; mejor no; por ahora no; todavia no; aun no; ahora no; no quiero; no me sirve
    no acepto; no es
    de ninguna manera; no es buen momento; para nada; ningun[oa]; otro dia; estoy (?:muy )?ocupad[oa]; colguele
    no thank you; no thanks; not now; not yet; i (?:do not|don t) (?:accept|agre); i do not; i don t
    """
)
NUMBERS_ONLY = only(
    r"""
    [\d.,/-]+; mi; el; la; es; son; de; del; y; con; numero; suministro; codigo; recibo; ultimo; total
    importe; monto; cuenta; contrato; factura; ultima; valor; era; fue; salio; dice
    soles; pesos; s; n; aqui; esta; le; envio; este; su; identificar\w*; verificar\w*; quiero; por favor; hola
    buen[oa]s; dias
    tardes; noches; gracias; si
    supply; bil; my; the; last; number; amount; code; is; was; and; with; its?; it s; here; please; helo
    good (?:day|morning)
    """
)
NO_CODE = only(
    r"""
    [\d.,-]+; mi; el; la; es; son; aqui; esta; este; ese; codigo; clave; me; llego; salio; dice; por favor; hola
    buen[oa]s; dias; tardes; gracias; si; ya; le; envio; y; de; verificacion; numero
    """
)
"""What stands around a one-time code: with digits, used where no six of them were found."""
ONLY_A_DAY = re.compile(
    r"(?:(?:seria|sera|puede ser|mejor|para|a|por) )?(?:el |la |este |al |dia )*"
    r"(?:\d{1,2}[/-]\d{1,2}(?:[/-]\d{2,4})?|\d{4}-\d{1,2}-\d{1,2}|\d{1,2} de \w+(?: del? \d{4})?"
    r"|(?:\w+ )?\d{1,2} de \w+"
    r"|lunes|martes|miercoles|jueves|viernes|sabado|domingo|manana|pasado manana|quincena|fin(?:es)? de mes"
    r"|proxima semana|otra semana|dia \d{1,2}|\d{1,2})"
    r"(?: (?:que viene|de este mes|del mes|de la proxima semana|temprano|sin falta|proximo))?"
)
"""A message that names a day and says nothing else; used where a day was found in it."""
BARE_COUNT = re.compile(
    r"(?:y |mejor |ya |que sean |acepto |quiero |prefiero |tomo |me quedo con )*"
    r"(?:en |in |a |(?:el|la) (?:plan )?de )?"
    rf"({NUMBER})(?: (?:nomas|no mas|nada mas|mejor|por favor|porfa|pues|please|cuotas|meses))*"
    r"(?: con (?:\S+ ){1,4}(?:(?:de|como) )?(?:cuota )?(?:inicial|adelanto)"
    r"| con (?:inicial|adelanto) de \S+(?: soles)?)?"
)
RETURN = phrases(
    r"""
    (?:seguir|continuar|volver|regresar|siga) (?:con |a |al )(?:el |la )?(?:asistente|bot|robot|menu)
    ^(?:con |al )?(?:el )?asistente$
    """
)
WILL_PAY = phrases(
    r"""
    \b(?:pago|pagare|pagaria|pagamos|cancelo|cancelare|abono|abonare|deposito|depositare)\b
    \b<to pay>(?:lo|la|los|les|le)?\b
    """
)
PROMISE = phrases(
    r"""
    \bvoy a (?:\w+ )?(?:<to pay>|realizar el pago|hacer el pago); me comprometo; prometo; promesa
    compromiso de pago; prorroga
    necesito (?:\w+ )?(?:tiempo|plazo|dias); (?:dem|dam|den|dan|dej)\w* (?:\w+ )?(?:plazo|tiempo|dias)
    esper(?:eme|enme|arme|en)\b
    \b(?:puedo|podria|quiero|prefiero) pagar(?:lo|la)? otro dia
    """
)
WILL_NOT_PAY = phrases(r"\bno (?:(?:le|les|lo|la|los|te) )?(?:voy a|vamos a|pienso|quiero) <pay>")
CANNOT_PAY = phrases(
    r"""
    \bno (?:le |les |lo |la |los |las )?(?:voy a poder|vamos a poder|podre|puedo|pude|podria|podremos|podemos) <to pay>
    \bno (?:voy a|vamos a) (?:poder|alcanzar a) (?:cumplir|pagar)
    """
)
"""Who cannot pay promises nothing, whatever day is named, unless another payment is."""
CANNOT = re.compile(
    r"(?:(?:pero|lo siento|me olvide|se me olvido|disculpa|la verdad|creo que|parece que|me parece que|que pena"
    r"|este mes) )*(?:ya )?"
    r"no (?:(?:voy|vamos) a poder|podre|podremos)(?: (?:esta vez|este mes|hoy|manana|ahora|entonces|creo))*"
)
"""Says of what nobody can know: of a payment perhaps, perhaps of more. What goes on ("más", "vivir") is not this."""
ASKS = phrases(r"\b(?:cuando|cuanto|donde|adonde|cual|cuales)\b; \bcomo (?:puedo|pago|se|hago)")
IS_PAID = phrases(r"\b(?:esta|estan|fue|quedo) (?:<pay>ad|saldad)")
PAID_BARE = phrases(r"\b(?:pague|cancele|abone|deposite)\b")
PAID_ACCENTED = re.compile(
    r"\b(?:(?:pagué|cancelé|aboné|deposité|yapeé)|(?:pagó|canceló|abonó|depositó|yapeó))\b"
    r"(?!.*(?:servicio|contrato|suscripci))",
    re.IGNORECASE,
)
"""Searched in the text as it was written: the accent tells the past from a wish."""
ASKS_WHAT_WAS_PAID = re.compile(
    r"(?:^|[¿.,;:!] *)(?:(?:y|hola|quiero saber|quisiera saber|necesito saber|dime|dígame|digame|ver) )*"
    r"(?:qué|que|cu[aá]nto|cu[aá]nta|cu[aá]ndo|cu[aá]l(?:es)?|cu[aá]nt[oa]s) (?:\w+ ){0,2}"
    r"(?:pagu[eé]|cancel[eé]|abon[eé]|deposit[eé]|(?:he|hemos|llevo|tengo) (?:pagado|abonado|cancelado))\b",
    re.IGNORECASE,
)
"""Searched in the text as it was written: what was paid is asked, and not told."""
PAID_BY_ANOTHER = phrases(
    r"\b(?:mi|su|el|la) <kin> (?:ya )?(?:lo |la )?(?:pago|cancelo|abono|deposito)\b(?! (?:manana|el (?:otro|proximo)))"
)
PRICE_OR_TERM = phrases(
    r"""
    \bcuanto (?:\w+ ){0,2}(?:cuesta|vale|sale|cobran|tarda\w*|demora\w*)\b; \bcuant[oa]s? (?:tiempo|horas|dias)\b
    \b(?:tiene|hay|cual es el) (?:costo|plazo)\b; \breclamar cuesta\b; plazo para
    """
)
"""What costs or how long it takes in general: a question about the rules."""
ELSEWHERE = phrases(
    r"""
    \b(?:debo|debe|adeudo|pago|pagar|deuda|recibo|boleta) (?:\w+ )?(?:de|del|al) (?:la |el )?<others>\b; \bde misa\b
    \brecibo (?:de|del) (?:la )?(?:luz|telefono|gas|cable|internet)\b; \bpapeletas?\b; \bsunat\b
    """
)
"""Debts and bills of others, which are none of ours."""
PAST = phrases(r"\bya\b; pasado; ayer")
TWO_EDGED = phrases(
    r"""
    ^cancel(?:ar)?$; \bno es mi (?:deuda|recibo|cuenta|problema)\b; ^no (?:voy a|pienso|quiero) <to pay>(?: nada)?$
    (?:dar|den|darle|dare) de baja (?:el|la|mi|al|a mi) <service>(?<!avisos)(?<!mensajes)
    \bno soy (?:el |la )?<holder>\b.* (?:inquilin|pero|vivo|pago|alquil|hij|espos|famili|encargad)
    """
)
"""What two readers would take for two things: it is asked, whatever seems likelier."""
WHERE_IS_IT = phrases(
    r"""
    \b(?:donde|adonde|en que parte) (?:\w+ )?(?:esta|sale|encuentro|veo|figura|aparece|consigo|dice|busco|hay)\b
    \bno (?:lo |se |los )?(?:encuentro|tengo|veo|se|recuerdo|ubico|aparece)(?: \w+){0,3} <where it is>\b
    ^no (?:lo |los |la )?(?:encuentro|tengo|veo|se|recuerdo)(?: a mano| ahora)?$; (?:cual|que) (?:numero|dato|codigo) es
    """
)
SEND_IT = phrases(
    r"""
    ^(?:si )?(?:lo |me lo )?(?:mand|envi|reenvi|pas)\w*(?: (?:el|otro|ese) codigo)?(?: <again>)?(?: <by way>)?$
    ^(?:si )?<by way>$
    """
)
ACCEPTS = phrases(
    r"\b(?:acept\w+|me quedo con|elijo|escojo|tomo|firmo|confirmo|de acuerdo con|conforme con|me sirve|me conviene)\b"
)
NO_PERSON = phrases(
    r"""
    \bno (?:hace falta|necesito|es necesario|quiero) (?:que me )?(?:pas|deriv|comunic|transf)
    \bno (?:hace falta|necesito|es necesario|quiero|deseo) (?:hablar )?(?:con |al? )?(?:un |una |la |el )?<person>
    """
)
