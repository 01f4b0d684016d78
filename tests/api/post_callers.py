"""A post, and everyone who stands somewhere to it."""

from dataclasses import dataclass, replace

from db.executor import Executor
from domain.actor import Actor, Anonymous, Member, Scope, SiteRole
from domain.ids import POST, GlobalId, PostId, PublicationId
from domain.posts.models import PostStatus
from tests.factories import make_account, make_member, make_post, make_publication

EVERYBODY = (
    "nobody",
    "a stranger",
    "the author",
    "a reader's token of the author",
    "a co-author",
    "a contributor",
    "an editor",
    "an owner",
    "a moderator",
    "an administrator",
)


@dataclass(frozen=True)
class People:
    post_id: PostId
    publication_id: PublicationId
    members: dict[str, Member]

    @property
    def id(self) -> GlobalId:
        """The id of the post, as callers write it."""
        return POST.text_of(self.post_id)

    def actor(self, who: str) -> Actor:
        if who == "nobody":
            return Anonymous()
        if who == "a reader's token of the author":
            return replace(self.members["the author"], scopes=(Scope.READ,))
        return self.members[who]

    def member(self, who: str) -> Member:
        return self.members[who]


async def make_people(
    database: Executor, *, status: PostStatus = PostStatus.DRAFT, title: str = "A draft"
) -> People:
    """Make a post by a contributor of a publication of several people."""
    members = {
        who: await make_account(database, name=who)
        for who in (
            "a stranger",
            "the author",
            "a co-author",
            "a contributor",
            "an editor",
            "an owner",
        )
    }
    members["a moderator"] = await make_account(database, role=SiteRole.MODERATOR)
    members["an administrator"] = await make_account(database, role=SiteRole.ADMIN)
    publication_id = await make_publication(
        database,
        owner=members["an owner"],
        editor=members["an editor"],
        contributor=members["a contributor"],
    )
    await make_member(database, publication_id, members["the author"])
    post_id = await make_post(
        database,
        members["the author"],
        publication_id=publication_id,
        status=status,
        title=title,
        co_authors=[members["a co-author"]],
    )
    return People(post_id, publication_id, members)


async def public(database: Executor) -> People:
    """Make a post that is published, by the same people."""
    return await make_people(database, status=PostStatus.PUBLISHED)
