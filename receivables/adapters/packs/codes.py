"""The table of what providers' error codes ask of us (rules.md, b)."""

from typing import Annotated

from pydantic import Field

from receivables.adapters.packs.reading import SHIPPED, Part, Text, parsed
from receivables.errors import BadPolicy
from receivables.model.failure import CodeRule, Codes, Handling
from receivables.model.suppression import Cause

FILE = "codes.toml"
Seconds = Annotated[int, Field(strict=True, ge=1, le=7 * 24 * 3600)]
Days = Annotated[int, Field(strict=True, ge=1, le=365)]
PATIENT = (Handling.RETRY, Handling.WAIT)
CLOSING = (Handling.SWITCH, Handling.SUPPRESS)


class _Entry(Part):
    codes: Annotated[tuple[Text, ...], Field(min_length=1)]
    handling: Handling
    says: Text
    waits: tuple[Seconds, ...] = ()
    cause: Cause | None = None
    days: Days | None = None
    everywhere: bool = False
    answers: bool = False
    template: bool = False

    def wrong(self) -> str | None:
        """The field that contradicts the class."""
        wrong = {
            "waits": bool(self.waits) is not (self.handling in PATIENT),
            "cause": (self.cause is not None) is not (self.handling is Handling.SUPPRESS),
            "days": self.days is not None and self.handling not in CLOSING,
            # What ends by itself may only close one channel: an address can be closed for other causes as well.
            "everywhere": self.everywhere
            and (self.handling is not Handling.SUPPRESS or self.days is not None),
            "answers": self.answers and self.handling is not Handling.OPS,
            "template": self.template and self.handling is not Handling.OPS,
        }
        return next((field for field, is_wrong in wrong.items() if is_wrong), None)

    def rules(self, provider: str) -> list[CodeRule]:
        """One rule for each of its codes."""
        return [
            CodeRule(
                provider,
                code,
                self.handling,
                self.says,
                self.waits,
                self.cause,
                self.days,
                self.everywhere,
                self.answers,
                self.template,
            )
            for code in self.codes
        ]


class _Table(Part):
    twilio: tuple[_Entry, ...]
    telegram: tuple[_Entry, ...]
    smtp: tuple[_Entry, ...]


def load_codes() -> Codes:
    """The shipped table."""
    return read_codes(SHIPPED.joinpath(FILE).read_text("utf-8"), FILE)


def read_codes(text: str, file: str) -> Codes:
    """The table in a text. Raises BadPolicy with the file and the field: also for a code that stands there twice."""
    table = parsed(_Table, text, file)
    rules: dict[tuple[str, str], CodeRule] = {}
    for provider in _Table.model_fields:
        for number, each in enumerate(getattr(table, provider)):
            if (wrong := each.wrong()) is not None:
                field = f"{provider}.{number}.{wrong}"
                raise BadPolicy("code_contradicts_class", file=file, field=field, handling=each.handling)
            for rule in each.rules(provider):
                if rules.setdefault((provider, rule.code), rule) is not rule:
                    raise BadPolicy("code_twice", file=file, field=f"{provider}.{number}", number=rule.code)
    return Codes(rules)
