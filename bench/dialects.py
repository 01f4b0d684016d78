"""In which words a server is asked, and how its answer reads in ours."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_DOCUMENTS = Path(__file__).parent / "documents"

_KINDS = {"author": "user", "comments": "comment", "replies": "comment"}
_MOMENTS = {"createdAt", "publishedAt"}


@dataclass(frozen=True, slots=True)
class Dialect:
    documents: Path
    in_our_words: Callable[[Any], Any]
    takes_any_document: bool = True
    """Whether documents that nobody prepared for it can be sent, too."""
    is_whole: bool = False
    """Whether everything can be asked for that we have, and not only what all servers know."""


def _ours(data: Any) -> Any:
    return data


def _from_postgraphile(data: Any) -> Any:
    publication = data.get("publicationByHandle")
    if publication is None:
        return _translated(data, "post")
    [post] = publication["postsByPublicationId"]["nodes"]
    return {"post": _translated(post, "post")}


def _translated(value: Any, kind: str) -> Any:
    if isinstance(value, list):
        return [_translated(item, kind) for item in value]
    if isinstance(value, dict):
        return {key: _field(key, inner, kind) for key, inner in value.items()}
    return value


def _field(key: str, value: Any, kind: str) -> Any:
    """Write ids and moments as we do, and leave out the rows between posts and tags."""
    if key == "id":
        return f"{kind}_{value.replace('-', '')}"
    if key in _MOMENTS:
        return value.replace(".000000", "")
    if key == "tags":
        return [row["tag"] for row in value["nodes"]]
    return _translated(value, _KINDS.get(key, kind))


OURS = Dialect(_DOCUMENTS, _ours)
OURS_WHOLE = Dialect(_DOCUMENTS, _ours, is_whole=True)
NAMES_ONLY = Dialect(_DOCUMENTS, _ours, takes_any_document=False)
"""Of who never reads the document, and knows operations by their names."""
POSTGRAPHILES = Dialect(_DOCUMENTS / "postgraphile", _from_postgraphile, takes_any_document=False)
"""It makes its own schema of our tables, so the documents use its names."""
