"""Static pages as the API shows them."""

from datetime import datetime

import strawberry
from strawberry.scalars import JSON

from domain.ids import PAGE
from domain.pages import models
from domain.pages.models import PageStatus
from execution.fields import batched
from resolvers import page_changes
from resolvers import pages as resolvers
from schema.declarations import described, identified, shows, shows_enum
from schema.node import Node
from schema.types.content import Content
from schema.types.publications import Publication

shows_enum(
    PageStatus,
    description="Where a page is in its life.",
    values={
        PageStatus.DRAFT: "Being written. Editors of the publication see it.",
        PageStatus.PUBLISHED: "Open to everyone.",
    },
)


@shows(models.StaticPage)
class Page(Node):
    """A page of a publication that stands still, such as "About"."""

    id: strawberry.ID = identified(PAGE)
    slug: str = described("The name in addresses, unique among the pages of its publication.")
    path: str = described("Its path in the publication, without slashes around it.")
    title: str = described("What the page is called.")
    status: PageStatus = described("Whether everyone may read it.")
    version: int = described("The number of the edit, to be named when the next one is saved.")
    updated_at: datetime = described("When it was last changed, in UTC.")
    url: str = batched(resolvers.urls)
    content: Content = batched(resolvers.contents)
    publication: Publication = batched(resolvers.publications)
    metadata: JSON = batched(resolvers.metadata)
    viewer_can_edit: bool = batched(page_changes.viewer_can_edit, viewer=True)
