"""To close the service or hand it to whoever bought the house, to withdraw a claim, to be forgotten: each its route."""

import re
from dataclasses import replace

from receivables.model.buttons import buttons
from receivables.model.dialogue import wishes
from receivables.model.dialogue.answering import due_after, first_words, supply_of, waiting, yes
from receivables.model.dialogue.claimed import numbers
from receivables.model.dialogue.desk import ASKED, already_open
from receivables.model.dialogue.effects_desk import OpenRequest
from receivables.model.dialogue.turn import HandOver, Situation, Turn, say
from receivables.model.message import Message, Value
from receivables.model.reading.words import plain
from receivables.model.request import RequestKind

WITHDRAWN, DATA = "claim_withdrawn", "data_rights"
"""Why a person takes over."""

_SERVICE = r"(?:servicio|contrato|suministro|conexion|medidor|agua)"
_CLOSE = re.compile(
    r"\b(?:quiero|deseo|quisiera|necesito|puedo|podria|como|para|solicito|favor de|i want to|how (?:do|can) i)"
    rf"(?: \w+){{0,3}}? (?:cancelar|anular|cerrar|retirar|dar de baja|dar baja|terminar|close|end)"
    rf"(?: \w+){{0,2}}? (?:{_SERVICE}|service|account|cuenta de agua)\b"
    rf"|\b(?:cancelen|cierren|anulen|retiren|den de baja|dar de baja)(?: \w+){{0,2}}? (?:{_SERVICE}|cuenta)\b"
    rf"|\bya no (?:quiero|necesito|queremos)(?: \w+)? {_SERVICE}\b"
)
_HOUSE = re.compile(
    r"\b(?:vendi|vendimos|he vendido)(?: \w+){0,2}? (?:casa|terreno|lote|departamento|predio|propiedad|local)\b"
    r"|\bcambi\w+(?: \w+){0,3}? (?:titular|titularidad|dueno|propietari\w+)\b|\bsold (?:the|my) house\b"
    r"|\b(?:recibo|suministro|servicio|contrato)(?: \w+){0,2}? a (?:mi|otro|su|nombre de) nombre\b"
)
_WITHDRAW = re.compile(
    r"\b(?:retir\w+|anul\w+|cancel\w+|desist\w+|quit\w+|withdraw|drop)(?: \w+){0,3}? (?:reclamos?|claims?)\b"
)
_NOT_WITHDRAW = re.compile(r"\bno (?:quiero |voy a )?(?:retir|anul|cancel|desist|quit)\w*")
_FORGET = re.compile(
    r"\b(?:borr|elimin|suprim)\w*(?: \w+){0,2}? (?:mis|los|todos mis) datos\b|\b(?:delete|erase) my data\b"
)


def heard(s: Situation) -> Turn | None:
    """The route of what is asked; None for everything else."""
    words = plain(s.facts.said)
    if s.reading.about is not None or not words or "no cier" in words:
        return None
    if _FORGET.search(words):
        return forget(s)
    if _WITHDRAW.search(words) and not _NOT_WITHDRAW.search(words):
        return withdraw(s)
    house = _HOUSE.search(words)
    return end(s, house=bool(house)) if house or _CLOSE.search(words) else None


def forgets(s: Situation) -> bool:
    """Whether somebody wants what is known of them erased."""
    return s.reading.about is None and bool(_FORGET.search(plain(s.facts.said)))


def end(s: Situation, *, house: bool) -> Turn:
    """Ask once, for in Peru who says *cancelar* may want to pay; a desk does the rest."""
    if (known := waiting(s, RequestKind.SERVICE_END)) is not None:
        return already_open(s, known.number)
    question = f"{ASKED}{RequestKind.SERVICE_END}"
    offer = Message("service_end", {"house": house}, (yes(question), *buttons("offices", "human")))
    return say(s, offer, expecting=question, slots={"said": first_words(s)})


def withdraw(s: Situation) -> Turn:
    """Nobody withdraws a claim by a slip: a person does it, and until then it stands."""
    told: dict[str, Value] = {"numbers": numbers(s)}
    chat = replace(s.conversation, with_person=True)
    message = Message("claim_withdraw", told, buttons("bot", "claimstatus"))
    return say(s, message, effects=(HandOver(WITHDRAWN),), chat=chat)


def forget(s: Situation) -> Turn:
    """The messages stop at once, as with BAJA; what is kept is erased by a person who sees a document.

    The days in which the law wants an answer are counted from these words on (PE-DAT-7, CO-DAT-1).
    """
    stopped = wishes.opt_out(s)
    chat = replace(stopped.conversation, with_person=True)
    told = Message("data_rights", {"number": None}, buttons("bot", "human"))
    said = tuple(replace(each, buttons=()) for each in stopped.messages)
    due_by = due_after(s, s.policy.law.rights.rectification_days)
    asked = OpenRequest(RequestKind.DATA_ERASURE, supply_of(s), first_words(s), due_by=due_by)
    return Turn(chat, (*said, told), (*stopped.effects, HandOver(DATA), asked))
