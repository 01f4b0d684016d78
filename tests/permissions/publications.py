"""Who may do what with publications, their members and invitations, and who finds those."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from domain.ids import POST, PUBLICATION, PUBLICATION_INVITATION, USER, PublicationInvitationId
from domain.tokens import INVITATION_TOKEN
from tests.factories import mail_link, make_invitation, make_post
from tests.permissions.rules import DENIED, NO_ONE, SCOPE, SIGN_IN, YES, Maker, Read, Rule, Viewed
from tests.permissions.world import World

_STRANGERS_ADDRESS = "stranger@example.org"
_NOBODYS = {SCOPE: "reader", SIGN_IN: "anonymous"}
_CONTRIBUTORS = "contributor writers"
_HIDDEN = "INVITATION_NOT_FOUND"


def _owners(done: str = YES) -> Mapping[str, str]:
    return {done: "owner admin", DENIED: f"outsiders {_CONTRIBUTORS} editor moderator", **_NOBODYS}


def _editors(done: str = YES) -> Mapping[str, str]:
    return {done: "editors admin", DENIED: f"outsiders {_CONTRIBUTORS} moderator", **_NOBODYS}


async def _publication(world: World, _: str) -> str:
    return PUBLICATION.text_of(world.publication_id)


async def _with_post(world: World, _: str) -> str:
    author = world.member("author")
    await make_post(world.database, author, publication_id=world.publication_id)
    return PUBLICATION.text_of(world.publication_id)


async def _with_pin(world: World, _: str) -> str:
    author = world.member("author")
    await make_post(world.database, author, publication_id=world.publication_id)
    await world.database.execute(
        "INSERT INTO pinned_posts (publication_id, post_id, is_public, listed_at) "
        "SELECT publication_id, id, is_public, listed_at FROM posts"
    )
    return PUBLICATION.text_of(world.publication_id)


async def _free(world: World, _: str) -> str:
    await world.database.execute("UPDATE publications SET contributor_publishing = 'themselves'")
    return PUBLICATION.text_of(world.publication_id)


async def _post_to_pin(world: World, _: str) -> str:
    author, where = world.member("author"), world.publication_id
    return POST.text_of(await make_post(world.database, author, publication_id=where))


def _person(name: str) -> Maker:
    async def make(world: World, _: str) -> str:
        return USER.text_of(world.member(name).user_id)

    return make


async def _invitation(world: World, **given: Any) -> PublicationInvitationId:
    owner = world.member("owner")
    return await make_invitation(world.database, world.publication_id, owner, **given)


def _invited(**given: Any) -> Maker:
    async def make(world: World, _: str) -> str:
        return PUBLICATION_INVITATION.text_of(await _invitation(world, **given))

    return make


async def _link(world: World, _: str) -> str:
    token = INVITATION_TOKEN.new().text
    await _invitation(world, token=token)
    return token


async def _letter(world: World, _: str) -> str:
    id = await _invitation(world, email=_STRANGERS_ADDRESS)
    return await mail_link(world.database, id, _STRANGERS_ADDRESS)


MAKERS: Mapping[str, Maker] = {
    "a_contributor": _person("contributor"),
    "a_stranger": _person("stranger"),
    "expired_letter": _invited(email=_STRANGERS_ADDRESS, lasts=timedelta(0)),
    "free_publication": _free,
    "here": _publication,
    "letter_to_an_editor": _invited(email="new@example.org", role="editor"),
    "open_letter": _invited(email=_STRANGERS_ADDRESS),
    "open_link": _invited(),
    "post_to_pin": _post_to_pin,
    "publication": _publication,
    "publication_with_pin": _with_pin,
    "publication_with_post": _with_post,
    "the_owner": _person("owner"),
    "token_of_letter": _letter,
    "token_of_link": _link,
}

_IN = {"publicationId": "{publication}"}
_LINK = {"capacity": 3, "expiresInDays": 7}

_SETTINGS = [
    Rule(
        "createPublication",
        "",
        {"handle": "another", "name": "Another"},
        {YES: "members -reader", **_NOBODYS},
    ),
    Rule("updatePublication", "its name", {**_IN, "name": "New"}, _owners()),
    Rule(
        "updatePublication",
        "its host name",
        {**_IN, "host": "daily.example"},
        {YES: "admin", DENIED: f"outsiders {_CONTRIBUTORS} editors moderator", **_NOBODYS},
    ),
    Rule("deletePublication", "empty", _IN, _owners()),
    Rule(
        "deletePublication",
        "with a post",
        {"publicationId": "{publication_with_post}"},
        _owners("PUBLICATION_NOT_EMPTY"),
    ),
    Rule("pinPost", "published", {"postId": "{post_to_pin}"}, _editors()),
    Rule(
        "pinPost",
        "draft",
        {"postId": "{draft}"},
        {
            "POST_NOT_PUBLISHED": "editors admin",
            DENIED: "writers moderator",
            "POST_NOT_FOUND": "outsiders contributor",
            **_NOBODYS,
        },
    ),
    Rule("unpinPost", "pinned", {"publicationId": "{publication_with_pin}"}, _editors()),
    Rule("unpinPost", "nothing pinned", _IN, _editors(), changes=False),
    Rule(
        "setNavigationLinks",
        "",
        {**_IN, "links": [{"label": "About", "url": "/about"}]},
        _editors(),
    ),
    Rule("updateProfile", "one's words", {"bio": "Writes."}, {YES: "members -reader", **_NOBODYS}),
    Rule(
        "updateProfile",
        "one's username",
        {"username": "renamed"},
        {YES: "members -reader -lent", "SESSION_NEEDED": "lent", **_NOBODYS},
    ),
]

_MEMBERS = [
    Rule(
        "changeMemberRole",
        "a contributor",
        {**_IN, "userId": "{a_contributor}", "role": "EDITOR"},
        _owners(),
    ),
    Rule(
        "changeMemberRole",
        "the last owner",
        {**_IN, "userId": "{the_owner}", "role": "EDITOR"},
        _owners("LAST_OWNER"),
    ),
    Rule("removeMember", "a contributor", {**_IN, "userId": "{a_contributor}"}, _owners()),
    Rule(
        "removeMember",
        "somebody who is none",
        {**_IN, "userId": "{a_stranger}"},
        _owners("MEMBER_NOT_FOUND"),
    ),
    Rule("removeMember", "the last owner", {**_IN, "userId": "{the_owner}"}, _owners("LAST_OWNER")),
    Rule(
        "leavePublication",
        "",
        _IN,
        {
            YES: f"{_CONTRIBUTORS} editor",
            "LAST_OWNER": "owner",
            "MEMBER_NOT_FOUND": "outsiders staff",
            **_NOBODYS,
        },
    ),
    Rule(
        "transferOwnership",
        "to a contributor",
        {**_IN, "userId": "{a_contributor}"},
        {YES: "owner", DENIED: f"outsiders {_CONTRIBUTORS} editor staff", **_NOBODYS},
    ),
]

_TO = {**_IN, "email": "new@example.org"}

_INVITATIONS = [
    Rule("inviteToPublication", "contributor", {**_TO, "role": "CONTRIBUTOR"}, _editors()),
    Rule("inviteToPublication", "editor", {**_TO, "role": "EDITOR"}, _owners()),
    Rule("inviteToPublication", "owner", {**_TO, "role": "OWNER"}, _owners()),
    Rule(
        "createInvitationLink", "contributor", {**_IN, **_LINK, "role": "CONTRIBUTOR"}, _editors()
    ),
    Rule("createInvitationLink", "editor", {**_IN, **_LINK, "role": "EDITOR"}, _owners()),
    Rule(
        "acceptInvitation",
        "by a link",
        {"token": "{token_of_link}"},
        {YES: "outsiders staff", "ALREADY_MEMBER": f"{_CONTRIBUTORS} editors", **_NOBODYS},
    ),
    *(
        Rule(
            mutation,
            "by the stranger's letter",
            {"token": "{token_of_letter}"},
            {
                YES: "stranger",
                "INVITATION_FOR_SOMEBODY_ELSE": "members -stranger -reader",
                **_NOBODYS,
            },
        )
        for mutation in ("acceptInvitation", "declineInvitation")
    ),
    *(
        Rule(
            mutation,
            "to the stranger, by its id",
            {"invitationId": "{open_letter}"},
            {YES: "stranger", _HIDDEN: "members -stranger -reader", **_NOBODYS},
        )
        for mutation in ("acceptInvitation", "declineInvitation")
    ),
    Rule(
        "revokeInvitation",
        "to the stranger",
        {"invitationId": "{open_letter}"},
        {
            YES: "editors admin",
            DENIED: "stranger",
            _HIDDEN: f"{_CONTRIBUTORS} moderator lent",
            **_NOBODYS,
        },
    ),
    Rule(
        "revokeInvitation",
        "to be an editor",
        {"invitationId": "{letter_to_an_editor}"},
        {
            YES: "owner admin",
            DENIED: "editor",
            _HIDDEN: f"outsiders {_CONTRIBUTORS} moderator",
            **_NOBODYS,
        },
    ),
]

RULES = [*_SETTINGS, *_MEMBERS, *_INVITATIONS]

_PAGE = "totalCount nodes { id }"
_FOUND_BY = {
    "open_letter": "stranger editors admin",
    "open_link": "editors admin",
    "expired_letter": NO_ONE,
}
_KIND = "PublicationInvitation"

READS = [
    Read(_KIND, "node", "query ($id: ID!) { node(id: $id) { id } }", _FOUND_BY),
    Read(_KIND, "nodes", "query ($id: ID!) { nodes(ids: [$id]) { id } }", _FOUND_BY),
    Read(
        _KIND,
        "Publication.invitations",
        f'{{ publication(handle: "daily") {{ invitations {{ {_PAGE} }} }} }}',
        {"open_letter": "editors admin", "open_link": "editors admin", "expired_letter": NO_ONE},
    ),
    Read(
        _KIND,
        "Viewer.publicationInvitations",
        f"{{ viewer {{ publicationInvitations {{ {_PAGE} }} }} }}",
        {"open_letter": "stranger", "open_link": NO_ONE, "expired_letter": NO_ONE},
    ),
]

VIEWED = [
    Viewed("Publication.viewerCanEditSettings", {"publication": ("owner admin", NO_ONE)}),
    Viewed("Publication.viewerCanInvite", {"publication": ("editors admin", NO_ONE)}),
    Viewed(
        "Publication.viewerCanPublish",
        {
            "publication": ("editors admin", NO_ONE),
            "free_publication": (f"{_CONTRIBUTORS} editors admin", NO_ONE),
        },
    ),
]
