"""A small language for phrases, so that what people say stays readable beside the code that looks for it.

Phrases are separated by `;` or by a new line; each is a regular expression over plain words (`words.plain`), and a name
in angle brackets stands for a set of words below.
"""

import re

SETS = {
    "pay": "pag|cancel|abon|deposit",
    "paid": "pague|cancele|abone|deposite|pagamos|cancelamos|abonamos|pagado|cancelado|abonado|depositado",
    "to pay": "pagar|cancelar|abonar|depositar",
    "month": (
        "enero|febrero|marzo|abril|mayo|junio|julio|agosto|setiembre|septiembre|octubre|noviembre|diciembre"
    ),
    "person": (
        "asesora?|agente(?! (?:bcp|bancario|kasnet|interbank))|persona|humano|representante|ejecutiv[oa]"
        "|operadora?|gestora?|encargad[oa]|supervisora?|alguien|mesa de ayuda|atencion al cliente|call center"
    ),
    "write": (
        r"escrib\w*|llam\w*|mand\w*|envi\w*|contact\w*|molest\w*|fastidi\w*|jod\w*|marqu\w*|insist\w*"
        r"|busqu\w*|busc\w*"
    ),
    "write us": "escriban|llamen|manden|envien|contacten|molesten|fastidien|jodan|busquen|insistan",
    "why": "por ?que|para que|con que (?:permiso|derecho)",
    "not asked": "(?<!por que )(?<!por que ya )(?<!porque )(?<!porque ya )",
    "not charged": (
        "(?<!cobrar )(?<!cobran )(?<!cobrando )(?<!cobro de )(?<!pagamos )(?<!pago )(?<!calcula el )(?<!por )"
    ),
    "number": "numero|telefono|celular|contacto|correo|whatsapp|datos",
    "leave": "permiso|autorizacion|consentimiento",
    "cut off": "cortaron|cortado|cerraron|cerrado|suspendieron|suspendido",
    "service": "servicio|contrato|suministro|linea|suscripcion|conexion|mensajes|avisos|medidor|agua",
    "case": "reclamo|reporte|queja|caso|pqr|solicitud",
    "agreement": "convenio|fraccionamiento|financi?aci|credito|producto|plan|acuerdo",
    "plan": "convenio|fraccionamiento|financiacion|cuotas?|acuerdo|plan de pagos?|plan|cronograma",
    "bill": "recibo|deuda|factura|cuenta|cobro",
    "supply": "suministro|medidor|casa|cuenta|conexion|predio|recibo",
    "else": "vecin|otr|inquilin|familiar|titular|usuari|herman|prim|suegr|exespos|cunad",
    "kin": "espos[oa]|marido|mujer|papa|mama|padre|madre|abuel[oa]|herman[oa]|ti[oa]|hij[oa]|senora?|conviviente",
    "holder": "titular|duen[oa]|usuari[oa]",
    "is": "es|son|era|seran?|seria|sean?",
    "genuine": "real(?:es)?|autentic[oa]s?|oficial(?:es)?|legitim[oa]s?|fals[oa]s?|truch[oa]s?|bamba|confiables?",
    "fraud": "estafa|fraude|engano|phishing|timo|virus|suplantacion",
    "this message": (
        "(?:este|ese|el|esto|esta|un|su|lo del?|estos|esos|los) ?"
        "(?:mensajes?|avisos?|correos?|sms|textos?|whatsapp|codigo|notificacion|comunicacion|enlace|link)"
    ),
    "how": (
        "(?:como|de que manera|donde|quiero|quisiera|puedo|para|necesito) (?:\\w+ )?"
        "(?:se|saber|compruebo|comprobar|verifico|verificar|confirmo|confirmar|segur[oa])"
    ),
    "we": "ustedes|la empresa|agua \\w+|quienes dicen|de verdad",
    "where it is": "numero|suministro|recibo|dato|codigo|donde|cual",
    "again": "otra vez|de nuevo|nuevamente",
    "seen": "(?:ver|tener|una copia de|descargar) ",
    "no wish to pay": "(?<!no es )(?<!pagar )(?<!cancelar )(?<!abonar )(?<!quitarme )",
    "others": "luz|telefono|internet|cable|gas|banco|colegio|universidad|celular|netflix|tienda",
    "by way": "(?:por|al|a mi) (?:mi )?(?:sms|correo|whatsapp|telegram|mensaje|email|celular|texto)",
    "my": "mi |el |la |los |las |un |una |mis |su ",
}
"""Words said for one another. In Peru "cancelar" means to pay, unless it is about the service or the messages."""


def phrases(text: str) -> re.Pattern[str]:
    """One pattern that finds any of the phrases."""
    return re.compile("|".join(_each(text)))


def only(text: str) -> re.Pattern[str]:
    """One pattern for messages that are made of these phrases and of nothing else (use with `fullmatch`)."""
    return re.compile(rf"(?:(?:{'|'.join(_each(text))})(?: |$))+")


def _each(text: str) -> list[str]:
    spelled = re.sub(r"<([a-z ]+)>", lambda found: f"(?:{SETS[found[1]]})", text)
    return [phrase for line in spelled.splitlines() for part in line.split(";") if (phrase := part.strip())]
