"""How long a text is, in words and in minutes.

Chinese and Japanese put no spaces between words, so each of their characters counts as one.
"""

import re
from math import ceil

_WORDS_A_MINUTE = 230
_CHARACTERS_A_MINUTE = 500

_CHARACTER = re.compile(
    "[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
_WORD = re.compile(r"\w+(?:['\u2019.-]\w+)*")


def count_words(text: str) -> int:
    words, characters = _count(text)
    return words + characters


def reading_minutes(text: str) -> int:
    """Return whole minutes, at least one."""
    words, characters = _count(text)
    return max(1, ceil(words / _WORDS_A_MINUTE + characters / _CHARACTERS_A_MINUTE))


def _count(text: str) -> tuple[int, int]:
    without, characters = _CHARACTER.subn(" ", text)
    return sum(1 for _ in _WORD.finditer(without)), characters
