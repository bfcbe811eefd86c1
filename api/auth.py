"""Who is asking, and whether their role may do it. Finer scopes are decided nowhere yet: this table is all of it."""

from collections.abc import Awaitable, Callable, Mapping
from enum import StrEnum
from typing import Annotated

from fastapi import Depends
from fastapi.security import OAuth2PasswordBearer

from api.deps import Parts, Plugged
from api.errors import NotKnown, NotPermitted
from receivables.model.staff import StaffRole, User
from receivables.usecases import staff

TOKEN_PATH = "/api/v1/token"  # noqa: S105 - a path, not a secret


class Deed(StrEnum):
    """Something that a route does."""

    POST_PAYMENT = "post_payment"
    REVERSE_PAYMENT = "reverse_payment"
    READ_WORK_ORDERS = "read_work_orders"


MAY: Mapping[Deed, frozenset[StaffRole]] = {
    # Collection centres and the commercial system, and the desk that is one of them; nobody in the field (POL-PAY-1).
    Deed.POST_PAYMENT: frozenset({StaffRole.INTEGRATOR, StaffRole.DESK}),
    Deed.REVERSE_PAYMENT: frozenset({StaffRole.INTEGRATOR, StaffRole.DESK}),
    # Those who work on the orders, assign or answer for them, take them into their own system, or control them; and the
    # desk, which must tell whoever pays whether a crew is on the way.
    Deed.READ_WORK_ORDERS: frozenset(
        {
            StaffRole.OPERATOR,
            StaffRole.SUPERVISOR,
            StaffRole.MANAGER,
            StaffRole.DESK,
            StaffRole.INTEGRATOR,
            StaffRole.AUDITOR,
        }
    ),
}

bearer = OAuth2PasswordBearer(
    TOKEN_PATH,
    scheme_name="Bearer",
    description="Un token de /api/v1/token o una clave ck_... de `caudal user key`.",
    auto_error=False,
)


async def whoever_asks(plugged: Plugged, credential: Annotated[str | None, Depends(bearer)]) -> User:
    """The member of staff behind the token or key. Raises NotKnown, in the same words whatever is wrong with it."""
    user = await _behind(plugged, credential) if credential else None
    if user is None:
        raise NotKnown("not_known")
    return user


async def _behind(plugged: Parts, credential: str) -> User | None:
    if credential.startswith(staff.KEY_PREFIX):
        return await staff.user_of_key(plugged.services, credential)
    name = plugged.tokens.name_in(credential)
    return await staff.user_named(plugged.services, name) if name else None


def roles(deed: Deed) -> dict[str, list[str]]:
    """Who may do it, for the OpenAPI document."""
    return {"x-roles": sorted(role.value for role in MAY[deed])}


def who_may(deed: Deed) -> Callable[[User], Awaitable[User]]:
    """A dependency that lets through only those whose role may do it; raises NotPermitted."""

    async def permitted(user: Annotated[User, Depends(whoever_asks)]) -> User:
        if user.role not in MAY[deed]:
            raise NotPermitted("not_permitted", role=user.role.value)
        return user

    return permitted
