"""Posts from the first draft on, with their authors, reviews, revisions and pictures."""

from broadsheet.wired_basis import WiredBasis, made
from broadsheet.world import World
from db.apart import SightReader
from db.authorship import CoAuthorInvitationReader
from db.executor import Executor
from db.previews import PreviewReader
from db.publications import MembershipReader
from db.reviews import ReviewReader
from db.revision_history import RevisionReader
from db.uploads import MediaReader
from domain.authorship.inviting import CoAuthorInviting
from domain.authorship.service import AuthorshipService
from domain.content.previewing import MarkdownService
from domain.media.ports import MediaWork
from domain.media.service import MediaService
from domain.posts.editing import PostEditing
from domain.posts.lifecycle import PostLifecycle
from domain.posts.pinning import PostPinning
from domain.posts.publishing import PostPublishing
from domain.posts.service import PostService
from domain.previews.service import PreviewService
from domain.reviews.service import ReviewService
from domain.revisions.service import RevisionService
from domain.unit_of_work import UnitOfWork


class WritingServices(WiredBasis):
    """What is done with posts before and after they are published."""

    authorship = made(lambda its: AuthorshipService(its.work, its.world.clock))
    co_author_inviting = made(
        lambda its: CoAuthorInviting(
            its.work, CoAuthorInvitationReader(its.reads), its.access, its.world.clock
        )
    )
    markdown = made(lambda its: MarkdownService(its.renderer))
    media = made(lambda its: media_service(its.reads, its.work, its.world))
    post_editing = made(
        lambda its: PostEditing(
            unit_of_work=its.work,
            renderer=its.renderer,
            clock=its.world.clock,
            most_drafts=its.world.drafts_per_person,
        )
    )
    post_lifecycle = made(lambda its: PostLifecycle(its.work, its.world.clock))
    post_pinning = made(lambda its: PostPinning(its.work, its.world.clock))
    post_publishing = made(lambda its: PostPublishing(its.work, its.world.clock))
    posts = made(
        lambda its: PostService(
            reader=its.stored.posts(its.reads),
            memberships=MembershipReader(its.reads),
            invitations=CoAuthorInvitationReader(its.reads),
            lists=its.lists,
            sight=SightReader(its.reads),
        )
    )
    previews = made(
        lambda its: PreviewService(its.work, PreviewReader(its.reads), its.access, its.world.clock)
    )
    reviews = made(
        lambda its: ReviewService(its.work, ReviewReader(its.reads), its.access, its.world.clock)
    )
    revisions = made(
        lambda its: RevisionService(
            RevisionReader(its.reads), its.access, its.world.comparer, its.post_editing
        )
    )


def media_service(reads: Executor, work: UnitOfWork[MediaWork], world: World) -> MediaService:
    """Build what receives pictures too, which come by themselves."""
    return MediaService(
        unit_of_work=work,
        reader=MediaReader(reads),
        pictures=world.pictures,
        storage=world.media_storage,
        clock=world.clock,
        limits=world.media_limits,
    )
