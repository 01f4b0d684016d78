"""The operations that are measured, with the posts that are asked for."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle

import orjson

from bench.data_set.sizes import Sizes, busy_posts, handle_of, slug_of
from bench.dialects import Dialect
from bench.mix import asks_for_a_post, documents

_POSTS_TO_ASK_FOR = 20
_DOCUMENTS_IN_MIX = 300

MIX = "Mix"


@dataclass(frozen=True, slots=True)
class Operation:
    """What is asked, and the variables that requests take turns in sending with it."""

    name: str
    title: str
    turns: Sequence[Mapping[str, str]]
    documents: Sequence[str] = ()
    """One for each turn. Where there are none, every dialect has a document of this name."""

    def is_for(self, dialect: Dialect) -> bool:
        return dialect.takes_any_document or not self.documents

    def bodies(self, dialect: Dialect) -> Sequence[bytes]:
        asked = zip(self._documents(dialect), self.turns, strict=False)
        return [
            orjson.dumps({"query": document, "operationName": self.name, "variables": dict(turn)})
            for document, turn in asked
        ]

    def _documents(self, dialect: Dialect) -> Iterator[str]:
        if self.documents:
            return iter(self.documents)
        file = dialect.documents / f"{self.name}.graphql"
        return cycle([file.read_text(encoding="utf-8")])


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
    ]


def _mix_on(sizes: Sizes) -> Operation:
    posts = cycle(_posts_to_ask_for(sizes))
    written = documents(_DOCUMENTS_IN_MIX)
    turns = [next(posts) if asks_for_a_post(document) else {} for document in written]
    return Operation(MIX, "mix", turns, written)


def _posts_to_ask_for(sizes: Sizes) -> Sequence[Mapping[str, str]]:
    busy = busy_posts(sizes)[-_POSTS_TO_ASK_FOR:]
    return [{"publication": handle_of(post, sizes), "slug": slug_of(post)} for post in busy]
