"""Columns are aligned by classes, since no style attribute is allowed."""

from markdown_it.rules_core import StateCore

ALIGNMENTS = frozenset({"align-left", "align-center", "align-right"})


def align_by_class(state: StateCore) -> None:
    for token in state.tokens:
        if token.type in {"th_open", "td_open"}:
            style = token.attrs.pop("style", None)
            if isinstance(style, str):
                token.attrSet("class", style.replace("text-align:", "align-"))
