"""What people send to join, and what came of it."""

from typing import Any

from tests.pinned import PinnedDatabase

ERRORS = """
    __typename
    ... on Error { code message }
    ... on InvalidInputError { violations { argument message } }
"""

SIGN_UP = f"""
    mutation ($email: String!, $username: String!, $name: String!) {{
      signUp(input: {{email: $email, username: $username, name: $name}}) {{
        ... on SignUpSuccess {{ email }} {ERRORS}
      }}
    }}
"""

SEND = f"""
    mutation ($email: String!) {{
      sendVerification(input: {{email: $email}}) {{
        ... on SendVerificationSuccess {{ email }} {ERRORS}
      }}
    }}
"""

VERIFY = f"""
    mutation ($token: String!, $password: String!, $username: String) {{
      verifyEmail(input: {{token: $token, password: $password, username: $username}}) {{
        ... on VerifyEmailSuccess {{
          token
          session {{ isCurrent expiresAt }}
          viewer {{
            role email emailIsVerified
            user {{
              username name isClaimed
              publications {{ nodes {{ handle name members {{ nodes {{ role }} }} }} }}
            }}
            sessions {{ totalCount nodes {{ isCurrent }} }}
          }}
        }}
        {ERRORS}
      }}
    }}
"""

INVITE = f"""
    mutation ($email: String!) {{
      inviteToSignUp(input: {{email: $email}}) {{
        ... on InviteToSignUpSuccess {{ email }} {ERRORS}
      }}
    }}
"""

ACCEPT = f"""
    mutation ($token: String!, $username: String!, $password: String!) {{
      acceptSignUpInvitation(
        input: {{token: $token, username: $username, name: "Ada", password: $password}}
      ) {{
        ... on AcceptSignUpInvitationSuccess {{ token viewer {{ email user {{ username }} }} }}
        {ERRORS}
      }}
    }}
"""

ADA: dict[str, Any] = {"email": "ada@example.org", "username": "ada", "name": "Ada Lovelace"}
PASSWORD = "a horse, a staple"


async def people(database: PinnedDatabase) -> int:
    return int(await database.fetchval("SELECT count(*) FROM users"))
