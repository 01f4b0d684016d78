"""What people and publications may be called in addresses."""

import re

from domain.refusals import invalid

LONGEST_HANDLE = 60

ABOUT_HANDLES = f"Use a-z, 0-9, - and _, at most {LONGEST_HANDLE}, a letter or digit first."

_HANDLE = re.compile(f"[a-z0-9][a-z0-9_-]{{0,{LONGEST_HANDLE - 1}}}")

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

RESERVED_HANDLES = frozenset(_RESERVED.split())


def is_handle(text: str) -> bool:
    """Whether somebody or something can be called so in addresses."""
    return _HANDLE.fullmatch(text) is not None


def handle_of(text: str) -> str:
    """Return a handle as it is kept: in lower case, without spaces around it."""
    return text.strip().lower()


def fault_of(handle: str) -> str | None:
    """Say what is wrong with a new handle: its form, or that it is kept for the server."""
    if not is_handle(handle):
        return ABOUT_HANDLES
    return "This name is reserved." if handle in RESERVED_HANDLES else None


def refuse_reserved(handle: str, *, argument: str) -> None:
    """Refuse with InvalidInput a handle that is kept for the server."""
    if handle in RESERVED_HANDLES:
        raise invalid(argument, "This name is reserved.")
