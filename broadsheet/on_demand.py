"""Attributes that are made when they are first asked for."""

from collections.abc import Callable
from typing import Any, Generic, TypeVar

Owner_contra = TypeVar("Owner_contra", contravariant=True)
Made_co = TypeVar("Made_co", covariant=True)


class OnDemand(Generic[Owner_contra, Made_co]):
    """Makes an attribute of its owner once, when it is first asked for.

    That is `functools.cached_property` without the lock that it takes in Python 3.11, and for a
    lambda: the type checker holds what it makes against the type that a base class promises.
    """

    def __init__(self, make: Callable[[Owner_contra], Made_co]) -> None:
        self._make = make
        self._name = ""

    def __set_name__(self, _: type[Any], name: str) -> None:
        self._name = name

    def __get__(self, owner: Owner_contra, _: type[Any]) -> Made_co:
        # What stands in the owner's own dictionary is found there from now on, without this.
        made = owner.__dict__[self._name] = self._make(owner)
        return made
