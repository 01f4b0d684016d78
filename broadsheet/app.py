"""The application: what answers on which path."""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, aclosing, asynccontextmanager, nullcontext
from functools import partial

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from broadsheet.adapters.attempts import CountedAttempts
from broadsheet.adapters.comparing import ThreadedComparer
from broadsheet.adapters.media import MediaFolder
from broadsheet.adapters.media_storage import LocalStorage, ObjectStorage
from broadsheet.adapters.passwords import Argon2Passwords
from broadsheet.adapters.picture_processes import PictureProcesses
from broadsheet.adapters.rendering import BoundedRenderer
from broadsheet.adapters.rendering_pool import WorkerPool
from broadsheet.allowances import Allowances
from broadsheet.answer_cache import AnswerCache, AnswerCounts
from broadsheet.authentication import Authentication
from broadsheet.clock import utc_now
from broadsheet.health import Readiness
from broadsheet.http.conditional import Freshness
from broadsheet.http.cookies import SessionCookie
from broadsheet.http.endpoint import DRY_RUN_HEADER, EXPLAIN_HEADER, Endpoint
from broadsheet.http.explorer import find_explorer
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
from broadsheet.http.visits import Visits
from broadsheet.keyed import remove_old_keys
from broadsheet.mail.sender import MailSender
from broadsheet.mail.sending import mail_sender
from broadsheet.metrics import Metrics, watching_the_loop
from broadsheet.operations import Caller, Operations, Places
from broadsheet.settings import Settings
from broadsheet.sharing import SharedAnswers
from broadsheet.signing_in_elsewhere import oidc_routes
from broadsheet.stores import StoredReads, Stores
from broadsheet.trusted import build_gate
from broadsheet.uncommitted import keyed_mutations
from broadsheet.upkeep import Chore, doing
from broadsheet.wired_services import media_service
from broadsheet.wiring import build_context
from broadsheet.world import World
from db.change_feed import ChangeFeed, FeedLimits
from db.executor import Connections, Executor
from db.pool import Pool
from db.unit_of_work import unit_of_work
from domain.addresses import Addresses
from domain.identities.service import IdentityService
from domain.media.service import MediaService
from domain.posts.purging import PurgingService
from execution.gate import Gate
from execution.run import core_schema
from resolvers.context import RequestContext
from schema.schema import schema

_SECONDS_BETWEEN_KEYS = 600
"""How often keys of requests are removed that have had their time."""


def create_app(settings: Settings) -> Starlette:
    """Build the application, which has a pool of connections for as long as it runs."""
    pool = Pool(settings.dsn, settings.pool_limits)
    feed, readiness = _feed(settings, pool), Readiness(pool)
    stores, kept = _stores(settings, feed), _answer_cache(settings, feed)
    explorer = find_explorer(settings.explorer_folder) if settings.explorer else None
    workers, passwords = WorkerPool(), Argon2Passwords()
    bucket, mail = settings.bucket, mail_sender(settings, pool)
    world = _world(settings, workers, passwords, bucket, mail)
    work = partial(unit_of_work, pool, feed)
    media = media_service(pool, work, world)
    purging = PurgingService(work, utc_now, settings.restore_window)
    operations = _operations(settings, pool, feed, stores, world)
    metrics = _numbers(pool, feed, operations.gate, stores, kept)
    metrics.mail = mail.counts if settings.sends_mail else None
    authentication = _authentication(settings, pool, world)
    endpoint = Endpoint(
        authenticate=authentication,
        operations=operations,
        reads=SharedAnswers(operations, kept),
        freshness=Freshness(settings.answer_max_age_seconds, by_origin=bool(settings.origins)),
        metrics=metrics,
        visits=Visits(authentication.cookie, settings.trusted_proxies),
        allowances=Allowances(anonymous=settings.anonymous_rate, member=settings.member_rate),
        most_bytes=settings.body_bytes,
        body_seconds=settings.body_seconds,
        page=explorer.page if explorer else None,
    )

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        async with (
            pool.open(),
            _listening(feed),
            watching_the_loop(metrics),
            aclosing(workers),
            aclosing(passwords),
            doing(*_chores(settings, pool, media, purging)),
            mail.running() if settings.sends_mail else nullcontext(),
        ):
            yield
            readiness.end()

    identities = IdentityService(
        unit_of_work=partial(unit_of_work, pool, feed, mail.wake),
        rules=settings.account_rules,
        clock=utc_now,
    )
    rarely_asked = [
        Route("/media/{key}", Media(settings.media_folder, bucket).answer),
        Route("/uploads/{token}", _uploads(settings, media).receive, methods=["PUT"]),
        Route(
            "/export",
            _export(settings, pool, authentication, endpoint.visits).answer,
            methods=["GET", "POST"],
        ),
        *oidc_routes(settings, identities, endpoint.visits),
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


def _world(
    settings: Settings,
    workers: WorkerPool,
    passwords: Argon2Passwords,
    bucket: ObjectStorage | None,
    mail: MailSender,
) -> World:
    return World(
        account_rules=settings.account_rules,
        passwords=passwords,
        attempts=CountedAttempts(settings.attempt_rates),
        clock=utc_now,
        comparer=ThreadedComparer(),
        drafts_per_person=settings.drafts_per_person,
        letters_written=mail.wake,
        renderer=BoundedRenderer(workers, settings.text_limits),
        pictures=PictureProcesses(),
        media_storage=bucket or LocalStorage(MediaFolder(folder=settings.media_folder)),
        media_limits=settings.upload_limits,
        publication_limits=settings.publication_limits,
    )


def _export(
    settings: Settings, pool: Pool, authentication: Authentication, visits: Visits
) -> Export:
    return Export(
        database=pool,
        authenticate=authentication,
        visits=visits,
        addresses=Addresses(settings.address),
        clock=utc_now,
    )


def _uploads(settings: Settings, media: MediaService) -> Uploads:
    return Uploads(
        media=media,
        addresses=Addresses(settings.address),
        body_seconds=settings.upload_seconds,
        places=Places(settings.uploads_at_once),
    )


def _chores(
    settings: Settings, pool: Pool, media: MediaService, purging: PurgingService
) -> Sequence[Chore]:
    return [
        Chore("deleted posts", settings.deleted_posts_seconds, purging.purge),
        Chore("old keys", _SECONDS_BETWEEN_KEYS, partial(remove_old_keys, pool, utc_now)),
        Chore("unused uploads", settings.unused_uploads_seconds, media.remove_unused),
    ]


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

    def context(reads: Executor, writes: Connections, caller: Caller) -> RequestContext:
        return build_context(
            reads,
            writes,
            actor=caller.actor,
            visit=caller.visit,
            allowance=caller.allowance,
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
        once=keyed_mutations(settings, pool, feed, world),
    )


def _authentication(settings: Settings, pool: Pool, world: World) -> Authentication:
    rules = world.account_rules
    cookie = SessionCookie.of(settings.address, settings.origins, rules.session_longest)
    return Authentication(database=pool, cookie=cookie, rules=rules, clock=world.clock)


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
