"""Who a chat is: proved by a supply number with the number of its latest bill, or with that bill's exact total.

A telephone number alone proves nothing (design.md, Identity). What is not proved learns nothing: a wrong proof and a
supply that does not exist get the same words.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime, timedelta

from receivables.model.account import Account, Bill
from receivables.model.consent import Purpose
from receivables.model.contact import Contact
from receivables.model.money import Money

WRONG_TRIES = 5
"""So many wrong tries, of a chat or about a supply, close the identification."""
LOCKED_FOR = timedelta(hours=24)
SHOWN_DIGITS = 4
PAGE = "chat"
"""The chat of a page of ours, which stands for every channel."""
SHOWS_NO_TELEPHONE = frozenset({"telegram", PAGE})
"""Where the address of a chat says nothing of the telephones and e-mail addresses that we know."""


def masked(supply_number: str) -> str:
    """The supply number as a message shows it: "...3768"."""
    return f"...{supply_number[-SHOWN_DIGITS:]}"


def latest_bill(account: Account, today: date) -> Bill | None:
    """The last bill issued by that day."""
    issued = [bill for bill in account.bills if bill.issued_on <= today]
    return max(issued, key=lambda bill: (bill.issued_on, bill.due_on, bill.number), default=None)


def proves(account: Account, today: date, codes: Collection[str], amounts: Collection[Money]) -> bool:
    """Whether a code is the number of the account's latest bill, or an amount its exact total as printed."""
    bill = latest_bill(account, today)
    if bill is None:
        return False
    return _bare(bill.number) in map(_bare, codes) or bill.total in amounts


def proved(
    claimed: Iterable[str],
    accounts: Mapping[str, Account],
    today: date,
    codes: Collection[str],
    amounts: Collection[Money],
) -> str | None:
    """The first claimed supply number that the other data prove; None when none is proved."""
    for number in claimed:
        others = [code for code in codes if code != number]
        if number in accounts and proves(accounts[number], today, others, amounts):
            return number
    return None


def locked_until(wrong_tries: int, now: datetime) -> datetime | None:
    """When the identification opens again after that many wrong tries; None while tries are left."""
    return now + LOCKED_FOR if wrong_tries >= WRONG_TRIES else None


def chat_person(channel: str, address: str) -> str:
    """The key under which a chat itself is held and wishes to be left alone, whoever is behind it."""
    return f"chat:{channel}:{address}"


def persons(contacts: Iterable[Contact], address: str) -> tuple[str, ...]:
    """The persons behind a chat: those reached at its address; where none is, all who are contacts of its supply.

    A chat of a messenger that shows no telephone could be any of them: a wish to be left alone is honoured for each.
    """
    known = list(contacts)
    return reached_at(known, address) or tuple(sorted({contact.person for contact in known}))


def reached_at(contacts: Iterable[Contact], address: str) -> tuple[str, ...]:
    """The persons reached at that very address: whose wish a chat there may undo, for nobody lifts another's."""
    return tuple(sorted({contact.person for contact in contacts if contact.address == address}))


def whose_chat(
    contacts: Iterable[Contact], here: Iterable[Contact], channel: str, address: str
) -> frozenset[str]:
    """Who may be behind a linked chat, for the question of their consent: those reached at its address, else the chat.

    A messenger that shows no telephone may be anybody of the supply who has no chat of their own yet.
    """
    known = {contact.person for contact in here}
    if not known and channel in SHOWS_NO_TELEPHONE:
        known = {c.person for c in contacts if not c.handle and (c.channel == channel or channel == PAGE)}
    return frozenset(known | {chat_person(channel, address)})


def consent_at(contacts: Iterable[Contact], address: str) -> Contact | None:
    """The earliest consent to service messages at that address."""
    given = [
        c
        for c in contacts
        if c.address == address and c.purpose is Purpose.SERVICE and c.consented_on is not None
    ]
    return min(given, key=lambda c: (c.consented_on or date.max, c.channel), default=None)


def _bare(code: str) -> str:
    """A code without its hyphens, so that "R2311 000001" typed without the hyphen is the same."""
    return code.upper().replace("-", "")
