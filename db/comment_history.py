"""What comments said before they were changed. It is shown to those alone who keep order."""

from db.keyset import ListOf, Lists
from db.rows import rows_as
from db.scopes import FOR_ONE_VIEWER, Scopes
from domain.comments.history import NEWEST_VERSIONS, CommentVersion, VersionsOf

LISTS: Lists = {
    (VersionsOf, None): ListOf(
        source="comment_versions v",
        where="v.comment_id = wanted.parent_id",
        columns="v.number, v.content_id, v.written_at",
        build=rows_as(CommentVersion),
        order=NEWEST_VERSIONS,
        key="v.number",
        id="v.content_id",
        told_apart_by="content_id",
    ),
}

SCOPES: Scopes = {VersionsOf: FOR_ONE_VIEWER}
