"""How many statements a step between writers and editors takes, and reading what came of it."""

from typing import Any

import asyncpg
import pytest

from domain.ids import REVISION, USER
from tests.api.client import Api
from tests.api.people import make_people
from tests.api.test_writing_statements import counted
from tests.factories import make_account, make_invitation, make_revision
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
            await make_invitation(database, people.post_id, await make_account(database), author)
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
        "approvePost": 14,
        "changePostAuthor": 11,
        "createPreviewLink": 6,
        "inviteCoAuthor": 6,
        "removeCoAuthor": 5,
        "requestChanges": 6,
        "restoreRevision": 15,
        "revokePreviewLink": 4,
        "submitPost": 6,
        "withdrawSubmission": 6,
    }
