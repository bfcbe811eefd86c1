"""The API as an application: `caudal api` serves it, and `caudal run` serves it together with the bot's routes."""

from collections.abc import Mapping, Sequence
from typing import Any

from fastapi import APIRouter, FastAPI

from api import (
    agreements,
    approvals,
    dead_letters,
    errors,
    impediments,
    inbox,
    media,
    payments,
    people,
    requests,
    sending,
    sessions,
    sign_in,
    supplies,
    wishes,
    work_orders,
)
from api.console import console_router
from api.deps import Parts
from api.docs import docs_router
from api.health import health_router, sending_checks, standard_checks
from api.inbox_pages import inbox_router
from api.request_pages import requests_router
from api.schemas import Problem
from api.sending_pages import sending_router
from receivables.usecases.health import Check
from receivables.usecases.waiting_times import Lately

VERSION = "1"
OPENAPI_PATH = "/api/v1/openapi.json"


def create_api(
    parts: Parts, *, checks: Mapping[str, Check] | None = None, others: Sequence[APIRouter] = ()
) -> FastAPI:
    """The application with its routes, its documentation at `/docs`, and its health.

    `checks` come after the standard ones in `/health/ready`. `others` are routers of other programs served from here
    (give them `include_in_schema=False`); they get the same refusals. The roof puts the shield
    around it all.
    """
    app = FastAPI(
        title=f"Caudal: API de {parts.services.policy.name}",
        version=VERSION,
        openapi_url=OPENAPI_PATH,
        docs_url=None,
        redoc_url=None,
    )
    app.state.parts = parts
    app.state.lately = Lately(parts.services)
    errors.install(app, parts.language)
    sessions.install(app)
    services = parts.services
    health = health_router({**standard_checks(services), **sending_checks(services), **(checks or {})})
    pages = (
        sessions.router,
        console_router(parts),
        sending_router(parts),
        inbox_router(parts),
        requests_router(parts),
    )
    # Their routes are whole. Included, the framework would take each apart anew, for this application alone.
    for router in (*others, *api_routers(), *pages, docs_router(), health):
        app.router.routes.extend(router.routes)
    _describe(app)
    return app


def api_routers() -> list[APIRouter]:
    """Everything under `/api/v1`."""
    first = (sign_in, payments, work_orders, supplies, approvals, impediments, wishes, people)
    return [part.router for part in (*first, sending, dead_letters, media, inbox, requests, agreements)]


def _describe(app: FastAPI) -> None:
    """Publish the shape of a refusal too: the routes point to it, but the framework knows only of what they return."""
    plain = app.openapi

    def full() -> dict[str, Any]:
        if app.openapi_schema is None:
            document = plain()
            shape = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
            document["components"]["schemas"] |= {**shape.pop("$defs"), "Problem": shape}
        return plain()

    app.openapi = full  # type: ignore[method-assign]  # the documented way to add to the schema
