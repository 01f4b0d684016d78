"""Asking people to write a post together, and whether they read it."""

from typing import Any

from domain.actor import Member
from domain.ids import USER
from tests.api.client import Api
from tests.api.post_callers import People

INVITE = """
    mutation ($post: ID!, $user: ID, $name: String) {
      inviteCoAuthor(input: {postId: $post, userId: $user, username: $name}) {
        __typename
        ... on InviteCoAuthorSuccess {
          invitation { id user { id } invitedBy { name } post { title } }
          post { coAuthors { name } coAuthorInvitations { totalCount } }
        }
        ... on Error { code }
        ... on InvalidInputError { violations { argument message } }
      }
    }
"""

READ = "query ($id: ID!) { node(id: $id) { id } }"


async def invite(api: Api, people: People, user: Member, *, who: str = "the author") -> Any:
    answer = await api(
        INVITE, actor=people.actor(who), post=people.id, user=USER.text_of(user.user_id)
    )
    return answer["inviteCoAuthor"]
