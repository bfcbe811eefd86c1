"""Who is asking, and what each role may do. Which rows of it they see is decided in `scope`."""

from collections.abc import Awaitable, Callable, Mapping
from enum import StrEnum
from typing import Annotated

from fastapi import Depends
from fastapi.security import OAuth2PasswordBearer

from api.deps import Parts, Plugged
from api.errors import NotKnown, NotPermitted
from receivables.model.staff import StaffRole, User
from receivables.usecases import staff
from receivables.usecases.keys import KEY_PREFIX, user_of_key

TOKEN_PATH = "/api/v1/token"  # noqa: S105 - a path, not a secret


class Deed(StrEnum):
    """Something that a route or a page does."""

    POST_PAYMENT = "post_payment"
    REVERSE_PAYMENT = "reverse_payment"
    READ_WORK_ORDERS = "read_work_orders"
    ASSIGN_WORK_ORDER = "assign_work_order"
    READ_APPROVALS = "read_approvals"
    VOTE = "vote"
    READ_IMPEDIMENTS = "read_impediments"
    NOTE_IMPEDIMENT = "note_impediment"
    LIFT_IMPEDIMENT = "lift_impediment"
    SUPPRESS = "suppress"
    LIFT_SUPPRESSION = "lift_suppression"
    NOTE_CONSENT = "note_consent"
    INVITE = "invite"
    GIVE_CODE = "give_code"
    NOTE_COMMITMENT = "note_commitment"
    READ_PERSON = "read_person"
    ERASE_PERSON = "erase_person"
    EXPLAIN = "explain"
    ROTATE_OWN_KEY = "rotate_own_key"
    SEE_CONSOLE = "see_console"
    SEE_SUPPLY = "see_supply"
    READ_PORTFOLIO = "read_portfolio"
    READ_CAMPAIGNS = "read_campaigns"
    APPROVE_CAMPAIGN = "approve_campaign"
    STOP_CAMPAIGN = "stop_campaign"
    READ_SENDING = "read_sending"
    READ_CHATS = "read_chats"
    OPEN_MEDIA = "open_media"
    HALT = "halt"
    LIFT_HALT = "lift_halt"
    LIFT_GLOBAL_HALT = "lift_global_halt"
    DECIDE_DOUBT = "decide_doubt"
    SEE_ALARM = "see_alarm"
    TEND_DEAD_LETTERS = "tend_dead_letters"
    REPORT_BOUNCE = "report_bounce"
    REPORT_DELIVERY = "report_delivery"
    READ_SPENDING = "read_spending"
    READ_INBOX = "read_inbox"
    TEND_INBOX = "tend_inbox"
    READ_AGREEMENTS = "read_agreements"
    READ_REQUESTS = "read_requests"
    TEND_REQUESTS = "tend_requests"
    NOTE_DATA_REQUEST = "note_data_request"


OPERATOR, AGENT, DESK = StaffRole.OPERATOR, StaffRole.AGENT, StaffRole.DESK
SUPERVISOR, MANAGER, EDITOR = StaffRole.SUPERVISOR, StaffRole.MANAGER, StaffRole.EDITOR
COMMITTEE, INTEGRATOR, AUDITOR = StaffRole.COMMITTEE, StaffRole.INTEGRATOR, StaffRole.AUDITOR
HEADS = frozenset({SUPERVISOR, MANAGER})
EVERYONE = frozenset(StaffRole)

MAY: Mapping[Deed, frozenset[StaffRole]] = {
    # Collection centres and the commercial system, and the desk that is one of them; nobody in the field (POL-PAY-1).
    Deed.POST_PAYMENT: frozenset({INTEGRATOR, DESK}),
    Deed.REVERSE_PAYMENT: frozenset({INTEGRATOR, DESK}),
    # Those who work on the orders, assign or answer for them, take them into their own system, or control them; and the
    # desk, which must tell whoever pays whether a crew is on the way.
    Deed.READ_WORK_ORDERS: HEADS | {OPERATOR, DESK, INTEGRATOR, AUDITOR},
    Deed.ASSIGN_WORK_ORDER: HEADS,
    # Which of them may answer which matter is `usecases.approvals.DECIDES`.
    Deed.READ_APPROVALS: HEADS | {COMMITTEE, AUDITOR},
    Deed.VOTE: HEADS | {COMMITTEE},
    Deed.READ_IMPEDIMENTS: HEADS | {DESK, INTEGRATOR, AUDITOR},
    Deed.NOTE_IMPEDIMENT: HEADS | {DESK, INTEGRATOR},
    Deed.LIFT_IMPEDIMENT: HEADS | {DESK},  # not a program: somebody answers for pressing again
    Deed.SUPPRESS: HEADS | {DESK, INTEGRATOR},
    Deed.LIFT_SUPPRESSION: frozenset({MANAGER, DESK}),
    Deed.NOTE_CONSENT: frozenset({DESK}),  # before whom the person signs (PE-DAT-8)
    Deed.INVITE: frozenset({DESK, INTEGRATOR}),  # at the desk, or printed on the bill
    Deed.GIVE_CODE: frozenset({DESK}),  # before whom the person shows who they are
    Deed.NOTE_COMMITMENT: frozenset({DESK}),
    Deed.READ_PERSON: frozenset({MANAGER, DESK, AUDITOR}),
    Deed.ERASE_PERSON: frozenset({MANAGER}),
    Deed.EXPLAIN: HEADS | {AGENT, DESK, COMMITTEE, INTEGRATOR, AUDITOR},
    Deed.ROTATE_OWN_KEY: EVERYONE,
    Deed.SEE_CONSOLE: EVERYONE
    - {OPERATOR, INTEGRATOR},  # the field has pages of its own, a program has no eyes
    Deed.SEE_SUPPLY: HEADS | {AGENT, DESK, AUDITOR},
    Deed.READ_PORTFOLIO: HEADS | {AGENT, DESK, AUDITOR},
    Deed.READ_CAMPAIGNS: HEADS | {EDITOR, AUDITOR},
    Deed.STOP_CAMPAIGN: HEADS,  # stopping presses nobody
    Deed.APPROVE_CAMPAIGN: frozenset({MANAGER}),  # the head of collections approves portfolios
    Deed.READ_SENDING: HEADS | {DESK, AUDITOR},
    Deed.READ_CHATS: frozenset({DESK, SUPERVISOR}),  # those who go on with a chat, or answer for who does
    # The same, and the agents of that place, who check the payment that a photo proves.
    Deed.OPEN_MEDIA: frozenset({AGENT, DESK, SUPERVISOR}),
    Deed.HALT: HEADS,  # halting presses nobody
    Deed.LIFT_HALT: HEADS,
    Deed.LIFT_GLOBAL_HALT: frozenset({MANAGER}),
    Deed.DECIDE_DOUBT: HEADS | {DESK},
    Deed.SEE_ALARM: HEADS | {DESK},
    Deed.TEND_DEAD_LETTERS: HEADS | {DESK},
    Deed.REPORT_BOUNCE: frozenset({INTEGRATOR}),  # the program behind the mailbox of bounces
    Deed.REPORT_DELIVERY: frozenset({OPERATOR}),  # of their own orders alone
    Deed.READ_SPENDING: HEADS | {EDITOR, AUDITOR},
    # Those who talk with people, who answers for them, and who controls why each message was answered as it was.
    Deed.READ_INBOX: HEADS | {AGENT, DESK, AUDITOR},
    Deed.TEND_INBOX: frozenset({AGENT, DESK, SUPERVISOR}),
    # Those who enter them in the commercial system, the program that does, and who answers for them or controls them.
    Deed.READ_AGREEMENTS: HEADS | {DESK, INTEGRATOR, AUDITOR},
    # The same, and the manager who answers for the deadlines of claims.
    Deed.READ_REQUESTS: HEADS | {AGENT, DESK, AUDITOR},
    Deed.TEND_REQUESTS: frozenset({AGENT, DESK, SUPERVISOR}),
    Deed.NOTE_DATA_REQUEST: frozenset({MANAGER, DESK}),  # before whom the person signs
}

bearer = OAuth2PasswordBearer(
    TOKEN_PATH,
    scheme_name="Bearer",
    description="Un token de /api/v1/token o una clave ck_... de `caudal user key`.",
    auto_error=False,
)


async def whoever_asks(plugged: Plugged, credential: Annotated[str | None, Depends(bearer)]) -> User:
    """The member of staff behind the token or key. Raises NotKnown, in the same words whatever is wrong with it."""
    user = await _behind(plugged, credential) if credential else None
    if user is None:
        raise NotKnown("not_known")
    return user


async def _behind(plugged: Parts, credential: str) -> User | None:
    if credential.startswith(KEY_PREFIX):
        return await user_of_key(plugged.services, plugged.clock, credential)
    claims = plugged.tokens.read(credential)
    user = await staff.user_named(plugged.services, claims.name) if claims else None
    return user if user and claims and claims.hold(user) else None


def roles(deed: Deed) -> dict[str, list[str]]:
    """Who may do it, for the OpenAPI document."""
    return {"x-roles": sorted(role.value for role in MAY[deed])}


def may(user: User, deed: Deed) -> bool:
    """Whether their role may do it."""
    return user.role in MAY[deed]


def check(user: User, deed: Deed) -> None:
    """Raises NotPermitted unless their role may do it."""
    if not may(user, deed):
        raise NotPermitted("not_permitted", role=user.role.value)


def who_may(deed: Deed) -> Callable[[User], Awaitable[User]]:
    """A dependency that lets through only those whose role may do it; raises NotPermitted."""

    async def permitted(user: Annotated[User, Depends(whoever_asks)]) -> User:
        check(user, deed)
        return user

    return permitted
