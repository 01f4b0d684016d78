"""Taking along everything one has made: who may, what is in it, and what is not."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import asyncpg
import httpx2
import orjson
import pytest
from starlette.applications import Starlette
from starlette.routing import Route

from broadsheet.exporting import exported
from broadsheet.http.cookies import SessionCookie
from broadsheet.http.export import Export
from broadsheet.http.headers import Told
from broadsheet.http.visits import HttpVisit, Visits
from db.executor import Executor
from domain.actor import Actor, Anonymous, Member
from domain.addresses import Addresses
from domain.ids import (
    ACCESS_TOKEN,
    BOOKMARK_LIST,
    CO_AUTHOR_INVITATION,
    COMMENT,
    POST,
    PUBLICATION,
    SESSION,
    USER,
)
from domain.posts.models import PostStatus
from tests.committing import own_database
from tests.factories import (
    NOON,
    make_access_token,
    make_account,
    make_bookmark,
    make_bookmark_list,
    make_co_author_invitation,
    make_comment,
    make_comment_version,
    make_page,
    make_post,
    make_preview_link,
    make_publication,
    make_reading,
    make_series,
    make_session,
    make_submission,
    make_user,
    react_to_post,
)
from tests.http.test_application import application
from tests.pinned import PinnedDatabase

VISITS = Visits(SessionCookie.of("https://a.example", (), timedelta(days=1)))
ADDRESSES = Addresses("https://broadsheet.example")


@asynccontextmanager
async def door(database: Executor, actor: Actor) -> AsyncIterator[httpx2.AsyncClient]:
    async def authenticate(_: Told, __: HttpVisit) -> Actor:
        return actor

    export = Export(
        database=database,
        authenticate=authenticate,
        visits=VISITS,
        addresses=ADDRESSES,
        clock=lambda: NOON,
    )
    app = Starlette(routes=[Route("/export", export.answer)])
    transport = httpx2.ASGITransport(app)
    async with httpx2.AsyncClient(transport=transport, base_url="http://a") as client:
        yield client


def signed_in(member: Member) -> Member:
    return replace(member, session_id=SESSION.new_id(at=NOON))


async def lines_of(database: Executor, member: Member) -> Sequence[dict[str, Any]]:
    found = exported(database, member.user_id, addresses=ADDRESSES, clock=lambda: NOON)
    return [orjson.loads(line) async for lines in found for line in lines.splitlines()]


async def test_everything_one_made_is_in_it(database: PinnedDatabase) -> None:
    ada = await make_account(database, username="ada", name="Ada", email="ada@example.org")
    grace = await make_user(database, username="grace")
    publication = await make_publication(database, handle="daily", owner=ada)
    draft = await make_post(
        database, ada, publication_id=publication, status=PostStatus.DRAFT, tags=["sql"]
    )
    together = await make_post(database, grace, co_authors=[ada])
    comment = await make_comment(database, together, ada, text="Well *said*.")
    await make_comment_version(database, comment, text="Wel said.")
    await react_to_post(database, together, ada)
    later = await make_bookmark_list(database, ada, name="Later")
    await make_bookmark(database, later, ada, together)
    await make_reading(database, ada, together, progress=40)
    await make_series(database, publication, slug="parts", posts=[draft])
    await make_page(database, publication)

    lines = await lines_of(database, ada)

    assert [line["type"] for line in lines] == [
        "export",
        "profile",
        "membership",
        "series",
        "page",
        "post",
        "post",
        "comment",
        "commentVersion",
        "postReaction",
        "bookmarkList",
        "bookmark",
        "reading",
        "end",
    ]
    by_type = {line["type"]: line for line in lines}
    assert by_type["export"]["userId"] == USER.text_of(ada.user_id)
    assert by_type["profile"]["email"] == "ada@example.org"
    assert by_type["membership"]["publicationId"] == PUBLICATION.text_of(publication)
    assert by_type["series"]["postIds"] == [POST.text_of(draft)]
    assert by_type["page"]["markdown"] == "Who we are."
    first, second = [line for line in lines if line["type"] == "post"]
    assert (first["id"], first["status"], first["tags"]) == (POST.text_of(draft), "draft", ["sql"])
    assert (first["isAuthor"], first["metadata"], first["markdown"]) == (True, {}, "Well said.")
    assert (second["isAuthor"], second["authors"]) == (False, ["grace", "ada"])
    assert by_type["comment"] == {
        "type": "comment",
        "id": COMMENT.text_of(comment),
        "postId": POST.text_of(together),
        "postTitle": "On boring code",
        "parentId": None,
        "quotedCommentId": None,
        "createdAt": by_type["comment"]["createdAt"],
        "editedAt": None,
        "isHeld": False,
        "markdown": "Well *said*.",
    }
    assert (by_type["bookmarkList"]["name"], by_type["reading"]["progress"]) == ("Later", 40)
    assert by_type["bookmark"]["listIds"] == [BOOKMARK_LIST.text_of(later)]
    earlier = by_type["commentVersion"]
    assert (earlier["commentId"], earlier["number"]) == (COMMENT.text_of(comment), 1)
    assert earlier["markdown"] == "Wel said."
    assert by_type["postReaction"]["kinds"] == ["like"]
    assert by_type["end"]["lines"] == len(lines)


async def test_nothing_of_others_is_in_it(database: PinnedDatabase) -> None:
    ada, grace = await make_account(database), await make_account(database)
    post = await make_post(database, grace, publication_id=await make_publication(database))
    await make_comment(database, post, grace)
    await react_to_post(database, post, grace)

    assert [line["type"] for line in await lines_of(database, ada)] == ["export", "profile", "end"]


async def test_what_was_done_around_posts_is_in_it(database: PinnedDatabase) -> None:
    ada, grace = await make_account(database), await make_account(database)
    place = await make_publication(database)
    post = await make_post(database, grace, publication_id=place, status=PostStatus.DRAFT)
    asked = await make_co_author_invitation(database, post, ada, inviter=grace)
    await make_preview_link(database, post, ada)
    await make_submission(database, post, grace)
    await database.execute(
        """
        UPDATE post_reviews
           SET state = 'changes_requested', note = 'Of Grace.', reviewer_id = $1,
               reason = 'Of Ada.', decided_at = submitted_at
        """,
        ada.user_id,
    )

    of_ada = {line["type"]: line for line in await lines_of(database, ada)}
    of_grace = {line["type"]: line for line in await lines_of(database, grace)}

    assert of_ada["previewLink"]["postId"] == POST.text_of(post)
    assert "token" not in str(of_ada["previewLink"])
    assert "previewLink" not in of_grace
    for lines in (of_ada, of_grace):
        assert lines["coAuthorInvitation"]["id"] == CO_AUTHOR_INVITATION.text_of(asked)
        assert lines["coAuthorInvitation"]["inviteeId"] == USER.text_of(ada.user_id)
        assert lines["review"]["postId"] == POST.text_of(post)
    assert (of_ada["review"]["note"], of_ada["review"]["reason"]) == (None, "Of Ada.")
    assert (of_grace["review"]["note"], of_grace["review"]["reason"]) == ("Of Grace.", None)


async def test_many_lines_are_read_in_batches(database: PinnedDatabase) -> None:
    ada = await make_account(database)
    post = await make_post(database, await make_user(database))
    for _ in range(45):
        await make_comment(database, post, ada)
    database.statements.clear()

    lines = await lines_of(database, ada)

    comments = [line["id"] for line in lines if line["type"] == "comment"]
    assert len(set(comments)) == 45
    assert len([text for text in database.statements if "FROM comments m" in text]) == 3


async def test_it_is_a_file_of_lines(database: PinnedDatabase) -> None:
    ada = signed_in(await make_account(database))
    async with door(database, ada) as client:
        answer = await client.get("/export")

    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/x-ndjson"
    assert answer.headers["cache-control"] == "no-store"
    name = f"broadsheet-{USER.text_of(ada.user_id)}.jsonl"
    assert answer.headers["content-disposition"] == f'attachment; filename="{name}"'
    assert orjson.loads(answer.content.splitlines()[-1]) == {"type": "end", "lines": 3}


@pytest.mark.parametrize(
    ("is_token", "status", "code"), [(False, 401, "UNAUTHENTICATED"), (True, 403, "SESSION_NEEDED")]
)
async def test_only_a_person_exports(
    database: PinnedDatabase, is_token: bool, status: int, code: str
) -> None:
    actor: Actor = Anonymous()
    if is_token:
        token_id = ACCESS_TOKEN.new_id(at=NOON)
        actor = replace(await make_account(database), access_token_id=token_id)
    async with door(database, actor) as client:
        answer = await client.get("/export")

    assert answer.status_code == status
    assert answer.json()["errors"][0]["extensions"]["code"] == code


async def test_one_is_written_at_a_time(database: PinnedDatabase) -> None:
    ada = signed_in(await make_account(database))
    async with door(database, ada) as client:
        answers = await asyncio.gather(*(client.get("/export") for _ in range(3)))
        later = await client.get("/export")

    assert sorted(answer.status_code for answer in answers) == [200, 429, 429]
    assert {answer.headers.get("retry-after") for answer in answers} == {None, "60"}
    assert later.status_code == 200


async def test_a_session_opens_the_real_door(server: str) -> None:
    async with own_database(server, "broadsheet_export") as dsn:
        writer = await asyncpg.connect(dsn)
        ada, now = await make_account(writer), datetime.now(UTC)
        _, session = await make_session(writer, ada, at=now)
        token = await make_access_token(writer, ada, at=now)
        await writer.close()
        bearer, cookie = {"authorization": f"Bearer {session}"}, f"__Host-broadsheet={session}"
        home, elsewhere = "https://api.example", "https://evil.example"
        async with application(dsn, public_url=home) as client:

            async def ask(method: str, **headers: str) -> int:
                return (await client.request(method, "/export", headers=headers)).status_code

            assert await ask("GET", **bearer) == 200
            assert await ask("GET", authorization=f"Bearer {token}") == 403
            assert await ask("GET", authorization="Bearer bss_") == 401
            assert await ask("GET") == 401
            # A cookie is believed where a page of ours says that it sends it.
            assert await ask("GET", cookie=cookie, origin=home) == 401
            assert await ask("POST", cookie=cookie, origin=elsewhere) == 401
            assert await ask("POST", cookie=cookie) == 401
            assert await ask("POST", cookie=cookie, origin=home) == 200
