"""Who finds what is not a post: comments, pages, series, tags, redirects, people, publications."""

from collections.abc import Iterator, Mapping

from domain.ids import COMMENT, PAGE, PUBLICATION, REDIRECT, SERIES, TAG, USER, PostId
from domain.pages.models import PageStatus
from domain.posts.models import PostStatus
from tests.factories import (
    hide_comment,
    make_comment,
    make_page,
    make_post,
    make_redirect,
    make_series,
    make_tag,
)
from tests.permissions.rules import NO_ONE, Maker, Read
from tests.permissions.world import World

_NODE = "query ($id: ID!) { node(id: $id) { id } }"
_NODES = "query ($id: ID!) { nodes(ids: [$id]) { id } }"
_PAGE = "totalCount nodes { id }"


def _ways(kind: str, found_by: Mapping[str, str], **ways: str) -> Iterator[Read]:
    for way, document in {"node": _NODE, "nodes": _NODES, **ways}.items():
        yield Read(kind, way, document, found_by)


async def _post(world: World, status: PostStatus, *tags: str) -> PostId:
    author = world.member("author")
    return await make_post(
        world.database, author, publication_id=world.publication_id, status=status, tags=tags
    )


async def _shown_comment(world: World, _: str) -> str:
    post_id = await _post(world, PostStatus.PUBLISHED)
    return COMMENT.text_of(await make_comment(world.database, post_id, world.member("contributor")))


async def _hidden_comment(world: World, _: str) -> str:
    post_id = await _post(world, PostStatus.PUBLISHED)
    comment_id = await make_comment(world.database, post_id, world.member("contributor"))
    await hide_comment(world.database, comment_id)
    return COMMENT.text_of(comment_id)


async def _comment_below_hidden(world: World, _: str) -> str:
    post_id, commenter = await _post(world, PostStatus.PUBLISHED), world.member("contributor")
    above = await make_comment(world.database, post_id, commenter)
    comment_id = await make_comment(world.database, post_id, commenter, parent_id=above)
    await hide_comment(world.database, above)
    return COMMENT.text_of(comment_id)


async def _comment_on_draft(world: World, _: str) -> str:
    post_id = await _post(world, PostStatus.DRAFT)
    return COMMENT.text_of(await make_comment(world.database, post_id, world.member("contributor")))


def _page(name: str, status: PageStatus) -> Maker:
    async def make(world: World, _: str) -> str:
        page_id = await make_page(world.database, world.publication_id, slug=name, status=status)
        return PAGE.text_of(page_id)

    return make


def _series(name: str, status: PostStatus) -> Maker:
    async def make(world: World, _: str) -> str:
        posts = [await _post(world, status)]
        series_id = await make_series(world.database, world.publication_id, slug=name, posts=posts)
        return SERIES.text_of(series_id)

    return make


def _tag(name: str, status: PostStatus) -> Maker:
    async def make(world: World, _: str) -> str:
        await _post(world, status, name)
        return TAG.text_of(await make_tag(world.database, name))

    return make


def _redirect(name: str, status: PostStatus) -> Maker:
    async def make(world: World, _: str) -> str:
        post_id = await _post(world, status)
        redirect_id = await make_redirect(
            world.database, world.publication_id, name, post_id=post_id
        )
        return REDIRECT.text_of(redirect_id)

    return make


async def _publication(world: World, _: str) -> str:
    return PUBLICATION.text_of(world.publication_id)


async def _user(world: World, _: str) -> str:
    return USER.text_of(world.member("stranger").user_id)


_INSIDERS = "editors staff reader"

_HIDDEN, _SHOWN = PostStatus.DRAFT, PostStatus.PUBLISHED

MAKERS: Mapping[str, Maker] = {
    "comment": _shown_comment,
    "hidden_comment": _hidden_comment,
    "comment_below_hidden": _comment_below_hidden,
    "comment_on_draft": _comment_on_draft,
    "page": _page("page", PageStatus.PUBLISHED),
    "draft_page": _page("draft_page", PageStatus.DRAFT),
    "series": _series("series", _SHOWN),
    "series_of_drafts": _series("series_of_drafts", _HIDDEN),
    "tag": _tag("tag", _SHOWN),
    "tag_of_drafts": _tag("tag_of_drafts", _HIDDEN),
    "redirect": _redirect("redirect", _SHOWN),
    "redirect_to_draft": _redirect("redirect_to_draft", _HIDDEN),
    "publication": _publication,
    "user": _user,
}


def _at(path: str, kind: str) -> str:
    return f'{{ resolvePath(publication: "daily", path: "{path}") {{ ... on {kind} {{ id }} }} }}'


def _of_publication(selection: str) -> str:
    return f'{{ publication(handle: "daily") {{ {selection} }} }}'


READS = [
    *_ways(
        "Comment",
        {
            "comment": "everyone",
            "hidden_comment": NO_ONE,
            "comment_below_hidden": NO_ONE,
            "comment_on_draft": NO_ONE,
        },
        **{
            "Post.comments": f"{{ posts {{ nodes {{ comments {{ {_PAGE} }} }} }} }}",
            "Post.thread": f"{{ posts {{ nodes {{ thread {{ {_PAGE} }} }} }} }}",
            "User.comments": f'{{ user(username: "contributor") {{ comments {{ {_PAGE} }} }} }}',
        },
    ),
    *_ways(
        "Page",
        {"page": "everyone", "draft_page": _INSIDERS},
        **{
            "page(slug)": '{ page(publication: "daily", slug: "STATE") { id } }',
            "resolvePath": _at("STATE", "Page"),
        },
    ),
    Read(
        "Page",
        "Publication.pages",
        _of_publication(f"pages {{ {_PAGE} }}"),
        {"page": "everyone", "draft_page": NO_ONE},
    ),
    Read(
        "Page",
        "Publication.viewerPages",
        _of_publication(f"viewerPages {{ {_PAGE} }}"),
        {"page": _INSIDERS, "draft_page": _INSIDERS},
    ),
    *(
        Read("Series", way, document, {"series": "everyone", "series_of_drafts": NO_ONE})
        for way, document in {
            "resolvePath": _at("series/STATE", "Series"),
            "Publication.series": _of_publication(f"series {{ {_PAGE} }}"),
            "Post.series": "{ posts { nodes { series { id } } } }",
        }.items()
    ),
    *_ways(
        "Tag",
        {"tag": "everyone", "tag_of_drafts": NO_ONE},
        **{
            "tag(slug)": '{ tag(slug: "STATE") { id } }',
            "tags": f"{{ tags {{ {_PAGE} }} }}",
            "resolvePath": _at("tag/STATE", "Tag"),
            "Publication.tags": _of_publication(f"tags {{ {_PAGE} }}"),
            "Post.tags": "{ posts { nodes { tags { id } } } }",
        },
    ),
    *_ways("Redirect", {"redirect": "everyone", "redirect_to_draft": _INSIDERS}),
    *(
        Read("Redirect", way, document, {"redirect": "everyone", "redirect_to_draft": NO_ONE})
        for way, document in {
            "resolvePath": _at("STATE", "Redirect"),
            "Publication.redirects": _of_publication(f"redirects {{ {_PAGE} }}"),
        }.items()
    ),
    Read(
        "Redirect",
        "Publication.viewerRedirects",
        _of_publication(f"viewerRedirects {{ {_PAGE} }}"),
        {"redirect": _INSIDERS, "redirect_to_draft": _INSIDERS},
    ),
    *_ways(
        "Publication",
        {"publication": "everyone"},
        **{
            "publication(handle)": _of_publication("id"),
            "publications": f"{{ publications {{ {_PAGE} }} }}",
        },
    ),
    *_ways(
        "User",
        {"user": "everyone"},
        **{
            "user(username)": '{ user(username: "stranger") { id } }',
        },
    ),
]
