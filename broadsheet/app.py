"""The application: what answers on which path."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import partial

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from broadsheet.health import Readiness
from broadsheet.http.endpoint import DRY_RUN_HEADER, EXPLAIN_HEADER
from broadsheet.http.export import Export
from broadsheet.http.headers import StandardHeaders
from broadsheet.http.idempotency import HEADER as IDEMPOTENCY_HEADER
from broadsheet.http.idempotency import REPLAYED_HEADER
from broadsheet.http.media import Media
from broadsheet.http.origins import ListedOrigins
from broadsheet.http.problems import failed, refused
from broadsheet.http.request_ids import HEADER
from broadsheet.http.shortcut import ShortcutApplication, wrapped
from broadsheet.http.uploads import Uploads
from broadsheet.metrics import Metrics
from broadsheet.parts import Parts, build_parts
from broadsheet.places import Places
from broadsheet.settings import Settings
from broadsheet.signing_in_elsewhere import oidc_routes
from db.unit_of_work import unit_of_work
from domain.addresses import Addresses
from domain.identities.service import IdentityService


def create_app(settings: Settings) -> Starlette:
    """Build the application, which has a pool of connections for as long as it runs."""
    parts = build_parts(settings)
    readiness = Readiness(parts.pool)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        async with parts.running():
            yield
            readiness.end()

    around = _middleware(settings)
    application = ShortcutApplication(
        path="/graphql",
        # Only pages of other origins need anything else around it.
        leads_to=wrapped(parts.endpoint, around) if settings.origins else parts.endpoint,
        routes=_rarely_asked(parts, readiness),
        middleware=around,
        exception_handlers={HTTPException: refused, Exception: failed},
        lifespan=lifespan,
    )
    application.state.readiness, application.state.feed = readiness, parts.feed
    return application


def _rarely_asked(parts: Parts, readiness: Readiness) -> list[BaseRoute]:
    settings, metrics = parts.settings, parts.metrics
    return [
        Route("/media/{key}", Media(settings.media_folder, parts.bucket).answer),
        Route("/uploads/{token}", _uploads(parts).receive, methods=["PUT"]),
        Route("/export", _export(parts).answer, methods=["GET", "POST"]),
        *oidc_routes(settings, _identities(parts), parts.visits),
        *(parts.explorer.routes() if parts.explorer else []),
        Route("/livez", _alive),
        Route("/readyz", _ready(readiness)),
        *([Route("/metrics", _metrics(metrics))] if settings.metrics else []),
    ]


def _uploads(parts: Parts) -> Uploads:
    return Uploads(
        media=parts.media,
        addresses=Addresses(parts.settings.address),
        body_seconds=parts.settings.upload_seconds,
        places=Places(parts.settings.uploads_at_once),
    )


def _export(parts: Parts) -> Export:
    return Export(
        database=parts.pool,
        authenticate=parts.authentication,
        visits=parts.visits,
        addresses=Addresses(parts.settings.address),
        clock=parts.world.clock,
    )


def _identities(parts: Parts) -> IdentityService:
    return IdentityService(
        unit_of_work=partial(unit_of_work, parts.pool, parts.feed, parts.mail.wake),
        rules=parts.world.account_rules,
        clock=parts.world.clock,
    )


def _middleware(settings: Settings) -> list[Middleware]:
    """Plain ASGI only. Pages of other origins may read answers only where they are listed."""
    shared = Middleware(
        ListedOrigins,
        allow_origins=settings.origins,
        # With "*", any page at all could read what is for whoever is signed in.
        allow_credentials="*" not in settings.origins,
        allow_methods=["GET", "POST", "PUT"],
        allow_headers=[
            "authorization",
            "content-type",
            HEADER,
            DRY_RUN_HEADER,
            EXPLAIN_HEADER,
            IDEMPOTENCY_HEADER,
        ],
        expose_headers=[HEADER, REPLAYED_HEADER, "ratelimit", "ratelimit-policy", "retry-after"],
    )
    return [Middleware(StandardHeaders), *([shared] if settings.origins else [])]


async def _alive(_: Request) -> Response:
    return JSONResponse({"status": "alive"})


def _ready(readiness: Readiness) -> Callable[[Request], object]:
    async def ready(_: Request) -> Response:
        obstacle = await readiness.obstacle()
        if obstacle is None:
            return JSONResponse({"status": "ready"})
        return JSONResponse({"status": "not ready", "reason": obstacle}, status_code=503)

    return ready


def _metrics(metrics: Metrics) -> Callable[[Request], object]:
    async def told(_: Request) -> Response:
        return PlainTextResponse(metrics.text())

    return told
