"""A small application behind the real door: fields that read, wait, break and refuse."""

from collections.abc import AsyncIterator, Hashable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Annotated, Any

import httpx2
import strawberry
from aiodataloader import DataLoader
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route
from strawberry.scalars import JSON

from broadsheet.allowances import Allowances
from broadsheet.authentication import NOBODY
from broadsheet.http.conditional import Freshness
from broadsheet.http.cookies import SessionCookie
from broadsheet.http.endpoint import Endpoint
from broadsheet.http.headers import StandardHeaders, Told
from broadsheet.http.problems import refused as refused_request
from broadsheet.http.visits import HttpVisit, Visits
from broadsheet.metrics import Metrics
from broadsheet.operations import Caller, Once, Operations
from broadsheet.places import Places
from broadsheet.settings import Settings
from broadsheet.sharing import SharedAnswers
from broadsheet.trusted import build_gate
from db.executor import Connections, Executor
from db.pool import Pool
from domain.actor import Actor
from domain.refusals import invalid
from execution.fields import batched, root
from execution.run import core_schema

STANDARD = "application/graphql-response+json"
LEGACY = "application/json"


@dataclass
class Context:
    reads: Executor
    shouts: list[str]
    batches: dict[Hashable, DataLoader[Any, Any]] = field(default_factory=dict)
    answered: dict[str, Any] = field(default_factory=dict)


async def waits(context: Context, parents: Sequence[Any]) -> Sequence[float]:
    """Waits in the database, in a task of the loader's own."""
    await context.reads.fetchval("SELECT pg_sleep(60)")
    return [0 for _ in parents]


async def breaks(_: Context, parents: Sequence[Any]) -> Sequence[float]:
    """Breaks, for all parents at once."""
    raise ZeroDivisionError(len(parents))


async def read(context: Context, parents: Sequence[Any]) -> Sequence[int]:
    """Seven, which the database knows."""
    seven = int(await context.reads.fetchval("SELECT 7"))
    return [seven for _ in parents]


@strawberry.type
class Item:
    value: int
    read: int = batched(read)
    waits: float = batched(waits)
    breaks: float | None = batched(breaks)


async def echo(_: Context, *, text: Annotated[str, "What to say."]) -> str:
    """The same text."""
    return text


async def one(context: Context) -> int:
    """One, which the database knows."""
    return int(await context.reads.fetchval("SELECT 1"))


async def sleep(context: Context) -> int:
    """Waits in the database for a minute."""
    await context.reads.fetchval("SELECT pg_sleep(60)")
    return 0


async def items(_: Context) -> Sequence[Item]:
    """Two items."""
    return [Item(value=1), Item(value=2)]


async def many(_: Context) -> Sequence[Item]:
    """More items than anybody expects."""
    return [Item(value=number) for number in range(12)]


async def numbers(_: Context) -> Any:
    """Numbers, one of them very large."""
    return {"small": 1, "large": 10**30}


async def unwritable(_: Context) -> Any:
    """What no JSON can hold."""
    return {"set": {1, 2}}


async def broken(_: Context) -> int:
    """Breaks."""
    raise ZeroDivisionError("a secret")


async def greeting(_: Context) -> str:
    """What to say to whoever asks."""
    return "Good day."


async def refused(_: Context) -> int:
    """Refuses."""
    raise invalid("first", "Must be between 0 and 100.")


@strawberry.type
class Query:
    echo: str = root(echo)
    one: int = root(one)
    sleep: int = root(sleep)
    items: list[Item] = root(items)
    many: list[Item] = root(many)
    numbers: JSON = root(numbers)
    unwritable: JSON = root(unwritable)
    broken: int | None = root(broken)
    refused: int | None = root(refused)
    whispered: str = root(greeting, secret=True)
    greeting: str = root(greeting, viewer=True)


async def shout(context: Context, *, text: Annotated[str, "What to shout."]) -> str:
    """The text, loudly."""
    context.shouts.append(text)
    return text.upper()


@strawberry.type
class Mutation:
    shout: str = root(shout)


WORKSHOP = strawberry.Schema(query=Query, mutation=Mutation)


async def _everyone_is_nobody(_: Told, __: HttpVisit) -> Actor:
    return NOBODY


def _page(_: Request) -> Response:
    return HTMLResponse("<h1>For people</h1>")


@dataclass(frozen=True, kw_only=True)
class Workshop:
    """The application, a client of it, and what there is to look at from behind."""

    app: Starlette
    client: httpx2.AsyncClient
    pool: Pool
    metrics: Metrics
    places: Places
    shouts: list[str]
    """What mutations have shouted."""

    async def post(self, query: str, accept: str = STANDARD, **variables: Any) -> httpx2.Response:
        asked = {"query": query, "variables": variables}
        return await self.client.post("/graphql", json=asked, headers={"accept": accept})

    async def send(self, content: bytes, **headers: str) -> httpx2.Response:
        """Post these bytes as JSON, whatever they are."""
        sent = {"content-type": "application/json", "accept": STANDARD}
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        return await self.client.post("/graphql", content=content, headers=sent)


@asynccontextmanager
async def open_workshop(
    dsn: str, *, once: Once | None = None, **given: Any
) -> AsyncIterator[Workshop]:
    """Open the workshop with these settings, and otherwise those of a fresh installation."""
    settings = Settings(**{"database_url": dsn, "connections": 2, **given})
    pool = Pool(settings.dsn, settings.pool_limits)
    gate = build_gate(core_schema(WORKSHOP), settings)
    metrics = Metrics(pool=pool.waits, registry=gate.registry, known=gate.known)
    places = Places(settings.operations_at_once)
    shouts: list[str] = []

    def build_context(reads: Executor, _: Connections, __: Caller) -> Context:
        return Context(reads, shouts)

    operations = Operations(
        schema=WORKSHOP,
        gate=gate,
        database=pool,
        build_context=build_context,
        places=places,
        deadline_seconds=settings.deadline_seconds,
        explains_plans=settings.explain,
        once=once,
    )
    cookie = SessionCookie.of(settings.address, (), timedelta(days=1))
    endpoint = Endpoint(
        authenticate=_everyone_is_nobody,
        operations=operations,
        reads=SharedAnswers(operations),
        freshness=Freshness(settings.answer_max_age_seconds, by_origin=bool(settings.origins)),
        metrics=metrics,
        visits=Visits(cookie, settings.trusted_proxies),
        allowances=Allowances(anonymous=settings.anonymous_rate, member=settings.member_rate),
        most_bytes=settings.body_bytes,
        body_seconds=settings.body_seconds,
        page=_page,
    )
    app = Starlette(
        routes=[Route("/graphql", endpoint)],
        middleware=[Middleware(StandardHeaders)],
        exception_handlers={HTTPException: refused_request},
    )
    transport = httpx2.ASGITransport(app)
    async with pool.open(), httpx2.AsyncClient(transport=transport, base_url="http://a") as client:
        yield Workshop(
            app=app, client=client, pool=pool, metrics=metrics, places=places, shouts=shouts
        )


def codes(answer: httpx2.Response) -> list[str]:
    return [error["extensions"]["code"] for error in answer.json()["errors"]]
