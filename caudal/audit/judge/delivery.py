"""How messages went out: by approved templates, within the day's openings, past no halt, with a code that is theirs."""

from collections import deque
from collections.abc import AsyncIterator, Iterator
from datetime import timedelta

from caudal.audit.attempts import earlier
from caudal.audit.debt import Rules
from caudal.audit.findings import Finding, Judged
from caudal.audit.halts import Halted, subjects
from caudal.audit.rows import AT_ONCE, Sent, SupplyFile

WHATSAPP = "whatsapp"
BY_TWILIO = frozenset({WHATSAPP, "sms"})
A_DAY = timedelta(hours=24)
CODES = 28**8
"""At least so many codes there are: eight signs, none of those that look alike."""
LUCK = 10
"""So many times what chance gives of equal codes is still chance."""


def by_template(file: SupplyFile, rules: Rules) -> Judged:
    """I-29, WA-WIN-1: by WhatsApp, later than 24 hours after that address last wrote, only an approved template."""
    for sent in file.sent:
        if sent.channel == WHATSAPP and sent.by_twilio and not sent.forgotten:
            free = not sent.template and not _answers(sent)
            yield _about(sent, "I-29", "check_send_no_template") if free else None


def _answers(sent: Sent) -> bool:
    """Whether the person had written to us from there within the 24 hours before."""
    return sent.heard_at is not None and sent.sent_at - sent.heard_at <= A_DAY + AT_ONCE


def unhalted(file: SupplyFile, rules: Rules) -> Judged:
    """I-30, I-29, WA-POL-2: nothing is handed over while it is halted: all, its campaign, channel or template."""
    for sent in (*file.sent, *earlier(file)):
        found = next(_halting(sent, rules), None)
        if found is None:
            yield None
            continue
        rule, halted = found
        local = f"{rules.days.local(sent.sent_at):%d/%m/%Y %H:%M:%S}"
        yield _about(sent, rule, "check_send_halted", halt=halted.subject, local=local)


def _halting(sent: Sent, rules: Rules) -> Iterator[tuple[str, Halted]]:
    for name, rule in subjects(sent):
        for each in rules.halts:
            if each.subject == name and each.holds(sent.sent_at):
                yield rule, each


def with_code(file: SupplyFile, rules: Rules) -> Judged:
    """I-23: since messages carry codes, each that we begin has one, and it stands in the text that was sent."""
    for sent in file.sent:
        if rules.codes_from is not None and sent.sent_at >= rules.codes_from and not sent.forgotten:
            lacks = not sent.code or sent.code_told is False
            yield _about(sent, "I-23", "check_send_uncoded") if lacks else None


def codes_apart(coded: int, different: int) -> Judged:
    """I-23: a code leads to one message: no more of them are equal than chance makes equal."""
    if coded:
        equal, by_chance = coded - different, LUCK * coded * coded // (2 * CODES)
        found = Finding("I-23", "check_codes_equal", "outbox", None, {"equal": equal, "coded": coded})
        yield found if equal > by_chance else None


async def within_openings(sent: AsyncIterator[Sent], rules: Rules) -> AsyncIterator[Finding | None]:
    """I-31, WA-LIM-1: so many different addresses a channel, opened by us within any 24 hours."""
    windows: dict[str, deque[Sent]] = {}
    counts: dict[str, dict[str, int]] = {}
    async for each in sent:
        most = rules.utility.daily_openings.get(each.channel)
        if most is None or not _opens(each):
            continue
        window, count = windows.setdefault(each.channel, deque()), counts.setdefault(each.channel, {})
        window.append(each)
        count[each.address] = count.get(each.address, 0) + 1
        while window[0].sent_at <= each.sent_at - A_DAY + AT_ONCE:
            _forget(window.popleft(), count)
        over = len(count) > most
        values = {"channel": each.channel, "opened": len(count), "most": most}
        yield _about(each, "I-31", "check_openings", **values) if over else None


def _opens(sent: Sent) -> bool:
    """Whether it was of our own accord, through that channel itself, to somebody who had not written to us lately."""
    through = sent.by_twilio or sent.channel not in BY_TWILIO
    return through and bool(sent.address) and not _answers(sent)


def _forget(sent: Sent, count: dict[str, int]) -> None:
    count[sent.address] -= 1
    if not count[sent.address]:
        del count[sent.address]


def _about(sent: Sent, rule: str, code: str, **values: object) -> Finding:
    return Finding(rule, code, sent.supply, sent.sent_at, {"key": sent.key, **values})
