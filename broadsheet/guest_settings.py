"""What an operator can set about people without an account."""

from pydantic import BaseModel, Field


class GuestSettings(BaseModel):
    guest_comments: bool = Field(
        default=False,
        description="Whether people comment without an account, by proving their address.",
    )
