"""The value of what a change leaves as it is, where None would mean that it is taken away."""

from typing import Any

UNCHANGED: Any = ...
"""Python's own sign for what is left out. Of an argument with this default, callers of the API may
tell apart what they leave out and what they set to null.
"""
