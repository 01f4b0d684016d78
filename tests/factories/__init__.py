"""Ready-made rows for tests. Every argument has a plain default.

Rows made one after another are dated one second apart, beginning at noon.
"""

from tests.factories.addresses import make_page, make_redirect
from tests.factories.credentials import make_access_token, make_session
from tests.factories.discussions import (
    hide_comment,
    hold_comment,
    import_comment_reactions,
    import_post_reactions,
    make_comment,
    make_comment_version,
    react_to_comment,
    react_to_post,
)
from tests.factories.editorial import (
    make_audit_entry,
    make_co_author_invitation,
    make_preview_link,
    make_submission,
)
from tests.factories.follows import make_follow
from tests.factories.invitations import mail_link, make_invitation
from tests.factories.keeping import make_bookmark, make_bookmark_list, make_reading
from tests.factories.moments import NOON, next_moment
from tests.factories.people import (
    make_account,
    make_badge,
    make_claim,
    make_member,
    make_publication,
    make_user,
)
from tests.factories.posts import make_cover, make_post, make_series, make_tag, make_upload
from tests.factories.revisions import make_revision
from tests.factories.sight import block, delete_comment, mute
from tests.factories.texts import make_content

__all__ = [
    "NOON",
    "block",
    "delete_comment",
    "hide_comment",
    "hold_comment",
    "import_comment_reactions",
    "import_post_reactions",
    "mail_link",
    "make_access_token",
    "make_account",
    "make_audit_entry",
    "make_badge",
    "make_bookmark",
    "make_bookmark_list",
    "make_claim",
    "make_co_author_invitation",
    "make_comment",
    "make_comment_version",
    "make_content",
    "make_cover",
    "make_follow",
    "make_invitation",
    "make_member",
    "make_page",
    "make_post",
    "make_preview_link",
    "make_publication",
    "make_reading",
    "make_redirect",
    "make_revision",
    "make_series",
    "make_session",
    "make_submission",
    "make_tag",
    "make_upload",
    "make_user",
    "mute",
    "next_moment",
    "react_to_comment",
    "react_to_post",
]
