"""Answering invitations to publications."""

from typing import Any

from tests.api.client import Api

PREVIEW = """
    query ($token: String!) {
      invitation(token: $token) {
        role isPersonal expiresAt publication { name } inviter { name }
      }
    }
"""

ACCEPT = """
    mutation ($token: String, $id: ID) {
      acceptInvitation(input: {token: $token, invitationId: $id}) {
        __typename
        ... on AcceptInvitationSuccess {
          membership { role user { name } }
          publication { id viewerRole members { totalCount } }
        }
        ... on Error { code }
        ... on InvalidInputError { violations { argument } }
      }
    }
"""

DECLINE = """
    mutation ($token: String, $id: ID) {
      declineInvitation(input: {token: $token, invitationId: $id}) {
        __typename
        ... on DeclineInvitationSuccess { declinedInvitationId }
        ... on Error { code }
      }
    }
"""

ADDRESS = "grace@example.org"


async def accept(api: Api, actor: Any, **given: object) -> Any:
    return (await api(ACCEPT, actor=actor, **given))["acceptInvitation"]


async def decline(api: Api, actor: Any, **given: object) -> Any:
    return (await api(DECLINE, actor=actor, **given))["declineInvitation"]
