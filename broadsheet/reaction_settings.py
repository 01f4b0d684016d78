"""What an operator can set about reactions."""

import re

from pydantic import BaseModel, Field, field_validator

from domain.reactions.models import DEFAULT_KINDS, LONGEST_KIND, MOST_KINDS

_PLAIN = re.compile(f"[a-z][a-z0-9_]{{0,{LONGEST_KIND - 1}}}")


class ReactionSettings(BaseModel):
    """A part of the settings: what people may react with."""

    reaction_kinds: tuple[str, ...] = Field(
        DEFAULT_KINDS,
        min_length=1,
        max_length=MOST_KINDS,
        description=(
            "The kinds of reactions, as a JSON list of names. "
            "Those given with a kind that is not in it any more stay, and are shown."
        ),
    )

    @field_validator("reaction_kinds")
    @classmethod
    def _are_plain(cls, kinds: tuple[str, ...]) -> tuple[str, ...]:
        if not all(_PLAIN.fullmatch(kind) for kind in kinds):
            raise ValueError(
                f"each name has {LONGEST_KIND} characters at most: "
                "a letter in lower case, then letters, digits and underscores"
            )
        if len(set(kinds)) < len(kinds):
            raise ValueError("each name may be there once")
        return kinds
