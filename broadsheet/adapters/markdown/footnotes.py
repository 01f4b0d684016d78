"""Footnotes, each with one number however often it is referred to."""

from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from mdit_py_plugins.footnote import footnote_plugin


def footnotes_plugin(parser: MarkdownIt) -> None:
    parser.use(footnote_plugin)
    parser.add_render_rule("footnote_caption", _render_number)


def _render_number(
    _: RendererHTML, tokens: Sequence[Token], index: int, _options: OptionsDict, _env: EnvType
) -> str:
    return f"[{tokens[index].meta['id'] + 1}]"
