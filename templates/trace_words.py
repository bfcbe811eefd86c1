"""What a turn did, as staff read it: "hand_over crisis" is "Llamó a una persona: habla de hacerse daño"."""

import re
from collections.abc import Mapping
from datetime import date

EFFECTS: Mapping[str, str] = {
    "link_supply": "Probó quién es y quedó unido al suministro",
    "note_wrong_try": "Anotó un dato equivocado",
    "take_promise": "Anotó un compromiso de pago",
    "hold": "Puso el caso en pausa",
    "opt_out": "Dejó de recibir mensajes",
    "opt_in": "Vuelve a recibir mensajes",
    "suppress_address": "Cerró esta dirección",
    "asked_consent": "Preguntó si quiere avisos aquí",
    "give_consent": "Anotó su permiso para avisos",
    "note_deceased": "Detuvo toda cobranza por fallecimiento",
    "hand_over": "Pidió que una persona lo atienda",
    "simulated": "Mostró planes de cuotas",
    "offer_claim": "Ofreció reclamar antes de pagar",
    "resume_bot": "Siguió con el asistente",
    "told_late": "Avisó que nadie había respondido todavía",
    "waits": "Quedó a la espera de una persona",
    "ask_code": "Pidió un código de un solo uso",
    "use_code": "Usó un código de un solo uso",
    "open_request": "Abrió una solicitud",
    "register_claim": "Registró un reclamo",
    "accept_plan": "Aceptó un convenio",
    "amend_plan": "Cambió un convenio",
    "switch_supply": "Pasó a otro suministro",
    "unlink": "Dejó de estar unido al suministro",
}
DETAILS: Mapping[str, str] = {
    "chat": "desde el chat",
    "invitation": "por una invitación",
    "paid": "dice que ya pagó",
    "proof": "manda una constancia de pago",
    "wrong_person": "dice que no es la persona",
    "FACTURACION": "mal calculado",
    "CONSUMO_ATIPICO": "consumo muy alto",
    "PAGO_NO_PROCESADO": "ya lo pagó",
    "OTRO": "otro motivo",
}
"""Words of ours that stand beside an effect."""
SUPPLY = re.compile(r"\d{5,}")
DAY = re.compile(r"\d{4}-\d\d-\d\d")
APART = re.compile(r"[ ,]")
A_COUNT = re.compile(r"\d{1,3}")


def effect(told: str, why: Mapping[str, str], requests: Mapping[str, str]) -> str:
    """What was done, in words. `why`: why chats wait; `requests`: the kinds of requests."""
    name, _, ids = told.partition(" ")
    if name == "hand_over" and ids in why:
        return f"Llamó a una persona: {why[ids][:1].lower()}{why[ids][1:]}"
    known = {**DETAILS, **{key: text[:1].lower() + text[1:] for key, text in why.items()}, **requests}
    details = ", ".join(_detail(each, known) for each in APART.split(ids) if each)
    return f"{EFFECTS.get(name, name.replace('_', ' '))}{f' ({details})' if details else ''}"


def _detail(word: str, known: Mapping[str, str]) -> str:
    """One id, key or day beside it; a number of a bill or of a paper stays as it is."""
    if word in known:
        return known[word]
    if DAY.fullmatch(word):
        return f"{date.fromisoformat(word):%d/%m/%Y}"
    if SUPPLY.fullmatch(word):
        return f"suministro …{word[-4:]}"
    if A_COUNT.fullmatch(word):
        return f"{word} cuotas"
    return word
