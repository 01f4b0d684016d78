"""What can be done to publications."""

from typing import Annotated

import strawberry

from domain.ids import PUBLICATION
from resolvers import front_pages, publication_changes
from schema import inputs  # noqa: F401 - what the arguments below accept
from schema.declarations import described, refers_to, root_type, shows
from schema.errors import AnyError
from schema.fields import mutation
from schema.types.publications import Publication

_AS_IT_IS_NOW = "The publication as it is now."


@shows(publication_changes.CreatedPublication)
class CreatePublicationSuccess:
    """The publication is there."""

    publication: Publication = described("The new publication, which belongs to the viewer.")


CreatePublicationResult = Annotated[
    CreatePublicationSuccess | AnyError,
    strawberry.union("CreatePublicationResult", description="What came of making a publication."),
]


@shows(publication_changes.UpdatedPublication)
class UpdatePublicationSuccess:
    """The publication is as was asked."""

    publication: Publication = described(_AS_IT_IS_NOW)


UpdatePublicationResult = Annotated[
    UpdatePublicationSuccess | AnyError,
    strawberry.union("UpdatePublicationResult", description="What came of changing a publication."),
]


@shows(publication_changes.DeletedPublication)
class DeletePublicationSuccess:
    """The publication is gone."""

    deleted_publication_id: strawberry.ID = refers_to(
        PUBLICATION, "deleted_publication_id", "The id that it had."
    )
    handle: str = described("The handle that it had, which is free now.")


DeletePublicationResult = Annotated[
    DeletePublicationSuccess | AnyError,
    strawberry.union("DeletePublicationResult", description="What came of deleting a publication."),
]


@shows(front_pages.PinnedPost)
class PinPostSuccess:
    """The post is pinned."""

    publication: Publication = described(_AS_IT_IS_NOW)


PinPostResult = Annotated[
    PinPostSuccess | AnyError,
    strawberry.union("PinPostResult", description="What came of pinning a post."),
]


@shows(front_pages.UnpinnedPost)
class UnpinPostSuccess:
    """Nothing is pinned."""

    publication: Publication = described(_AS_IT_IS_NOW)


UnpinPostResult = Annotated[
    UnpinPostSuccess | AnyError,
    strawberry.union("UnpinPostResult", description="What came of unpinning a post."),
]


@shows(front_pages.NavigationLinksSet)
class SetNavigationLinksSuccess:
    """The menu is as was asked."""

    publication: Publication = described(_AS_IT_IS_NOW)


SetNavigationLinksResult = Annotated[
    SetNavigationLinksSuccess | AnyError,
    strawberry.union("SetNavigationLinksResult", description="What came of setting the menu."),
]


@root_type
class PublicationMutations:
    """Changing publications."""

    create_publication: CreatePublicationResult = mutation(publication_changes.create_publication)
    update_publication: UpdatePublicationResult = mutation(publication_changes.update_publication)
    delete_publication: DeletePublicationResult = mutation(publication_changes.delete_publication)
    pin_post: PinPostResult = mutation(front_pages.pin_post)
    unpin_post: UnpinPostResult = mutation(front_pages.unpin_post)
    set_navigation_links: SetNavigationLinksResult = mutation(front_pages.set_navigation_links)
