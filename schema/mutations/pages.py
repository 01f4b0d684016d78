"""What can be done to static pages."""

from typing import Annotated

import strawberry

from domain.ids import PAGE
from resolvers import page_changes as resolvers
from schema.declarations import described, refers_to, root_type, shows
from schema.errors import AnyError
from schema.fields import mutation
from schema.types.pages import Page
from schema.types.publications import Publication


@shows(resolvers.CreatedPage)
class CreatePageSuccess:
    """The page is there, as a draft."""

    page: Page = described("The new page.")


CreatePageResult = Annotated[
    CreatePageSuccess | AnyError,
    strawberry.union("CreatePageResult", description="What came of creating a page."),
]


@shows(resolvers.SavedPage)
class SavePageSuccess:
    """The page is changed."""

    page: Page = described("The page as it is now.")


SavePageResult = Annotated[
    SavePageSuccess | AnyError,
    strawberry.union("SavePageResult", description="What came of saving a page."),
]


@shows(resolvers.PublishedPage)
class PublishPageSuccess:
    """The page is open to everyone."""

    page: Page = described("The page as it is now.")


PublishPageResult = Annotated[
    PublishPageSuccess | AnyError,
    strawberry.union("PublishPageResult", description="What came of publishing a page."),
]


@shows(resolvers.UnpublishedPage)
class UnpublishPageSuccess:
    """The page is a draft."""

    page: Page = described("The page as it is now.")


UnpublishPageResult = Annotated[
    UnpublishPageSuccess | AnyError,
    strawberry.union("UnpublishPageResult", description="What came of unpublishing a page."),
]


@shows(resolvers.DeletedPage)
class DeletePageSuccess:
    """The page is gone."""

    deleted_page_id: strawberry.ID = refers_to(PAGE, "deleted_page_id", "The id that it had.")
    publication: Publication = described("Where it was.")


DeletePageResult = Annotated[
    DeletePageSuccess | AnyError,
    strawberry.union("DeletePageResult", description="What came of deleting a page."),
]


@root_type
class PageMutations:
    """Changing static pages."""

    create_page: CreatePageResult = mutation(resolvers.create_page)
    delete_page: DeletePageResult = mutation(resolvers.delete_page)
    publish_page: PublishPageResult = mutation(resolvers.publish_page)
    save_page: SavePageResult = mutation(resolvers.save_page)
    unpublish_page: UnpublishPageResult = mutation(resolvers.unpublish_page)
