"""What two executors must agree on, where things go wrong at the same moment.

The specification leaves open which errors are told below a place that one of them has made null,
and in which order errors come. graphql-core alone answers such an operation in two ways when its
statements take different times. Everything else must be equal.
"""

from typing import Any

from execution.run import Answer

Place = tuple[str | int, ...]


def told(answer: Answer, data: Any) -> dict[Place, list[Any]]:
    """Return the errors by the place of `data` that they made null.

    Where a missing value has reached further than its own field, it says only so.
    """
    found: dict[Place, list[Any]] = {}
    for error in sorted((error.formatted for error in answer.errors), key=repr):
        path = tuple(error.get("path", ()))
        place = _null_place(data, path)
        found.setdefault(place, []).append(error)
    return {place: errors if _are_all_at(place, errors) else [] for place, errors in found.items()}


def _null_place(data: Any, path: Place) -> Place:
    """Return how far one can follow a path until there is nothing."""
    for length, step in enumerate(path):
        if data is None:
            return path[:length]
        data = data[step]
    return path


def _are_all_at(place: Place, errors: list[Any]) -> bool:
    return all(tuple(error.get("path", ())) == place for error in errors)
