"""A talk with the pure dialogue: what one person says, what is answered, what is to be done about it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cache

from receivables.model.account import Account
from receivables.model.agreeing import Ours
from receivables.model.audit import AuditEntry
from receivables.model.claims import frozen_by
from receivables.model.contact import Contact
from receivables.model.conversation import Conversation, Identity, Media
from receivables.model.dialogue import Effect, Facts, Known, Turn, step
from receivables.model.explanation import Explanation
from receivables.model.intent import Reading, read
from receivables.model.ladder import Case
from receivables.model.message import Message
from receivables.model.policy import Policy
from receivables.model.request import Request
from receivables.model.standing import standing
from receivables.model.telling import told
from receivables.model.workorder import WorkOrder
from templates.renderer import CatalogueRenderer
from tests.support.build import PHONE, a_calendar, a_contact, a_policy, an_account, lima, monthly_bills

SUPPLY = "0000001"
LATEST = "R-2023-12"


def behind(**parts: object) -> Account:
    """Twelve bills of S/ 45.60, the last four of them unpaid; the next one is not issued yet."""
    return replace(an_account(*monthly_bills(12, unpaid=4, amount="45.60")), **parts)  # type: ignore[arg-type]


@cache
def renderer(policy: Policy) -> CatalogueRenderer:
    """The catalogue, compiled once for all talks under a policy."""
    return CatalogueRenderer(policy.locale, policy)


class Talk:
    """One chat about `account`, from its first message on. Nothing that it asks for is done: see `does`."""

    def __init__(
        self,
        account: Account | None = None,
        *,
        case: Case | None = None,
        linked: bool = False,
        contacts: Iterable[Contact] | None = None,
        policy: Policy | None = None,
        address: str = PHONE,
        moment: str = "2024-01-08 10:00",
    ) -> None:
        self.policy = policy or a_policy()
        self.now: datetime = lima(moment)
        self.account = account or behind()
        self.case = case or Case(self.account.supply.supply_number)
        self.contacts = tuple(contacts) if contacts is not None else (a_contact(),)
        self.chat = Conversation("chat", address)
        self.locked: frozenset[str] = frozenset()
        self.opted_out = False
        self.mistaken = False
        self.story: Explanation | None = None
        self.calendar = a_calendar()
        self.said = ""
        self.media: tuple[Media, ...] = ()
        self.requests: tuple[Request, ...] = ()
        self.orders: tuple[WorkOrder, ...] = ()
        self.ours: Ours | None = None
        self.turn = Turn(self.chat, ())
        if linked:
            number = self.account.supply.supply_number
            self.chat = replace(self.chat, identity=Identity.LINKED, supply_number=number)

    @property
    def today(self) -> date:
        """The utility's date."""
        return self.policy.today(self.now)

    @property
    def known(self) -> Known:
        """The supply as the turn sees it."""
        stands = standing(
            self.account,
            self.today,
            self.policy.negligible,
            frozen_by(self.policy.law.claims, self.calendar),
        )
        return Known(self.account, stands, self.case, self.contacts)

    @property
    def facts(self) -> Facts:
        """All that the turn may look at."""
        return Facts(
            supplies={self.account.supply.supply_number: self.known},
            as_of=self.today,
            here=tuple(c for c in self.contacts if c.address == self.chat.address),
            locked=self.locked,
            opted_out=self.opted_out,
            mistaken=self.mistaken,
            story=self.story,
            calendar=self.calendar,
            said=self.said,
            media=self.media,
            requests=self.requests,
            orders=self.orders,
            ours={self.account.supply.supply_number: self.ours} if self.ours else {},
        )

    def says(self, text: str) -> list[str]:
        """The person writes; the keys of the answer."""
        return self._take(text, None)

    def presses(self, button: str) -> list[str]:
        """The person presses a button; the keys of the answer."""
        return self._take("", button)

    def shows(self, reference: str, text: str = "", content_type: str = "image/jpeg") -> list[str]:
        """The person sends a photo, with words or without; the keys of the answer."""
        self.media = (Media(reference, content_type),)
        keys = self._take(text, None)
        self.media = ()
        return keys

    def proves(self) -> list[str]:
        """The person proves who they are."""
        return self.says(f"suministro {SUPPLY} recibo {LATEST}")

    def reads(self, *entries: AuditEntry) -> None:
        """What the record says of the supply."""
        lines = told(entries, (), self.policy.law, self.policy.currency)
        self.story = Explanation(self.account.supply.supply_number, lines[::-1])

    def later(self, **units: int) -> None:
        """Time passes."""
        self.now += timedelta(**units)

    def does(self) -> tuple[Effect, ...]:
        """What the last turn wants done."""
        return self.turn.effects

    @property
    def last(self) -> Message:
        """The last message of the last turn."""
        return self.turn.messages[-1]

    @property
    def buttons(self) -> list[str]:
        """The ids of the buttons of the last message."""
        return [button.id for button in self.last.buttons]

    @property
    def words(self) -> str:
        """All that the last turn says, as a customer reads it."""
        words = renderer(self.policy)
        return "\n".join(words.render(message).text for message in self.turn.messages)

    def _take(self, text: str, button: str | None) -> list[str]:
        self.said = text
        return self.hears(read(text, button, self.chat.expecting, self.today))

    def hears(self, reading: Reading) -> list[str]:
        """The person said something that is understood so; the keys of the answer."""
        self.turn = step(self.chat, reading, self.facts, self.policy, self.now)
        self.chat = self.turn.conversation
        return [message.key for message in self.turn.messages]
