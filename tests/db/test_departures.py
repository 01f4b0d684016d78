"""Those who leave: what stays, for whom, and that nothing else does."""

from collections.abc import Sequence

import pytest

from db.departures import DepartureRepository
from db.executor import Executor
from domain.actor import Member
from domain.ids import POST, USER
from domain.people.models import SOMEBODY_WHO_LEFT
from domain.posts.models import PostStatus
from tests.api.client import Api
from tests.api.writing import Writer
from tests.factories import (
    NOON,
    make_account,
    make_bookmark,
    make_bookmark_list,
    make_comment,
    make_comment_version,
    make_content,
    make_member,
    make_page,
    make_post,
    make_publication,
    make_reading,
    make_revision,
    make_series,
    make_user,
    react_to_post,
)
from tests.factories.edits import make_pending_edit
from tests.pinned import PinnedDatabase

MARK = "xyzzy"
"""A word that only the one who leaves writes."""


async def tables_with(database: Executor, text: str) -> Sequence[str]:
    """Return every table in which a row holds this text anywhere."""
    tables = await database.fetch(
        "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
    )
    found = []
    for table in tables:
        query = f"SELECT EXISTS (SELECT FROM {table[0]} t WHERE t::text ILIKE $1)"  # noqa: S608 - names of ours
        if await database.fetchval(query, f"%{text}%"):
            found.append(table[0])
    return sorted(found)


async def leaver(database: Executor) -> Member:
    member = await make_account(
        database, username=MARK, name=f"{MARK} Ada", email=f"{MARK}@example.org"
    )
    await database.execute("UPDATE users SET bio = $2 WHERE id = $1", member.user_id, f"{MARK}.")
    return member


async def write_everything(database: Executor, ada: Member, grace: Member) -> None:
    """Leave traces in as many tables as there are."""
    own = await make_publication(database, handle=MARK, owner=ada)
    await database.execute("UPDATE publications SET name = $2 WHERE id = $1", own, f"{MARK}'s")
    content = await make_content(database, text=f"{MARK} in a post")
    post = await make_post(
        database, ada, publication_id=own, title=f"{MARK} title", content_id=content, tags=["sql"]
    )
    await make_comment(database, post, grace, text="Under the post.")
    await revise(database, post, ada, content)
    await make_series(database, own, slug=MARK, posts=[post])
    await make_page(database, own, text=f"{MARK} in a page")
    await make_post(database, ada, publication_id=own, status=PostStatus.DRAFT, title=MARK)
    elsewhere = await make_post(database, grace, publication_id=await make_publication(database))
    comment = await make_comment(database, elsewhere, ada, text=f"{MARK} in a comment")
    await make_comment(database, elsewhere, grace, parent_id=comment, text="In reply.")
    await make_comment_version(database, comment, text=f"{MARK} before")
    alone = await make_comment(database, elsewhere, ada, text=f"{MARK} alone")
    await make_comment(database, elsewhere, ada, parent_id=alone, text=f"{MARK} to myself")
    await react_to_post(database, elsewhere, ada, grace)
    later = await make_bookmark_list(database, ada, name=f"{MARK} list")
    await make_bookmark(database, later, ada, elsewhere)
    await make_reading(database, ada, elsewhere)
    await database.execute(
        """
        INSERT INTO post_reviews (id, post_id, publication_id, state, submitter_id, note,
                                  submitted_at, reviewer_id, reason, decided_at)
        SELECT gen_random_uuid(), id, publication_id, 'changes_requested', $2, $3,
               now(), $2, $3, now()
          FROM posts WHERE id = $1
        """,
        elsewhere,
        ada.user_id,
        f"{MARK} in a review",
    )


async def revise(
    database: Executor, post: object, member: Member, content: object, *, number: int = 1
) -> None:
    await database.execute(
        """
        INSERT INTO revisions (id, post_id, number, author_id, content_id, title, created_at)
        VALUES (gen_random_uuid(), $1, $4, $2, $3, 'An older title', now())
        """,
        post,
        member.user_id,
        content,
        number,
    )


async def discussion(database: Executor) -> Sequence[tuple[object, ...]]:
    rows = await database.fetch(
        """
        SELECT u.name, t.markdown, t.html, c.depth
          FROM comments c
          LEFT JOIN users u ON u.id = c.author_id
          LEFT JOIN contents t ON t.id = c.content_id
         WHERE NOT c.is_bare
         ORDER BY c.position
        """
    )
    return [tuple(row) for row in rows]


async def test_nothing_of_somebody_erased_is_in_any_table(database: PinnedDatabase) -> None:
    ada, grace = await leaver(database), await make_user(database, name="Grace")
    await write_everything(database, ada, grace)
    departures = DepartureRepository(database)
    before = await tables_with(database, MARK)

    await departures.erase(ada.user_id, at=NOON)
    await departures.forget_address(f"{MARK}@example.org")
    await departures.remove(ada.user_id)

    assert {"accounts", "contents", "posts", "publications", "series", "users"} <= set(before)
    assert await tables_with(database, MARK) == []
    assert await tables_with(database, str(ada.user_id)) == []
    assert await database.fetchval("SELECT count(*) FROM posts") == 1
    assert await database.fetchval("SELECT count(*) FROM contents") == 2
    assert await discussion(database) == [
        (None, None, None, 0),
        ("Grace", "In reply.", "<p>In reply.</p>", 1),
    ]
    assert await database.fetchval("SELECT reaction_count FROM posts") == 1
    assert await database.fetchval("SELECT comment_count FROM posts") == 1


async def test_all_who_were_erased_are_one(database: PinnedDatabase) -> None:
    content = await make_content(database)
    post = await make_post(database, await make_user(database), content_id=content)
    for number in range(2):
        member = await make_account(database)
        await revise(database, post, member, content, number=number)
        departures = DepartureRepository(database)
        await departures.erase(member.user_id, at=NOON)
        await departures.remove(member.user_id)

    authors = await database.fetch("SELECT DISTINCT author_id FROM revisions")
    assert [row["author_id"] for row in authors] == [SOMEBODY_WHO_LEFT]


async def test_what_was_written_together_is_the_others(database: PinnedDatabase) -> None:
    ada, grace, bob = await leaver(database), await make_user(database), await make_user(database)
    place = await make_publication(database)
    led = await make_post(database, ada, publication_id=place, co_authors=[grace, bob])
    joined = await make_post(database, grace, publication_id=place, co_authors=[ada, bob])

    departures = DepartureRepository(database)
    await departures.erase(ada.user_id, at=NOON)
    await departures.remove(ada.user_id)

    rows = await database.fetch("SELECT id, author_id, co_author_ids FROM posts")
    assert {row["id"]: (row["author_id"], row["co_author_ids"]) for row in rows} == {
        led: (grace.user_id, [bob.user_id]),
        joined: (grace.user_id, [bob.user_id]),
    }


async def test_what_is_public_stays_under_no_name(database: PinnedDatabase) -> None:
    ada, grace = await leaver(database), await make_user(database, name="Grace")
    await write_everything(database, ada, grace)
    anonymous = USER.new_id(at=NOON)

    departures = DepartureRepository(database)
    await departures.keep_anonymous(ada.user_id, anonymous, at=NOON)
    await departures.forget_address(f"{MARK}@example.org")
    await departures.remove(ada.user_id)

    titles = await database.fetch("SELECT title FROM posts WHERE author_id = $1", anonymous)
    assert [row["title"] for row in titles] == [f"{MARK} title"]
    said = [line[:2] for line in await discussion(database)]
    assert ("Somebody who left", f"{MARK} in a comment") in said
    assert await database.fetchval("SELECT count(*) FROM comment_versions") == 0
    person = await database.fetchrow("SELECT * FROM users WHERE id = $1", anonymous)
    assert person
    assert person["username"].startswith("deleted-")
    assert person["name"] == "Somebody who left"
    assert person["bio"] is None
    assert person["claimed_at"] is not None
    place = await database.fetchrow(
        "SELECT handle, name FROM publications WHERE handle LIKE 'del%'"
    )
    assert place
    assert tuple(place) == (person["username"], "Somebody who left")
    assert await tables_with(database, str(ada.user_id)) == []
    assert await tables_with(database, f"{MARK}@") == []
    assert await database.fetchval("SELECT max(reaction_count) FROM posts") == 2


@pytest.mark.parametrize(
    ("other", "is_needed"),
    [
        (None, False),
        ("editor", True),
        ("contributor", True),
        ("owner", False),
        ("author", True),
    ],
)
async def test_a_publication_that_others_use_needs_an_owner(
    database: PinnedDatabase, other: str | None, is_needed: bool
) -> None:
    ada, grace = await make_account(database), await make_user(database)
    place = await make_publication(database, handle="daily", owner=ada)
    if other == "author":
        await make_post(database, grace, publication_id=place)
    elif other is not None:
        await make_member(database, place, grace, role=other)
    await make_publication(database, owner=grace, editor=ada)

    found = await DepartureRepository(database).without_heir(ada.user_id)

    assert found == (["daily"] if is_needed else [])


@pytest.mark.parametrize("of_the_title_alone", [True, False])
async def test_of_what_is_public_unpublished_edits_go_and_nothing_else(
    database: PinnedDatabase, of_the_title_alone: bool
) -> None:
    ada = await leaver(database)
    post = await make_post(database, ada)
    public = await database.fetchval("SELECT content_id FROM posts WHERE id = $1", post)
    await make_revision(database, post, ada, text="Once said.", is_published=True)
    await make_revision(database, post, ada, text=f"{MARK} saved.")
    await make_pending_edit(database, post, ada, title=f"{MARK} title", text=f"{MARK} better.")
    if of_the_title_alone:
        await database.execute("UPDATE post_edits SET content_id = $1", public)
        await database.execute("UPDATE revisions SET content_id = $1 WHERE number = 2", public)

    departures, nobody = DepartureRepository(database), USER.new_id(at=NOON)
    await departures.keep_anonymous(ada.user_id, nobody, at=NOON)

    assert await database.fetchval("SELECT count(*) FROM post_edits") == 0
    revisions = await database.fetch("SELECT number, author_id FROM revisions")
    assert [tuple(row) for row in revisions] == [(1, nobody)]
    kept = await database.fetchval("SELECT content_id FROM posts WHERE id = $1", post)
    assert kept == public
    texts = await database.fetch("SELECT markdown FROM contents")
    assert of_the_title_alone or not [row for row in texts if MARK in row["markdown"]]


@pytest.mark.parametrize("is_erased", [True, False])
async def test_those_may_leave_who_have_an_edit_pending(
    database: PinnedDatabase, api: Api, is_erased: bool
) -> None:
    """Its text is that of a revision, too."""
    ada = await make_account(database)
    post = POST.text_of(await make_post(database, ada))
    await Writer(api, ada).gets("savePost", postId=post, version=1, markdown=MARK)

    departures = DepartureRepository(database)
    if is_erased:
        await departures.erase(ada.user_id, at=NOON)
    else:
        await departures.keep_anonymous(ada.user_id, USER.new_id(at=NOON), at=NOON)
    await departures.remove(ada.user_id)

    assert await tables_with(database, MARK) == []
