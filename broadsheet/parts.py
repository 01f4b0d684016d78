"""What a running server is made of, put together from its settings."""

from collections.abc import AsyncIterator, Sequence
from contextlib import aclosing, asynccontextmanager, nullcontext
from dataclasses import dataclass
from functools import partial

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
from broadsheet.feeds import forget_feeds
from broadsheet.found_at import addresses_of
from broadsheet.guest_upkeep import sweep_guest_comments
from broadsheet.http.conditional import Freshness
from broadsheet.http.cookies import SessionCookie
from broadsheet.http.endpoint import Endpoint
from broadsheet.http.explorer import Explorer, find_explorer
from broadsheet.http.visits import Visits
from broadsheet.keyed import remove_old_keys
from broadsheet.mail.sender import MailSender
from broadsheet.mail.sending import mail_sender
from broadsheet.metrics import Metrics, watching_the_loop
from broadsheet.operations import Caller, Operations
from broadsheet.places import Places
from broadsheet.settings import Settings
from broadsheet.sharing import SharedAnswers
from broadsheet.stores import StoredReads, Stores
from broadsheet.trusted import build_gate
from broadsheet.uncommitted import keyed_mutations
from broadsheet.upkeep import Chore, doing
from broadsheet.wired_writing import media_service
from broadsheet.wiring import build_context
from broadsheet.world import World
from db.change_feed import ChangeFeed, FeedLimits
from db.executor import Connections, Executor
from db.pool import Pool
from db.reading import sweep_readings
from db.search_upkeep import follow_names
from db.unit_of_work import unit_of_work
from domain.media.service import MediaService
from domain.posts.purging import PurgingService
from execution.gate import Gate
from execution.run import core_schema
from resolvers.context import RequestContext
from schema.schema import schema

_SECONDS_BETWEEN_SWEEPS = 3_600
_SECONDS_BETWEEN_NAMES = 60
_SECONDS_BETWEEN_KEYS = 600
"""How often keys of requests are removed that have had their time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """Everything that lives as long as the server does."""

    settings: Settings
    pool: Pool
    feed: ChangeFeed | None
    workers: WorkerPool
    passwords: Argon2Passwords
    bucket: ObjectStorage | None
    mail: MailSender
    world: World
    media: MediaService
    operations: Operations
    metrics: Metrics
    authentication: Authentication
    visits: Visits
    endpoint: Endpoint
    explorer: Explorer | None

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Connect, listen, and do from time to time what has to be done."""
        async with (
            self.pool.open(),
            nullcontext() if self.feed is None else self.feed.open(),
            watching_the_loop(self.metrics),
            aclosing(self.workers),
            aclosing(self.passwords),
            doing(*_chores(self.settings, self.pool, self.media)),
            self.mail.running() if self.settings.sends_mail else nullcontext(),
        ):
            yield


def build_parts(settings: Settings) -> Parts:
    """Put a server together. Nothing of it runs yet."""
    pool = Pool(settings.dsn, settings.pool_limits)
    feed = _feed(settings, pool)
    stores, kept = _stores(settings, feed), _answer_cache(settings, feed)
    workers, passwords = WorkerPool(), Argon2Passwords()
    bucket, mail = settings.bucket, mail_sender(settings, pool)
    world = _world(settings, workers, passwords, bucket, mail)
    operations = _operations(settings, pool, feed, stores, world)
    metrics = _numbers(pool, feed, operations.gate, stores, kept)
    metrics.mail = mail.counts if settings.sends_mail else None
    authentication = _authentication(settings, pool, world)
    explorer = find_explorer(settings.explorer_folder) if settings.explorer else None
    shared = SharedAnswers(operations, kept)
    endpoint = _endpoint(settings, shared, metrics, authentication, explorer)
    return Parts(
        settings=settings,
        pool=pool,
        feed=feed,
        workers=workers,
        passwords=passwords,
        bucket=bucket,
        mail=mail,
        world=world,
        media=media_service(pool, partial(unit_of_work, pool, feed), world),
        operations=operations,
        metrics=metrics,
        authentication=authentication,
        visits=endpoint.visits,
        endpoint=endpoint,
        explorer=explorer,
    )


def _endpoint(
    settings: Settings,
    reads: SharedAnswers,
    metrics: Metrics,
    authentication: Authentication,
    explorer: Explorer | None,
) -> Endpoint:
    return Endpoint(
        authenticate=authentication,
        operations=reads.operations,
        reads=reads,
        freshness=Freshness(settings.answer_max_age_seconds, by_origin=bool(settings.origins)),
        metrics=metrics,
        visits=Visits(authentication.cookie, settings.trusted_proxies),
        allowances=Allowances(anonymous=settings.anonymous_rate, member=settings.member_rate),
        most_bytes=settings.body_bytes,
        body_seconds=settings.body_seconds,
        page=explorer.page if explorer else None,
    )


def _world(
    settings: Settings,
    workers: WorkerPool,
    passwords: Argon2Passwords,
    bucket: ObjectStorage | None,
    mail: MailSender,
) -> World:
    return World(
        account_rules=settings.account_rules,
        addresses=addresses_of(settings),
        passwords=passwords,
        attempts=CountedAttempts(settings.attempt_rates),
        clock=utc_now,
        comparer=ThreadedComparer(),
        comment_limits=settings.comment_limits,
        drafts_per_person=settings.drafts_per_person,
        guests_are_welcome=settings.guest_comments,
        letters_written=mail.wake,
        renderer=BoundedRenderer(workers, settings.text_limits),
        pictures=PictureProcesses(),
        media_storage=bucket or LocalStorage(MediaFolder(folder=settings.media_folder)),
        media_limits=settings.upload_limits,
        publication_limits=settings.publication_limits,
        reaction_kinds=settings.reaction_kinds,
    )


def _chores(settings: Settings, pool: Pool, media: MediaService) -> Sequence[Chore]:
    purging = PurgingService(partial(unit_of_work, pool), utc_now, settings.restore_window)
    return [
        Chore("deleted posts", settings.deleted_posts_seconds, purging.purge),
        Chore("feeds as they were", _SECONDS_BETWEEN_SWEEPS, partial(forget_feeds, pool, utc_now)),
        Chore("long reading histories", _SECONDS_BETWEEN_SWEEPS, partial(sweep_readings, pool)),
        Chore("names of tags", _SECONDS_BETWEEN_NAMES, partial(follow_names, pool)),
        Chore(
            "guest comments", _SECONDS_BETWEEN_KEYS, partial(sweep_guest_comments, pool, utc_now)
        ),
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


def _authentication(settings: Settings, pool: Pool, world: World) -> Authentication:
    rules = world.account_rules
    cookie = SessionCookie.of(settings.address, settings.origins, rules.session_longest)
    return Authentication(database=pool, cookie=cookie, rules=rules, clock=world.clock)


def _operations(
    settings: Settings,
    pool: Pool,
    feed: ChangeFeed | None,
    stores: Stores | None,
    world: World,
) -> Operations:
    addresses = addresses_of(settings)
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
