"""Keeping what the viewer reads, and forgetting it."""

from typing import Annotated

import strawberry

from domain.ids import POST
from resolvers import reading as resolvers
from schema.declarations import described, refers_to, root_type, shows
from schema.errors import AnyError
from schema.fields import mutation
from schema.types.posts import Post
from schema.types.viewers import Viewer


@shows(resolvers.RecordedReading)
class RecordReadingSuccess:
    """It was heard how far the viewer has read."""

    is_kept: bool = described("Whether it is kept: not if the viewer chose that nothing is.")
    post: Post = described("The post, with the furthest that the viewer has read.")


RecordReadingResult = Annotated[
    RecordReadingSuccess | AnyError,
    strawberry.union("RecordReadingResult", description="What came of reading on."),
]


@shows(resolvers.RemovedReading)
class RemoveFromReadingHistorySuccess:
    """The post is not in the history."""

    removed_post_id: strawberry.ID = refers_to(POST, "removed_post_id", "The id of the post.")
    post: Post | None = described("The post, if the viewer may see it.")


RemoveFromReadingHistoryResult = Annotated[
    RemoveFromReadingHistorySuccess | AnyError,
    strawberry.union(
        "RemoveFromReadingHistoryResult", description="What came of forgetting one post."
    ),
]


@shows(resolvers.ClearedHistory)
class ClearReadingHistorySuccess:
    """The history is empty."""

    viewer: Viewer = described("The viewer.")


ClearReadingHistoryResult = Annotated[
    ClearReadingHistorySuccess | AnyError,
    strawberry.union("ClearReadingHistoryResult", description="What came of forgetting it all."),
]


@shows(resolvers.ChosenHistory)
class SetReadingHistorySuccess:
    """It is as the viewer chose."""

    viewer: Viewer = described("The viewer.")


SetReadingHistoryResult = Annotated[
    SetReadingHistorySuccess | AnyError,
    strawberry.union("SetReadingHistoryResult", description="What came of choosing."),
]


@root_type
class ReadingMutations:
    """Changing what is kept of what the viewer reads."""

    clear_reading_history: ClearReadingHistoryResult = mutation(resolvers.clear_reading_history)
    record_reading: RecordReadingResult = mutation(resolvers.record_reading)
    remove_from_reading_history: RemoveFromReadingHistoryResult = mutation(
        resolvers.remove_from_reading_history
    )
    set_reading_history: SetReadingHistoryResult = mutation(resolvers.set_reading_history)
