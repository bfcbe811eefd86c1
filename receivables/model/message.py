"""Messages as keys with values, and the outbox row that carries one. Words are made at the edge, in `templates`."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum

from receivables.errors import BadInput
from receivables.model.decision import Reason
from receivables.model.ladder import Notice
from receivables.model.money import Money

Value = str | int | bool | None | Money | date | datetime | tuple["Value", ...] | Mapping[str, "Value"]
"""What a message may carry: plain facts that can be stored and rendered in any language."""


@dataclass(frozen=True, slots=True)
class Button:
    """A quick reply. `id` comes back when it is pressed (at most 64 bytes); `label` is a key of the catalogue."""

    id: str
    label: str
    values: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Message:
    """One text to one person: the key of its template, the values that fill it, and its buttons.

    `paper`: the document that goes with it, made of the same values when it is sent ("statement", "schedule"); "" for
    none. `locale`: the language that its reader chose; "" for the utility's own.
    """

    key: str
    values: Mapping[str, Value] = field(default_factory=dict)
    buttons: tuple[Button, ...] = ()
    paper: str = ""
    locale: str = ""

    def spoken(self, locale: str) -> "Message":
        """The message for a chat that is held in that language; "" leaves it as it is."""
        return replace(self, locale=locale) if locale else self


class Kind(StrEnum):
    """Why a row is in the outbox. Replies are free of window and caps (I-5); notices and campaigns are proactive."""

    REPLY = "reply"
    NOTICE = "notice"
    CAMPAIGN = "campaign"
    RECEIPT = "receipt"


class State(StrEnum):
    """Of an outbox row. `SENT` and `UNKNOWN` never count as served."""

    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    SERVED = "served"
    FAILED = "failed"
    UNKNOWN = "unknown"
    WITHHELD = "withheld"
    EXPIRED = "expired"


NEWS = "news/"
"""How the keys of what happened to a service begin. It is so whatever is paid: no payment takes the message back."""

OPEN_STATES = (State.PENDING, State.SENDING)


@dataclass(frozen=True, slots=True)
class OutboxRow:
    """A message on its way. `key` is its natural key, unique, without channel:

    `notice/<supply>/<step>/<round>` or `campaign/<id>/<due>/<person>` or `reply/<inbound id>/<n>`
    or `news/<supply>/<message>/<work order>`
    or, written by staff, `staff/<handover id>/<form>`.
    `channel` and `address` of a proactive row are chosen at the moment of sending. `text` is what was sent, as sent.
    `id` is given by the store and is no part of the value. `code`: by which anybody can ask whether we sent it.
    `template`: the approved one that it went by. `category`, `segments` and `cost` (millionths of a US dollar): what it
    is charged as, over all its attempts. `error`: the provider's code of the latest failure. `tried`: channels that
    gave this message up, and `<channel>?` for each time that one asked to be tried again. `claimed_at`: while a worker
    has it, since when; by it the worker knows later that the row is still its own. It is no part of the value either.
    """

    key: str
    kind: Kind
    message: Message
    created_at: datetime
    not_before: datetime
    expires_at: datetime | None = None
    supply_number: str | None = None
    person: str | None = None
    notice: Notice | None = None
    campaign: str | None = None
    channel: str | None = None
    address: str | None = None
    state: State = State.PENDING
    reasons: tuple[Reason, ...] = ()
    attempt: int = 0
    provider_id: str | None = None
    text: str | None = None
    sent_at: datetime | None = None
    served_at: datetime | None = None
    id: int | None = field(default=None, compare=False)
    code: str | None = None
    template: str | None = None
    category: str | None = None
    segments: int = 0
    cost: int = 0
    error: str | None = None
    tried: tuple[str, ...] = ()
    claimed_at: datetime | None = field(default=None, compare=False)


PLAIN = frozenset({str, int, bool, type(None)})
"""Of which types values are in JSON what they are here; they come so often that they are asked for first."""


def encode(value: Value) -> object:
    """The value as JSON can hold it; `decode` gives it back exactly."""
    if type(value) in PLAIN:
        return value
    if isinstance(value, Money):
        return {"$money": [value.centimos, value.currency]}
    if isinstance(value, datetime):
        return {"$moment": value.isoformat()}
    if isinstance(value, date):
        return {"$date": value.isoformat()}
    if isinstance(value, tuple):
        return [encode(item) for item in value]
    if isinstance(value, Mapping):
        return _encode_all(value)
    return value


def _encode_all(values: Mapping[str, Value]) -> dict[str, object]:
    return {key: item if type(item) in PLAIN else encode(item) for key, item in values.items()}


def decode(stored: object) -> Value:
    """The opposite of `encode`."""
    if stored is None or isinstance(stored, str | int):
        return stored
    if isinstance(stored, list):
        return tuple(map(decode, stored))
    if isinstance(stored, dict):
        match stored if len(stored) == 1 else None:
            case {"$money": [int() as centimos, str() as currency]}:
                return Money(centimos, currency)
            case {"$moment": str() as moment}:
                return datetime.fromisoformat(moment)
            case {"$date": str() as day}:
                return date.fromisoformat(day)
        return {str(key): decode(item) for key, item in stored.items()}
    raise BadInput("not_a_message_value", value=type(stored).__name__)


def encode_message(message: Message) -> dict[str, object]:
    """A message as JSON can hold it."""
    stored: dict[str, object] = {
        "key": message.key,
        "values": _encode_all(message.values),
        "buttons": [{"id": b.id, "label": b.label, "values": _encode_all(b.values)} for b in message.buttons],
    }
    if message.paper:
        stored["paper"] = message.paper
    if message.locale:
        stored["locale"] = message.locale
    return stored


def decode_message(stored: Mapping[str, object]) -> Message:
    """The opposite of `encode_message`."""
    buttons = stored.get("buttons")
    return Message(
        key=str(stored["key"]),
        values=_mapping(stored.get("values")),
        buttons=tuple(
            Button(str(b["id"]), str(b["label"]), _mapping(b.get("values")))
            for b in (buttons if isinstance(buttons, list) else [])
        ),
        paper=str(stored.get("paper", "")),
        locale=str(stored.get("locale", "")),
    )


def _mapping(stored: object) -> Mapping[str, Value]:
    value = decode(stored)
    return value if isinstance(value, Mapping) else {}
