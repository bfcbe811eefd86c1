"""The pack of a jurisdiction, and the rules that hold in every country."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from typing import Annotated, Literal

from pydantic import Field

from receivables.adapters.packs.reading import SHIPPED, Count, Exact, Hours, Part, Text, WeekPart, parsed
from receivables.errors import BadPolicy
from receivables.model.approval import Matter
from receivables.model.decision import Reason
from receivables.model.jurisdiction import (
    AtypicalLaw,
    BureauLaw,
    ClaimChain,
    DataRights,
    Figure,
    Help,
    Instance,
    InterestLaw,
    Law,
    Retention,
    Rule,
)
from receivables.model.rulebook import check_figures

COMMON = ("invariants.toml", "practices.toml", "questions.toml", "channels.toml")
Days = Annotated[int, Field(strict=True, ge=0, le=1000)]
RulesOf = dict[Reason, Annotated[tuple[Text, ...], Field(min_length=1)]]


class _CutWeek(WeekPart):
    on_eve_of_holiday: bool


class _Limits(Part):
    contacts_per_day: Count
    contacts_per_seven_days: Count
    one_channel_per_seven_days: bool
    asks_reason: bool
    notice_hours_before_cut: Hours
    reopening_hours: Hours
    minimum_overdue_bills_for_cut: Count
    maximum_overdue_bills_for_cut: Count | None = None
    maximum_overdue_bimonthly_bills_for_cut: Count | None = None


class _Instance(Part):
    decide_days: Count
    notify_days: Days
    appeal_days: Days


class _Claims(Part):
    unpaid_days: Count
    paid_months: Count
    instances: Annotated[tuple[_Instance, ...], Field(min_length=1)]

    def chain(self) -> ClaimChain:
        instances = tuple(Instance(i.decide_days, i.notify_days, i.appeal_days) for i in self.instances)
        if instances[-1].appeal_days or not all(instance.appeal_days for instance in instances[:-1]):
            raise BadPolicy("last_instance_has_no_appeal")
        return ClaimChain(self.unpaid_days, self.paid_months, instances)


class _Interest(Part):
    ceiling_percent: Exact | None = None
    effective: bool
    moratory_share_percent: Exact
    capitalises: bool
    basis: Text


class _Retention(Part):
    chat_months: Count
    evidence_months: Count
    letter_months: Count


class _Rights(Part):
    information_days: Count
    access_days: Count
    rectification_days: Count


class _Bureau(Part):
    notice_days: Count
    small_debt_notices: Count


class _Atypical(Part):
    percent_over: Exact
    allowances: Count
    months: Count


class RulePart(Part):
    """One rule. `figures` name the values of the packs that it stands for."""

    id: Text
    says: Text
    basis: Text
    confidence: Literal["FOUND", "KNOW", "UNSURE", "SEED"]
    since: date | None = None
    figures: dict[str, Text] = Field(default_factory=dict)

    def rule(self) -> Rule:
        """The rule as a value."""
        figures = tuple(Figure(path, label) for path, label in self.figures.items())
        return Rule(self.id, self.says, self.basis, self.confidence, self.since, figures)


class _Rules(Part):
    rules: tuple[RulePart, ...]


class _Help(Part):
    line: str = ""
    danger: tuple[Text, ...] = ()
    violence: str = ""


class LawPack(Part):
    """The file of a jurisdiction."""

    jurisdiction: Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
    version: Text
    valid_from: date
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
    zones: Annotated[tuple[Text, ...], Field(min_length=1)]
    extra_closed_days: frozenset[date] = frozenset()
    approvals: frozenset[Matter]
    contact: WeekPart
    visit: WeekPart
    cut: _CutWeek
    limits: _Limits
    claims: _Claims
    interest: _Interest
    retention: _Retention
    rights: _Rights
    bureau: _Bureau
    atypical: _Atypical | None = None
    help: _Help = _Help()
    rules_of: RulesOf
    rules_of_cut: RulesOf = Field(default_factory=dict)
    rules_of_visit: RulesOf = Field(default_factory=dict)
    rules: Annotated[tuple[RulePart, ...], Field(min_length=1)]

    def law(self) -> Law:
        """The law as a value. Raises BadPolicy for a reason without rules, and for a rule that nobody knows."""
        law = Law(
            jurisdiction=self.jurisdiction,
            version=self.version,
            valid_from=self.valid_from,
            currency=self.currency,
            zones=self.zones,
            extra_closed_days=self.extra_closed_days,
            approvals=self.approvals,
            contact=self.contact.windows(),
            visit=self.visit.windows(),
            cut=self.cut.windows(),
            cut_on_eve_of_holiday=self.cut.on_eve_of_holiday,
            claims=self.claims.chain(),
            interest=InterestLaw(**dict(self.interest)),
            retention=Retention(**dict(self.retention)),
            rights=DataRights(**dict(self.rights)),
            bureau=BureauLaw(**dict(self.bureau)),
            atypical=AtypicalLaw(**dict(self.atypical)) if self.atypical else None,
            rules=(*(rule.rule() for rule in self.rules), *common_rules()),
            rules_of=self.rules_of,
            rules_of_cut={**self.rules_of, **self.rules_of_cut},
            rules_of_visit={**self.rules_of, **self.rules_of_visit},
            help=Help(self.help.line, self.help.danger, self.help.violence),
            **dict(self.limits),
        )
        _check_rules(law)
        check_figures(law)
        return law


@cache
def common_rules() -> tuple[Rule, ...]:
    """What holds in every country: invariants, practices of utilities, and the defaults of open questions."""
    packs = (parsed(_Rules, SHIPPED.joinpath(name).read_text("utf-8"), name) for name in COMMON)
    return tuple(rule.rule() for pack in packs for rule in pack.rules)


def _check_rules(law: Law) -> None:
    counts = Counter(rule.id for rule in law.rules)
    if twice := [id for id, count in counts.items() if count > 1]:
        raise BadPolicy("rule_twice", rule=twice[0])
    for reason in Reason:
        if reason not in law.rules_of:
            raise BadPolicy("reason_without_rule", reason=reason)
    for rules_of in (law.rules_of, law.rules_of_cut, law.rules_of_visit):
        if unknown := [id for id in _ids(rules_of) if id not in counts]:
            raise BadPolicy("unknown_rule", rule=unknown[0])


def _ids(rules_of: Mapping[Reason, Iterable[str]]) -> list[str]:
    return [id for ids in rules_of.values() for id in ids]
