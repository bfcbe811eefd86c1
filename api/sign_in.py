"""`POST /api/v1/token`: a name and a password for a bearer token."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Form

from api.auth import TOKEN_PATH
from api.deps import Plugged
from api.errors import NotKnown, refusals
from api.schemas import Token
from receivables.usecases import staff

router = APIRouter(tags=["Acceso"])


@router.post(
    TOKEN_PATH,
    response_description="El token.",
    summary="Pedir un token",
    description="Con el nombre y la contraseña de un usuario, como formulario. El token vale una hora.",
    responses=refusals(HTTPStatus.UNAUTHORIZED, HTTPStatus.UNPROCESSABLE_ENTITY),
)
async def token(
    plugged: Plugged,
    username: Annotated[str, Form(max_length=64, description="Nombre del usuario.", examples=["caja3"])],
    password: Annotated[
        str, Form(max_length=staff.LONGEST_PASSWORD, description="Contraseña.", examples=["una frase larga"])
    ],
    grant_type: Annotated[
        str, Form(pattern="^password$", description="Siempre password.", examples=["password"])
    ] = "password",
) -> Token:
    """An unknown name and a wrong password take as long and are told in the same words."""
    user = await staff.authenticate(plugged.services, plugged.passwords, username, password)
    if user is None:
        raise NotKnown("wrong_name_or_password")
    return Token(access_token=plugged.tokens.issue(user), expires_in=plugged.tokens.seconds)
