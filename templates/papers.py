"""The documents that go with messages, as PDF: a statement of account, and the schedule of an agreement.

Every figure comes from the values of the message and is written here as the messages write it; typst lays finished
texts out and computes nothing. A document names no person and no address, and its supply by the last digits (I-26).
The same values give the same bytes: the date inside is that of the data.
"""

import json
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time
from functools import cache
from importlib.resources import files
from pathlib import Path
from threading import Lock
from typing import Any

import typst

from receivables.model.message import Message
from receivables.model.money import total
from receivables.model.policy import Policy
from receivables.ports import Paper
from templates.wording import Wording, tail

PDF = "application/pdf"
SPANISH = "es"
LOOKED_AT_PPI = 100
Row = Mapping[str, Any]
"""Values of a message, or a part of them: the dialogue made them, and a missing one raises LookupError."""
Content = dict[str, object]


class TypstPapers:
    """Makes the documents of one utility (`ports.Papers`). Several threads may ask; one document is made at a time."""

    def __init__(self, policy: Policy) -> None:
        self._policy = policy
        self._making = Lock()

    def paper(self, message: Message) -> Paper:
        """The document of a message. Raises LookupError for a kind that there is none of, and for a missing value."""
        inputs, as_of = self._inputs(message), message.values["as_of"]
        if not isinstance(as_of, date):
            raise LookupError("the day of the data is missing")
        made_on = datetime.combine(as_of, time(), UTC)
        with self._making:
            made = _compiler(message.paper).compile(format="pdf", sys_inputs=inputs, timestamp=made_on)
        if not isinstance(made, bytes):
            raise LookupError(message.paper)
        return Paper(self.name(message), PDF, made)

    def name(self, message: Message) -> str:
        """Its file name: what it is, and the day of its data. Raises LookupError."""
        file, as_of = words(self._locale(message))[message.paper]["file"], message.values["as_of"]
        return f"{file}-{as_of}.pdf"

    def pictures(self, message: Message) -> list[bytes]:
        """The pages as PNG, for looking at them."""
        with self._making:
            made = _compiler(message.paper).compile(
                format="png", ppi=LOOKED_AT_PPI, sys_inputs=self._inputs(message)
            )
        return made if isinstance(made, list) else [made or b""]

    def content(self, message: Message) -> Content:
        """All that is written in the document, as it is written. Raises LookupError."""
        if message.paper not in KINDS:
            raise LookupError(f"no paper of the kind {message.paper!r}")
        locale = self._locale(message)
        desk = _Desk(words(locale), Wording(locale, self._policy.zone), self._policy, message.values)
        return KINDS[message.paper](desk)

    def _inputs(self, message: Message) -> dict[str, str]:
        told = {"data": self.content(message), "words": words(self._locale(message))}
        return {name: json.dumps(each, ensure_ascii=False) for name, each in told.items()}

    def _locale(self, message: Message) -> str:
        return message.locale or self._policy.locale


@cache
def words(locale: str) -> Row:
    """The words of a locale, or else of its language; Spanish where a language has none of its own."""
    named = (_folder() / f"{name}.toml" for name in (locale, locale.partition("_")[0], SPANISH))
    return tomllib.loads(next(each for each in named if each.is_file()).read_text("utf-8"))


def _folder() -> Path:
    return Path(str(files("templates"))) / "papers"


@cache
def _compiler(kind: str) -> typst.Compiler:
    """Nothing of the machine goes in: only the fonts that typst brings."""
    fonts = typst.Fonts(include_system_fonts=False)
    return typst.Compiler(
        _folder() / f"{kind}.typ", root=_folder(), font_paths=fonts, ignore_system_fonts=True
    )


class _Desk:
    """Where one document is written: the words of its language, how amounts and days are told, and its values."""

    def __init__(self, words: Row, wording: Wording, policy: Policy, values: Row) -> None:
        self.words, self.wording, self.policy, self.values = words, wording, policy, values

    def told(self, section: str, key: str, /, **parts: str) -> str:
        """One text with its gaps filled."""
        return str(self.words[section][key]).format_map(parts)

    def said(self, filter: str, name: str) -> str:
        """A name as the messages of the language have it."""
        return self.wording.filters()[filter](name)

    def money(self, row: Row, name: str) -> str:
        """An amount."""
        return self.wording.money(row[name])

    def day(self, row: Row, name: str) -> str:
        """A day."""
        return self.wording.short_day(row[name])

    def sum(self, rows: Iterable[Row], name: str) -> str:
        """What they come to."""
        return self.wording.money(total((row[name] for row in rows), self.policy.currency))

    def page(self, about: Iterable[tuple[str, str]]) -> Content:
        """What every document has: who writes it, of which supply, of which day, and how to pay."""
        head = [
            *about,
            (self.words["supply"], tail(self.values["supply_masked"])),
            (self.words["as_of"], self.day(self.values, "as_of")),
        ]
        foot = str(self.words["foot"]).format(utility=self.policy.name, phone=self.policy.phone)
        return {
            "utility": self.policy.name,
            "foot": foot,
            "about": _named(head),
            "ways": list(self._ways()),
        }

    def _ways(self) -> Iterable[str]:
        pay = self.policy.payment
        for office in self.policy.offices:
            yield self.told("pay", "office", name=office.name, address=office.address, hours=office.hours)
        if pay.ways:
            yield self.told("pay", "ways", ways="; ".join(pay.ways))
        if pay.gateway_url:
            yield self.told("pay", "gateway", url=pay.gateway_url)
        if number := self.values.get("number"):
            yield self.told("pay", "number_of_agreement", number=number)
        elif self.values.get("bills") or not pay.reference:
            yield self.told("pay", "reference" if pay.reference else "no_reference")


def _statement(desk: _Desk) -> Content:
    values, said = desk.values, desk.words["statement"]
    bills, payments = values["bills"], values["payments"]
    owed = [
        (said[name], desk.money(values, name))
        for name in ("overdue", "coming", "claimed", "instalments_overdue", "instalments_pending", "credit")
        if values[name] or name == "overdue"
    ]
    return {
        **desk.page([]),
        "main": {"name": said["outstanding"], "value": desk.money(values, "outstanding")},
        "others": _named(owed),
        "bills": [_bill(desk, each) for each in bills],
        "bills_total": [said["total"], *[""] * 5, desk.money(values, "outstanding")],
        "claimed_note": said["claimed_note"] if any(each["claimed"] for each in bills) else "",
        "concepts": [
            [desk.said("concept", each["concept"]), desk.money(each, "amount")] for each in values["concepts"]
        ],
        "concepts_total": [said["total"], desk.money(values, "outstanding")],
        "agreement": _agreement(desk, values["agreement"]),
        "claims": [_claim(desk, each) for each in values["claims"]],
        "payments": [[desk.day(each, "paid_on"), desk.money(each, "amount")] for each in payments],
        "payments_total": [said["total"], desk.sum(payments, "amount")],
        "about_figures": desk.told("statement", "about", as_of=desk.day(values, "as_of")),
    }


def _bill(desk: _Desk, bill: Row) -> list[str]:
    period = desk.wording.period(bill["period"])
    return [
        desk.told("statement", "claim_mark", period=period) if bill["claimed"] else period,
        bill["reference"] or bill["number"],
        desk.day(bill, "due_on"),
        f"{bill['consumption']} m³",
        desk.money(bill, "total"),
        desk.money(bill, "paid"),
        desk.money(bill, "unpaid"),
    ]


def _agreement(desk: _Desk, agreement: Row | None) -> Content | None:
    if agreement is None:
        return None
    told = {"signed_on": desk.day(agreement, "signed_on"), "down": desk.money(agreement, "down_payment")}
    return {
        "title": desk.told("statement", "agreement", number=agreement["number"]),
        "says": desk.told("statement", "agreement_says", **told),
        "rows": [
            [
                str(each["number"]),
                desk.day(each, "due_on"),
                desk.money(each, "amount"),
                desk.money(each, "unpaid"),
            ]
            for each in agreement["rows"]
        ],
    }


def _claim(desk: _Desk, claim: Row) -> list[str]:
    stands = (
        desk.told("statement", "claim_pending", deadline=desk.day(claim, "deadline"))
        if claim["pending"]
        else desk.told("statement", "claim_resolved", resolved_on=desk.day(claim, "resolved_on"))
    )
    return [claim["number"], desk.wording.period(claim["period"]), desk.day(claim, "filed_on"), stands]


FIGURES_OF_ROW = ("principal", "interest", "amount", "balance")
"""The columns of an instalment beside its number and date; one that no row has is left out."""


def _schedule(desk: _Desk) -> Content:
    values, said = desk.values, desk.words["schedule"]
    bills = values.get("bills") or ()
    return {
        **desk.page([(said["number"], values["number"])]),
        "main": {"name": said["total"], "value": desk.money(values, "total")},
        "others": _named(_figures(desk)),
        "first": _first(desk),
        **_instalments(desk, values["instalments"]),
        "bills": [
            [desk.wording.period(each["period"]), each["number"], desk.money(each, "amount")]
            for each in bills
        ],
        "bills_total": [desk.words["statement"]["total"], "", desk.sum(bills, "amount")],
        "meaning": list(said["meaning_points"]),
        "seal": desk.told("schedule", "seal", seal=values["seal"]) if values.get("seal") else "",
    }


def _figures(desk: _Desk) -> Iterable[tuple[str, str]]:
    """What the total is made of."""
    values, said = desk.values, desk.words["schedule"]
    yield said["debt"], desk.money(values, "debt")
    yield said["down"], desk.money(values, "down_payment")
    yield said["count"], str(len(values["instalments"]))
    if values.get("interest_total"):
        yield said["interest"], desk.money(values, "interest_total")


def _instalments(desk: _Desk, rows: Sequence[Row]) -> Content:
    """The table of the instalments: its columns, its rows, and their sums."""
    names = desk.words["schedule"]["names"]
    shown = [
        (place, name)
        for place, name in enumerate(FIGURES_OF_ROW, start=2)
        if any(row.get(name) is not None for row in rows)
    ]
    return {
        "names": [*names[:2], *(names[place] for place, _ in shown)],
        "widths": [2, 3, *[3] * len(shown)],
        "right": len(shown),
        "rows": [
            [str(row["number"]), desk.day(row, "due_on"), *(desk.money(row, name) for _, name in shown)]
            for row in rows
        ],
        "total": [desk.words["statement"]["total"], "", *(_column(desk, rows, name) for _, name in shown)],
    }


def _column(desk: _Desk, rows: Iterable[Row], name: str) -> str:
    return "" if name == "balance" else desk.sum(rows, name)


def _first(desk: _Desk) -> str:
    values = desk.values
    due = {"down": desk.money(values, "down_payment"), "due_on": desk.day(values, "down_due_on")}
    through, accepted_on = values.get("channel"), desk.day(values, "accepted_on")
    accepted = (
        desk.told("schedule", "accepted_by", accepted_on=accepted_on, channel=desk.said("channel", through))
        if through
        else desk.told("schedule", "accepted", accepted_on=accepted_on)
    )
    return f"{accepted} {desk.told('schedule', 'first_says', **due)}"


def _named(pairs: Iterable[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"name": name, "value": value} for name, value in pairs]


KINDS: Mapping[str, Callable[[_Desk], Content]] = {"statement": _statement, "schedule": _schedule}
"""How each kind is written."""
