"""What people say to each other, inside one unit of work, and who keeps it in order."""

from db.comment_writing import CommentRepository
from db.discussions import DiscussionReader
from db.executor import Connection
from db.guests import GuestRepository
from db.mentions import MentionRepository
from db.moderation import ModerationRepository, QueueRepository
from db.reaction_changes import ReactionRepository


class WorkOnConversation:
    def __init__(self, connection: Connection) -> None:
        self.comment_queue = QueueRepository(connection)
        self.comments = CommentRepository(connection)
        self.discussions = DiscussionReader(connection)
        self.guests = GuestRepository(connection)
        self.mentions = MentionRepository(connection)
        self.moderation = ModerationRepository(connection)
        self.reactions = ReactionRepository(connection)
