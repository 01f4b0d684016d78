"""What changes of publications cost, in statements."""

from collections.abc import Callable
from typing import Any

import asyncpg
import pytest
import pytest_asyncio

from domain.actor import Member
from domain.ids import POST, PUBLICATION, USER, PublicationId
from domain.tokens import INVITATION_TOKEN
from tests.changes.keyed import Sender, shown
from tests.factories import make_account, make_invitation, make_member, make_post, make_publication
from tests.factories.moments import next_number


class Given:
    """A publication, and what it takes to change it."""

    def __init__(self, publication_id: PublicationId, owner: Member, other: Member) -> None:
        self.owner, self.other = owner, other
        self.publication_id = publication_id
        self.where = f'publicationId: "{PUBLICATION.text_of(publication_id)}"'
        self.whom = f'userId: "{USER.text_of(other.user_id)}"'
        self.post = ""
        self.token = INVITATION_TOKEN.new().text
        self.name = f"counted-{next_number()}"


@pytest_asyncio.fixture(loop_scope="session")
async def given(writer: asyncpg.Connection) -> Given:
    owner, other = await make_account(writer), await make_account(writer)
    publication_id = await make_publication(writer, owner=owner)
    given = Given(publication_id, owner, other)
    given.post = POST.text_of(await make_post(writer, owner, publication_id=publication_id))
    await make_invitation(writer, publication_id, owner, token=given.token)
    return given


Mutation = Callable[[Given], str]

# An event and an audit entry are a statement each, and so is each change. What comes before: the
# publication is held, and the part of the member in it read.
COSTS: list[tuple[str, int, Mutation]] = [
    # The address is held, publications are counted; two rows; two events with entries.
    ("create", 8, lambda g: f'createPublication(input: {{handle: "{g.name}", name: "A"}})'),
    ("change", 5, lambda g: f'updatePublication(input: {{{g.where}, name: "New"}})'),
    # The former name is kept, and former names are counted.
    ("rename", 7, lambda g: f'updatePublication(input: {{{g.where}, handle: "{g.name}"}})'),
    # Whom it is about is read; their invitations are removed.
    ("role", 7, lambda g: f"changeMemberRole(input: {{{g.where}, {g.whom}, role: EDITOR}})"),
    ("remove", 6, lambda g: f"removeMember(input: {{{g.where}, {g.whom}}})"),
    # Two changes of roles, one of which asks whether another owner is there.
    ("transfer", 11, lambda g: f"transferOwnership(input: {{{g.where}, {g.whom}}})"),
    # Whoever invites is named; expired ones are removed, open and recent ones counted; a letter.
    (
        "invite",
        10,
        lambda g: f'inviteToPublication(input: {{{g.where}, email: "a@b.example", role: EDITOR}})',
    ),
    # The post is held too.
    ("pin", 6, lambda g: f'pinPost(input: {{postId: "{g.post}"}})'),
    # All links are removed, and added.
    (
        "links",
        6,
        lambda g: f'setNavigationLinks(input: {{{g.where}, links: [{{label: "A", url: "/a"}}]}})',
    ),
]


@pytest.mark.parametrize(
    ("statements", "mutation"), [pytest.param(*rest, id=name) for name, *rest in COSTS]
)
async def test_a_mutation_of_an_owner_costs_so_many_statements(
    writer: asyncpg.Connection, sender: Sender, given: Given, statements: int, mutation: Mutation
) -> None:
    await make_member(writer, given.publication_id, given.other)

    outcome = await sender.send(
        given.owner, None, query=f"mutation {{ answer: {mutation(given)} {{ __typename }} }}"
    )

    assert _succeeds(shown(outcome))
    assert outcome.statements == statements


async def test_accepting_costs_so_many_statements(sender: Sender, given: Given) -> None:
    mutation = f'acceptInvitation(input: {{token: "{given.token}"}})'

    outcome = await sender.send(
        given.other, None, query=f"mutation {{ answer: {mutation} {{ __typename }} }}"
    )

    assert _succeeds(shown(outcome))
    # A place is taken, a member added; two events with entries; the publication is read.
    assert outcome.statements == 7


def _succeeds(answer: Any) -> bool:
    return str(answer["answer"]["__typename"]).endswith("Success")
