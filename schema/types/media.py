"""Pictures as the API shows them."""

from domain.media import models
from schema.declarations import described, shows


@shows(models.Image)
class Image:
    """A picture."""

    url: str = described("Where it is.")
    alt: str | None = described("What it shows, for those who cannot see it.")
    attribution: str | None = described("Who made it.")
    width: int | None = described("Its width in pixels, if known.")
    height: int | None = described("Its height in pixels, if known.")
