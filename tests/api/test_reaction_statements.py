"""What reacting costs in statements, and showing it in lists."""

import pytest

from domain.actor import Member
from domain.ids import COMMENT, POST
from tests.api.callers import ask, code_of, mutation
from tests.api.client import Api
from tests.factories import (
    make_comment,
    make_post,
    make_publication,
    make_user,
    react_to_comment,
    react_to_post,
)
from tests.pinned import PinnedDatabase

_SUBJECT = "subject { reactionCount reactionCounts { kind count } viewerReactions }"

_COMMENTS = """
    comments(first: $first) {
      nodes { viewerReactions reactions(first: $first) { nodes { kind user { name } } } }
    }
"""
_LIST = f"""
    query ($first: Int!) {{
      posts(first: $first) {{ nodes {{
        viewerReactions
        reactions(first: $first) {{ totalCount nodes {{ kind user {{ name }} }} }}
        {_COMMENTS}
      }} }}
    }}
"""


async def make_liked(database: PinnedDatabase, fans: list[Member]) -> tuple[str, str]:
    post_id = await make_post(database, fans[0])
    comment_id = await make_comment(database, post_id, fans[0])
    await make_comment(database, post_id, fans[0])
    await react_to_post(database, post_id, *fans)
    await react_to_comment(database, comment_id, *fans)
    return POST.text_of(post_id), COMMENT.text_of(comment_id)


@pytest.mark.parametrize("number", [2, 7])
@pytest.mark.parametrize(
    ("name", "kind", "statements"),
    [("setReaction", "love", 7), ("setReaction", "like", 6), ("removeReaction", "like", 7)],
)
async def test_reacting_costs_the_same_however_many_have(
    database: PinnedDatabase, name: str, kind: str, statements: int, number: int
) -> None:
    fans = [await make_user(database) for _ in range(number)]
    api = Api(database)
    for subject in await make_liked(database, fans):
        database.statements.clear()
        result = await ask(api, mutation(name, _SUBJECT), fans[0], subjectId=subject, kind=kind)
        assert code_of(result) is None, result
        assert len(database.statements) == statements, "\n".join(database.statements)


@pytest.mark.parametrize("first", [1, 5])
@pytest.mark.parametrize(("is_signed_in", "statements"), [(True, 8), (False, 6)])
async def test_a_list_costs_one_statement_for_what_the_viewer_gave(
    database: PinnedDatabase, first: int, *, is_signed_in: bool, statements: int
) -> None:
    await make_publication(database)
    fans = [await make_user(database) for _ in range(5)]
    for _ in range(5):
        await make_liked(database, fans)
    api = Api(database, *fans[:1]) if is_signed_in else Api(database)
    database.statements.clear()

    found = await api(_LIST, first=first)

    assert len(found["posts"]["nodes"]) == first
    assert found["posts"]["nodes"][0]["viewerReactions"] == (["like"] if is_signed_in else [])
    assert len(database.statements) == statements, "\n".join(database.statements)
