"""Redirects as the API shows them."""

import strawberry

from domain.ids import REDIRECT
from domain.redirects import models
from schema.declarations import described, identified, shows
from schema.node import Node


@shows(models.Redirect)
class Redirect(Node):
    """An old address, and where its readers should go."""

    id: strawberry.ID = identified(REDIRECT)
    source: str = described("The old path in the publication, without slashes around it.")
    target: str = described(
        "Where to go: a path in the same publication, beginning with a slash, or a whole address."
    )
    is_permanent: bool = described("Whether the old address is gone for good: 308 rather than 307.")
