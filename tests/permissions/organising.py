"""Who may do what with static pages and redirects."""

from collections.abc import Mapping

from domain.ids import PAGE, REDIRECT
from domain.pages.models import PageStatus
from tests.factories import make_page, make_redirect
from tests.permissions.rules import DENIED, NO_ONE, YES, Maker, Rule, Viewed
from tests.permissions.world import World


async def _page(world: World, slug: str, status: PageStatus) -> str:
    return PAGE.text_of(
        await make_page(world.database, world.publication_id, slug=slug, status=status)
    )


async def _public_page(world: World, _: str) -> str:
    return await _page(world, "public-page", PageStatus.PUBLISHED)


async def _hidden_page(world: World, _: str) -> str:
    return await _page(world, "hidden-page", PageStatus.DRAFT)


async def _public_redirect(world: World, _: str) -> str:
    return REDIRECT.text_of(
        await make_redirect(world.database, world.publication_id, "old", url="/there")
    )


async def _hidden_redirect(world: World, _: str) -> str:
    page_id = PAGE.parse(await world.thing("hidden_page"))
    return REDIRECT.text_of(
        await make_redirect(world.database, world.publication_id, "older", page_id=page_id)
    )


MAKERS: Mapping[str, Maker] = {
    "public_page": _public_page,
    "hidden_page": _hidden_page,
    "public_redirect": _public_redirect,
    "hidden_redirect": _hidden_redirect,
}

_ORGANISERS = "editors admin"


def _of_public(mutation: str, state: str, **given: object) -> Rule:
    return Rule(mutation, state, given, {YES: _ORGANISERS}, rest=DENIED)


def _of_hidden(mutation: str, state: str, missing: str, **given: object) -> Rule:
    """Moderators see it, and so they are told that it is not theirs."""
    return Rule(mutation, state, given, {YES: _ORGANISERS, DENIED: "moderator"}, rest=missing)


_NO_PAGE, _NO_REDIRECT = "PAGE_NOT_FOUND", "REDIRECT_NOT_FOUND"
_TEXT = {"version": 1, "title": "Another title"}
_WAY = {"source": "new", "target": {"url": "/there"}}

RULES = [
    _of_public("createPage", "", publicationId="{here}", title="A page"),
    _of_public("savePage", "public", pageId="{public_page}", **_TEXT),
    _of_hidden("savePage", "draft", _NO_PAGE, pageId="{hidden_page}", **_TEXT),
    _of_hidden("publishPage", "draft", _NO_PAGE, pageId="{hidden_page}"),
    _of_public("unpublishPage", "public", pageId="{public_page}"),
    _of_public("deletePage", "public", pageId="{public_page}"),
    _of_hidden("deletePage", "draft", _NO_PAGE, pageId="{hidden_page}"),
    _of_public("createRedirect", "", publicationId="{here}", **_WAY),
    _of_public("updateRedirect", "public", redirectId="{public_redirect}", source="x"),
    _of_hidden(
        "updateRedirect", "to a draft", _NO_REDIRECT, redirectId="{hidden_redirect}", source="x"
    ),
    _of_public("deleteRedirect", "public", redirectId="{public_redirect}"),
    _of_hidden("deleteRedirect", "to a draft", _NO_REDIRECT, redirectId="{hidden_redirect}"),
]

VIEWED = [
    Viewed(
        "Page.viewerCanEdit",
        {
            "public_page": (_ORGANISERS, NO_ONE),
            "hidden_page": (_ORGANISERS, "anonymous contributor writers outsiders"),
        },
    ),
]
