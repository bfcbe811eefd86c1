"""What every route is handed: the parts that the roof plugged in, and who is asking."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request

from api.tokens import Tokens
from receivables.ports import Passwords
from receivables.usecases.services import Services


@dataclass(frozen=True, slots=True)
class Parts:
    """Everything outside the routes that they need; `language` is the one in which refusals are told."""

    services: Services
    passwords: Passwords
    tokens: Tokens
    language: str = "es"


def parts_of(request: Request) -> Parts:
    """The parts of the application that answers this request."""
    parts = request.app.state.parts
    assert isinstance(parts, Parts)  # noqa: S101 - `create_api` put it there
    return parts


Plugged = Annotated[Parts, Depends(parts_of)]
