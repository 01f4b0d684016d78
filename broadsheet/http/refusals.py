"""How a request is refused before there is an operation to speak of."""


class RequestRefused(Exception):  # noqa: N818 - it carries an answer, not an error
    """`code` is one of `codes.STATUSES`; the message is written for the caller."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
