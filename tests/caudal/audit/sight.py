"""What the program sees of a trial."""

from dataclasses import dataclass

from receivables.model.account import Account
from receivables.model.consent import Purpose, in_force
from receivables.model.contact import Feed, Moment, Reach, Touch
from receivables.model.ladder import Case
from tests.caudal.audit.trials import CHANNELS, DAY, Trial


@dataclass(frozen=True)
class Sight:
    """What the program sees: everything that a decision takes."""

    account: Account
    case: Case
    reach: Reach
    at: Moment


def seen(trial: Trial) -> Sight:
    """The truth, as a sound program sees it."""
    contacts = tuple(
        contact
        for contact in trial.contacts
        if in_force(trial.words, contact.channel, Purpose.SERVICE) is not None
    )
    reach = Reach(
        contacts=contacts,
        opted_out=trial.opted_out,
        suppressed=trial.closed,
        carried=frozenset(CHANNELS),
        touches=tuple(Touch(each.at, each.channel) for each in trial.touched),
    )
    feed = Feed(trial.account.cut_date, trial.today - trial.heard * DAY)
    return Sight(trial.account, trial.case, reach, Moment(trial.now, trial.policy, trial.calendar, feed))
