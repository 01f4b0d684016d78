"""Dates as people write them above a text, in a path or in a file name."""

import re
from datetime import UTC, date, datetime, time

_IN_PATH = re.compile(r"(?<!\d)(\d{4})[-/_](\d{1,2})[-/_](\d{1,2})(?!\d)")

# What `datetime.fromisoformat` does not read.
_WRITTEN = (
    "%Y-%m-%d %H:%M:%S %z",
    "%Y-%m-%d %H:%M %z",
    "%Y/%m/%d",
    "%Y/%m/%d %H:%M:%S",
    "%d %B %Y",
    "%d %b %Y",
    "%B %d, %Y",
    "%b %d, %Y",
    "%B %d %Y",
    "%b %d %Y",
    "%a, %d %b %Y %H:%M:%S %z",
)


def moment_of(value: object) -> datetime | None:
    """Return a date as a moment, in UTC where it names no timezone. None for what is no date."""
    if isinstance(value, datetime):
        return _in_utc(value)
    if isinstance(value, date):
        return datetime.combine(value, time(), UTC)
    if isinstance(value, str):
        return _read(value.strip())
    return None


def moment_in(path: str) -> datetime | None:
    """Return the first date in a path or a file name, such as `2019/05/01/name` has."""
    for year, month, day in _IN_PATH.findall(path):
        try:
            return datetime(int(year), int(month), int(day), tzinfo=UTC)
        except ValueError:
            continue
    return None


def without_date(name: str) -> str:
    """Return a file name without the date it begins with: `2019-05-01-name` is `name`."""
    match = _IN_PATH.match(name)
    return name[match.end() :].lstrip("-_ ") or name if match else name


def _read(text: str) -> datetime | None:
    try:
        return _in_utc(datetime.fromisoformat(text))
    except ValueError:
        pass
    for form in _WRITTEN:
        try:
            return _in_utc(datetime.strptime(text, form))  # noqa: DTZ007 - made UTC right here
        except ValueError:
            continue
    return None


def _in_utc(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        return moment.replace(tzinfo=UTC)
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        return moment.replace(tzinfo=UTC)
