"""How large an operation may be, and how much is remembered of those before."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds on a document and on what it asks for, in the order in which they are checked."""

    source_length: int = 100_000
    """Characters of the document. Checked before it is read at all."""

    tokens: int = 5_000
    comments: int = 500

    definitions: int = 100
    """Operations and fragments of the document."""

    depth: int = 20
    """Fields inside fields, through fragments."""

    nesting: int = 100
    """Selection sets inside selection sets, fragments included."""

    selections: int = 2_000
    """Fields and fragments selected by all operations, each counted as often as it is reached."""

    aliases: int = 100
    directives: int = 100

    root_introspections: int = 2
    """How many times an operation may select `__schema` or `__type`."""

    comparisons: int = 5_000
    """Pairs of selections with the same name in the same place, which must be told to agree."""

    nodes: int = 10_000
    """Items in the lists of the answer, at most."""

    objects: int = 30_000
    """Objects of the answer, those in no list too: a post has a next one, which has a next one."""

    page_size: int = 100
    """The largest page any list gives. A field refuses more by itself."""

    kept_operations: int = 1_000
    """Prepared operations that are remembered."""

    kept_bytes: int = 64_000_000
    """The memory that they take, plans included, about."""

    known_bytes: int = 8_000_000
    """The memory that requests take, about, which are known by the bytes they were sent as."""

    known_length: int = 4_000
    """Bytes of a request that may be known so."""

    errors: int = 20
    message_length: int = 500
