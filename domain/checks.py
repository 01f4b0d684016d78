"""Rules for the arguments of one request, all of which are tried before anything is refused."""

from unicodedata import category

from domain.refusals import InvalidInput, Refused, Violation


class Checks:
    """Collects what is wrong, so that a caller learns of all of it at once."""

    def __init__(self) -> None:
        self._violations: list[Violation] = []

    def require(self, argument: str, message: str, *, holds: bool) -> None:
        if not holds:
            self._violations.append(Violation(argument=argument, message=message))

    def line(self, argument: str, text: str | None, *, most: int) -> None:
        """Require one line in which there is something to see. None is not looked at."""
        if text is not None:
            message = f"Must be one line of 1 to {most} characters."
            self.require(argument, message, holds=len(text) <= most and is_line(text))

    def text(self, argument: str, text: str | None, *, most: int) -> None:
        """Require a text that is not too long. None is not looked at."""
        if text is not None:
            self.require(argument, f"Must have at most {most} characters.", holds=len(text) <= most)

    def end(self) -> None:
        """Refuse with InvalidInput if anything is wrong."""
        if self._violations:
            raise Refused(InvalidInput(violations=tuple(self._violations)))


def is_line(text: str) -> bool:
    """Whether a text shows something, without breaking the line it stands in."""
    kinds = [category(character) for character in text]
    return not {"Cc", "Zl", "Zp"} & set(kinds) and any(kind[0] not in "CZ" for kind in kinds)
