"""The demo's pictures, kept where all media are."""

from collections.abc import Mapping
from importlib.resources import files

from broadsheet.adapters.media import MEDIA_PATH, MediaFolder
from domain.importing.models import ImportedMedia


def keep_pictures(media: MediaFolder) -> Mapping[str, ImportedMedia]:
    """Put the pictures into media storage, and return them by the names of their files."""
    folder = files("broadsheet.demo") / "content" / "pictures"
    kept = {}
    for file in folder.iterdir():
        stored = media.store(file.read_bytes())
        kept[file.name] = ImportedMedia(
            content_type=stored.type.content_type,
            byte_size=stored.byte_size,
            key=stored.key,
            width=stored.type.width,
            height=stored.type.height,
        )
    return kept


def show_pictures(
    markdown: str, pictures: Mapping[str, ImportedMedia]
) -> tuple[str, tuple[ImportedMedia, ...]]:
    """Let pictures in a text lead to where they are kept. Return it and those it shows."""
    shown = []
    for name, picture in pictures.items():
        if f"]({name})" in markdown:
            markdown = markdown.replace(f"]({name})", f"]({MEDIA_PATH}{picture.key})")
            shown.append(picture)
    return markdown, tuple(shown)
