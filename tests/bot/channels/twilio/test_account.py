"""The account held against what we want of it: looked at without a change, put right, and put right only once."""

from datetime import UTC, datetime

import pytest

from bot.channels.twilio import TwilioAccount
from bot.channels.twilio.account import Finding, Kind, Report, Senders, check, register
from bot.channels.twilio.content import WantedContent, session_contents
from receivables.model.sending import TemplateCategory, TemplateState
from receivables.ports import DeliveryFailed, DeliveryUnknown
from templates.whatsapp import catalogue
from tests.bot.channels.twilio.holdings import Holdings
from tests.bot.channels.twilio.server import TwilioServer, refused

pytestmark = pytest.mark.anyio
NOW = datetime(2026, 11, 23, 15, tzinfo=UTC)
PUBLIC = "https://caudal.example.org"
HOOK = f"{PUBLIC}/webhooks/twilio/inbound"
NOTICE = WantedContent(
    "friendly_notice",
    "es_PE",
    "Estimada {{1}}: su recibo es de {{2}}. Gracias.",
    ("Rosa", "S/ 12.50"),
    category=TemplateCategory.UTILITY,
    buttons=(("detail", "Ver detalle"), ("stop", "No más mensajes")),
    digest="d1",
)
NOBODY = Senders(PUBLIC)


@pytest.fixture
def held(server: TwilioServer) -> Holdings:
    held = Holdings()
    server.handlers.append(held)
    return held


def kinds(report: Report) -> list[Kind]:
    return [each.kind for each in report.findings]


def approve(held: Holdings, status: str = "approved", **more: str) -> None:
    for approval in held.approvals.values():
        approval.update(status=status, **more)


async def test_nothing_is_changed_by_looking(account: TwilioAccount, held: Holdings) -> None:
    report = await check(account, [NOTICE], NOBODY, NOW)
    assert report.findings == [Finding(Kind.MISSING, "friendly_notice")]
    assert not report.findings[0].good
    assert held.changes == []


async def test_what_is_missing_is_made_and_submitted_once(account: TwilioAccount, held: Holdings) -> None:
    first = await register(account, [NOTICE], NOBODY, NOW)
    assert kinds(first) == [Kind.SUBMITTED]
    (_, content), (_, approval) = held.changes
    assert content == {
        "friendly_name": "caudal_friendly_notice_es_PE",
        "language": "es",
        "variables": {"1": "Rosa", "2": "S/ 12.50"},
        "types": {
            "twilio/quick-reply": {
                "body": NOTICE.body,
                "actions": [
                    {"type": "QUICK_REPLY", "id": "detail", "title": "Ver detalle"},
                    {"type": "QUICK_REPLY", "id": "stop", "title": "No más mensajes"},
                ],
            }
        },
    }
    assert approval == {"name": "caudal_friendly_notice_es_pe_d1", "category": "UTILITY"}
    (template,) = first.templates
    assert (template.channel, template.name, template.locale) == ("whatsapp", "friendly_notice", "es_PE")
    assert (template.state, template.digest, template.checked_at) == (TemplateState.PENDING, "d1", NOW)

    again = await register(account, [NOTICE], NOBODY, NOW)
    assert len(held.changes) == 2
    assert again.findings == [
        Finding(Kind.NOT_APPROVED, "friendly_notice", {"state": "pending", "reason": ""})
    ]
    approve(held)
    last = await check(account, [NOTICE], NOBODY, NOW)
    assert kinds(last) == [Kind.FINE]
    assert last.templates[0].state is TemplateState.APPROVED
    assert last.templates[0].content_sid == template.content_sid


@pytest.mark.parametrize(
    ("status", "state"),
    [
        ("rejected", TemplateState.REJECTED),
        ("paused", TemplateState.PAUSED),
        ("disabled", TemplateState.PAUSED),
        ("unsubmitted", TemplateState.UNSUBMITTED),
        ("something new", TemplateState.UNSUBMITTED),
    ],
)
async def test_what_is_not_approved_is_told_with_its_reason(
    status: str, state: TemplateState, account: TwilioAccount, held: Holdings
) -> None:
    await register(account, [NOTICE], NOBODY, NOW)
    approve(held, status, rejection_reason="INVALID_FORMAT")
    report = await check(account, [NOTICE], NOBODY, NOW)
    assert report.findings[0].kind is Kind.NOT_APPROVED
    assert report.findings[0].values == {"state": state.value, "reason": "INVALID_FORMAT"}
    assert report.templates[0].state is state


async def test_a_template_that_whatsapp_classed_anew_is_not_sent(
    account: TwilioAccount, held: Holdings
) -> None:
    await register(account, [NOTICE], NOBODY, NOW)
    approve(held, category="MARKETING")
    report = await check(account, [NOTICE], NOBODY, NOW)
    assert kinds(report) == [Kind.CATEGORY_DIFFERS]
    assert report.templates[0].state is TemplateState.PAUSED


@pytest.mark.parametrize(
    ("types", "variables", "kind"),
    [
        ({"twilio/text": {"body": "Otra cosa {{1}} {{2}}"}}, {"1": "a", "2": "b"}, Kind.TEXT_DIFFERS),
        ({"twilio/text": {"body": NOTICE.body}}, {"1": "a", "2": "b"}, Kind.TEXT_DIFFERS),
        (NOTICE.types(), {"1": "a"}, Kind.VARIABLES_DIFFER),
    ],
)
async def test_a_text_that_differs_is_told_and_made_anew_beside_it(
    types: dict[str, object],
    variables: dict[str, str],
    kind: Kind,
    account: TwilioAccount,
    held: Holdings,
) -> None:
    old = held.hold(NOTICE.friendly_name, types, variables)
    looked = await check(account, [NOTICE], NOBODY, NOW)
    assert kinds(looked) == [kind]
    assert (
        looked.templates[0].state is TemplateState.UNSUBMITTED
    )  # the older one is not sent with other words
    report = await register(account, [NOTICE], NOBODY, NOW)
    assert report.templates[0].content_sid != old
    assert len(held.contents) == 2
    assert kinds(await check(account, [NOTICE], NOBODY, NOW)) == [Kind.NOT_APPROVED]


async def test_what_the_api_adds_of_its_own_is_no_difference(account: TwilioAccount, held: Holdings) -> None:
    types = NOTICE.types()
    types["twilio/quick-reply"]["actions"][0]["extra"] = None
    held.hold(NOTICE.friendly_name, {**types, "twilio/text": None}, NOTICE.variables())
    assert kinds(await check(account, [NOTICE], NOBODY, NOW)) == [Kind.NOT_APPROVED]


async def test_contents_for_buttons_need_no_approval_and_are_made_once(
    account: TwilioAccount, held: Holdings
) -> None:
    wanted = session_contents("es_PE", "Menú")[:5]
    report = await register(account, wanted, NOBODY, NOW)
    assert kinds(report) == [Kind.MADE] * 5
    assert [kind for kind, _ in held.changes] == ["content"] * 5
    assert {each.state for each in report.templates} == {TemplateState.APPROVED}
    assert kinds(await register(account, wanted, NOBODY, NOW)) == [Kind.FINE] * 5
    assert len(held.changes) == 5


async def test_the_whole_catalogue_can_be_registered(account: TwilioAccount, held: Holdings) -> None:
    wanted = [
        WantedContent(
            t.name, "es_PE", t.body, t.samples, category=t.category, buttons=t.buttons, digest=t.digest
        )
        for t in catalogue("es_PE").values()
    ]
    report = await register(account, wanted, NOBODY, NOW)
    assert kinds(report) == [Kind.SUBMITTED] * len(wanted)
    names = [given["name"] for kind, given in held.changes if kind == "approval"]
    assert len(set(names)) == len(wanted)
    assert all(name.replace("_", "").isalnum() and name == name.lower() for name in names)


async def test_one_that_is_refused_does_not_keep_the_others(account: TwilioAccount, held: Holdings) -> None:
    held.refuses = refused(400, 20001)
    report = await register(account, [NOTICE, *session_contents("es_PE", "Menú")[:1]], NOBODY, NOW)
    assert report.findings == [
        Finding(Kind.REFUSED, "friendly_notice", {"code": "20001"}),
        Finding(Kind.REFUSED, "session.quick_1_1", {"code": "20001"}),
    ]
    assert {(each.content_sid, each.state) for each in report.templates} == {("", TemplateState.UNSUBMITTED)}


async def test_an_account_that_is_not_let_in_ends_the_walk(
    server: TwilioServer, account: TwilioAccount
) -> None:
    server.handlers.append(lambda call: refused(401, 20003))
    with pytest.raises(DeliveryFailed) as failed:
        await check(account, [NOTICE], NOBODY, NOW)
    assert failed.value.status == 401
    server.handlers[:] = [lambda call: refused(500, 20500)]
    with pytest.raises(DeliveryUnknown):
        await register(account, [NOTICE], NOBODY, NOW)


SMS, WHATSAPP = "+51900000002", "+51900000001"


async def test_the_webhook_of_the_sms_number(account: TwilioAccount, held: Holdings) -> None:
    senders = Senders(f"{PUBLIC}/", sms=SMS)
    assert (await check(account, [], senders, NOW)).findings == [Finding(Kind.NO_SENDER, f"sms:{SMS}")]
    held.numbers.append({"sid": "PN1", "phone_number": SMS, "sms_url": "https://old.example.org"})
    assert (await check(account, [], senders, NOW)).findings == [
        Finding(Kind.WEBHOOK_DIFFERS, f"sms:{SMS}", {"url": "https://old.example.org"})
    ]
    assert kinds(await register(account, [], senders, NOW)) == [Kind.WEBHOOK_SET]
    assert held.changes == [("number", {"SmsUrl": HOOK, "SmsMethod": "POST"})]
    assert kinds(await register(account, [], senders, NOW)) == [Kind.FINE]
    held.numbers[0]["sms_method"] = "GET"
    assert kinds(await check(account, [], senders, NOW)) == [Kind.WEBHOOK_DIFFERS]


async def test_the_webhook_of_the_whatsapp_sender(account: TwilioAccount, held: Holdings) -> None:
    senders = Senders(PUBLIC, whatsapp=WHATSAPP)
    kept = {"fallback_url": "https://fallback.example.org"}
    assert held.senders is not None
    held.senders.append({"sid": "XE1", "sender_id": f"whatsapp:{WHATSAPP}", "webhook": dict(kept)})
    assert kinds(await check(account, [], senders, NOW)) == [Kind.WEBHOOK_DIFFERS]
    assert kinds(await register(account, [], senders, NOW)) == [Kind.WEBHOOK_SET]
    assert held.senders[0]["webhook"] == {**kept, "callback_url": HOOK, "callback_method": "POST"}
    assert kinds(await register(account, [], senders, NOW)) == [Kind.FINE]
    assert len(held.changes) == 1


@pytest.mark.parametrize("known", [True, False])
async def test_a_sender_that_the_api_does_not_know_is_set_by_hand(
    known: bool, account: TwilioAccount, held: Holdings
) -> None:
    held.senders = [] if known else None
    report = await register(account, [], Senders(PUBLIC, whatsapp=WHATSAPP), NOW)
    assert report.findings == [Finding(Kind.WEBHOOK_BY_HAND, f"whatsapp:{WHATSAPP}", {"url": HOOK})]
    assert held.changes == []
