"""The operations that are measured, with the posts that are asked for."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from typing import NamedTuple

import orjson

from bench.callers import Caller
from bench.data_set.sizes import Sizes, busy_posts, handle_of, slug_of
from bench.dialects import Dialect
from bench.mix import asks_for_a_post, documents

_POSTS_TO_ASK_FOR = 20
_DOCUMENTS_IN_MIX = 300
_DESCRIPTIONS = 5
_ABOUT = (
    "Notes on what we learned while we built it, and on what went wrong: long ones now and then, "
    "short ones on most days, and none when there is nothing to say."
)

# Each post has all of these words in it somewhere: no search could have more to choose from.
_SOUGHT = (
    *("answer book", "build code", "change clear", "choice deep", "early field", "good house"),
    *("idea last", "large light", "line measure", "name order", "page people", "place plan"),
    *("point quick", "read right", "river room", "simple stone", "story street", "table tree"),
    *("water wind", "word world"),
)

MIX = "Mix"
MUTATION = "Mutation"
SEARCH = "Search"


class Message(NamedTuple):
    """What is sent to a server."""

    body: bytes
    token: str | None = None
    """Of who sends it. Nobody is asked to sign in for what everybody may read."""


@dataclass(frozen=True, slots=True)
class Operation:
    """What is asked, and the variables that requests take turns in sending with it."""

    name: str
    title: str
    turns: Sequence[Mapping[str, str]]
    documents: Sequence[str] = ()
    """One for each turn. Where there are none, dialects have a document of this name."""
    tokens: Sequence[str] = ()
    """One for each turn, of what only somebody may do."""
    is_ours_alone: bool = False
    """Whether no other server has anything like it."""

    def is_for(self, dialect: Dialect) -> bool:
        if self.is_ours_alone and not dialect.is_whole:
            return False
        if self.documents:
            return dialect.takes_any_document
        return self._file(dialect).is_file()

    def messages(self, dialect: Dialect) -> Sequence[Message]:
        bodies = self.bodies(dialect)
        if not self.tokens:
            return [Message(body) for body in bodies]
        return [Message(*each) for each in zip(bodies, self.tokens, strict=True)]

    def bodies(self, dialect: Dialect) -> Sequence[bytes]:
        asked = zip(self._documents(dialect), self.turns, strict=False)
        return [
            orjson.dumps({"query": document, "operationName": self.name, "variables": dict(turn)})
            for document, turn in asked
        ]

    def _documents(self, dialect: Dialect) -> Iterator[str]:
        if self.documents:
            return iter(self.documents)
        return cycle([self._file(dialect).read_text(encoding="utf-8")])

    def _file(self, dialect: Dialect) -> Path:
        return dialect.documents / f"{self.name}.graphql"


def operations_on(sizes: Sizes) -> Sequence[Operation]:
    return [*named_operations_on(sizes), _mix_on(sizes)]


def named_operations_on(sizes: Sizes) -> Sequence[Operation]:
    """Return those with a document that every server was prepared for."""
    posts = _posts_to_ask_for(sizes)
    return [
        Operation("PostPage", "post page", posts),
        Operation("HomeFeed", "home feed", [{}]),
        Operation("WideList", "wide list", [{}]),
        Operation("Tiny", "tiny", posts),
        Operation(SEARCH, "search", [{"words": words} for words in _SOUGHT], is_ours_alone=True),
    ]


def mutation_by(callers: Sequence[Caller]) -> Operation:
    """Return the one that writes. Each caller in turn says something else of what is theirs."""
    turns = [
        ({"publicationId": caller.publication_id, "description": _description(number)}, caller)
        for number in range(_DESCRIPTIONS)
        for caller in callers
    ]
    tokens = [caller.token for _, caller in turns]
    return Operation(MUTATION, "mutation", [turn for turn, _ in turns], tokens=tokens)


def _description(number: int) -> str:
    return f"{_ABOUT} This is what we said of it the {number + 1}. time."


def _mix_on(sizes: Sizes) -> Operation:
    posts = cycle(_posts_to_ask_for(sizes))
    written = documents(_DOCUMENTS_IN_MIX)
    turns = [next(posts) if asks_for_a_post(document) else {} for document in written]
    return Operation(MIX, "mix", turns, written)


def _posts_to_ask_for(sizes: Sizes) -> Sequence[Mapping[str, str]]:
    busy = busy_posts(sizes)[-_POSTS_TO_ASK_FOR:]
    return [{"publication": handle_of(post, sizes), "slug": slug_of(post)} for post in busy]
