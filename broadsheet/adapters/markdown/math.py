"""Math stays as it was written, marked for the front end: `$a$`, `$$a$$` and fences of `math`.

Dollars are money too, so a formula in a line follows stricter rules than the plugin's own: both
dollars touch the formula, and neither touches a word or a number on its other side.
"""

import re
from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from mdit_py_plugins.dollarmath import dollarmath_plugin

_INLINE = re.compile(r"\$(?![\s$])((?:[^$\\\n]|\\.|\n(?!\s*\n)){1,1000}?)(?<![\s\\])\$(?![\w$])")


def math_plugin(parser: MarkdownIt) -> None:
    parser.use(dollarmath_plugin, allow_labels=False, allow_blank_lines=False)
    parser.inline.ruler.at("math_inline", _math_inline)
    parser.add_render_rule("math_inline", _render_inline)
    parser.add_render_rule("math_block", _render_block)


def display(formula: str) -> str:
    return f'<div class="math display">{escapeHtml(formula.strip())}</div>\n'


def _math_inline(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the parser's shape
    if state.src[state.pos] != "$" or _touches_a_word(state):
        return False
    found = _INLINE.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        state.push("math_inline", "math", 0).content = found[1]
    state.pos = found.end()
    return True


def _touches_a_word(state: StateInline) -> bool:
    before = state.src[state.pos - 1 : state.pos]
    return before.isalnum() or before == "$"


def _render_inline(
    _: RendererHTML, tokens: Sequence[Token], index: int, _options: OptionsDict, _env: EnvType
) -> str:
    return f'<span class="math inline">{escapeHtml(tokens[index].content)}</span>'


def _render_block(
    _: RendererHTML, tokens: Sequence[Token], index: int, _options: OptionsDict, _env: EnvType
) -> str:
    return display(tokens[index].content)
