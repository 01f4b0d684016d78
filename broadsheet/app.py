"""The application: what answers on which path."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from broadsheet.clock import utc_now
from broadsheet.health import Readiness
from broadsheet.http.endpoint import DRY_RUN_HEADER, EXPLAIN_HEADER, Endpoint
from broadsheet.http.explorer import find_explorer
from broadsheet.http.headers import StandardHeaders
from broadsheet.http.media import Media
from broadsheet.http.problems import failed, refused
from broadsheet.http.request_ids import HEADER
from broadsheet.metrics import Metrics, watching_the_loop
from broadsheet.operations import Operations, Places
from broadsheet.settings import Settings
from broadsheet.wiring import build_context
from db.operation import OperationReads
from db.pool import Pool
from db.recorded import RecordedConnections
from domain.actor import Actor
from domain.addresses import Addresses
from execution.gate import Gate
from execution.run import core_schema
from resolvers.context import RequestContext
from schema.schema import schema


def create_app(settings: Settings) -> Starlette:
    """Build the application, which has a pool of connections for as long as it runs."""
    pool = Pool(settings.dsn, settings.pool_limits)
    metrics = Metrics(pool=pool.waits)
    readiness = Readiness(pool)
    explorer = find_explorer(settings.explorer_folder) if settings.explorer else None
    endpoint = Endpoint(
        operations=_operations(settings, pool),
        metrics=metrics,
        most_bytes=settings.body_bytes,
        body_seconds=settings.body_seconds,
        page=explorer.page if explorer else None,
    )

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        async with pool.open(), watching_the_loop(metrics):
            yield
            readiness.end()

    application = Starlette(
        routes=[
            Route("/graphql", endpoint),
            Route("/media/{key}", Media(settings.media_folder).answer),
            *(explorer.routes() if explorer else []),
            Route("/livez", _alive),
            Route("/readyz", _ready(readiness)),
            *([Route("/metrics", _metrics(metrics))] if settings.metrics else []),
        ],
        middleware=_middleware(settings),
        exception_handlers={HTTPException: refused, Exception: failed},
        lifespan=lifespan,
    )
    application.state.readiness = readiness
    return application


def _operations(settings: Settings, pool: Pool) -> Operations:
    addresses = Addresses(settings.address)

    def context(reads: OperationReads, actor: Actor) -> RequestContext:
        writes = RecordedConnections(pool, reads)
        return build_context(reads, writes, actor=actor, clock=utc_now, addresses=addresses)

    return Operations(
        schema=schema,
        gate=Gate(core_schema(schema), settings.limits, introspection=settings.introspection),
        database=pool,
        build_context=context,
        places=Places(settings.operations_at_once),
        deadline_seconds=settings.deadline_seconds,
        explains_plans=settings.explain,
    )


def _middleware(settings: Settings) -> list[Middleware]:
    """Plain ASGI only. Pages of other origins may read answers only where they are listed."""
    shared = Middleware(
        CORSMiddleware,
        allow_origins=settings.origins,
        allow_methods=["GET", "POST"],
        allow_headers=["authorization", "content-type", HEADER, EXPLAIN_HEADER, DRY_RUN_HEADER],
        expose_headers=[HEADER, "retry-after"],
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
