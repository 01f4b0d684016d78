"""Posts and all that belongs to one, inside one unit of work."""

from db.authorship import CoAuthorInvitationRepository, PostAuthorRepository
from db.content import ContentRepository
from db.drafts import DraftRepository
from db.edit_writing import EditRepository
from db.executor import Connection
from db.filing import Filing
from db.post_bin import PostBin
from db.posts import PostRepository
from db.previews import PreviewLinkRepository
from db.reviews import ReviewRepository
from db.revisions import RevisionRepository
from db.uploads import MediaRepository


class WorkOnWriting:
    def __init__(self, connection: Connection) -> None:
        self.co_author_invitations = CoAuthorInvitationRepository(connection)
        self.contents = ContentRepository(connection)
        self.drafts = DraftRepository(connection)
        self.edits = EditRepository(connection)
        self.filing = Filing(connection)
        self.media = MediaRepository(connection)
        self.post_authors = PostAuthorRepository(connection)
        self.post_bin = PostBin(connection)
        self.posts = PostRepository(connection)
        self.preview_links = PreviewLinkRepository(connection)
        self.revisions = RevisionRepository(connection)
        self.submissions = ReviewRepository(connection)
