"""What every route is handed: the parts that the roof plugged in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Annotated

from fastapi import Depends, Request

from api.tokens import Tokens
from receivables.errors import Unknown
from receivables.model.bounce import Bounce
from receivables.model.failure import Codes
from receivables.model.price import Prices
from receivables.ports import Clock, Files, Passwords
from receivables.usecases.services import Services
from receivables.usecases.sign_in import Entrance
from receivables.usecases.waiting_times import Lately

Links = Callable[[str], Mapping[str, str]]
"""The deep links that carry an invitation's token, by channel."""


ReadBounce = Callable[[bytes], Bounce | None]
"""What a mail tells of one that came back; None when it tells nothing of that."""


def no_bounces(_: bytes) -> Bounce | None:
    """Where no e-mail is sent."""
    return None


def no_links(_: str) -> Mapping[str, str]:
    """Where no channel has a door of its own."""
    return {}


class NoFiles:
    """Fills `ports.Files` where no channel brings any."""

    async def fetch(self, channel: str, reference: str, most: int) -> bytes:
        """There is none."""
        raise Unknown("media_gone")


@dataclass(frozen=True, slots=True)
class Parts:
    """Everything outside the routes that they need.

    `clock` is the machine's own, by which tokens, keys and sessions end; `language` the one in which refusals are told;
    `public_url` how browsers see this program, when that is not as its requests say (no trailing slash); `codes` and
    `read_bounce`: what is done about an e-mail that came back; `senders`: how the rate of each channel is named;
    `media`: where the files that people send are fetched; `prices`: of which days what a message costs is known;
    `door_key`: by it the numbers are made that operators show at the door.
    """

    services: Services
    passwords: Passwords
    tokens: Tokens
    clock: Clock
    language: str = "es"
    public_url: str | None = None
    links: Links = no_links
    codes: Codes = field(default_factory=Codes)
    read_bounce: ReadBounce = no_bounces
    senders: Mapping[str, str] = field(default_factory=dict)
    media: Files = field(default_factory=NoFiles)
    prices: Prices = field(default_factory=Prices)
    door_key: bytes = b""

    @property
    def entrance(self) -> Entrance:
        """What signing in needs of them."""
        return Entrance(self.services, self.passwords, self.clock)

    @property
    def behind_tls(self) -> bool:
        """Whether browsers come by https alone; then cookies are for https alone."""
        return self.public_url is not None and self.public_url.startswith("https://")


def parts_of(request: Request) -> Parts:
    """The parts of the application that answers this request."""
    parts = request.app.state.parts
    assert isinstance(parts, Parts)  # noqa: S101 - `create_api` put it there
    return parts


def lately_of(request: Request) -> Lately:
    """How long people waited lately, which all pages and routes share."""
    lately = request.app.state.lately
    assert isinstance(lately, Lately)  # noqa: S101 - `create_api` put it there
    return lately


Plugged = Annotated[Parts, Depends(parts_of)]
