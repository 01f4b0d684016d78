"""Links by which people of one's choice read a post before it is published."""

from typing import Annotated

import strawberry

from resolvers import previews as resolvers
from schema.declarations import described, root_type, shows
from schema.errors import AnyError
from schema.fields import mutation
from schema.types.posts import Post
from schema.types.previews import PreviewLink


@shows(resolvers.CreatedPreviewLink)
class CreatePreviewLinkSuccess:
    """The link works. Its secret is shown this once."""

    preview_link: PreviewLink = described("The link.")
    post: Post = described("The post that it leads to.")
    token: str = described("The secret of the link, for `postPreview`.")
    url: str = described("Where the front end of the publication shows it: `…/preview/<token>`.")


CreatePreviewLinkResult = Annotated[
    CreatePreviewLinkSuccess | AnyError,
    strawberry.union("CreatePreviewLinkResult", description="What came of making a link."),
]


@shows(resolvers.RevokedPreviewLink)
class RevokePreviewLinkSuccess:
    """The link no longer works."""

    post: Post = described("The post that it led to.")


RevokePreviewLinkResult = Annotated[
    RevokePreviewLinkSuccess | AnyError,
    strawberry.union("RevokePreviewLinkResult", description="What came of ending a link."),
]


@root_type
class PreviewMutations:
    """Sharing posts that are not published yet."""

    create_preview_link: CreatePreviewLinkResult = mutation(
        resolvers.create_preview_link, secret=True
    )
    revoke_preview_link: RevokePreviewLinkResult = mutation(resolvers.revoke_preview_link)
