"""The application: what answers on which path."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, aclosing, asynccontextmanager, nullcontext

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from broadsheet.adapters.rendering import BoundedRenderer
from broadsheet.adapters.rendering_pool import WorkerPool
from broadsheet.answer_cache import AnswerCache, AnswerCounts
from broadsheet.clock import utc_now
from broadsheet.health import Readiness
from broadsheet.http.conditional import Freshness
from broadsheet.http.endpoint import DRY_RUN_HEADER, EXPLAIN_HEADER, Endpoint
from broadsheet.http.explorer import find_explorer
from broadsheet.http.headers import StandardHeaders
from broadsheet.http.media import Media
from broadsheet.http.problems import failed, refused
from broadsheet.http.request_ids import HEADER
from broadsheet.http.shortcut import ShortcutApplication, wrapped
from broadsheet.metrics import Metrics, watching_the_loop
from broadsheet.operations import Operations, Places
from broadsheet.settings import Settings
from broadsheet.sharing import SharedAnswers
from broadsheet.stores import StoredReads, Stores
from broadsheet.trusted import build_gate
from broadsheet.wiring import build_context
from broadsheet.world import World
from db.change_feed import ChangeFeed, FeedLimits
from db.executor import Connections, Executor
from db.pool import Pool
from domain.actor import Actor
from domain.addresses import Addresses
from execution.gate import Gate
from execution.run import core_schema
from resolvers.context import RequestContext
from schema.schema import schema


def create_app(settings: Settings) -> Starlette:
    """Build the application, which has a pool of connections for as long as it runs."""
    pool = Pool(settings.dsn, settings.pool_limits)
    feed, readiness = _feed(settings, pool), Readiness(pool)
    stores, kept = _stores(settings, feed), _answer_cache(settings, feed)
    explorer = find_explorer(settings.explorer_folder) if settings.explorer else None
    workers = WorkerPool()
    world = World(clock=utc_now, renderer=BoundedRenderer(workers, settings.text_limits))
    operations = _operations(settings, pool, feed, stores, world)
    metrics = _numbers(pool, feed, operations.gate, stores, kept)
    endpoint = Endpoint(
        operations=operations,
        reads=SharedAnswers(operations, kept),
        freshness=Freshness(settings.answer_max_age_seconds, by_origin=bool(settings.origins)),
        metrics=metrics,
        most_bytes=settings.body_bytes,
        body_seconds=settings.body_seconds,
        page=explorer.page if explorer else None,
    )

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        async with pool.open(), _listening(feed), watching_the_loop(metrics), aclosing(workers):
            yield
            readiness.end()

    rarely_asked = [
        Route("/media/{key}", Media(settings.media_folder).answer),
        *(explorer.routes() if explorer else []),
        Route("/livez", _alive),
        Route("/readyz", _ready(readiness)),
        *([Route("/metrics", _metrics(metrics))] if settings.metrics else []),
    ]
    around = _middleware(settings)
    application = ShortcutApplication(
        path="/graphql",
        # Only pages of other origins need anything else around it.
        leads_to=wrapped(endpoint, around) if settings.origins else endpoint,
        routes=rarely_asked,
        middleware=around,
        exception_handlers={HTTPException: refused, Exception: failed},
        lifespan=lifespan,
    )
    application.state.readiness, application.state.feed = readiness, feed
    return application


def _numbers(
    pool: Pool, feed: ChangeFeed | None, gate: Gate, stores: Stores | None, kept: AnswerCache | None
) -> Metrics:
    return Metrics(
        pool=pool.waits,
        feed=feed,
        documents=gate.documents,
        registry=gate.registry,
        known=gate.known,
        stores=stores.all if stores else (),
        kept_answers=kept.counts if kept else AnswerCounts(),
    )


def _feed(settings: Settings, pool: Pool) -> ChangeFeed | None:
    """Listen only where something is kept."""
    limits = FeedLimits(connect=settings.connect_seconds)
    keeps = settings.stores or settings.answer_cache_bytes
    return ChangeFeed(settings.dsn, pool, limits) if keeps else None


def _stores(settings: Settings, feed: ChangeFeed | None) -> Stores | None:
    if feed is None or not settings.stores:
        return None
    return Stores(feed, most=settings.stored_rows, most_characters=settings.stored_characters)


def _answer_cache(settings: Settings, feed: ChangeFeed | None) -> AnswerCache | None:
    if feed is None or not settings.answer_cache_bytes:
        return None
    return AnswerCache(feed, settings.answer_cache_bytes)


def _listening(feed: ChangeFeed | None) -> AbstractAsyncContextManager[None]:
    return nullcontext() if feed is None else feed.open()


def _operations(
    settings: Settings,
    pool: Pool,
    feed: ChangeFeed | None,
    stores: Stores | None,
    world: World,
) -> Operations:
    addresses = Addresses(settings.address)
    stored = stores.reads if stores else StoredReads()

    def context(reads: Executor, writes: Connections, actor: Actor) -> RequestContext:
        return build_context(
            reads,
            writes,
            actor=actor,
            world=world,
            addresses=addresses,
            feed=feed,
            stored=stored,
        )

    return Operations(
        schema=schema,
        gate=build_gate(core_schema(schema), settings),
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
