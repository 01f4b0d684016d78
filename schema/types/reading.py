"""Reading histories as the API shows them."""

from datetime import datetime

from domain.reading import models
from execution.fields import batched
from resolvers import reading as resolvers
from schema.declarations import described, shows
from schema.types.posts import Post


@shows(models.Reading)
class Reading:
    """That the viewer has read a post, or a part of it. Nobody else sees it."""

    post: Post = batched(resolvers.posts, viewer=True)
    progress: int = described("How far they came, in per cent of its length: 0 to 100.")
    read_at: datetime = described("When they read it last, in UTC.")
