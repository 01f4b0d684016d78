"""JSON as its standard has it, and no deeper or longer than a request has reason to be."""

import json
from collections.abc import Iterable
from typing import Any

MOST_LEVELS = 100
MOST_DIGITS = 400


class NotJsonError(ValueError):
    """The text is no JSON that we read. The message says why."""


def read_object(content: bytes | str) -> dict[str, Any]:
    """Read a JSON object. Raises NotJsonError for anything else."""
    value = read(content)
    if isinstance(value, list):
        raise NotJsonError("Operations are sent one at a time, not as a list.")
    if not isinstance(value, dict):
        raise NotJsonError("A JSON object is needed here.")
    return value


def read(content: bytes | str) -> Any:
    """Read JSON in UTF-8. Raises NotJsonError for anything else."""
    try:
        text = content if isinstance(content, str) else content.decode("utf-8")
        value = json.loads(
            text,
            object_pairs_hook=_members,
            parse_constant=_refuse_constant,
            parse_float=_float,
            parse_int=_int,
        )
    except UnicodeDecodeError:
        raise NotJsonError("The JSON is not in UTF-8.") from None
    except json.JSONDecodeError as error:
        raise NotJsonError(
            f"This is not JSON: line {error.lineno}, column {error.colno}."
        ) from None
    except RecursionError:
        raise _too_deep() from None
    _check_levels(value)
    return value


def _members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise NotJsonError("A name stands twice in one JSON object.")
    return members


def _refuse_constant(_: str) -> Any:
    raise NotJsonError("NaN and Infinity are not JSON.")


def _float(text: str) -> float:
    value = float(_bounded(text))
    if value in {float("inf"), float("-inf")}:
        raise NotJsonError("A number is too large.")
    return value


def _int(text: str) -> int:
    return int(_bounded(text))


def _bounded(text: str) -> str:
    if len(text) > MOST_DIGITS:
        raise NotJsonError(f"A number has more than {MOST_DIGITS} digits.")
    return text


def _check_levels(value: Any) -> None:
    level = _containers([value])
    for _ in range(MOST_LEVELS):
        if not level:
            return
        level = [inner for outer in level for inner in _containers(_inside(outer))]
    if level:
        raise _too_deep()


def _containers(values: Iterable[Any]) -> list[Any]:
    return [value for value in values if isinstance(value, dict | list)]


def _inside(container: Any) -> Iterable[Any]:
    return container.values() if isinstance(container, dict) else container


def _too_deep() -> NotJsonError:
    return NotJsonError(f"The JSON has more than {MOST_LEVELS} levels.")
