"""Campaigns as people write them: one TOML file each, checked field by field before anything is planned."""

import tomllib
from collections.abc import Mapping
from datetime import time
from decimal import Decimal
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from receivables.errors import BadFile
from receivables.model.campaign import Audience, Campaign, Schedule
from receivables.model.ladder import Notice

WITHOUT_STEP = "none"
WEEK_IN_MINUTES = 7 * 24 * 60
Text = Annotated[str, Field(min_length=1, max_length=200)]
Key = Annotated[str, Field(pattern=r"^[a-z0-9_]{1,64}$")]


def _time(value: object) -> object:
    return time.fromisoformat(value) if isinstance(value, str) else value


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class _Audience(_Part):
    protecting_rfm_mean_at_least: Annotated[Decimal | int | None, Field(ge=0, le=5)] = None
    overdue_bills_at_least: Annotated[int, Field(ge=1, le=1000)] = 1
    overdue_bills_at_most: Annotated[int | None, Field(ge=1, le=1000)] = None
    localities: list[Text] = []
    atypical_bill: bool = False

    def audience(self) -> Audience:
        mean = self.protecting_rfm_mean_at_least
        return Audience(
            protecting_rfm_mean_at_least=None if mean is None else Decimal(mean),
            overdue_bills_at_least=self.overdue_bills_at_least,
            overdue_bills_at_most=self.overdue_bills_at_most,
            localities=tuple(self.localities),
            atypical_bill=self.atypical_bill,
        )


class _Message(_Part):
    key: Key
    variants: list[Key] = []
    holdout_percent: Annotated[int, Field(ge=0, le=90)] = 0


class _Schedule(_Part):
    weekdays: Annotated[list[Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]], Field(min_length=1)]
    at: Annotated[time, BeforeValidator(_time)]
    expires_after_minutes: Annotated[int, Field(ge=1, le=WEEK_IN_MINUTES)]

    def schedule(self) -> Schedule:
        return Schedule(tuple(self.weekdays), self.at, self.expires_after_minutes)


class _Campaign(_Part):
    id: str
    title: Text
    step: Literal["friendly_notice", "agreement_offer", "letter", "last_chance", "none"]
    audience: _Audience = _Audience()
    message: _Message
    schedule: _Schedule

    def campaign(self) -> Campaign:
        return Campaign(
            id=self.id,
            title=self.title,
            step=None if self.step == WITHOUT_STEP else Notice(self.step),
            audience=self.audience.audience(),
            message_key=self.message.key,
            variants=tuple(self.message.variants),
            holdout_percent=self.message.holdout_percent,
            schedule=self.schedule.schedule(),
        )


def load_campaign(path: Path | Traversable) -> Campaign:
    """Read one campaign (surfaces.md, Campaign file).

    Raises BadFile with the file: "campaign_not_found", "campaign_not_text", "campaign_not_toml"; and with the field:
    "campaign_field_missing", "campaign_field_unknown", "campaign_field_wrong"; BadInput("bad_campaign_id").
    """
    name = path.name
    try:
        content = tomllib.loads(path.read_text("utf-8"), parse_float=Decimal)
    except OSError:
        raise BadFile("campaign_not_found", file=name) from None
    except UnicodeDecodeError:
        raise BadFile("campaign_not_text", file=name) from None
    except tomllib.TOMLDecodeError as error:
        raise BadFile("campaign_not_toml", file=name, problem=str(error)) from None
    return _validated(content, name).campaign()


def load_campaigns(folder: Traversable) -> dict[str, Campaign]:
    """All campaigns of a folder, by id."""
    files = sorted(
        (entry for entry in folder.iterdir() if entry.name.endswith(".toml")), key=lambda e: e.name
    )
    return {campaign.id: campaign for campaign in map(load_campaign, files)}


def _validated(content: Mapping[str, object], name: str) -> _Campaign:
    try:
        return _Campaign.model_validate(content)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        kinds = {"missing": "campaign_field_missing", "extra_forbidden": "campaign_field_unknown"}
        field = ".".join(str(part) for part in first["loc"])
        code = kinds.get(first["type"], "campaign_field_wrong")
        raise BadFile(code, file=name, field=field, value=first["input"]) from None
