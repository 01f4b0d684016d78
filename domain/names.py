"""What people and publications may be called in addresses."""

import re

from domain.checks import Checks

LONGEST_NAME = 60

_NAME = re.compile(f"[a-z0-9][a-z0-9_-]{{0,{LONGEST_NAME - 1}}}")

# What this server, or a front end beside it, may want to answer at itself, and what would be taken
# for somebody who speaks for it.
_RESERVED = """
    about abuse account accounts admin administrator api app assets auth blog cdn contact dashboard
    docs explore explorer favicon feed feeds following ftp graphiql graphql healthz help home
    hostmaster image images imap index invitation invite join legal livez localhost login logout
    mail me media metrics moderator new news noreply notifications null oauth page pages policy
    pop3 post postmaster posts preview privacy publication publications readyz register reset
    robots root rss search security series settings signin signout signup sitemap smtp static
    status support system tag tags terms undefined upload uploads user users verify viewer webhooks
    webmaster well-known www
"""

RESERVED_NAMES = frozenset(_RESERVED.split())


def is_name(text: str) -> bool:
    """Whether somebody or something can be called so in addresses."""
    return _NAME.fullmatch(text) is not None


def require_name(checks: Checks, argument: str, name: str) -> None:
    """Require a new name: of the right form, and none that is kept for the server."""
    form = f"Must be 1 to {LONGEST_NAME} of a-z, 0-9, - and _, and begin with a letter or a digit."
    checks.require(argument, form, holds=is_name(name))
    checks.require(argument, "This name is reserved.", holds=name not in RESERVED_NAMES)
