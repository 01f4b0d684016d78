"""What can be done to series."""

from typing import Annotated

import strawberry

from domain.ids import SERIES
from resolvers import series_changes as resolvers
from schema.declarations import described, refers_to, root_type, shows
from schema.errors import AnyError
from schema.fields import mutation
from schema.types.posts import Post
from schema.types.publications import Publication
from schema.types.series import Series


@shows(resolvers.CreatedSeries)
class CreateSeriesSuccess:
    """The series is there."""

    series: Series = described("The new series.")


CreateSeriesResult = Annotated[
    CreateSeriesSuccess | AnyError,
    strawberry.union("CreateSeriesResult", description="What came of creating a series."),
]


@shows(resolvers.UpdatedSeries)
class UpdateSeriesSuccess:
    """The series is changed."""

    series: Series = described("The series as it is now.")


UpdateSeriesResult = Annotated[
    UpdateSeriesSuccess | AnyError,
    strawberry.union("UpdateSeriesResult", description="What came of updating a series."),
]


@shows(resolvers.DeletedSeries)
class DeleteSeriesSuccess:
    """The series is gone."""

    deleted_series_id: strawberry.ID = refers_to(SERIES, "deleted_series_id", "The id that it had.")
    publication: Publication = described("Where it was.")


DeleteSeriesResult = Annotated[
    DeleteSeriesSuccess | AnyError,
    strawberry.union("DeleteSeriesResult", description="What came of deleting a series."),
]


@shows(resolvers.GrownSeries)
class AddPostToSeriesSuccess:
    """The post is part of the series."""

    series: Series = described("The series as it is now.")
    post: Post = described("The post as it is now.")


AddPostToSeriesResult = Annotated[
    AddPostToSeriesSuccess | AnyError,
    strawberry.union(
        "AddPostToSeriesResult", description="What came of adding a post to a series."
    ),
]


@shows(resolvers.ShrunkSeries)
class RemovePostFromSeriesSuccess:
    """The post is no longer part of the series."""

    series: Series = described("The series as it is now.")
    post: Post = described("The post as it is now.")


RemovePostFromSeriesResult = Annotated[
    RemovePostFromSeriesSuccess | AnyError,
    strawberry.union(
        "RemovePostFromSeriesResult", description="What came of taking a post out of a series."
    ),
]


@shows(resolvers.RearrangedSeries)
class MovePostInSeriesSuccess:
    """The post stands at its new place."""

    series: Series = described("The series as it is now.")


MovePostInSeriesResult = Annotated[
    MovePostInSeriesSuccess | AnyError,
    strawberry.union(
        "MovePostInSeriesResult", description="What came of moving a post in a series."
    ),
]


@root_type
class SeriesMutations:
    """Changing series."""

    add_post_to_series: AddPostToSeriesResult = mutation(resolvers.add_post_to_series)
    create_series: CreateSeriesResult = mutation(resolvers.create_series)
    delete_series: DeleteSeriesResult = mutation(resolvers.delete_series)
    move_post_in_series: MovePostInSeriesResult = mutation(resolvers.move_post_in_series)
    remove_post_from_series: RemovePostFromSeriesResult = mutation(
        resolvers.remove_post_from_series
    )
    update_series: UpdateSeriesResult = mutation(resolvers.update_series)
