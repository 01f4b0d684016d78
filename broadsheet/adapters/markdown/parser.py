"""What Markdown we read: CommonMark, GitHub's additions, footnotes, definitions and math."""

from typing import Final

from markdown_it import MarkdownIt
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.gfm_autolink import gfm_autolink_plugin

from broadsheet.adapters.markdown.code import render_fence
from broadsheet.adapters.markdown.footnotes import footnotes_plugin
from broadsheet.adapters.markdown.headings import name_headings
from broadsheet.adapters.markdown.math import math_plugin
from broadsheet.adapters.markdown.mentioning import link_people
from broadsheet.adapters.markdown.nesting import MAX_NESTING, refuse_deep_nesting
from broadsheet.adapters.markdown.tables import align_by_class


def _build() -> MarkdownIt:
    parser = MarkdownIt(
        "commonmark",
        {
            "html": True,  # the list of what is allowed comes last, and decides
            "maxNesting": MAX_NESTING,
            "tasklists": True,
            "alerts": True,
        },
    )
    parser.enable(["table", "strikethrough"])
    parser.use(gfm_autolink_plugin)
    parser.use(footnotes_plugin)
    parser.use(deflist_plugin)
    parser.use(math_plugin)
    parser.core.ruler.after("block", "nesting", refuse_deep_nesting)
    # Before what was escaped becomes text like any other.
    parser.core.ruler.before("text_join", "mentions", link_people)
    parser.core.ruler.push("headings", name_headings)
    parser.core.ruler.push("tables", align_by_class)
    parser.add_render_rule("fence", render_fence)
    return parser


PARSER: Final = _build()
