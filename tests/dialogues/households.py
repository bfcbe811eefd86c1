"""The households that random dialogues are about: one for each way in which an account can stand."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from receivables.model.account import Account, Role, SupplyState
from receivables.model.contact import Contact
from receivables.model.ladder import Case, Step
from receivables.model.money import Money
from tests.support.build import (
    PHONE,
    a_bill,
    a_claim,
    a_contact,
    a_payment,
    a_supply,
    an_account,
    an_agreement,
    monthly_bills,
)

SECOND = "0000002"
HOLDER = "Rosa Ejemplo Prueba"


@dataclass(frozen=True, slots=True)
class Household:
    """Accounts with their contacts, and the steps at which their cases already are."""

    accounts: Sequence[Account]
    contacts: Sequence[Contact] = (a_contact(), a_contact("sms"))
    cases: Sequence[Case] = ()

    @property
    def first(self) -> Account:
        """The supply that the household mostly writes about."""
        return self.accounts[0]


def _with_parts(account: Account) -> Account:
    """The same bills, made up of everything that a bill can have."""
    fixed, interest, other = Money.of("3.10"), Money.of("1.05"), Money.of("0.85")
    bills = []
    for bill in account.bills:
        sewer = Money(bill.total.centimos // 3)
        water = bill.total - sewer - fixed - interest - other
        bills.append(
            replace(bill, water=water, sewer=sewer, fixed_charge=fixed, interest=interest, other=other)
        )
    return replace(account, bills=tuple(bills))


def _history(account: Account, amount: str = "45.60") -> Account:
    """With the payments of the bills that owe nothing."""
    paid = [bill for bill in account.bills if not bill.balance]
    payments = tuple(
        replace(a_payment(f"P-{bill.number}", bill.due_on, amount), in_feed=True, bill=bill.number)
        for bill in paid
    )
    return replace(account, payments=payments)


def _behind() -> Account:
    return _history(_with_parts(an_account(*monthly_bills(12, unpaid=4, amount="45.60"))))


def behind() -> Household:
    """Four of twelve bills are overdue."""
    return Household((_behind(),))


def deep() -> Household:
    """Thirty months, nothing paid: a debt that gets the longest plans."""
    return Household((_with_parts(an_account(*monthly_bills(30, unpaid=30, amount="187.35"))),))


def clear() -> Household:
    """Everything paid."""
    return Household((_history(an_account(*monthly_bills(12, unpaid=0))),))


def not_due() -> Household:
    """One bill, not due yet."""
    due = a_bill("R-2024-01", date(2024, 1, 20), "52.40")
    return Household((_history(an_account(*monthly_bills(8, unpaid=0), due)),))


def small() -> Household:
    """One small bill overdue: too little for instalments."""
    return Household((_history(an_account(*monthly_bills(12, unpaid=1, amount="12.40")), "12.40"),))


def atypical() -> Household:
    """The last bill is of five times the usual consumption."""
    bills = monthly_bills(12, unpaid=2, amount="40.00")
    high = replace(bills[-1], consumption_m3=Decimal(64), water=Money.of("210.00"))
    high = replace(high, total=Money.of("210.00"), balance=Money.of("210.00"))
    return Household((_history(an_account(*bills[:-1], high), "40.00"),))


def claimed() -> Household:
    """One bill of three is under claim."""
    bills = monthly_bills(10, unpaid=3)
    claim = a_claim(bills[-2].number, filed_on=date(2024, 1, 2))
    return Household((replace(_history(an_account(*bills), "30.00"), claims=(claim,)),))


def agreed() -> Household:
    """An agreement of the feed: one instalment overdue, three to come."""
    dues = (date(2023, 12, 28), date(2024, 1, 28), date(2024, 2, 28), date(2024, 3, 28))
    account = an_account(*monthly_bills(10, unpaid=0), agreements=(an_agreement(*dues),))
    return Household((account,))


def cut() -> Household:
    """The service is closed."""
    account = replace(_behind(), supply=a_supply(state=SupplyState.CUT))
    return Household((account,), cases=(Case("0000001", Step.CUT),))


def queued() -> Household:
    """A cut is ordered."""
    return Household((_behind(),), cases=(Case("0000001", Step.CUT_QUEUED),))


def inactive() -> Household:
    """The supply is not active any more, and owes."""
    return Household((replace(_behind(), supply=a_supply(state=SupplyState.INACTIVE)),))


def tenant() -> Household:
    """A tenant: no name is said, and a code is given at the desk alone."""
    return Household((replace(_behind(), supply=a_supply(role=Role.TENANT)),), (a_contact(),))


def new() -> Household:
    """A supply that has no bill yet, and nobody's telephone."""
    return Household((an_account(),), ())


def two() -> Household:
    """Two supplies of the same person."""
    other = replace(
        an_account(*(replace(b, number=f"S-{b.period}") for b in monthly_bills(6, unpaid=2, amount="71.15"))),
        supply=a_supply(supply_number=SECOND),
    )
    other = replace(other, bills=tuple(replace(b, supply_number=SECOND) for b in other.bills))
    contacts = (a_contact(), a_contact("sms"), a_contact(supply_number=SECOND))
    return Household((_behind(), other), contacts)


HOUSEHOLDS: MappingProxyType[str, Callable[[], Household]] = MappingProxyType(
    {
        each.__name__: each
        for each in (
            agreed,
            atypical,
            behind,
            claimed,
            clear,
            cut,
            deep,
            inactive,
            new,
            not_due,
            queued,
            small,
            tenant,
            two,
        )
    }
)
ADDRESS = PHONE
