"""What was read and is kept, bounded, and never after a change of what it shows was heard."""

from collections import OrderedDict
from collections.abc import Callable, Collection, Hashable, Iterable
from typing import Generic, TypeVar

from db.change_feed import ChangeFeed

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Kept(Generic[Key, Value]):
    """Values by key, none of them None; of too many, those asked for longest ago go.

    While the feed is not live, nothing is in here and nothing can be put in. Whoever hears the
    changes calls `drop` or `clear`.
    """

    def __init__(
        self, feed: ChangeFeed, most: int, weigh: Callable[[Value], int] = lambda _: 1
    ) -> None:
        """`most` is how much they may weigh together: one each, if nothing else is said."""
        self._feed = feed
        self._most = most
        self._weigh = weigh
        self._weight = 0
        self._half = most // 2
        self._values: OrderedDict[Key, Value] = OrderedDict()

    def __len__(self) -> int:
        return len(self._values)

    def get(self, key: Key) -> Value | None:
        value = self._values.get(key)
        if value is not None:
            self._values.move_to_end(key)
        return value

    def get_all(self, keys: Iterable[Key]) -> dict[Key, Value]:
        """Return what there is of these, with one call for all."""
        get, refresh = self._values.get, self._values.move_to_end
        found = {key: value for key in keys if (value := get(key)) is not None}
        if self._weight > self._half:  # before that, nobody has to go for long
            for key in found:
                refresh(key)
        return found

    def put(self, key: Key, value: Value, *, read_since: int, shows: Collection[str]) -> bool:
        """Keep a value, unless what it shows has changed since the feed's position at that time.

        `read_since` is the position before the first statement of the read was sent.
        """
        feed = self._feed
        if not feed.is_live or feed.recent.has_changed(shows, since=read_since):
            return False
        self.drop((key,))
        self._values[key] = value
        self._weight += self._weigh(value)
        while self._weight > self._most:
            _, oldest = self._values.popitem(last=False)
            self._weight -= self._weigh(oldest)
        return True

    def drop(self, keys: Iterable[Key]) -> None:
        for key in keys:
            value = self._values.pop(key, None)
            if value is not None:
                self._weight -= self._weigh(value)

    def clear(self) -> None:
        self._values.clear()
        self._weight = 0
