"""What an operator can set about comments."""

from datetime import timedelta

from pydantic import BaseModel, Field

from domain.comments.limits import CommentLimits


class CommentSettings(BaseModel):
    comment_bytes: int = Field(20_000, ge=1, description="How large the text of a comment may be.")
    comment_edit_hours: int = Field(
        24, ge=0, description="How long after it was written its author may change a comment."
    )

    @property
    def comment_limits(self) -> CommentLimits:
        return CommentLimits(
            bytes=self.comment_bytes, editing=timedelta(hours=self.comment_edit_hours)
        )
