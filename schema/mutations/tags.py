"""What can be done to tags."""

from typing import Annotated

import strawberry

from domain.ids import TAG
from domain.tags.editing import LONGEST_DESCRIPTION, LONGEST_NAME
from resolvers import tag_changes as resolvers
from schema.declarations import accepts, described, optional, refers_to, root_type, shows
from schema.errors import AnyError
from schema.fields import mutation
from schema.types.publications import Publication
from schema.types.tags import Tag


@accepts(resolvers.ShownTag)
class ShownTagInput:
    """A tag that a publication is to show."""

    tag_id: strawberry.ID = described("The tag.")
    label: str | None = optional(
        f"What the publication calls it, if not by its name: {LONGEST_NAME} characters at most."
    )
    description: str | None = optional(
        f"What the publication says about it: {LONGEST_DESCRIPTION:,} characters at most."
    )


@shows(resolvers.CreatedTag)
class CreateTagSuccess:
    """The tag is there."""

    tag: Tag = described("The new tag.")


CreateTagResult = Annotated[
    CreateTagSuccess | AnyError,
    strawberry.union("CreateTagResult", description="What came of creating a tag."),
]


@shows(resolvers.UpdatedTag)
class UpdateTagSuccess:
    """The tag is changed."""

    tag: Tag = described("The tag as it is now.")


UpdateTagResult = Annotated[
    UpdateTagSuccess | AnyError,
    strawberry.union("UpdateTagResult", description="What came of updating a tag."),
]


@shows(resolvers.MergedTags)
class MergeTagsSuccess:
    """One tag is left of two."""

    tag: Tag = described("The tag that stayed.")
    merged_tag_id: strawberry.ID = refers_to(TAG, "merged_tag_id", "The id of the one that went.")


MergeTagsResult = Annotated[
    MergeTagsSuccess | AnyError,
    strawberry.union("MergeTagsResult", description="What came of merging tags."),
]


@shows(resolvers.DeletedTag)
class DeleteTagSuccess:
    """The tag is gone."""

    deleted_tag_id: strawberry.ID = refers_to(TAG, "deleted_tag_id", "The id that it had.")


DeleteTagResult = Annotated[
    DeleteTagSuccess | AnyError,
    strawberry.union("DeleteTagResult", description="What came of deleting a tag."),
]


@shows(resolvers.CuratedPublication)
class SetPublicationTagsSuccess:
    """The publication shows these tags."""

    publication: Publication = described("The publication as it is now.")


SetPublicationTagsResult = Annotated[
    SetPublicationTagsSuccess | AnyError,
    strawberry.union("SetPublicationTagsResult", description="What came of choosing tags."),
]


@root_type
class TagMutations:
    """Changing tags."""

    create_tag: CreateTagResult = mutation(resolvers.create_tag)
    delete_tag: DeleteTagResult = mutation(resolvers.delete_tag)
    merge_tags: MergeTagsResult = mutation(resolvers.merge_tags)
    set_publication_tags: SetPublicationTagsResult = mutation(resolvers.set_publication_tags)
    update_tag: UpdateTagResult = mutation(resolvers.update_tag)
