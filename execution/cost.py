"""What an operation may cost, told before anything runs: the items in all its lists, at most.

Sizes come from `first` and `last` and multiply along the path: twenty posts with three comments
each are 20 + 20 * 3 items. Whatever does not depend on variables is added up once.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from operator import attrgetter
from typing import Any, NamedTuple

from execution.lists import ALWAYS, Condition, Kind, Listing, Size

Variables = Mapping[str, Any]

_NOTHING: Variables = {}
_ALWAYS = (ALWAYS,)


class Bound(NamedTuple):
    """Items and objects of an answer, at most."""

    items: int
    objects: int
    """The items, and all objects below them that stand in no list."""

    open: tuple["_Open", ...] = ()
    """What has to be added once the variables are known."""

    def with_variables(self, variables: Variables) -> tuple[int, int]:
        """Return the items and the objects."""
        items, objects = self.items, self.objects
        for part in self.open:
            more = part.with_variables(variables)
            items += more[0]
            objects += more[1]
        return items, objects


class _Open(NamedTuple):
    """A list whose size, or whose being there, depends on variables. So may what is inside."""

    size: Size
    page_size: int
    conditions: Sequence[Condition]
    item: Bound
    """One item with everything below."""

    beside: Bound
    """What a page has besides its items."""

    def with_variables(self, variables: Variables) -> tuple[int, int]:
        if self.conditions != _ALWAYS and not _is_there(self.conditions, variables):
            return 0, 0
        size = self.size.most(variables, self.page_size)
        items, objects = self.item.with_variables(variables)
        if self.beside is _NONE:
            return size * items, size * objects
        more_items, more_objects = self.beside.with_variables(variables)
        return size * items + more_items, size * objects + more_objects


_NONE = Bound(0, 0)

_ITEM: Mapping[Kind, Bound] = {
    Kind.OBJECT: Bound(0, 1),
    Kind.LIST: Bound(1, 1),
    # Its items are counted at the page, which is read whatever is shown of it.
    Kind.PAGE: Bound(1, 1),
    Kind.PAGED: _NONE,
}
"""What one of each is by itself."""


def bound(listings: Iterable[Listing], page_size: int, beside: Bound = _NONE) -> Bound:
    """Add up what can be added up, with no page larger than `page_size`."""
    items, objects, open_ = beside
    for listing in listings:
        each = _bound(listing, page_size)
        items += each.items
        objects += each.objects
        open_ += each.open
    return Bound(items, objects, open_)


def _bound(listing: Listing, page_size: int) -> Bound:
    inside, beside = listing.inside, _NONE
    if listing.kind is Kind.PAGE:
        others = [each for each in inside if each.kind is not Kind.PAGED]
        if others:
            inside = tuple(each for each in inside if each.kind is Kind.PAGED)
            beside = bound(others, page_size)
    item = bound(inside, page_size, _ITEM[listing.kind])
    return _closed(_Open(listing.size, page_size, listing.conditions, item, beside))


def _closed(part: _Open) -> Bound:
    """Multiply as far as no variable is needed for it."""
    if part.conditions != _ALWAYS or part.size.variables:
        return Bound(0, 0, (part,))
    size, item, beside = part.size.most(_NOTHING, part.page_size), part.item, part.beside
    items, objects = size * item.items + beside.items, size * item.objects + beside.objects
    if not item.open and not beside.open:
        return Bound(items, objects)
    rest = part._replace(
        item=Bound(0, 0, item.open),
        beside=Bound(0, 0, beside.open) if beside.open else _NONE,
    )
    return Bound(items, objects, (rest,))


def _is_there(conditions: Iterable[Condition], variables: Variables) -> bool:
    return any(_holds(condition, variables) for condition in conditions)


def _holds(condition: Condition, variables: Variables) -> bool:
    """Tell whether a selection is there, as far as its directives can be told to be satisfied."""
    return all(variables.get(name, wanted) is wanted for name, wanted in condition)


def items_shown(listings: Iterable[Listing], shown: Any) -> int:
    """Count the items in the lists of an answer, as `Bound` counts those that are asked for.

    This walks the answer. A plan counts while it makes one.
    """
    if not isinstance(shown, dict):
        return 0
    count = 0
    # Fragments on several types may give several fields the same key.
    by_key = sorted(listings, key=attrgetter("key"))
    for key, same in groupby(by_key, key=attrgetter("key")):
        fields = list(same)
        inside = [listing for field in fields for listing in field.inside]
        objects = _objects(shown.get(key), fields[0].lists)
        if fields[0].kind is Kind.LIST:
            count += len(objects)
        elif fields[0].kind is Kind.PAGE:
            count += sum(_length(page, inside) for page in objects)
        count += sum(items_shown(inside, item) for item in objects)
    return count


def _length(page: Any, inside: Sequence[Listing]) -> int:
    """Count the items of a page, which may be shown by several names."""
    shown = page if isinstance(page, dict) else {}
    lengths = (
        len(_objects(shown.get(listing.key), listing.lists))
        for listing in inside
        if listing.kind is Kind.PAGED
    )
    return max(lengths, default=0)


def _objects(value: Any, lists: int) -> list[Any]:
    """Take so many lists apart. What is no list, because it is missing, holds nothing."""
    if lists == 0:
        return [value]
    if not isinstance(value, list | tuple):
        return []
    return [each for item in value for each in _objects(item, lists - 1)]
