"""The keys above a text, in YAML, TOML or JSON, and the text below them."""

import json
import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import yaml

from broadsheet.importing.errors import BrokenItemError

_YAML = re.compile(r"---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_TOML = re.compile(r"\+\+\+[ \t]*\n(.*?)^\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)


# What readers raise for values that are not what they say they are.
_UNREADABLE = (
    ArithmeticError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
    yaml.YAMLError,
)


@dataclass(frozen=True, slots=True)
class Document:
    keys: dict[str, Any] = field(default_factory=dict)
    body: str = ""
    has_keys: bool = False


class _PlainLoader(yaml.SafeLoader):
    """YAML without aliases: a few lines of them can name billions of values."""

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            raise BrokenItemError("Its front matter uses YAML aliases, which are not read.")
        node: yaml.Node | None = super().compose_node(parent, index)
        return node


def read_document(content: bytes) -> Document:
    """Split a file. Raises BrokenItemError."""
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise BrokenItemError(f"It is not UTF-8 text: byte {error.start} is wrong.") from None
    if text.startswith("---") and text.partition("\n")[0].strip() == "---":
        return _split(text, _YAML, read_yaml)
    if text.startswith("+++") and text.partition("\n")[0].strip() == "+++":
        return _split(text, _TOML, read_toml)
    if text.startswith("{") and text.lstrip("{ \t\n").startswith('"'):
        return _split_json(text)
    return Document(body=text)


def read_yaml(text: str) -> Any:
    try:
        return yaml.load(text, _PlainLoader)  # noqa: S506 - it is a SafeLoader
    except _UNREADABLE as error:
        raise BrokenItemError(f"Its YAML cannot be read: {_one_line(error)}.") from None


def read_toml(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except _UNREADABLE as error:
        raise BrokenItemError(f"Its TOML cannot be read: {_one_line(error)}.") from None


def _split(text: str, pattern: re.Pattern[str], read: Callable[[str], Any]) -> Document:
    match = pattern.match(text)
    if match is None:
        raise BrokenItemError("Its front matter has no end.")
    return _document(read(match[1]), text[match.end() :])


def _split_json(text: str) -> Document:
    try:
        keys, end = json.JSONDecoder().raw_decode(text)
    except (ValueError, RecursionError) as error:
        raise BrokenItemError(f"Its JSON cannot be read: {_one_line(error)}.") from None
    return _document(keys, text[end:])


def _document(keys: Any, body: str) -> Document:
    if keys is None:
        keys = {}
    if not isinstance(keys, dict):
        raise BrokenItemError("Its front matter is no list of keys and values.")
    named = {str(key): value for key, value in keys.items()}
    return Document(keys=named, body=body.strip("\n"), has_keys=True)


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split()).rstrip(".")
