"""Finding things by their address."""

from typing import Annotated

import strawberry

from execution.fields import root
from resolvers import addresses as resolvers
from resolvers import pages
from schema.declarations import root_type
from schema.types.pages import Page
from schema.types.posts import Post
from schema.types.redirects import Redirect
from schema.types.series import Series
from schema.types.tags import Tag

Addressed = Annotated[
    Post | Page | Tag | Series | Redirect,
    strawberry.union("Addressed", description="What can stand at an address of a publication."),
]


@root_type
class AddressQueries:
    """Reading what stands at an address."""

    page: Page | None = root(pages.page, viewer=True)
    resolve_path: Addressed | None = root(resolvers.resolve_path, viewer=True)
