"""What people say to each other and how they take it, and who keeps it in order."""

from broadsheet.wired_basis import WiredBasis, made
from db.apart import SightReader
from db.discussions import DiscussionReader
from db.reactions import ReactionReader
from domain.comments.writing import CommentWriting
from domain.discussions.service import DiscussionService
from domain.guests.claiming import GuestClaiming
from domain.guests.commenting import GuestCommenting
from domain.moderation.deciding import CommentDeciding
from domain.moderation.hiding import CommentModeration
from domain.moderation.locking import ThreadLocking
from domain.moderation.setting_up import DiscussionSettings
from domain.reactions.service import ReactionService


class ConversationServices(WiredBasis):
    """What is done with comments, discussions and reactions."""

    comment_deciding = made(lambda its: CommentDeciding(its.work, its.world.clock))
    comment_moderation = made(lambda its: CommentModeration(its.work, its.world.clock))
    comment_writing = made(
        lambda its: CommentWriting(
            its.work, its.renderer, its.world.clock, its.world.comment_limits
        )
    )
    discussion_settings = made(lambda its: DiscussionSettings(its.work, its.work, its.world.clock))
    discussions = made(
        lambda its: DiscussionService(DiscussionReader(its.reads), SightReader(its.reads))
    )
    guest_claiming = made(lambda its: GuestClaiming(its.work, its.world.clock))
    guest_commenting = made(
        lambda its: GuestCommenting(
            unit_of_work=its.work,
            renderer=its.world.renderer,
            attempts=its.world.attempts,
            limits=its.world.comment_limits,
            are_welcome=its.world.guests_are_welcome,
            clock=its.world.clock,
        )
    )
    reactions = made(
        lambda its: ReactionService(
            its.work, ReactionReader(its.reads), its.world.reaction_kinds, its.world.clock
        )
    )
    thread_locking = made(lambda its: ThreadLocking(its.work, its.world.clock))
