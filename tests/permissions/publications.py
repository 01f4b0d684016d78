"""Who may do what with publications, their members and invitations to them."""

from collections.abc import Mapping
from datetime import timedelta

from domain.ids import PUBLICATION, PUBLICATION_INVITATION, USER
from domain.tokens import INVITATION_TOKEN
from tests.factories import mail_link, make_invitation, make_member, make_post, make_publication
from tests.permissions.rules import DENIED, NO_ONE, YES, Maker, Read, Rule, Viewed
from tests.permissions.world import World

_NO_INVITATION = "INVITATION_NOT_FOUND"


async def _publication(world: World, _: str) -> str:
    return PUBLICATION.text_of(world.publication_id)


async def _empty_publication(world: World, _: str) -> str:
    """Make a publication without posts, in which everybody is what they are in the other one."""
    publication_id = await make_publication(world.database, owner=world.member("owner"))
    for name in ("contributor", "co_author", "author", "editor"):
        role = "editor" if name == "editor" else "contributor"
        await make_member(world.database, publication_id, world.member(name), role=role)
    return PUBLICATION.text_of(publication_id)


def _id_of(name: str) -> Maker:
    async def make(world: World, _: str) -> str:
        return USER.text_of(world.member(name).user_id)

    return make


async def _own_invitation(world: World, actor: str) -> str:
    """Make an invitation to another publication, for the actor's address."""
    name = {"anonymous": "stranger", "reader": "owner", "lent": "admin"}.get(actor, actor)
    inviter = world.member("moderator" if name != "moderator" else "stranger")
    elsewhere = await make_publication(world.database, owner=inviter)
    email = f"{name}@example.org"
    return PUBLICATION_INVITATION.text_of(
        await make_invitation(world.database, elsewhere, inviter, email=email)
    )


async def _invitation(world: World, _: str) -> str:
    """Make an invitation of the stranger to the publication, by its owner."""
    return PUBLICATION_INVITATION.text_of(
        await make_invitation(
            world.database,
            world.publication_id,
            world.member("owner"),
            email="stranger@example.org",
        )
    )


async def _invitation_link(world: World, _: str) -> str:
    token = INVITATION_TOKEN.new()
    await make_invitation(
        world.database, world.publication_id, world.member("owner"), token=token.text, capacity=100
    )
    return token.text


async def _letter(world: World, _: str) -> str:
    """Invite the stranger to another publication by a letter, and return what its link holds."""
    owner, email = world.member("owner"), "stranger@example.org"
    elsewhere = await make_publication(world.database, owner=owner)
    id = await make_invitation(world.database, elsewhere, owner, email=email)
    return await mail_link(world.database, id, email)


async def _expired_invitation(world: World, _: str) -> str:
    owner, email = world.member("owner"), "author@example.org"
    return PUBLICATION_INVITATION.text_of(
        await make_invitation(
            world.database, world.publication_id, owner, email=email, lasts=timedelta(0)
        )
    )


async def _with_post(world: World, _: str) -> str:
    author = world.member("author")
    await make_post(world.database, author, publication_id=world.publication_id)
    return PUBLICATION.text_of(world.publication_id)


async def _where_contributors_publish(world: World, _: str) -> str:
    await world.database.execute("UPDATE publications SET contributor_publishing = 'themselves'")
    return PUBLICATION.text_of(world.publication_id)


MAKERS: Mapping[str, Maker] = {
    "here": _publication,
    "empty_publication": _empty_publication,
    "id_of_stranger": _id_of("stranger"),
    "id_of_contributor": _id_of("contributor"),
    "id_of_editor": _id_of("editor"),
    "id_of_owner": _id_of("owner"),
    "own_invitation": _own_invitation,
    "invitation": _invitation,
    "join_link": _invitation_link,
    "expired_invitation": _expired_invitation,
    "letter": _letter,
    "with_post": _with_post,
    "where_contributors_publish": _where_contributors_publish,
}

_HERE = {"publicationId": "{here}"}
_CONTRIBUTOR = {**_HERE, "userId": "{id_of_contributor}"}

_MEMBERSHIP = [
    Rule(
        "changeMemberRole",
        "of a contributor",
        {**_CONTRIBUTOR, "role": "EDITOR"},
        {YES: "owner admin"},
        rest=DENIED,
    ),
    Rule(
        "changeMemberRole",
        "of the only owner",
        {**_HERE, "userId": "{id_of_owner}", "role": "EDITOR"},
        {"LAST_OWNER": "owner admin"},
        rest=DENIED,
    ),
    Rule("removeMember", "a contributor", _CONTRIBUTOR, {YES: "owner admin"}, rest=DENIED),
    Rule(
        "removeMember",
        "the only owner",
        {**_HERE, "userId": "{id_of_owner}"},
        {"LAST_OWNER": "owner admin"},
        rest=DENIED,
    ),
    Rule(
        "removeMember",
        "somebody who is none",
        {**_HERE, "userId": "{id_of_stranger}"},
        {"MEMBER_NOT_FOUND": "owner admin"},
        rest=DENIED,
    ),
    Rule(
        "leavePublication",
        "",
        _HERE,
        {YES: "contributor writers editor", "LAST_OWNER": "owner"},
        rest="MEMBER_NOT_FOUND",
    ),
    Rule(
        "transferOwnership",
        "to an editor",
        {**_HERE, "userId": "{id_of_editor}"},
        {YES: "owner"},
        rest=DENIED,
    ),
]

_INVITED = {**_HERE, "email": "guest@example.org"}

_INVITING = [
    Rule(
        "inviteToPublication",
        "as a contributor",
        {**_INVITED, "role": "CONTRIBUTOR"},
        {YES: "editors admin"},
        rest=DENIED,
    ),
    Rule(
        "inviteToPublication",
        "as an editor",
        {**_INVITED, "role": "EDITOR"},
        {YES: "owner admin"},
        rest=DENIED,
    ),
    Rule(
        "inviteToPublication",
        "as an owner",
        {**_INVITED, "role": "OWNER"},
        {YES: "owner admin"},
        rest=DENIED,
    ),
    Rule(
        "createInvitationLink",
        "for contributors",
        {**_HERE, "role": "CONTRIBUTOR", "capacity": 2, "expiresInDays": 2},
        {YES: "editors admin"},
        rest=DENIED,
    ),
    Rule(
        "createInvitationLink",
        "for editors",
        {**_HERE, "role": "EDITOR", "capacity": 2, "expiresInDays": 2},
        {YES: "owner admin"},
        rest=DENIED,
    ),
    Rule(
        "revokeInvitation",
        "of the stranger, as a contributor",
        {"invitationId": "{invitation}"},
        {YES: "editors admin", DENIED: "stranger"},
        rest=_NO_INVITATION,
    ),
    Rule(
        "acceptInvitation",
        "to one's own address",
        {"invitationId": "{own_invitation}"},
        {},
        rest=YES,
    ),
    Rule(
        "acceptInvitation",
        "to the stranger's address",
        {"invitationId": "{invitation}"},
        {YES: "stranger"},
        rest=_NO_INVITATION,
    ),
    *(
        Rule(
            mutation,
            "by the stranger's letter",
            {"token": "{letter}"},
            {YES: "stranger"},
            rest="INVITATION_FOR_SOMEBODY_ELSE",
        )
        for mutation in ("acceptInvitation", "declineInvitation")
    ),
    Rule(
        "acceptInvitation",
        "by a link",
        {"token": "{join_link}"},
        {"ALREADY_MEMBER": "contributor writers editors"},
        rest=YES,
    ),
    Rule(
        "declineInvitation",
        "to one's own address",
        {"invitationId": "{own_invitation}"},
        {},
        rest=YES,
    ),
    Rule(
        "declineInvitation",
        "to the stranger's address",
        {"invitationId": "{invitation}"},
        {YES: "stranger"},
        rest=_NO_INVITATION,
    ),
]

_SETTINGS = [
    Rule(
        "createPublication",
        "",
        {"handle": "another", "name": "Another"},
        {},
        rest=YES,
    ),
    Rule(
        "updatePublication",
        "",
        {**_HERE, "name": "Renamed"},
        {YES: "owner admin"},
        rest=DENIED,
    ),
    Rule(
        "updatePublication",
        "its host name",
        {**_HERE, "host": "blog.example.org"},
        {YES: "admin"},
        rest=DENIED,
    ),
    Rule(
        "deletePublication",
        "without posts",
        {"publicationId": "{empty_publication}"},
        {YES: "owner admin"},
        rest=DENIED,
    ),
    Rule(
        "deletePublication",
        "with a post",
        {"publicationId": "{with_post}"},
        {"PUBLICATION_NOT_EMPTY": "owner admin"},
        rest=DENIED,
    ),
    Rule(
        "setNavigationLinks",
        "",
        {**_HERE, "links": [{"label": "About", "url": "/about"}]},
        {YES: "editors admin"},
        rest=DENIED,
    ),
    Rule("pinPost", "published", {"postId": "{published}"}, {YES: "editors admin"}, rest=DENIED),
    Rule(
        "pinPost",
        "draft",
        {"postId": "{draft}"},
        {"POST_NOT_PUBLISHED": "editors admin", DENIED: "writers moderator"},
        rest="POST_NOT_FOUND",
    ),
    Rule("unpinPost", "", _HERE, {YES: "editors admin"}, rest=DENIED, changes=False),
    Rule(
        "updateProfile",
        "one's own name",
        {"name": "Renamed"},
        {},
        rest=YES,
    ),
    Rule(
        "updateProfile",
        "one's own username",
        {"username": "renamed"},
        {"SESSION_NEEDED": "lent"},
        rest=YES,
    ),
]

RULES = [*_MEMBERSHIP, *_INVITING, *_SETTINGS]

_INVITATIONS = "editors admin"
_FOUND_BY = {"invitation": f"{_INVITATIONS} stranger", "expired_invitation": NO_ONE}

READS = [
    *(
        Read("PublicationInvitation", way, document, _FOUND_BY)
        for way, document in {
            "node": "query ($id: ID!) { node(id: $id) { id } }",
            "nodes": "query ($id: ID!) { nodes(ids: [$id]) { id } }",
        }.items()
    ),
    Read(
        "PublicationInvitation",
        "Publication.invitations",
        '{ publication(handle: "daily") { invitations { totalCount nodes { id } } } }',
        {"invitation": _INVITATIONS},
    ),
    Read(
        "PublicationInvitation",
        "Viewer.publicationInvitations",
        "{ viewer { publicationInvitations { totalCount nodes { id } } } }",
        {"invitation": "stranger"},
    ),
]

VIEWED = [
    Viewed("Publication.viewerCanEditSettings", {"here": ("owner admin", NO_ONE)}),
    Viewed("Publication.viewerCanInvite", {"here": ("editors admin", NO_ONE)}),
    Viewed(
        "Publication.viewerCanPublish",
        {
            "here": ("editors admin", NO_ONE),
            "where_contributors_publish": ("contributor writers editors admin", NO_ONE),
        },
    ),
]
