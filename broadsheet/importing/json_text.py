"""JSON of any depth: a discussion of ten thousand answers nests twenty thousand levels."""

import json
import re
from typing import Any

from broadsheet.importing.errors import BrokenItemError

_SPACE = re.compile(r"[ \t\n\r]*")
_CLOSING = {"{": "}", "[": "]"}

_decoder = json.JSONDecoder()


def read_json(content: bytes) -> Any:
    """Read a whole file. Raises BrokenItemError."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BrokenItemError(f"It is not UTF-8 text: byte {error.start} is wrong.") from None
    try:
        try:
            return json.loads(text)
        except RecursionError:
            return _Deep(text).read()
    except ValueError as error:
        raise BrokenItemError(f"Its JSON cannot be read: {error}.") from None


class _Deep:
    """Reads with a list of what is open in the place of calls."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._open: list[tuple[Any, str]] = []

    def read(self) -> Any:
        value = self._value()
        while self._open:
            container, key = self._open[-1]
            self._put(container, key, value)
            value = self._next()
        self._skip()
        if self._at != len(self._text):
            raise ValueError(f"there is more at character {self._at}")
        return value

    def _value(self) -> Any:
        """Read a value. One that holds others is opened, and its first value is read."""
        self._skip()
        opening = self._text[self._at : self._at + 1]
        while opening in _CLOSING:
            self._at += 1
            container: Any = {} if opening == "{" else []
            self._skip()
            if self._text.startswith(_CLOSING[opening], self._at):
                self._at += 1
                return container
            self._open.append((container, self._key() if opening == "{" else ""))
            self._skip()
            opening = self._text[self._at : self._at + 1]
        return self._scalar()

    def _next(self) -> Any:
        """Read what comes after a value: the next one, or the container that ends here."""
        container, _ = self._open.pop()
        is_table = isinstance(container, dict)
        self._skip()
        sign = self._text[self._at : self._at + 1]
        self._at += 1
        if sign == ",":
            self._skip()
            self._open.append((container, self._key() if is_table else ""))
            return self._value()
        if sign != ("}" if is_table else "]"):
            raise ValueError(f"a comma is missing at character {self._at - 1}")
        return container

    def _key(self) -> str:
        key = self._scalar()
        self._skip()
        if not isinstance(key, str) or not self._text.startswith(":", self._at):
            raise ValueError(f"a key is missing at character {self._at}")
        self._at += 1
        return key

    def _scalar(self) -> Any:
        value, self._at = _decoder.raw_decode(self._text, self._at)
        return value

    def _put(self, container: Any, key: str, value: Any) -> None:
        if isinstance(container, dict):
            container[key] = value
        else:
            container.append(value)

    def _skip(self) -> None:
        match = _SPACE.match(self._text, self._at)
        self._at = match.end() if match else self._at
