"""`/docs`: the documentation as a page of our own, with no script and nothing from another host."""

import secrets

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from templates.pages.docs import docs_page


def docs_router() -> APIRouter:
    """The one path; open to everyone, as the OpenAPI document is."""
    router = APIRouter(include_in_schema=False)

    @router.get("/docs")
    async def docs(request: Request) -> HTMLResponse:
        nonce = secrets.token_urlsafe(16)
        server = str(request.base_url).rstrip("/")
        page = docs_page(request.app.openapi(), server=server, nonce=nonce)
        policy = (
            f"default-src 'none'; style-src 'nonce-{nonce}'; img-src data:; "
            "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
        )
        return HTMLResponse(page, headers={"Content-Security-Policy": policy})

    return router
