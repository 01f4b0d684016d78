"""Operations over everything the API shows, with variables made at random."""

from collections.abc import Callable, Mapping
from random import Random
from typing import Any

from domain.ids import COMMENT, PAGE, POST, PUBLICATION, REDIRECT, SERIES, TAG, USER
from execution.gate import OperationRequest
from tests.factories.moments import next_moment
from tests.kept.world import HANDLES, HOSTS, LANGUAGES, PATHS, SLUGS, TAGS, USERNAMES, World

_ANY = {
    "handle": HANDLES,
    "host": HOSTS,
    "slug": SLUGS,
    "tag": TAGS,
    "username": USERNAMES,
    "path": PATHS,
    "first": (0, 1, 2, 3, 20),
    "postOrder": ("NEWEST", "OLDEST", "MOST_REACTED", "MOST_DISCUSSED"),
    "commentOrder": ("OLDEST", "NEWEST", "TOP"),
    "tagOrder": ("MOST_USED", "SLUG", "NEWEST"),
    "maxDepth": (1, 2, None),
}

_TYPES = {
    "first": "Int",
    "maxDepth": "Int",
    "postOrder": "PostOrder!",
    "commentOrder": "CommentOrder!",
    "tagOrder": "TagOrder!",
    "filter": "PostFilterInput",
    "id": "ID!",
    "ids": "[ID!]!",
}

_KINDS = {
    "users": USER,
    "publications": PUBLICATION,
    "posts": POST,
    "tags": TAG,
    "series": SERIES,
    "pages": PAGE,
    "redirects": REDIRECT,
    "comments": COMMENT,
}

_CARD = "id title slug url status commentCount publishedAt author { name }"
_PAGE_INFO = "totalCount pageInfo { hasNextPage hasPreviousPage endCursor }"

_SELECTIONS = [
    "publication(handle: $handle) { id name postCount url description }",
    "publicationByHost(host: $host) { handle name }",
    f"publication(handle: $handle) {{ posts(orderBy: $postOrder, first: $first) {{ nodes {{ {_CARD} }} {_PAGE_INFO} }} }}",
    "publication(handle: $handle) { tags(first: $first) { nodes { slug name postCount } totalCount } }",
    f"publication(handle: $handle) {{ series(first: $first) {{ nodes {{ title posts {{ nodes {{ title }} totalCount }} }} {_PAGE_INFO} }} }}",
    "publication(handle: $handle) { members(first: $first) { nodes { role user { name } } totalCount } }",
    "publication(handle: $handle) { pages(first: $first) { nodes { title path url content { html } metadata } totalCount } }",
    "publication(handle: $handle) { redirects(first: $first) { nodes { source target isPermanent } totalCount } }",
    "publication(handle: $handle) { posts(orderBy: $postOrder) { totalCount } }",
    f"publications(first: $first) {{ nodes {{ handle name postCount }} {_PAGE_INFO} }}",
    "user(username: $username) { id name bio username }",
    f"user(username: $username) {{ posts(orderBy: $postOrder, first: $first) {{ nodes {{ {_CARD} }} {_PAGE_INFO} }} }}",
    "user(username: $username) { comments(first: $first) { nodes { id content { html } post { title } } totalCount } }",
    "user(username: $username) { publications(first: $first) { nodes { handle name } totalCount } }",
    f"users(first: $first) {{ nodes {{ id username }} {_PAGE_INFO} }}",
    "tag(slug: $tag) { id name slug postCount }",
    f"tag(slug: $tag) {{ posts(orderBy: $postOrder, last: $first) {{ nodes {{ {_CARD} }} {_PAGE_INFO} }} }}",
    f"tags(orderBy: $tagOrder, first: $first) {{ nodes {{ slug postCount }} {_PAGE_INFO} }}",
    f"post(publication: $handle, slug: $slug) {{ {_CARD} }}",
    """post(publication: $handle, slug: $slug) {
         content { html text } tableOfContents { title } seo { title description }
         canonicalUrl metadata coverImage { url width } subtitle readTimeInMinutes
       }""",
    """post(publication: $handle, slug: $slug) {
         coAuthors { name } tags { slug name } series { title slug } publication { name }
         reactionCounts { kind count } reactionCount
       }""",
    "post(publication: $handle, slug: $slug) { next { title } previous { title } }",
    """post(publication: $handle, slug: $slug) {
         comments(orderBy: $commentOrder, first: $first) {
           totalCount
           nodes {
             id replyCount editedAt author { name } content { html } reactionCounts { kind count }
             replies(orderBy: $commentOrder, first: 2) { totalCount nodes { id parent { id } } }
           }
         }
       }""",
    """post(publication: $handle, slug: $slug) {
         thread(maxDepth: $maxDepth, first: $first) {
           totalCount
           edges { depth repliesNotShown node { id author { name } } }
         }
       }""",
    "post(publication: $handle, slug: $slug) { comments { totalCount } thread { totalCount } }",
    f"posts(orderBy: $postOrder, first: $first) {{ nodes {{ {_CARD} comments(first: 3) {{ nodes {{ content {{ text }} }} }} }} {_PAGE_INFO} }}",
    f"posts(filter: $filter, orderBy: $postOrder, first: $first) {{ nodes {{ {_CARD} }} {_PAGE_INFO} }}",
    "posts(filter: $filter) { totalCount }",
    "page(publication: $handle, slug: $slug) { title path metadata publication { name } }",
    """resolvePath(publication: $handle, path: $path) {
         __typename
         ... on Node { id } ... on Post { title } ... on Page { title } ... on Tag { name }
         ... on Series { title } ... on Redirect { target }
       }""",
    """node(id: $id) {
         id
         ... on Post { title } ... on Comment { content { html } post { title } parent { id } }
         ... on Series { title posts(first: 2) { nodes { title } } } ... on Redirect { target }
         ... on Tag { name } ... on User { name } ... on Publication { name } ... on Page { title }
       }""",
    "nodes(ids: $ids) { __typename ... on Comment { replies { totalCount } } ... on Post { tags { name } } }",
    "__schema { queryType { name } }",
]


async def any_operation(random: Random, world: World) -> OperationRequest:
    """Make one of these, or two in one."""
    selections = random.sample(_SELECTIONS, k=random.choice((1, 1, 1, 2)))
    query = " ".join(f"{letter}: {text}" for letter, text in zip("ab", selections, strict=False))
    names = [name for name in (*_ANY, "filter", "id", "ids") if f"${name} " in _spaced(query)]
    declared = ", ".join(f"${name}: {_TYPES.get(name, 'String!')}" for name in names)
    variables = {name: await _value(name, random, world) for name in names}
    return OperationRequest(
        query=f"query {'Any' if names else ''} {f'({declared})' if names else ''} {{ {query} }}",
        variables=variables,
    )


def _spaced(query: str) -> str:
    return query.replace(")", " ").replace(",", " ")


async def _value(name: str, random: Random, world: World) -> Any:
    match name:
        case "filter":
            return _filter(random)
        case "id":
            return await _id(random, world)
        case "ids":
            return [await _id(random, world) for _ in range(3)]
        case _:
            return random.choice(_ANY[name])


async def _id(random: Random, world: World) -> str:
    table, kind = random.choice(list(_KINDS.items()))
    try:
        return kind.text_of(await world.pick(table))
    except LookupError:
        return "nobody"


def _filter(random: Random) -> Mapping[str, Any]:
    choices: dict[str, Callable[[], Any]] = {
        "publication": lambda: random.choice(HANDLES),
        "author": lambda: random.choice(USERNAMES),
        "tag": lambda: random.choice(TAGS),
        "language": lambda: random.choice(LANGUAGES),
        "publishedBefore": lambda: next_moment().isoformat(),
    }
    return {name: choices[name]() for name in random.sample(list(choices), k=random.choice((1, 2)))}
