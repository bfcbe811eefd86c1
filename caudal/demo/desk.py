"""The invented agent and the invented desk: some chats and some requests at each round, in the hours that are told."""

import secrets
from contextlib import suppress
from datetime import datetime, time

from receivables.adapters.passwords import Argon2Passwords
from receivables.errors import Refused
from receivables.model.attention import attended
from receivables.model.handover import CRISIS, Handover, HandoverState, in_turn
from receivables.model.request import BY_LAW, Request, RequestKind, RequestState
from receivables.model.staff import StaffRole
from receivables.usecases import inbox, requests
from receivables.usecases.inbox import Colleague
from receivables.usecases.services import Services
from receivables.usecases.staff import add_user, subject
from templates.plain_words import refused_words

ROUNDS = (time(12, 0), time(16, 0))
CHATS_A_ROUND = 6
REQUESTS_A_ROUND = 5
LOOKED_AT = 200
AGENT = Colleague("asesora.demo", "Rosa, de Atención al Cliente")
DESK = "ventanilla.demo"
KIND_WORDS = "Hola, soy Rosa. Leí su mensaje y ya estoy viendo su caso. Cuénteme, ¿en qué le ayudo?"
IN_DISTRESS = "Hola, soy Rosa. Lo que siente importa mucho más que un recibo. ¿Puedo llamarle ahora?"
NOTED = "Se le llamó."
ANSWERS = {
    RequestKind.PAYMENT_CHECK: "Buscamos su pago y aún no llega. Lo vemos de nuevo mañana.",
    RequestKind.METER: "Iremos a ver su medidor esta semana.",
    RequestKind.HARDSHIP: "Vimos su caso. Puede pagar en cuotas más bajas.",
}
LOOKED_INTO = "Ya lo vimos. Gracias por avisar."


async def hire(services: Services) -> None:
    """Add them; nobody knows their passwords."""
    for name, role in ((AGENT.name, StaffRole.AGENT), (DESK, StaffRole.DESK)):
        with suppress(Refused):  # an earlier part of the story hired them
            await add_user(services, Argon2Passwords(), name, role, secrets.token_urlsafe(), actor="demo")


async def work(services: Services, moment: datetime) -> None:
    """What they do at that moment, if it is one of their rounds."""
    local, policy = services.policy.local(moment), services.policy
    if local.time() not in ROUNDS or policy.attention is None:
        return
    if not attended(policy.attention, services.calendar.open_on, local).now:
        return
    await _chats(services)
    await _requests(services)


async def _chats(services: Services) -> None:
    """Who was answered at an earlier round and is content is closed; then the most urgent are taken and answered."""
    async with services.units.reading() as unit:
        stays = in_turn(await unit.handovers.waiting())
    for stay in stays:
        if stay.state is HandoverState.TAKEN and stay.unanswered_since is None:
            await inbox.close(services, stay.id, AGENT, "solved")
    for stay in [stay for stay in stays if stay.unanswered_since is not None][:CHATS_A_ROUND]:
        await _answer(services, stay)


async def _answer(services: Services, stay: Handover) -> None:
    await inbox.take(services, stay.id, AGENT)
    said = IN_DISTRESS if stay.why == CRISIS else KIND_WORDS
    if stay.why == CRISIS:
        await inbox.note(services, stay.id, NOTED, AGENT)
    try:
        await inbox.answer(services, stay.id, said, AGENT, refused_words)
    except Refused:  # nobody may write there any more
        await inbox.close(services, stay.id, AGENT, "no_answer")


async def _requests(services: Services) -> None:
    """Those whose time ends first; what a law gives days for takes its days."""
    waiting = await requests.listed(services, states=(RequestState.OPEN,), limit=LOOKED_AT)
    for asked in [each for each in waiting if each.kind not in BY_LAW][:REQUESTS_A_ROUND]:
        await _close(services, asked)


async def _close(services: Services, asked: Request) -> None:
    actor, answer = subject(DESK), ANSWERS.get(asked.kind, LOOKED_INTO)
    await requests.take(services, asked.number, actor=actor)
    await requests.close(services, asked.number, actor=actor, answer=answer, lint=refused_words)
