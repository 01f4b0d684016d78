"""The operations that are measured, with the posts that are asked for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import orjson

from bench.data_set.sizes import Sizes, busy_posts, handle_of, slug_of
from bench.dialects import Dialect

_POSTS_TO_ASK_FOR = 20


@dataclass(frozen=True, slots=True)
class Operation:
    """One document, and the variables that requests take turns in sending with it."""

    name: str
    title: str
    turns: Sequence[Mapping[str, str]]

    def bodies(self, dialect: Dialect) -> Sequence[bytes]:
        document = (dialect.documents / f"{self.name}.graphql").read_text(encoding="utf-8")
        asked = {"query": document, "operationName": self.name}
        return [orjson.dumps({**asked, "variables": dict(turn)}) for turn in self.turns]


def operations_on(sizes: Sizes) -> Sequence[Operation]:
    busy = busy_posts(sizes)[-_POSTS_TO_ASK_FOR:]
    posts = [{"publication": handle_of(post, sizes), "slug": slug_of(post)} for post in busy]
    return [
        Operation("PostPage", "post page", posts),
        Operation("HomeFeed", "home feed", [{}]),
        Operation("WideList", "wide list", [{}]),
        Operation("Tiny", "tiny", posts),
    ]
