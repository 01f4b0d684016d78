"""Fenced code, highlighted by classes that any stylesheet of Pygments colours."""

import re
from collections.abc import MutableMapping, Sequence
from functools import lru_cache
from typing import Any

from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import OptionsDict
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

from broadsheet.adapters.markdown.math import display

MAX_HIGHLIGHTED = 50_000
"""So many characters of code are highlighted in one text. What comes after stays plain."""

# What people write before the attributes of `rust,ignore`, `rs {1,3}` or `{.python}`.
_LANGUAGE = re.compile(r"[{.\s]*([A-Za-z0-9][A-Za-z0-9_+#.-]{0,29})")

# Names that Pygments does not know, or knows as something else.
_ALIASES = {"cargo": "toml", "asm": "nasm", "wasm": "wat", "shell": "bash", "jsonc": "json"}

_PLAIN = frozenset({"text", "txt", "plain", "plaintext", "none", "nohighlight"})

_FORMATTER = HtmlFormatter(nowrap=True)


def render_fence(
    _: RendererHTML,
    tokens: Sequence[Token],
    index: int,
    _options: OptionsDict,
    env: MutableMapping[str, Any],
) -> str:
    token = tokens[index]
    language = language_of(token.info)
    if language == "math":
        return display(token.content)

    env["highlighted"] = env.get("highlighted", 0) + len(token.content)
    lexer = None if env["highlighted"] > MAX_HIGHLIGHTED else _lexer(language)
    code = escapeHtml(token.content) if lexer is None else _highlight(token.content, lexer)
    name = f' class="language-{language}"' if language else ""
    return f'<pre class="highlight"><code{name}>{code}</code></pre>\n'


def language_of(info: str) -> str:
    """Read the language from what follows the fence. Return nothing where none is named."""
    found = _LANGUAGE.match(info)
    return found[1].lower() if found else ""


def _highlight(code: str, lexer: Lexer) -> str:
    return highlight(code, lexer, _FORMATTER)


@lru_cache(maxsize=256)
def _lexer(language: str) -> Lexer | None:
    """Find who reads a language. Nobody reads what has no name or an unknown one."""
    if not language or language in _PLAIN:
        return None
    try:
        return get_lexer_by_name(_ALIASES.get(language, language), stripnl=False, ensurenl=False)
    except ClassNotFound:
        return None
