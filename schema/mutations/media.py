"""What can be done to pictures."""

from datetime import datetime
from typing import Annotated

import strawberry

from resolvers import media as resolvers
from schema.declarations import described, root_type, shows
from schema.errors import AnyError
from schema.fields import mutation
from schema.types.media import Media


@shows(resolvers.OpenedUpload)
class CreateUploadSuccess:
    """A file may be sent now."""

    url: str = described("Where to send the file, with PUT. It works once.")
    expires_at: datetime = described("Until when it may be sent, in UTC.")


CreateUploadResult = Annotated[
    CreateUploadSuccess | AnyError,
    strawberry.union("CreateUploadResult", description="What came of asking for an upload."),
]


@shows(resolvers.RemovedMedia)
class DeleteMediaSuccess:
    """The picture is gone."""

    media: Media = described("The picture that is no more.")


DeleteMediaResult = Annotated[
    DeleteMediaSuccess | AnyError,
    strawberry.union("DeleteMediaResult", description="What came of removing a picture."),
]


@root_type
class MediaMutations:
    """Bringing pictures."""

    create_upload: CreateUploadResult = mutation(resolvers.create_upload, secret=True)
    delete_media: DeleteMediaResult = mutation(resolvers.delete_media)
