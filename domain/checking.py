"""Checks what callers have written, and refuses everything that is wrong with it at once."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from unicodedata import category

from domain.naming import LONGEST_SLUG, is_slug
from domain.refusals import InvalidInput, Refused, Violation


@dataclass(slots=True)
class Checks:
    """What was found to be wrong so far. Values come back as they are stored."""

    violations: list[Violation] = field(default_factory=list)

    def refuse(self, argument: str, message: str) -> None:
        self.violations.append(Violation(argument=argument, message=message))

    def line(self, argument: str, text: str, *, most: int) -> str:
        """Check a name: one line that is not empty."""
        line = " ".join(text.split())
        kinds = [category(character) for character in line]
        if all(kind[0] in "CZ" for kind in kinds):
            self.refuse(argument, "Must not be empty.")
        elif "Cc" in kinds:
            self.refuse(argument, "Must have no control characters.")
        elif len(line) > most:
            self.refuse(argument, f"Must have {most} characters at most.")
        return line

    def words(self, argument: str, text: str | None, *, most: int) -> str | None:
        """Check a text that may be missing, as it is when it is empty."""
        words = (text or "").strip()
        if len(words) > most:
            self.refuse(argument, f"Must have {most} characters at most.")
        return words or None

    def slug(self, argument: str, text: str) -> str:
        if not is_slug(text):
            self.refuse(
                argument,
                f"Must be {LONGEST_SLUG} characters at most: "
                "letters in lower case, digits, hyphens and underscores.",
            )
        return text

    def most(self, argument: str, items: Sequence[object], *, most: int) -> None:
        if len(items) > most:
            self.refuse(argument, f"Must be {most} at most.")

    def end(self) -> None:
        """Refuse with InvalidInput if anything was wrong."""
        if self.violations:
            raise Refused(InvalidInput(violations=tuple(self.violations)))
