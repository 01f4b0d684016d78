"""Bringing back what posts were."""

from typing import Annotated

import strawberry

from resolvers import revisions as resolvers
from schema.declarations import described, root_type, shows
from schema.errors import AnyError
from schema.fields import mutation
from schema.types.posts import Post


@shows(resolvers.RestoredRevision)
class RestoreRevisionSuccess:
    """The revision is the newest edit of its post."""

    post: Post = described("The post as it is now.")


RestoreRevisionResult = Annotated[
    RestoreRevisionSuccess | AnyError,
    strawberry.union("RestoreRevisionResult", description="What came of restoring a revision."),
]


@root_type
class RevisionMutations:
    """Bringing back."""

    restore_revision: RestoreRevisionResult = mutation(resolvers.restore_revision)
