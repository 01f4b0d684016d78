"""What an operator can set about the posts that people write."""

from datetime import timedelta

from pydantic import Field
from pydantic_settings import BaseSettings


class WritingSettings(BaseSettings):
    drafts_per_person: int = Field(
        500, ge=1, description="How many posts of one person may be there that nobody has read."
    )
    restore_days: int = Field(
        30, ge=0, description="How long deleted posts can be restored, at least."
    )
    deleted_posts_seconds: float = Field(
        600, gt=0, description="How often posts are removed that were deleted long enough ago."
    )

    @property
    def restore_window(self) -> timedelta:
        return timedelta(days=self.restore_days)
