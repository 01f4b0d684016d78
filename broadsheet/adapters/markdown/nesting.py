"""How deep a text may nest."""

from markdown_it.rules_core import StateCore

from domain.content.refusals import ContentTooComplex
from domain.refusals import Refused

MAX_NESTING = 40


def refuse_deep_nesting(state: StateCore) -> None:
    """Refuse what is deeper than the parser reads: it would leave words out in silence."""
    if any(token.level >= MAX_NESTING - 1 for token in state.tokens):
        raise Refused(ContentTooComplex(message="This text nests too deep. Simplify it."))
