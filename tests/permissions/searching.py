"""Who finds things by their words, or by how they begin, or what is told of them then."""

from collections.abc import Mapping

from tests.permissions.rules import NO_ONE, Read

_HIDDEN_POSTS = ("draft", "withdrawn", "archived", "deleted", "removed")
_POSTS = {"published": "everyone", **dict.fromkeys(_HIDDEN_POSTS, NO_ONE)}

_HIDDEN_COMMENTS = (
    "hidden_comment",
    "comment_below_hidden",
    "comment_on_draft",
    "taken_down",
    "waiting",
    "tombstone",
)
_COMMENTS = {"comment": "everyone", **dict.fromkeys(_HIDDEN_COMMENTS, NO_ONE)}

_TAGS = {"tag": "everyone", "tag_of_drafts": NO_ONE}


def _search(words: str, arguments: str = "") -> str:
    page = "totalCount nodes { ... on Node { id } } edges { highlights { html } }"
    return f'{{ search(query: "{words}", first: 100 {arguments}) {{ {page} }} }}'


def _suggest(prefix: str) -> str:
    node = "node { ... on Node { id } }"
    return f'{{ suggest(prefix: "{prefix}", first: 100) {{ text {node} }} }}'


def _ways(kind: str, found_by: Mapping[str, str], **documents: str) -> list[Read]:
    return [Read(kind, way, document, found_by) for way, document in documents.items()]


READS = [
    *_ways(
        "Post",
        _POSTS,
        **{
            "search": _search("boring code"),
            "search(filter)": _search("boring", 'filter: {author: "co-author", tag: "a-tag"}'),
            "search, of what is left out": _search("boring -seal", "types: [POST]"),
            "search, by likeness": _search("borng coed", "types: [POST]"),
            "suggest": _suggest("on bori"),
        },
    ),
    *_ways(
        "Comment",
        _COMMENTS,
        **{
            "search": _search("well said", "types: [COMMENT]"),
            "search(filter)": _search("said", 'filter: {publication: "daily"}, types: [COMMENT]'),
        },
    ),
    *_ways(
        "Tag",
        _TAGS,
        **{
            "search": _search("tag OR tag_of_drafts", "types: [TAG]"),
            "suggest": _suggest("tag"),
            "search, facets": '{ search(query: "boring") { facets { tags { tag { id } } } } }',
        },
    ),
    Read("User", "search", _search("stranger"), {"user": "everyone"}),
    Read("Publication", "search", _search("daily"), {"publication": "everyone"}),
    Read(
        "Edit of a post",
        "search",
        '{ search(query: "edit", first: 100) { edges { node { ... on Post { title } } '
        "highlights { text } } } }",
        {"edited": NO_ONE},
    ),
]
