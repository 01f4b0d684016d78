"""Who may do what with posts."""

from collections.abc import Mapping
from typing import Any

from domain.ids import POST
from domain.posts.models import PostStatus
from tests.api.client import Api
from tests.factories import make_post, make_series
from tests.permissions.rules import DENIED, YES, Maker, Rule
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
