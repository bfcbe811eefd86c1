"""What may not wait for any question: money asked at the door, threats by staff, violence at home. A person at once.

No proof of anything is asked, and no figure told. What is looked for are plain words; where they are wrong, a person
has looked at a message in vain.
"""

import re
from dataclasses import replace

from receivables.model.buttons import buttons
from receivables.model.dialogue.people import hours
from receivables.model.dialogue.turn import HandOver, Situation, Turn, say
from receivables.model.message import Message
from receivables.model.reading.understood import AT_HOME
from receivables.model.reading.words import plain

FRAUD, ABUSE_BY_STAFF, FAMILY = "fraud", "abuse_by_staff", "family"
"""Why a person takes over."""

_STAFF = (
    r"(?:gestor(?:a|es)?|cobrador(?:a|es)?|trabajador(?:a|es)?|emplead[oa]s?|operari[oa]s?|tecnic[oa]s?"
    r"|inspector(?:a|es)?|cuadrilla|lecturist\w+|lector del medidor|notificador(?:a|es)?|contratistas?|personal de"
    r"|senoritas? de la oficina|de la empresa|gente de ustedes|collectors?|inspectors?|employees?|workers?)"
)
_ASKED = (
    r"(?:pidio|pidieron|piden?|pidiendo(?:me)?|exig(?:e|en|io|ieron)|quieren?|quiso|quisieron|solicit(?:a|an|o|aron)"
    r"|cobr(?:a|an|o|aron|ando)|asked|asks|wants?|demand\w*)"
)
_MONEY = r"(?:plata|dinero|efectivo|soles|pesos|coimas?|propinas?|yape\w*|plin|nequi|pagos?|pague|\d{2,4}|money|cash)"
_GAP = r"(?: \w+){0,6}? "
_HARM = (
    r"(?:amenaz\w+|insult\w+|grit\w+|maltrat\w+|trat\w+ mal|golpe\w+|peg(?:o|aron|a|an)|empuj\w+|acos\w+|humill\w+"
    r"|falt\w+ (?:el|al) respeto|threat\w+|insulted|hit|pushed|shouted)"
)
_KIN = (
    r"(?:espos[oa]|marido|pareja|conviviente|padrastro|madrastra|novi[oa]|enamorad[oa]|mi ex|ex pareja|papa|padre"
    r"|mama|madre|hij[oa]s?|herman[oa]s?|suegr[oa]|husband|wife|partner|boyfriend|father)"
)
_HURTS = (
    r"(?:pega|pegan|pego(?! (?:la|el|un|una) (?:gripe|virus|tos|resfri\w+|covid|susto))|golpea\w*|golpeo|maltrata\w*"
    r"|maltrato|amenaza\w*|quiere matar|ahorca\w*|encierra\w*|viola|violo|abusa\w*|abuso|hits|beats|hurts)"
)

_FRAUD_SAID = re.compile(
    rf"\b{_STAFF}\b{_GAP}{_ASKED}\b(?: \w+){{0,5}}? {_MONEY}\b"
    rf"|\b{_ASKED}\b{_GAP}{_MONEY}\b{_GAP}{_STAFF}\b"
    rf"|\b(?:pague|di|entregue|deposite|yapee|transferi|paid|gave)\b{_GAP}(?:al|a un|a una|a su|a la|a los|to)"
    rf"(?: \w+)? {_STAFF}\b"
    r"|\bcoimas?\b|\bbribe\w*\b|\bcobrar\w*(?: \w+){0,3} en efectivo\b"
    r"|\bme (?:estafaron|han estafado|robaron plata)\b|\bfals[oa]s? (?:cobrador|trabajador|inspector|operari)\w*"
    r"|\b(?:se (?:hizo|hace|hacen)|haciendose) pasar\b"
    r"|\b(?:me|nos|le) (?:pidio|pidieron|piden|pide|exigio|exigen) (?:plata|dinero|efectivo|propina|una propina)\b"
)
_STAFF_HARM_SAID = re.compile(
    rf"\b{_STAFF}\b{_GAP}{_HARM}\b|\b(?:me|nos|le|lo|la) {_HARM}\b{_GAP}{_STAFF}\b"
    rf"|\b(?:vino|vinieron|toco|tocaron)\b{_GAP}(?:y )?(?:me|nos) (?:amenaz\w+|insult\w+|golpe\w+|empuj\w+)\b"
)
_FAMILY_SAID = re.compile(
    rf"\b{_KIN}(?: \w+){{0,4}}? {_HURTS}\b|\b(?:me|nos) (?:pega|golpea|maltrata)n?(?: \w+){{0,3}}? {_KIN}\b"
    r"|\bviolencia (?:familiar|domestica|contra la mujer|en (?:mi|la) casa)\b|\bdomestic violence\b"
    r"|\bme (?:pegan|golpean|maltratan) en (?:mi|la) casa\b"
)
_OTHERS_BILL = re.compile(
    r"\b(?:recibo|deuda|medidor|agua|factura|boleta|corte|tarifa) (?:me |nos )?golpea\w*"
)


def heard(s: Situation) -> Turn | None:
    """A person at once; None where nothing of the kind is told."""
    words = plain(s.facts.said)
    if s.reading.about is not None or not words:
        return None
    told = s.reading.detail == AT_HOME or _FAMILY_SAID.search(words)
    if told and not _OTHERS_BILL.search(words):
        return _to_a_person(s, FAMILY, "family_violence")
    if _STAFF_HARM_SAID.search(words):
        return _to_a_person(s, ABUSE_BY_STAFF, "staff_abuse")
    if _FRAUD_SAID.search(words):
        return _to_a_person(s, FRAUD, "money_asked")
    return None


def _to_a_person(s: Situation, why: str, key: str) -> Turn:
    chat = replace(s.conversation, with_person=True)
    told = Message(key, hours(s.policy, s.facts.calendar, s.now), buttons("bot", "stop"))
    return say(s, told, effects=(HandOver(why),), chat=chat)
