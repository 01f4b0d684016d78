"""The rows of a data set, table by table, until they are stored."""

from collections.abc import Mapping, Sequence

COLUMNS: Mapping[str, Sequence[str]] = {
    "users": ("id", "username", "name", "bio", "avatar_url", "claimed_at", "created_at"),
    "publications": ("id", "handle", "name", "post_count", "created_at"),
    "memberships": ("publication_id", "user_id", "role", "joined_at"),
    "tags": ("id", "slug", "name", "post_count", "created_at"),
    "publication_tags": ("publication_id", "tag_id", "post_count"),
    "contents": (
        *("id", "markdown", "html", "text", "brief"),
        *("word_count", "reading_minutes", "renderer_version"),
    ),
    "posts": (
        *("id", "publication_id", "author_id", "tag_ids", "content_id", "slug", "path", "title"),
        *("subtitle", "brief", "language", "status", "word_count", "reading_minutes"),
        *("comment_count", "reaction_count", "published_at", "updated_at", "created_at"),
    ),
    "post_authors": (
        *("post_id", "user_id", "position", "publication_id", "is_public", "listed_at"),
    ),
    "post_tags": ("post_id", "tag_id", "position", "publication_id", "is_public", "listed_at"),
    "comments": (
        *("id", "post_id", "parent_id", "author_id", "content_id", "depth", "position"),
        *("reply_count", "reaction_count", "created_at"),
    ),
    "post_reactions": ("post_id", "user_id", "kind", "created_at"),
    "post_reaction_counts": ("post_id", "kind", "given"),
    "comment_reactions": ("comment_id", "user_id", "kind", "created_at"),
    "comment_reaction_counts": ("comment_id", "kind", "given"),
}
"""What is stored of each table, in this order. The rest has defaults, or is made of these."""


class Rows:
    """Rows that wait to be stored."""

    def __init__(self) -> None:
        self.of_table: dict[str, list[tuple[object, ...]]] = {table: [] for table in COLUMNS}

    def add(self, table: str, *values: object) -> None:
        self.of_table[table].append(values)
