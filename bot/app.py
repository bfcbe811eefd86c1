"""The bot as an application of its own: `caudal bot` serves it. `caudal run` serves its routers beside the API."""

from collections.abc import Mapping, Sequence

from fastapi import APIRouter, FastAPI, Request, Response
from starlette.exceptions import HTTPException

from bot.health import health_router, metrics_router
from bot.problems import NotPosted, problem
from bot.shield import Shield
from receivables.errors import Unknown
from receivables.usecases.health import Check
from receivables.usecases.services import Services


def create_bot(
    services: Services, routers: Sequence[APIRouter], checks: Mapping[str, Check] | None = None
) -> FastAPI:
    """The application with these routers (webhooks, `/verify`, the chat of a demo), its health and its figures.

    `checks` come after that of the database in `/health/ready`.
    """
    app = FastAPI(title="Caudal: bot", openapi_url=None, docs_url=None, redoc_url=None)
    app.add_exception_handler(HTTPException, _refused)
    app.add_middleware(Shield)
    for router in (*routers, health_router(services, checks), metrics_router(services)):
        app.include_router(router)
    return app


async def _refused(request: Request, refusal: Exception) -> Response:
    """What the framework refuses by itself, as a problem: no such path, or another method than its own."""
    if isinstance(refusal, HTTPException) and refusal.status_code == 405:
        return problem(NotPosted("no_such_method"), refusal.headers)
    return problem(Unknown("not_here"))
