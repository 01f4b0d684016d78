"""Who may do what with tags and series."""

from collections.abc import Mapping

from domain.ids import POST, SERIES, TAG
from domain.posts.models import PostStatus
from tests.factories import make_post, make_series, make_tag
from tests.permissions.rules import DENIED, NO_ONE, SCOPE, YES, Maker, Read, Rule, Viewed
from tests.permissions.world import World


async def _unused_tag(world: World, _: str) -> str:
    return TAG.text_of(await make_tag(world.database, "unused"))


async def _series_here(world: World, _: str) -> str:
    """Make a series that is public: one of its posts is."""
    return await _series(world, "public-series", PostStatus.PUBLISHED)


async def _hidden_series(world: World, _: str) -> str:
    return await _series(world, "hidden-series", PostStatus.DRAFT)


async def _series(world: World, slug: str, status: PostStatus) -> str:
    author = world.member("author")
    posts = [
        await make_post(
            world.database,
            author,
            publication_id=world.publication_id,
            co_authors=[world.member("co_author")],
            status=status,
        )
        for _ in range(2)
    ]
    world.made[f"part_of_{slug.replace('-', '_')}"] = POST.text_of(posts[0])
    series = await make_series(world.database, world.publication_id, slug=slug, posts=posts)
    return SERIES.text_of(series)


async def _part_of_public(world: World, _: str) -> str:
    await world.thing("public_series")
    return world.made["part_of_public_series"]


MAKERS: Mapping[str, Maker] = {
    "unused_tag": _unused_tag,
    "public_series": _series_here,
    "hidden_series": _hidden_series,
    "part_of_public": _part_of_public,
}

_KEEPERS = {YES: "staff", SCOPE: "lent"}
_ORGANISERS = "editors admin"
_HIDDEN = "SERIES_NOT_FOUND"


def _of_series(mutation: str, yes: str, *, of_hidden: bool = True, **given: object) -> list[Rule]:
    public = Rule(
        mutation, "public", {"seriesId": "{public_series}", **given}, {YES: yes}, rest=DENIED
    )
    hidden = Rule(
        mutation,
        "without public posts",
        {"seriesId": "{hidden_series}", **given},
        {YES: _ORGANISERS, DENIED: "moderator"},
        rest=_HIDDEN,
    )
    return [public, hidden] if of_hidden else [public]


RULES = [
    Rule("createTag", "", {"name": "A new tag"}, _KEEPERS, rest=DENIED),
    Rule("updateTag", "", {"tagId": "{tag}", "name": "Renamed"}, _KEEPERS, rest=DENIED),
    Rule(
        "mergeTags",
        "",
        {"fromTagId": "{tag}", "intoTagId": "{unused_tag}"},
        _KEEPERS,
        rest=DENIED,
    ),
    Rule("deleteTag", "without posts", {"tagId": "{unused_tag}"}, _KEEPERS, rest=DENIED),
    Rule(
        "deleteTag",
        "with posts",
        {"tagId": "{tag}"},
        {"TAG_IN_USE": "staff", SCOPE: "lent"},
        rest=DENIED,
    ),
    Rule(
        "setPublicationTags",
        "",
        {"publicationId": "{here}", "tags": [{"tagId": "{tag}"}]},
        {YES: _ORGANISERS},
        rest=DENIED,
    ),
    Rule(
        "createSeries",
        "",
        {"publicationId": "{here}", "title": "A series"},
        {YES: _ORGANISERS},
        rest=DENIED,
    ),
    *_of_series("updateSeries", _ORGANISERS, title="Another title"),
    *_of_series("deleteSeries", _ORGANISERS),
    *_of_series("addPostToSeries", f"writers {_ORGANISERS}", postId="{published}"),
    *_of_series(
        "removePostFromSeries",
        f"writers {_ORGANISERS}",
        of_hidden=False,
        postId="{part_of_public}",
    ),
    *_of_series(
        "movePostInSeries",
        _ORGANISERS,
        of_hidden=False,
        postId="{part_of_public}",
        position=2,
    ),
]

_SERIES = {"public_series": "everyone", "hidden_series": "editors staff reader"}
_TO_EDITORS = dict.fromkeys(_SERIES, "editors staff reader")

READS = [
    Read(
        "Series",
        "Publication.viewerSeries",
        '{ publication(handle: "daily") { viewerSeries { totalCount nodes { id } } } }',
        _TO_EDITORS,
    ),
    Read("Series", "node", "query ($id: ID!) { node(id: $id) { id } }", _SERIES),
    Read("Series", "nodes", "query ($id: ID!) { nodes(ids: [$id]) { id } }", _SERIES),
    Read(
        "Post of a series",
        "Series.viewerPosts",
        """
        {
          publication(handle: "daily") {
            viewerSeries { nodes { viewerPosts { totalCount nodes { id } } } }
          }
        }
        """,
        {"published": "editors staff reader", "draft": "editors staff reader"},
    ),
]

VIEWED = [
    Viewed(
        "Series.viewerCanEdit",
        {
            "public_series": (_ORGANISERS, NO_ONE),
            "hidden_series": (_ORGANISERS, "anonymous contributor writers outsiders"),
        },
    ),
]
