"""Each person: caps over all channels and supplies, one channel a week, consents in force, wishes heard."""

from collections import deque
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime, timedelta

from caudal.audit.debt import Rules
from caudal.audit.findings import Finding, Judged
from caudal.audit.law import WEEK
from caudal.audit.rows import AT_ONCE, Closed, PersonFile, Sent, Word

SERVICE, PROMO, ANYTHING = "servicio", "promo", "ninguno"


def within_caps(file: PersonFile, rules: Rules) -> Judged:
    """I-4: so many a local day and so many in any seven days, over all supplies, channels and campaigns.

    What the provider had taken counts, though it failed later (rules.md, b).
    """
    for sent, window in _weeks(file):
        yield _over_cap(sent, window, "check_cap", rules)


def within_caps_there(file: PersonFile, rules: Rules) -> Judged:
    """I-4: the same at one address, under however many keys the persons behind it are known."""
    for sent, window in _weeks(file):
        if rules.complete_from is None or sent.sent_at >= rules.complete_from:
            several = len({other.person for other in window}) > 1
            yield _over_cap(sent, window, "check_cap_address", rules) if several else None


def _weeks(file: PersonFile) -> Iterator[tuple[Sent, deque[Sent]]]:
    """Each message with those of the seven days up to it, itself among them."""
    window = deque[Sent]()
    for sent in sorted((*file.sent, *file.earlier), key=lambda each: each.sent_at):
        window.append(sent)
        while window[0].sent_at <= sent.sent_at - WEEK:
            window.popleft()
        yield sent, window


def _over_cap(sent: Sent, window: Collection[Sent], code: str, rules: Rules) -> Finding | None:
    law, today = rules.utility.law, rules.days.day(sent.sent_at)
    of_day = sum(rules.days.day(other.sent_at) == today for other in window)
    over = of_day > law.contacts_a_day or len(window) > law.contacts_in_seven_days
    return _about(sent, rules.rule("cap"), code, day=of_day, week=len(window)) if over else None


def one_channel(file: PersonFile, rules: Rules) -> Judged:
    """I-25: once a message arrived, only its channel for seven times 24 hours. What never arrived is no contact."""
    if not rules.utility.law.one_channel_in_seven_days:
        return
    window = deque[Sent]()
    for sent in file.sent:
        while window and window[0].sent_at <= sent.sent_at - WEEK:
            window.popleft()
        other = next((before for before in window if _arrived_by_another(before, sent)), None)
        window.append(sent)
        yield _about(sent, "I-25", "check_one_channel", other=other.channel) if other else None


def _arrived_by_another(before: Sent, sent: Sent) -> bool:
    arrived = before.served_at is not None and before.served_at <= sent.sent_at
    return arrived and before.channel != sent.channel


def with_consent(file: PersonFile, rules: Rules) -> Judged:
    """PE-DAT-9, CO-CON-4, I-24: the ledger of consents allows that channel for such messages at that moment."""
    for sent in file.sent:
        if rules.complete_from is not None and sent.sent_at < rules.complete_from:
            continue
        known = [word for word in file.words if _known(word, sent.sent_at)]
        without = _about(sent, rules.rule("consent"), "check_no_consent", channel=sent.channel)
        purpose = PROMO if sent.marketing else SERVICE
        yield None if consent_holds(known, sent.channel, purpose, rules) else without


def _known(word: Word, moment: datetime) -> bool:
    """A yes counts as soon as it was recorded; a no that was recorded just then may have come later."""
    return word.recorded_at + (timedelta() if word.given else AT_ONCE) <= moment


def consent_holds(words: Sequence[Word], channel: str, purpose: str, rules: Rules) -> bool:
    """Whether the last yes about a channel and a purpose was not taken back on its day or later."""
    yes = [word for word in words if word.given and (word.channel, word.purpose) == (channel, purpose)]
    last = max(yes, key=lambda word: word.at, default=None)
    if last is None:
        return False
    noes = [
        word
        for word in words
        if not word.given and word.channel in (channel, "") and word.purpose in (purpose, ANYTHING)
    ]
    return not any(_takes_back(no.at, last.at, rules) for no in noes)


def _takes_back(no: datetime, yes: datetime, rules: Rules) -> bool:
    """A later no, or one of the same day: files give days without hours, and a no is the safer reading."""
    same_day = rules.days.day(no) == rules.days.day(yes) and no.date() == yes.date()
    return no > yes or same_day


def left_alone(file: PersonFile, rules: Rules) -> Judged:
    """I-6, I-7: nothing to a person or an address from the moment on at which it was closed, until it is lifted."""
    for sent in file.sent:
        there = (each for each in file.closed_places if each.subject in sent.places)
        closed = next((each for each in (*file.closed, *there) if _closed_at(each, sent.sent_at)), None)
        yield _about(sent, "I-6", "check_left_alone", cause=closed.cause) if closed else None


def _closed_at(closed: Closed, moment: datetime) -> bool:
    return closed.at + AT_ONCE < moment and (closed.lifted_at is None or moment < closed.lifted_at)


def _about(sent: Sent, rule: str, code: str, **values: object) -> Finding:
    return Finding(rule, code, sent.supply, sent.sent_at, {"key": sent.key, **values})
