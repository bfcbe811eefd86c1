"""`POST /api/v1/token`: a name and a password, or a refresh token, for a bearer token; and a program's own key."""

from http import HTTPStatus
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Form
from fastapi.exceptions import RequestValidationError

from api.auth import TOKEN_PATH, Deed, roles, who_may
from api.deps import Parts, Plugged
from api.errors import NotKnown, refusals
from api.schemas import Key, Token
from receivables.model.staff import User
from receivables.usecases import keys, sign_in
from receivables.usecases.staff import LONGEST_PASSWORD, subject

LONGEST_REFRESH = 80

router = APIRouter(tags=["Acceso"])


@router.post(
    TOKEN_PATH,
    response_description="El token.",
    summary="Pedir un token",
    description=(
        "Con el nombre y la contraseña de un usuario, o con el refresh_token de la vez anterior, como formulario. El "
        "token vale una hora; el refresh_token, una sola vez dentro de 30 días. Después de cinco contraseñas erradas "
        "el nombre queda cerrado 15 minutos."
    ),
    responses=refusals(
        HTTPStatus.UNAUTHORIZED, HTTPStatus.UNPROCESSABLE_ENTITY, HTTPStatus.TOO_MANY_REQUESTS
    ),
)
async def token(
    plugged: Plugged,
    username: Annotated[
        str | None, Form(max_length=64, description="Nombre del usuario.", examples=["caja3"])
    ] = None,
    password: Annotated[
        str | None, Form(max_length=LONGEST_PASSWORD, description="Contraseña.", examples=["una frase larga"])
    ] = None,
    refresh_token: Annotated[
        str | None, Form(max_length=LONGEST_REFRESH, description="En lugar de nombre y contraseña.")
    ] = None,
    grant_type: Annotated[
        Literal["password", "refresh_token"], Form(description="Con qué se pide.", examples=["password"])
    ] = "password",
) -> Token:
    """An unknown name and a wrong password take as long and are told in the same words."""
    if grant_type == "refresh_token":
        return await _renewed(plugged, _given("refresh_token", refresh_token))
    name, secret = _given("username", username), _given("password", password)
    user = await sign_in.authenticate(plugged.entrance, name, secret)
    if user is None:
        raise NotKnown("wrong_name_or_password")
    return _token(plugged, user, await sign_in.make_refresh(plugged.entrance, user))


@router.post(
    "/api/v1/keys/rotate",
    status_code=HTTPStatus.CREATED,
    response_description="La clave nueva, esta única vez.",
    summary="Cambiar la propia clave",
    description="Da una clave nueva a quien pregunta; sus otras claves dejan de valer en 24 horas.",
    responses=refusals(HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN),
    openapi_extra=roles(Deed.ROTATE_OWN_KEY),
)
async def rotate(plugged: Plugged, user: Annotated[User, Depends(who_may(Deed.ROTATE_OWN_KEY))]) -> Key:
    """The old ones stay good for as long as it takes to hand the new one to every program."""
    text = await keys.make_key(
        plugged.services, plugged.clock, user.name, actor=subject(user.name), rotate=True
    )
    hours = int(keys.OVERLAP.total_seconds()) // 3600
    return Key(key=text, others_end_in_hours=hours)


async def _renewed(plugged: Parts, refresh: str) -> Token:
    renewed = await sign_in.renew(plugged.entrance, refresh)
    if renewed is None:
        raise NotKnown("not_known")
    return _token(plugged, *renewed)


def _token(plugged: Parts, user: User, refresh: str) -> Token:
    return Token(
        access_token=plugged.tokens.issue(user), expires_in=plugged.tokens.seconds, refresh_token=refresh
    )


def _given(name: str, value: str | None) -> str:
    """What this way of asking needs. Raises RequestValidationError, as for any field that is missing."""
    if value is None:
        raise RequestValidationError([{"type": "missing", "loc": ("body", name), "msg": "", "input": None}])
    return value
