"""Values that live inside one row, as JSON and back: pairs of functions for the column type `Coded`."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, time
from decimal import Decimal
from typing import Any

from receivables.model.approval import Vote
from receivables.model.campaign import Audience, Campaign, Schedule
from receivables.model.conversation import Media
from receivables.model.decision import Reason
from receivables.model.ladder import Notice, Promise, ServedNotice
from receivables.model.message import Value, decode, encode
from receivables.model.workorder import Evidence

Json = dict[str, Any]


def encode_words(words: Iterable[str]) -> list[str]:
    """A tuple of words."""
    return [str(word) for word in words]


def decode_words(stored: list[str]) -> tuple[str, ...]:
    """The opposite of `encode_words`."""
    return tuple(stored)


def decode_reasons(stored: list[str]) -> tuple[Reason, ...]:
    """The opposite of `encode_words`, for reasons."""
    return tuple(map(Reason, stored))


def encode_media(media: Iterable[Media]) -> list[list[object]]:
    """What came with a message."""
    return [[each.reference, each.content_type, each.name, each.size] for each in media]


def decode_media(stored: list[list[Any]]) -> tuple[Media, ...]:
    """The opposite of `encode_media`."""
    return tuple(Media(*each) for each in stored)


def decode_slots(stored: Json) -> Mapping[str, Value]:
    """The opposite of `message.encode`, for a mapping."""
    return {key: decode(value) for key, value in stored.items()}


def encode_notices(notices: Iterable[ServedNotice]) -> list[Json]:
    """The notices of a case."""
    return [
        {
            "notice": str(each.notice),
            "key": each.key,
            "channel": each.channel,
            "sent_at": encode(each.sent_at),
            "served_at": encode(each.served_at),
        }
        for each in notices
    ]


def decode_notices(stored: list[Json]) -> tuple[ServedNotice, ...]:
    """The opposite of `encode_notices`."""
    return tuple(ServedNotice(**{**decode_fields(each), "notice": Notice(each["notice"])}) for each in stored)


def encode_holds(holds: Mapping[str, datetime]) -> Json:
    """Why a case stands still, and until when for each cause."""
    return {why: until.astimezone(UTC).isoformat() for why, until in holds.items()}


def decode_holds(stored: Json) -> Mapping[str, datetime]:
    """The opposite of `encode_holds`."""
    return {why: datetime.fromisoformat(until) for why, until in stored.items()}


def encode_promise(promise: Promise) -> Json:
    """A promise to pay."""
    return {
        "due_on": encode(promise.due_on),
        "amount": encode(promise.amount),
        "made_at": encode(promise.made_at),
        "channel": promise.channel,
        "claim": promise.claim,
        "breaches": promise.breaches,
    }


def decode_promise(stored: Json) -> Promise:
    """The opposite of `encode_promise`."""
    return Promise(**decode_fields(stored))


def encode_evidence(evidence: Iterable[Evidence]) -> list[Json]:
    """The served notices of a work order."""
    return [
        {"notice": each.notice, "channel": each.channel, "served_at": encode(each.served_at)}
        for each in evidence
    ]


def decode_evidence(stored: list[Json]) -> tuple[Evidence, ...]:
    """The opposite of `encode_evidence`."""
    return tuple(Evidence(**decode_fields(each)) for each in stored)


def encode_votes(votes: Iterable[Vote]) -> list[Json]:
    """The votes on an approval."""
    return [{"name": each.name, "yes": each.yes, "at": encode(each.at), "why": each.why} for each in votes]


def decode_votes(stored: list[Json]) -> tuple[Vote, ...]:
    """The opposite of `encode_votes`."""
    return tuple(Vote(**decode_fields(each)) for each in stored)


def decode_fields(stored: Json) -> Json:
    """The fields of a value, each decoded."""
    return {key: decode(value) for key, value in stored.items()}


def encode_campaign(campaign: Campaign) -> Json:
    """A campaign's definition."""
    mean = campaign.audience.protecting_rfm_mean_at_least
    return {
        "id": campaign.id,
        "title": campaign.title,
        "step": campaign.step,
        "audience": {
            "protecting_rfm_mean_at_least": None if mean is None else str(mean),
            "overdue_bills_at_least": campaign.audience.overdue_bills_at_least,
            "overdue_bills_at_most": campaign.audience.overdue_bills_at_most,
            "localities": list(campaign.audience.localities),
            "atypical_bill": campaign.audience.atypical_bill,
        },
        "message_key": campaign.message_key,
        "variants": list(campaign.variants),
        "holdout_percent": campaign.holdout_percent,
        "schedule": {
            "weekdays": list(campaign.schedule.weekdays),
            "at": campaign.schedule.at.isoformat(),
            "expires_after_minutes": campaign.schedule.expires_after_minutes,
        },
    }


def decode_campaign(stored: Json) -> Campaign:
    """The opposite of `encode_campaign`."""
    audience, schedule = stored["audience"], stored["schedule"]
    mean = audience["protecting_rfm_mean_at_least"]
    return Campaign(
        id=stored["id"],
        title=stored["title"],
        step=None if stored["step"] is None else Notice(stored["step"]),
        audience=Audience(
            None if mean is None else Decimal(mean),
            audience["overdue_bills_at_least"],
            tuple(audience["localities"]),
            audience.get("atypical_bill", False),
            audience.get("overdue_bills_at_most"),
        ),
        message_key=stored["message_key"],
        variants=tuple(stored["variants"]),
        holdout_percent=stored["holdout_percent"],
        schedule=Schedule(
            tuple(schedule["weekdays"]),
            time.fromisoformat(schedule["at"]),
            schedule["expires_after_minutes"],
        ),
    )
