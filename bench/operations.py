"""The operations that are measured, as every server is sent them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import orjson

from bench.data_set.sizes import Sizes, busy_posts, handle_of, slug_of

_DOCUMENTS = Path(__file__).parent / "documents"

_POSTS_TO_ASK_FOR = 20


@dataclass(frozen=True, slots=True)
class Operation:
    """One document, and the variables that requests take turns in sending with it."""

    name: str
    title: str
    turns: Sequence[Mapping[str, str]]

    @property
    def document(self) -> str:
        return (_DOCUMENTS / f"{self.name}.graphql").read_text(encoding="utf-8")

    @property
    def bodies(self) -> Sequence[bytes]:
        document = self.document
        return [
            orjson.dumps(
                {"query": document, "operationName": self.name, "variables": dict(variables)}
            )
            for variables in self.turns
        ]


def operations_on(sizes: Sizes) -> Sequence[Operation]:
    busy = busy_posts(sizes)[-_POSTS_TO_ASK_FOR:]
    posts = [{"publication": handle_of(post, sizes), "slug": slug_of(post)} for post in busy]
    return [
        Operation("PostPage", "post page", posts),
        Operation("HomeFeed", "home feed", [{}]),
        Operation("WideList", "wide list", [{}]),
        Operation("Tiny", "tiny", posts),
    ]
