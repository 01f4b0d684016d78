"""Mail addresses that callers write down."""

import re

from domain.refusals import invalid

LONGEST_MAIL_ADDRESS = 254

# Enough to tell a slip of the pen. Whether anybody reads there, a letter tells.
_ADDRESS = re.compile(
    r"[^\s@<>()\[\],;:\\\"\x00-\x1f\x7f]{1,64}@[^\s@<>()\[\],;:\\\"\x00-\x1f\x7f]+\.[^\s@.<>]{2,}"
)


def require_mail_address(argument: str, text: str) -> None:
    """Refuse with InvalidInput what no letter can be sent to."""
    if len(text) > LONGEST_MAIL_ADDRESS or not _ADDRESS.fullmatch(text):
        raise invalid(argument, "Must be a mail address, such as ada@example.org.")
