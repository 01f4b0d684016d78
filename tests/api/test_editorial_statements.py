"""How many statements a step between writers and editors takes, and reading what came of it."""

from typing import Any

import asyncpg
import pytest

from domain.ids import REVISION, USER
from domain.posts.models import PostStatus
from tests.api.client import Api
from tests.api.post_callers import make_people
from tests.api.test_writing_statements import counted
from tests.factories import (
    make_account,
    make_audit_entry,
    make_co_author_invitation,
    make_post,
    make_preview_link,
    make_revision,
    make_submission,
)
from tests.pinned import PinnedDatabase

_BRIEF = "Short."
_LONG = "Many words. " * 2_000


@pytest.mark.parametrize("text", [_BRIEF, _LONG], ids=["a short text", "a long text"])
async def test_a_step_takes_as_many_statements_whatever_it_is_about(
    database: PinnedDatabase, connection: asyncpg.Connection, api: Api, text: str
) -> None:
    people = await make_people(database)
    author, editor = people.member("the author"), people.member("an editor")
    eve = await make_account(database)
    if text is _LONG:
        for _ in range(5):
            await make_co_author_invitation(
                database, people.post_id, await make_account(database), author
            )
    revision_id = await make_revision(database, people.post_id, author, text=text)
    post, user = {"postId": people.id}, {"userId": USER.text_of(eve.user_id)}
    taken: dict[str, int] = {}

    async def take(name: str, actor: Any, given: Any, shown: str = "__typename") -> Any:
        title = name[0].upper() + name[1:]
        document = f"""
            mutation ($input: {title}Input!) {{
                {name}(input: $input) {{ ... on {title}Success {{ {shown} }} }}
            }}
        """
        with counted(connection) as statements:
            answer = await api(document, actor=actor, input=given)
        assert answer[name], name
        taken[name] = len(statements)
        return answer[name]

    made = await take("createPreviewLink", author, post, "previewLink { id }")
    await take("revokePreviewLink", author, {"previewLinkId": made["previewLink"]["id"]})
    asked = await take("inviteCoAuthor", author, post | user, "invitation { id }")
    await take("acceptCoAuthorship", eve, {"invitationId": asked["invitation"]["id"]})
    await take("removeCoAuthor", author, post | user)
    restored = {"revisionId": REVISION.text_of(revision_id), "version": 1}
    await take("restoreRevision", author, restored)
    await take("submitPost", author, post)
    await take("requestChanges", editor, post | {"reason": "More."})
    await take("submitPost", author, post)
    await take("withdrawSubmission", author, post)
    await take("submitPost", author, post)
    await take("approvePost", editor, post | {"version": 2})
    contributor = USER.text_of(people.member("a contributor").user_id)
    await take("changePostAuthor", editor, post | {"userId": contributor})

    assert taken == {
        "acceptCoAuthorship": 9,
        "approvePost": 15,
        "changePostAuthor": 11,
        "createPreviewLink": 6,
        "inviteCoAuthor": 6,
        "removeCoAuthor": 5,
        "requestChanges": 6,
        "restoreRevision": 15,
        "revokePreviewLink": 4,
        "submitPost": 7,
        "withdrawSubmission": 6,
    }


_POST = """
    ... on Post {
      previewLinks(first: $first) { nodes { createdBy { name } } }
      coAuthorInvitations(first: $first) { nodes { user { name } invitedBy { name } } }
      revisions(first: $first) { nodes { author { name } tags content { html } } }
      changeLog(first: $first) { totalCount nodes { title titleBefore } }
      review { submittedBy { name } reviewer { name } }
      viewerCanEdit viewerCanChooseCoAuthors
    }
"""

LISTS = [
    # The post; the viewer's part in its publication, to find it and for all that editors see;
    # links, invitations and revisions, each with people; changes, counted; review; tags; texts.
    pytest.param(
        f"query ($id: ID!, $first: Int!) {{ node(id: $id) {{ {_POST} }} }}", 14, id="post"
    ),
    pytest.param(
        """query ($id: ID!, $first: Int!) { node(id: $id) { ... on Post { publication {
          submissions(first: $first) { nodes { post { title } submittedBy { name } } }
        } } } }""",
        8,
        id="submissions",
    ),
    pytest.param(
        """query ($id: ID!, $first: Int!) { node(id: $id) { ... on Post { publication {
          auditEntries(first: $first) { nodes { actor { name } subject { id } } }
        } } } }""",
        8,
        id="audit entries",
    ),
    pytest.param(
        """query ($first: Int!) { viewer {
          coAuthorInvitations(first: $first) { nodes { post { title } invitedBy { name } } }
        } }""",
        5,
        id="invitations",
    ),
]


@pytest.mark.parametrize("first", [1, 5])
@pytest.mark.parametrize(("query", "statements"), LISTS)
async def test_a_list_takes_as_many_statements_whatever_its_page_size(
    database: PinnedDatabase, api: Api, query: str, statements: int, first: int
) -> None:
    people = await make_people(database)
    owner = people.member("an owner")
    for _ in range(5):
        other = await make_account(database)
        await make_preview_link(database, people.post_id, owner)
        await make_co_author_invitation(database, people.post_id, other, owner)
        await make_revision(
            database,
            people.post_id,
            await make_account(database),
            tags=["sql"],
            is_published=True,
            is_substantial=True,
        )
        draft = await make_post(
            database, other, publication_id=people.publication_id, status=PostStatus.DRAFT
        )
        await make_submission(database, draft, other)
        await make_audit_entry(database, people.publication_id, other, draft)
        elsewhere = await make_post(database, other, status=PostStatus.DRAFT)
        await make_co_author_invitation(database, elsewhere, owner, other)
    database.statements.clear()

    variables = {"first": first} | ({"id": people.id} if "$id" in query else {})
    await api(query, actor=owner, **variables)

    assert len(database.statements) == statements, "\n".join(database.statements)
