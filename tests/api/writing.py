"""What tests of writing ask, and how they tell what came of it."""

from typing import Any

from domain.ids import POST, PostId
from tests.api.client import Api
from tests.factories import make_publication, make_user
from tests.pinned import PinnedDatabase

_REFUSALS = """
    ... on Error { code message }
    ... on InvalidInputError { violations { argument message } }
    ... on StaleVersionError {
        currentVersion
        current {
            version title markdown savedAt
            ... on PostEdit { subtitle tags savedBy { name } isPending }
        }
    }
"""

_POST = """
    post {
        id status title subtitle slug path language version publishedAt canonicalUrl
        seo { title description }
        content { markdown }
        newestEdit {
            version title subtitle slug tags markdown isPending language canonicalUrl seoTitle
            seoDescription publishedAt coverImage { url alt attribution }
        }
        pendingEdit { version }
    }
"""


def mutation(name: str) -> str:
    """Return the document of a mutation whose answer has the post."""
    title = name[0].upper() + name[1:]
    return f"""
        mutation ($input: {title}Input!) {{
            {name}(input: $input) {{ __typename ... on {title}Success {{ {_POST} }} {_REFUSALS} }}
        }}
    """


class Writer:
    """Somebody who writes."""

    def __init__(self, api: Api, actor: Any) -> None:
        self._api = api
        self.actor = actor

    async def does(self, name: str, **given: Any) -> Any:
        """Return the answer of a mutation, whatever it is."""
        return (await self._api(mutation(name), actor=self.actor, input=given))[name]

    async def gets(self, name: str, **given: Any) -> Any:
        """Return the post that a mutation answers with."""
        answer = await self.does(name, **given)
        assert answer["__typename"] == f"{name[0].upper()}{name[1:]}Success", answer
        return answer["post"]

    async def refused(self, name: str, **given: Any) -> str:
        """Return the code of a refusal."""
        answer = await self.does(name, **given)
        assert "code" in answer, answer
        code: str = answer["code"]
        return code


async def a_writer(database: PinnedDatabase, api: Api, **roles: Any) -> Writer:
    """Return somebody with a publication of their own."""
    ada = await make_user(database, name="Ada")
    await make_publication(database, owner=ada, **roles)
    return Writer(api, ada)


def text_of(post_id: PostId) -> str:
    return POST.text_of(post_id)


def id_of(post: Any) -> PostId:
    found = POST.parse(post["id"])
    assert found is not None
    return found
