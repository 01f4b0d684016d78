"""Who may do what with posts, and who finds them."""

from collections.abc import Mapping
from typing import Any

from domain.ids import POST
from domain.posts.models import PostStatus
from tests.api.client import Api
from tests.factories import make_post, make_series
from tests.permissions.rules import DENIED, NO_ONE, YES, Maker, Read, Rule, Viewed
from tests.permissions.world import World

_NOT_FOUND = "POST_NOT_FOUND"


async def _add_post(world: World, name: str, status: PostStatus) -> str:
    """Make a post whose name says its state, and another one that follows it everywhere."""
    database, author = world.database, world.member("author")
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
    follower = await make_post(
        database, author, publication_id=world.publication_id, slug=f"after-{name}"
    )
    await database.execute(
        "INSERT INTO series_posts (series_id, post_id, position) VALUES ($1, $2, 1)",
        series,
        follower,
    )
    return POST.text_of(post_id)


def _of(status: PostStatus) -> Maker:
    async def make(world: World, _: str) -> str:
        return await _add_post(world, status.value, status)

    return make


def _put_away(name: str, mutation: str) -> Maker:
    async def make(world: World, _: str) -> str:
        """Make a draft, and have its author put it away."""
        id = await _add_post(world, name, PostStatus.DRAFT)
        await _do(world, mutation, postId=id)
        return id

    return make


async def _edited(world: World, _: str) -> str:
    """Make a public post with an edit that readers do not see yet, which is titled by its id."""
    id = await _add_post(world, "edited", PostStatus.PUBLISHED)
    await _do(world, "savePost", postId=id, version=1, title=f"edit of {id}")
    return id


async def _do(world: World, mutation: str, **given: Any) -> None:
    name = mutation[0].upper() + mutation[1:]
    document = f"""
        mutation ($input: {name}Input!) {{ result: {mutation}(input: $input) {{ __typename }} }}
    """
    answer = await Api(world.database)(document, actor=world.actors["author"], input=given)
    assert answer["result"]["__typename"] == f"{name}Success"


MAKERS: Mapping[str, Maker] = {
    "draft": _of(PostStatus.DRAFT),
    "published": _of(PostStatus.PUBLISHED),
    "edited": _edited,
    "withdrawn": _of(PostStatus.WITHDRAWN),
    "archived": _put_away("archived", "archivePost"),
    "deleted": _put_away("deleted", "deletePost"),
    "removed": _of(PostStatus.REMOVED),
}

_PUBLIC = frozenset({"published", "edited"})


def _rules(mutation: str, states: Mapping[str, Mapping[str, str]], **given: object) -> list[Rule]:
    """Those who are not named see public posts, but for the staff no others."""
    return [
        Rule(
            mutation,
            state,
            {"postId": f"{{{state}}}", **given},
            outcomes,
            rest=DENIED if state in _PUBLIC else _NOT_FOUND,
        )
        for state, outcomes in states.items()
    ]


RULES = [
    Rule(
        "createPost",
        "in the publication",
        {"publicationId": "{here}", "title": "A title"},
        {YES: "contributor writers editors admin"},
        rest=DENIED,
    ),
    Rule(
        "createPost",
        "in the first that one owns",
        {"title": "A title"},
        {YES: "owner"},
        rest="NO_PUBLICATION_OF_OWN",
    ),
    *_rules(
        "savePost",
        {
            "draft": {YES: "writers editors admin", DENIED: "moderator"},
            "published": {YES: "writers editors admin"},
            "withdrawn": {YES: "writers editors admin", DENIED: "moderator"},
            "archived": {YES: "writers editors admin", DENIED: "moderator"},
            "deleted": {"POST_DELETED": "writers editors admin", DENIED: "moderator"},
            "removed": {"POST_REMOVED": "writers editors admin", DENIED: "moderator"},
        },
        version=1,
        title="Another title",
    ),
    *_rules(
        "publishPost",
        {
            "draft": {YES: "editors admin", DENIED: "writers moderator"},
            "published": {"POST_ALREADY_PUBLISHED": "editors admin"},
            "withdrawn": {YES: "editors admin", DENIED: "writers moderator"},
            "archived": {YES: "editors admin", DENIED: "writers moderator"},
            "deleted": {"POST_DELETED": "editors admin", DENIED: "writers moderator"},
            "removed": {"POST_REMOVED": "editors admin", DENIED: "writers moderator"},
        },
    ),
    *_rules(
        "publishPostEdits",
        {
            "edited": {YES: "editors admin"},
            "published": {"NO_PENDING_EDIT": "editors admin"},
            "draft": {"NO_PENDING_EDIT": "editors admin", DENIED: "writers moderator"},
        },
        version=2,
    ),
    *_rules(
        "discardPostEdits",
        {
            "edited": {YES: "writers editors admin"},
            "published": {"NO_PENDING_EDIT": "writers editors admin"},
            "draft": {"NO_PENDING_EDIT": "writers editors admin", DENIED: "moderator"},
        },
        version=2,
    ),
    *_rules(
        "unpublishPost",
        {
            "published": {YES: "author editors staff"},
            "edited": {YES: "author editors staff"},
            "draft": {"POST_NOT_PUBLISHED": "author editors staff", DENIED: "co_author"},
            "removed": {"POST_NOT_PUBLISHED": "author editors staff", DENIED: "co_author"},
        },
    ),
    *_rules(
        "archivePost",
        {
            "draft": {YES: "writers editors admin", DENIED: "moderator"},
            "published": {YES: "author editors admin"},
            "withdrawn": {YES: "writers editors admin", DENIED: "moderator"},
            "archived": {"POST_ALREADY_ARCHIVED": "writers editors admin", DENIED: "moderator"},
            "deleted": {"POST_DELETED": "writers editors admin", DENIED: "moderator"},
            "removed": {"POST_REMOVED": "writers editors admin", DENIED: "moderator"},
        },
    ),
    *_rules(
        "deletePost",
        {
            "draft": {YES: "author editors admin", DENIED: "co_author moderator"},
            "published": {YES: "editors admin"},
            "withdrawn": {YES: "editors admin", DENIED: "writers moderator"},
            "archived": {YES: "author editors admin", DENIED: "co_author moderator"},
            "deleted": {
                "POST_DELETED": "author editors admin",
                DENIED: "co_author moderator",
            },
            "removed": {"POST_REMOVED": "editors admin", DENIED: "writers moderator"},
        },
    ),
    *_rules(
        "restorePost",
        {
            "archived": {YES: "writers editors admin", DENIED: "moderator"},
            "deleted": {YES: "author editors admin", DENIED: "co_author moderator"},
            "draft": {"NOTHING_TO_RESTORE": "writers editors admin", DENIED: "moderator"},
            "published": {"NOTHING_TO_RESTORE": "writers editors admin"},
        },
    ),
]

_SEEN_BY = "writers editors staff reader"
"""Who may edit a post sees it whatever its state, and so do the staff."""

_EDITED_BY = "writers editors admin reader"

_HIDDEN = dict.fromkeys(("draft", "withdrawn", "archived", "deleted", "removed"), _SEEN_BY)
_BY_NAME = {"published": "everyone", "edited": "everyone", **_HIDDEN}
_IN_LISTS = {
    "published": "everyone",
    "edited": "everyone",
    **dict.fromkeys(_HIDDEN, NO_ONE),
}

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

_TITLES = "nodes { title brief }"

READS = [
    *(Read("Post", way, document, _BY_NAME) for way, document in _NAMED.items()),
    *(Read("Post", way, document, _IN_LISTS) for way, document in _LISTED.items()),
    Read(
        "Edit of a post",
        "Post.pendingEdit",
        '{ post(publication: "daily", slug: "STATE") { pendingEdit { title } } }',
        {"edited": _EDITED_BY},
    ),
    Read(
        "Edit of a post",
        "Post.newestEdit",
        '{ post(publication: "daily", slug: "STATE") { newestEdit { title } } }',
        {"edited": _EDITED_BY},
    ),
    Read(
        "Edit of a post",
        "Post.newestEdit, of node",
        "query ($id: ID!) { node(id: $id) { ... on Post { newestEdit { title } } } }",
        {"edited": _EDITED_BY},
    ),
    Read(
        "Edit of a post",
        "Post.title",
        f'{{ posts {{ {_TITLES} }} post(publication: "daily", slug: "STATE") {{ title brief }} }}',
        {"edited": NO_ONE},
    ),
]

_UNSEEN_BY = "anonymous contributor outsiders"

_WHO_MAY_EDIT = "writers editors admin"

VIEWED = [
    Viewed(
        "Post.viewerCanEdit",
        {
            "published": (_WHO_MAY_EDIT, NO_ONE),
            "draft": (_WHO_MAY_EDIT, _UNSEEN_BY),
            "removed": (_WHO_MAY_EDIT, _UNSEEN_BY),
        },
    ),
    Viewed(
        "Post.viewerCanPublish",
        {
            "published": ("editors admin", NO_ONE),
            "draft": ("editors admin", _UNSEEN_BY),
        },
    ),
    Viewed(
        "Post.viewerCanUnpublish",
        {
            "published": ("author editors staff", NO_ONE),
            "draft": ("author editors staff", _UNSEEN_BY),
        },
    ),
    Viewed(
        "Post.viewerCanDelete",
        {
            "published": ("editors admin", NO_ONE),
            "draft": ("author editors admin", _UNSEEN_BY),
        },
    ),
    Viewed(
        "Post.viewerCanSubmit",
        {
            "edited": (_WHO_MAY_EDIT, NO_ONE),
            "draft": (_WHO_MAY_EDIT, _UNSEEN_BY),
        },
    ),
    Viewed(
        "Post.viewerCanChooseCoAuthors",
        {
            "published": ("author editors admin", NO_ONE),
            "draft": ("author editors admin", _UNSEEN_BY),
        },
    ),
]
