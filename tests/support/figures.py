"""Which amounts stand in a text, and which of them no ledger knows (I-22)."""

import re
from collections.abc import Iterable
from datetime import date

from receivables.model.account import Account
from receivables.model.money import Money
from receivables.model.policy import Policy
from receivables.model.standing import CONCEPTS, Standing

AMOUNT = re.compile(r"(?:S/|\$|COP|PEN)\s?(\d[\d,.]*\d|\d)")


def amounts_in(text: str) -> set[int]:
    """The amounts of a text, in centimos: "S/ 1,234.50" and "$1.234,50" are 123450."""
    return {_centimos(found) for found in AMOUNT.findall(text)}


def unknown_amounts(text: str, known: Iterable[int]) -> set[int]:
    """The amounts of a text that nobody told."""
    return amounts_in(text) - set(known)


def known_amounts(account: Account, standing: Standing, policy: Policy) -> set[int]:
    """Every amount of the ledger of one supply, of where it stands, and of the policy, in centimos."""
    found = {0, policy.reopening_fee.centimos, policy.negligible.centimos}
    for bill in account.bills:
        parts = (
            bill.water,
            bill.sewer,
            bill.fixed_charge,
            bill.interest,
            bill.other,
            bill.total,
            bill.balance,
        )
        found |= {part.centimos for part in parts}
    found |= {payment.amount.centimos for payment in account.payments}
    for agreement in account.agreements:
        found.add(agreement.down_payment.centimos)
        found |= {each.amount.centimos for each in agreement.schedule}
        found |= {each.unpaid.centimos for each in agreement.schedule}
        found.add(sum(each.amount.centimos for each in agreement.schedule))
    return found | _standing(standing) | _sums(account, standing)


def _standing(standing: Standing) -> set[int]:
    found = {each.unpaid.centimos for each in standing.bills}
    found |= {each.unpaid.centimos for each in standing.instalments}
    found |= {(each.bill.total - each.unpaid).centimos for each in standing.bills}
    sums = (standing.unpaid, standing.outstanding, standing.overdue, standing.overdue_but_claimed)
    found |= {each.centimos for each in (*sums, standing.unbilled_instalments, standing.credit)}
    return found | {part.centimos for each in standing.bills for part in each.make_up.values()}


def _sums(account: Account, standing: Standing) -> set[int]:
    """What a person is told in one figure: of the bills by what they are, of the concepts, and what was paid."""
    coming = [each for each in standing.instalments if each.instalment.due_on >= standing.on]
    groups: list[Iterable[Money]] = [
        (each.unpaid for each in standing.overdue_bills),
        (each.unpaid for each in standing.outstanding_bills if each not in standing.overdue_bills),
        (each.unpaid for each in standing.bills if each.claimed),
        (each.unpaid for each in standing.overdue_instalments),
        (each.unpaid for each in coming),
        (each.unpaid for each in standing.bills[12:]),
    ]
    parts = [part for each in standing.outstanding_bills for part in each.make_up.items()]
    groups += [[amount for name, amount in parts if name == concept] for concept in CONCEPTS]
    found = {sum(each.centimos for each in group) for group in groups}
    return found | _paid(account)


def _paid(account: Account) -> set[int]:
    """What was paid from each day on, as an answer sums it up."""
    paid = sorted((p.paid_on, p.amount.centimos) for p in account.payments if not p.reversed)
    days: list[date] = sorted({day for day, _ in paid})
    return {sum(amount for day, amount in paid if day >= since) for since in days}


def _centimos(written: str) -> int:
    """ "1,234.50" and "1.234,50" are 123450: two digits after the last mark are centimos, "1.234" has none."""
    figure, centimos = (
        (written[:-3], written[-2:]) if re.fullmatch(r".*[.,]\d\d", written) else (written, "0")
    )
    return int(re.sub(r"[.,]", "", figure)) * 100 + int(centimos)
