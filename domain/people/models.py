"""What becomes of what somebody wrote when they leave."""

from enum import StrEnum
from uuid import UUID

from domain.ids import UserId

SOMEBODY_WHO_LEFT = UserId(UUID("00000000-0000-7000-8000-000000000000"))
"""Stands where somebody was who wanted everything erased: one person for all of them."""

NAME_OF_THOSE_WHO_LEFT = "Somebody who left"


class LeftContent(StrEnum):
    """What becomes of posts and comments."""

    ERASE = "erase"
    KEEP_ANONYMOUS = "keep_anonymous"
