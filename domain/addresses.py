"""Where things are found on the web."""

from dataclasses import dataclass

from domain.media.models import CoverAsset, Image, MediaAsset
from domain.pages.models import StaticPage
from domain.posts.models import Post
from domain.publications.models import Publication
from domain.redirects.paths import encoded_path


@dataclass(frozen=True, slots=True)
class Addresses:
    """Makes addresses, from the one that this server is reached at from outside."""

    public_url: str
    """Without a slash at the end."""
    front_end: str = ""
    """Where people of the whole server are shown, without a slash at the end. As above if empty."""

    def of_publication(self, publication: Publication) -> str:
        """Return the address of its front end, or one below ours while it has none."""
        return publication.url or f"{self.public_url}/{publication.handle}"

    def of_text(self, publication: Publication, text: Post | StaticPage) -> str:
        return f"{self.of_publication(publication)}/{encoded_path(text.path)}"

    def of_person(self, username: str) -> str:
        """Return where the front end of the server shows somebody. No publication is called so."""
        return f"{self.front_end or self.public_url}/@{username}"

    def of_preview(self, publication: Publication, token: str) -> str:
        """Return where the front end shows what a secret link leads to."""
        return f"{self.of_publication(publication)}/preview/{token}"

    def of_file(self, key: str) -> str:
        """Return the address of a file in our storage."""
        return f"{self.public_url}/media/{key}"

    def of_upload(self, token: str) -> str:
        """Return the address that a file is sent to."""
        return f"{self.public_url}/uploads/{token}"

    def of_media(self, asset: MediaAsset) -> str:
        if asset.key is not None:
            return self.of_file(asset.key)
        if asset.source_url is None:
            raise LookupError("A media asset is nowhere.")
        return asset.source_url

    def of_cover(self, cover: CoverAsset) -> Image:
        asset = cover.asset
        url = self.of_media(asset)
        return Image(url, cover.alt, cover.attribution, asset.width, asset.height, asset.id)
