"""Making secret links to a post, and reading it by them."""

from typing import Any

from tests.api.client import Api
from tests.api.post_callers import People

CREATE = """
    mutation ($post: ID!, $days: Int! = 7) {
      createPreviewLink(input: {postId: $post, expiresInDays: $days}) {
        __typename
        ... on CreatePreviewLinkSuccess {
          url token post { id }
          previewLink { id hint createdAt expiresAt createdBy { name } }
        }
        ... on Error { code }
        ... on InvalidInputError { violations { argument message } }
      }
    }
"""

PREVIEW = """
    query ($token: String!) {
      postPreview(token: $token) {
        title subtitle content { html } tags post { id status }
      }
    }
"""

LINKS = """
    query ($post: ID!) {
      node(id: $post) { ... on Post { previewLinks { totalCount nodes { hint } } } }
    }
"""


async def create(api: Api, people: People, who: str = "the author", **variables: Any) -> Any:
    answer = await api(CREATE, actor=people.actor(who), post=people.id, **variables)
    return answer["createPreviewLink"]
