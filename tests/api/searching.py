"""Looking for things, as the tests of searching do."""

from typing import Any

from tests.api.client import Api

SEARCH = """
    query ($words: String!, $types: [SearchType!], $filter: SearchFilterInput, $first: Int,
           $after: String, $last: Int, $before: String) {
      search(query: $words, types: $types, filter: $filter, first: $first, after: $after,
             last: $last, before: $before) {
        totalCount
        isByLikeness
        edges {
          cursor
          node {
            __typename
            ... on Post { title slug }
            ... on Comment { content { text } }
            ... on User { username }
            ... on Tag { slug }
            ... on Publication { handle }
          }
          highlights { field text html ranges { start end } }
        }
        nodes { __typename }
        facets { isComplete tags { tag { slug } count } authors { user { username } count } }
        pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
      }
    }
"""

_NAMES = ("title", "content", "username", "slug", "handle")


async def search(api: Api, words: str, **asked: Any) -> Any:
    return (await api(SEARCH, words=words, **asked))["search"]


async def found(api: Api, words: str, **asked: Any) -> list[str]:
    """Return what things are called that are found by their words, the best match first.

    Whatever else tells of matches must tell of the same ones.
    """
    page = await search(api, words, **asked)
    if page["isByLikeness"]:
        return []
    assert page["totalCount"] == len(page["edges"]) or "first" in asked
    return [_name(edge["node"]) for edge in page["edges"]]


def _name(node: Any) -> str:
    name = next(node[name] for name in _NAMES if name in node)
    return str(name["text"] if isinstance(name, dict) else name)


async def suggested(api: Api, prefix: str, **asked: Any) -> list[str]:
    query = """
        query ($prefix: String!, $types: [SearchType!], $first: Int! = 10) {
          suggest(prefix: $prefix, types: $types, first: $first) { text node { __typename } }
        }
    """
    return [each["text"] for each in (await api(query, prefix=prefix, **asked))["suggest"]]
