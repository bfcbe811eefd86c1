"""What a failure of Telegram says about the message that was to be sent (channels.md: a send in doubt is `unknown`)."""

import httpx
from telegram.error import BadRequest, ChatMigrated, Conflict, Forbidden, InvalidToken, TelegramError

from receivables.errors import Refused, Unknown
from receivables.ports import DeliveryFailed, DeliveryUnknown

NOT_SENT = (httpx.PoolTimeout, httpx.ConnectTimeout, httpx.ConnectError)
"""Failures after which Telegram certainly knows nothing of the message. A read timeout is none of them."""
UNREACHABLE_SECONDS = 30

FORBIDDEN = {
    "blocked by the user": "403.blocked",
    "user is deactivated": "403.deactivated",
    "can't initiate conversation": "403.initiate",
    "kicked": "403.kicked",
}
BAD_REQUEST = {
    "chat not found": "400.chat_not_found",
    "message is too long": "400.too_long",
    "can't parse entities": "400.parse",
}
"""Telegram tells the kinds of one status apart by its words only. A 403 with other words is of that chat as well."""


class Flood(TelegramError):
    """We wrote too much, and are to wait. The library's own error for it warns at each use of a change to come."""

    def __init__(self, seconds: int) -> None:
        super().__init__("flood")
        self.seconds = seconds


class Declined(TelegramError):
    """A refusal that the library takes for a failure of the network, or cannot read: any other 4xx."""

    def __init__(self, status: int) -> None:
        super().__init__(f"declined with {status}")
        self.status = status


def flood(failure: BaseException | None) -> int:
    """The seconds for which Telegram wants nothing more from us; 0 when the failure is another one."""
    while failure is not None:
        if isinstance(failure, Flood):
            return failure.seconds
        failure = failure.__cause__
    return 0


def problem(failure: Exception) -> DeliveryFailed | DeliveryUnknown:
    """The failure in the words of the port. `BadRequest` derives from `NetworkError`: the order matters."""
    if wait := flood(failure):
        return DeliveryFailed("flood", code="429", status=429, retry_after=wait)
    match failure:
        case Forbidden():
            return _refused(failure, FORBIDDEN, 403)
        case BadRequest():
            return _refused(failure, BAD_REQUEST, 400)
        case ChatMigrated():  # a group became another one: debts are never spoken of in groups (I-8)
            return DeliveryFailed("migrated", code="400.migrated", status=400)
        case InvalidToken():
            return DeliveryFailed("token", code="401", status=401)
        case Conflict():
            return DeliveryFailed("conflict", code="409", status=409)
        case Declined(status=status):
            return DeliveryFailed("refused", code=str(status), status=status)
    if isinstance(failure.__cause__, NOT_SENT):
        return DeliveryFailed("unreachable", code="unreachable", retry_after=UNREACHABLE_SECONDS)
    return DeliveryUnknown(type(failure).__name__)


def not_given(failure: Exception, most: int) -> Refused | Unknown:
    """What a failure says about a file: too large, gone, or to be asked for again. Only a refusal says it is gone."""
    if isinstance(failure, BadRequest) and "too big" in failure.message.lower():
        return Refused("media_too_large", most=most)
    if isinstance(
        failure, (BadRequest, InvalidToken, RuntimeError)
    ):  # a path that is no more is answered with 404
        return Unknown("media_gone")
    return Refused("media_not_now")


def _refused(failure: TelegramError, kinds: dict[str, str], status: int) -> DeliveryFailed:
    said = failure.message.lower()
    code = next((code for words, code in kinds.items() if words in said), str(status))
    return DeliveryFailed(code.partition(".")[2] or "refused", code=code, status=status)
