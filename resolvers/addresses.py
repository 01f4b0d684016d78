"""What stands at an address."""

from typing import Annotated

from domain.pages.models import StaticPage
from domain.posts.models import Post
from domain.redirects.models import Redirect
from domain.series.models import Series
from domain.tags.models import Tag
from resolvers.arguments import Handle
from resolvers.context import RequestContext
from resolvers.nodes import LOADERS

Addressed = Post | StaticPage | Tag | Series | Redirect


async def resolve_path(
    context: RequestContext,
    *,
    publication: Handle,
    path: Annotated[str, "The path of an address, such as /2019/hello.html."],
) -> Addressed | None:
    """What stands at a path of a publication, or null when there is nothing you may see.

    Tags stand at tag/SLUG and series at series/SLUG. An old address answers with its redirect.
    """
    for found in await context.services.addresses.at(publication, path):
        thing = await LOADERS[found.kind](context.loaders).load(found.id)
        if isinstance(thing, Addressed):
            return thing
    return None
