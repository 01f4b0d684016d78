"""Who may do what with posts, and who finds them."""

from collections.abc import Mapping

from domain.ids import POST
from domain.posts.models import PostStatus
from tests.factories import make_post, make_series
from tests.permissions.rules import DENIED, NO_ONE, SCOPE, SIGN_IN, YES, Maker, Read, Rule
from tests.permissions.world import World

_NOT_FOUND = "POST_NOT_FOUND"


def _of(status: PostStatus) -> Maker:
    async def make(world: World, _: str) -> str:
        """Make a post whose name says its state, and one before and after it."""
        database, author = world.database, world.member("author")
        name = status.value
        post_id = await make_post(
            database,
            author,
            publication_id=world.publication_id,
            co_authors=[world.member("co_author")],
            status=status,
            slug=name,
            tags=["a-tag"],
        )
        series = await make_series(database, world.publication_id, slug=name, posts=[post_id])
        neighbour = await make_post(
            database, author, publication_id=world.publication_id, slug=f"after-{name}"
        )
        await database.execute(
            "INSERT INTO series_posts (series_id, post_id, position) VALUES ($1, $2, 1)",
            series,
            neighbour,
        )
        return POST.text_of(post_id)

    return make


MAKERS: Mapping[str, Maker] = {status.value: _of(status) for status in PostStatus}

RULES = [
    *(
        Rule(
            "publishPost",
            state,
            {"postId": f"{{{state}}}"},
            {
                YES: "editors staff",
                DENIED: "writers",
                _NOT_FOUND: "contributor outsiders",
                SCOPE: "reader",
                SIGN_IN: "anonymous",
            },
        )
        for state in ("draft", "withdrawn")
    ),
    Rule(
        "publishPost",
        "published",
        {"postId": "{published}"},
        {
            "POST_ALREADY_PUBLISHED": "editors staff",
            DENIED: "outsiders contributor writers",
            SCOPE: "reader",
            SIGN_IN: "anonymous",
        },
    ),
    Rule(
        "publishPost",
        "removed",
        {"postId": "{removed}"},
        {
            "POST_REMOVED": "editors staff",
            DENIED: "writers",
            _NOT_FOUND: "contributor outsiders",
            SCOPE: "reader",
            SIGN_IN: "anonymous",
        },
    ),
]

_EDITED_BY = "writers editors staff reader"
"""Who may edit a post sees it whatever its state."""

_BY_NAME = {
    "draft": _EDITED_BY,
    "published": "everyone",
    "withdrawn": _EDITED_BY,
    "removed": _EDITED_BY,
}
_IN_LISTS = {"draft": NO_ONE, "published": "everyone", "withdrawn": NO_ONE, "removed": NO_ONE}

_PAGE = "totalCount nodes { id }"
_POSTS = f"posts(first: 100) {{ {_PAGE} }}"

_NAMED = {
    "node": "query ($id: ID!) { node(id: $id) { id } }",
    "nodes": "query ($id: ID!) { nodes(ids: [$id]) { id } }",
    "post(slug)": '{ post(publication: "daily", slug: "STATE") { id } }',
    "resolvePath": '{ resolvePath(publication: "daily", path: "STATE") { ... on Post { id } } }',
}

_LISTED = {
    "posts": f"{{ {_POSTS} }}",
    "posts, backward": f"{{ posts(last: 100, orderBy: OLDEST) {{ {_PAGE} }} }}",
    "posts(filter)": f'{{ posts(filter: {{author: "co-author", tag: "a-tag"}}) {{ {_PAGE} }} }}',
    "Publication.posts": f'{{ publication(handle: "daily") {{ postCount {_POSTS} }} }}',
    "Tag.posts": f'{{ tag(slug: "a-tag") {{ postCount {_POSTS} }} }}',
    "User.posts": f'{{ user(username: "co-author") {{ {_POSTS} }} }}',
    "Series.posts": f'{{ publication(handle: "daily") {{ series {{ nodes {{ {_POSTS} }} }} }} }}',
    "Post.previous": '{ post(publication: "daily", slug: "after-STATE") { previous { id } } }',
}

READS = [
    *(Read("Post", way, document, _BY_NAME) for way, document in _NAMED.items()),
    *(Read("Post", way, document, _IN_LISTS) for way, document in _LISTED.items()),
]
