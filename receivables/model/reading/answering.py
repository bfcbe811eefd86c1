"""Phrases that make up a whole short message: greetings, thanks, yes and no; and those that tell time of a payment."""

import re

from receivables.model.reading.numbers import NUMBER
from receivables.model.reading.phrases import only, phrases

GREETING = only(
    r"""
    /?start; hola; holi; alo; hey; saludos; buen(?:[oa]s?)?; dias?; tardes?; noches?; que tal; muy; un; menu
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
    """
)
DENY = only(
    r"""
    no+p?; nel; negativo; ya no; mejor no; por ahora no; todavia no; aun no; ahora no; no quiero; no me sirve
    no acepto; no es
    de ninguna manera; no es buen momento; para nada; ningun[oa]; otro dia; estoy (?:muy )?ocupad[oa]; colguele
    """
)
NUMBERS_ONLY = only(
    r"""
    [\d.,/-]+; mi; el; la; es; son; de; del; y; con; numero; suministro; codigo; recibo; ultimo; total
    importe; monto
    soles; s; n; aqui; esta; le; envio; este; su; identificar\w*; verificar\w*; quiero; por favor; hola
    buen[oa]s; dias
    tardes; noches; gracias; si
    """
)
BARE_COUNT = re.compile(rf"(?:y |mejor )?(?:en |a )?({NUMBER})")
RETURN = phrases(
    r"(?:seguir|continuar|volver) (?:con |a |al )(?:el |la )?(?:asistente|bot|robot|menu); asistente"
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
ASKS = phrases(r"\b(?:cuando|cuanto|donde|adonde|cual|cuales)\b; \bcomo (?:puedo|pago|se|hago)")
IS_PAID = phrases(r"\b(?:esta|estan|fue|quedo) (?:<pay>ad|saldad)")
PAID_BARE = phrases(r"\b(?:pague|cancele|abone|deposite)\b")
PAID_ACCENTED = re.compile(
    r"\b(?:pagué|cancelé|aboné|deposité)\b(?!.*(?:servicio|contrato|suscripci))", re.IGNORECASE
)
"""Searched in the text as it was written: the accent tells the past from a wish."""
PAST = phrases(r"\bya\b; pasado; ayer")
NO_PERSON = phrases(
    r"""
    \bno (?:hace falta|necesito|es necesario|quiero) (?:que me )?(?:pas|deriv|comunic|transf)
    \bno (?:hace falta|necesito|es necesario|quiero) (?:hablar con )?(?:un |una )?<person>
    """
)
