"""The bot as an application of its own: `caudal bot` serves it. `caudal run` serves its routers beside the API."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus

from fastapi import APIRouter, FastAPI, Request, Response
from starlette.exceptions import HTTPException

from bot.health import health_router, metrics_router
from bot.problems import NotPosted, TooLarge, problem
from receivables.errors import Unknown
from receivables.usecases.health import Check
from receivables.usecases.services import Services


def create_bot(
    services: Services, routers: Sequence[APIRouter], checks: Mapping[str, Check] | None = None
) -> FastAPI:
    """The application with these routers (webhooks, `/verify`, the chat of a demo), its health and its figures.

    `checks` come after that of the database in `/health/ready`. The roof puts the shield around it all.
    """
    app = FastAPI(title="Caudal: bot", openapi_url=None, docs_url=None, redoc_url=None)
    app.add_exception_handler(HTTPException, _refused)
    for router in (*routers, health_router(services, checks), metrics_router(services)):
        app.router.routes.extend(router.routes)
    return app


async def _refused(request: Request, refusal: Exception) -> Response:
    """What the framework refuses by itself, as a problem: no such path, another method than its own, too much."""
    assert isinstance(refusal, HTTPException)  # noqa: S101 - it is registered for these alone
    if refusal.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        return problem(NotPosted("no_such_method"), refusal.headers)
    if refusal.status_code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
        return problem(TooLarge("webhook_too_large"))
    return problem(Unknown("not_here"))
