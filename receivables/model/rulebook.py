"""Looking things up in the packs: a rule by its id, what it stands for, and the figures that it names."""

from collections.abc import Iterable, Mapping

from receivables.errors import BadPolicy
from receivables.model.decision import Reason
from receivables.model.jurisdiction import Law, Rule
from receivables.model.law import TimedAct, rules_for
from receivables.model.policy import Policy


def rule_of(laws: Iterable[Law], wanted: str) -> tuple[Law, Rule] | None:
    """The first of these laws that has the rule, and the rule; capital letters do not matter."""
    plain = wanted.strip().casefold()
    found = ((law, rule) for law in laws for rule in law.rules if rule.id.casefold() == plain)
    return next(found, None)


def reasons_of(law: Law, rule: str) -> tuple[Reason, ...]:
    """The reasons of withholding that the rule stands for in that country, whatever was withheld."""
    weeks = [rules_for(law, act) for act in TimedAct]
    return tuple(reason for reason in Reason if any(rule in rules[reason] for rules in weeks))


def figure(path: str, law: Law, policy: Policy | None) -> object:
    """The value that a figure names: `law.contacts_per_day`, `policy.letters.from_bills`, `law.claims.instances.0`.

    None where the pack leaves it open, and for a policy's figure without a policy. Raises BadPolicy("unknown_figure").
    """
    root, *steps = path.split(".")
    value: object = {"law": law, "policy": policy}.get(root)
    if root not in ("law", "policy") or not steps:
        raise BadPolicy("unknown_figure", figure=path)
    for step in steps:
        if value is None:
            return None
        value = _within(value, step, path)
    return value


def check_figures(law: Law, policy: Policy | None = None) -> None:
    """Every figure of every rule is there. Raises BadPolicy("unknown_figure") with the rule."""
    for rule in law.rules:
        for each in rule.figures:
            try:
                figure(each.path, law, policy)
            except BadPolicy as error:
                raise BadPolicy(error.code, rule=rule.id, **error.values) from None


def _within(value: object, step: str, path: str) -> object:
    try:
        if isinstance(value, Mapping):
            return value[step]
        return value[int(step)] if isinstance(value, tuple) else getattr(value, step)
    except (AttributeError, LookupError, ValueError):
        raise BadPolicy("unknown_figure", figure=path) from None
