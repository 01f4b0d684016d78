"""What people do with posts."""

from typing import Annotated

import strawberry

from resolvers import writing as resolvers
from schema.declarations import described, root_type, shows
from schema.errors import AnyError
from schema.fields import mutation
from schema.types.posts import Post


@shows(resolvers.CreatedPost)
class CreatePostSuccess:
    """The post has begun."""

    post: Post = described("The new post.")


CreatePostResult = Annotated[
    CreatePostSuccess | AnyError,
    strawberry.union("CreatePostResult", description="What came of beginning a post."),
]


@shows(resolvers.SavedPost)
class SavePostSuccess:
    """The changes are saved."""

    post: Post = described("The post as it is now.")


SavePostResult = Annotated[
    SavePostSuccess | AnyError,
    strawberry.union("SavePostResult", description="What came of saving a post."),
]


@shows(resolvers.PublishedPost)
class PublishPostSuccess:
    """The post is published."""

    post: Post = described("The post as it is now.")


PublishPostResult = Annotated[
    PublishPostSuccess | AnyError,
    strawberry.union("PublishPostResult", description="What came of publishing a post."),
]


@shows(resolvers.PublishedEdits)
class PublishPostEditsSuccess:
    """Readers see the edit."""

    post: Post = described("The post as it is now.")


PublishPostEditsResult = Annotated[
    PublishPostEditsSuccess | AnyError,
    strawberry.union("PublishPostEditsResult", description="What came of publishing an edit."),
]


@shows(resolvers.DiscardedEdits)
class DiscardPostEditsSuccess:
    """The edit is given up."""

    post: Post = described("The post as it is now.")


DiscardPostEditsResult = Annotated[
    DiscardPostEditsSuccess | AnyError,
    strawberry.union("DiscardPostEditsResult", description="What came of giving up an edit."),
]


@shows(resolvers.UnpublishedPost)
class UnpublishPostSuccess:
    """The post is no longer public."""

    post: Post = described("The post as it is now.")


UnpublishPostResult = Annotated[
    UnpublishPostSuccess | AnyError,
    strawberry.union("UnpublishPostResult", description="What came of taking a post back."),
]


@shows(resolvers.ArchivedPost)
class ArchivePostSuccess:
    """The post is put away."""

    post: Post = described("The post as it is now.")


ArchivePostResult = Annotated[
    ArchivePostSuccess | AnyError,
    strawberry.union("ArchivePostResult", description="What came of putting a post away."),
]


@shows(resolvers.DeletedPost)
class DeletePostSuccess:
    """The post is in the bin."""

    post: Post = described("The post as it is now.")


DeletePostResult = Annotated[
    DeletePostSuccess | AnyError,
    strawberry.union("DeletePostResult", description="What came of deleting a post."),
]


@shows(resolvers.RestoredPost)
class RestorePostSuccess:
    """The post is back."""

    post: Post = described("The post as it is now.")


RestorePostResult = Annotated[
    RestorePostSuccess | AnyError,
    strawberry.union("RestorePostResult", description="What came of bringing a post back."),
]


@root_type
class WritingMutations:
    """Writing posts."""

    archive_post: ArchivePostResult = mutation(resolvers.archive_post)
    create_post: CreatePostResult = mutation(resolvers.create_post)
    delete_post: DeletePostResult = mutation(resolvers.delete_post)
    discard_post_edits: DiscardPostEditsResult = mutation(resolvers.discard_post_edits)
    publish_post: PublishPostResult = mutation(resolvers.publish_post)
    publish_post_edits: PublishPostEditsResult = mutation(resolvers.publish_post_edits)
    restore_post: RestorePostResult = mutation(resolvers.restore_post)
    save_post: SavePostResult = mutation(resolvers.save_post)
    unpublish_post: UnpublishPostResult = mutation(resolvers.unpublish_post)
