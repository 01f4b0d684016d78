"""The list of what is allowed. Whatever a text says, nothing else gets out.

It is the last step, on purpose: it trusts neither the parser nor the highlighter.
"""

import re

import nh3
from pygments.token import STANDARD_TYPES

from broadsheet.adapters.markdown.headings import Anchors
from broadsheet.adapters.markdown.tables import ALIGNMENTS

LINK_REL = "noopener nofollow ugc"
LINK_SCHEMES = frozenset({"http", "https", "mailto", "tel"})

TAGS = frozenset(
    """
    a abbr b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl dt em
    figcaption figure h1 h2 h3 h4 h5 h6 hr i img input ins kbd li mark ol p pre progress q rp rt
    ruby s samp section small span strong sub summary sup table tbody td tfoot th thead time tr u
    ul var wbr
    """.split()  # noqa: SIM905 - seventy quoted names would be harder to read
)

# Their content means nothing without them.
_REMOVED_WITH_CONTENT = {"script", "style", "template", "title"}

# What is for those without scripts is for everyone here, since no script gets out.
_NOSCRIPT = re.compile(r"</?noscript\b[^>]{0,200}>", re.IGNORECASE)

ATTRIBUTES: dict[str, set[str]] = {
    "*": {"id", "class", "title", "lang", "dir"},
    "a": {"href", "name"},
    "blockquote": {"cite"},
    "col": {"span"},
    "colgroup": {"span"},
    "del": {"cite", "datetime"},
    "details": {"open"},
    "img": {"src", "alt", "width", "height", "loading"},
    "input": {"checked", "disabled", "type"},
    "ins": {"cite", "datetime"},
    "li": {"value"},
    "ol": {"start", "reversed", "type"},
    "progress": {"value", "max"},
    "q": {"cite"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "time": {"datetime"},
}

# A task's box shows; nobody can press it, and no other input is made of it.
_ALWAYS_SET = {"input": {"type": "checkbox", "disabled": ""}}

_CODE = frozenset(name for name in STANDARD_TYPES.values() if name)
_ALERTS = frozenset(
    {"markdown-alert"}
    | {f"markdown-alert-{kind}" for kind in ("note", "tip", "important", "warning", "caution")}
)
_CLASSES: dict[str, frozenset[str]] = {
    "a": frozenset({"footnote-backref"}),
    "div": frozenset({"math", "display"}) | _ALERTS,
    "hr": frozenset({"footnotes-sep"}),
    "input": frozenset({"task-list-item-checkbox"}),
    "li": frozenset({"footnote-item", "task-list-item"}),
    "ol": frozenset({"contains-task-list", "footnotes-list"}),
    "p": frozenset({"markdown-alert-title"}),
    "pre": frozenset({"highlight"}),
    "section": frozenset({"footnotes"}),
    "span": frozenset({"math", "inline"}) | _CODE,
    "sup": frozenset({"footnote-ref"}),
    "td": ALIGNMENTS,
    "th": ALIGNMENTS,
    "ul": frozenset({"contains-task-list"}),
}
_LANGUAGE = re.compile(r"language-[a-z0-9][a-z0-9_+#.-]*")

_LENGTH = re.compile(r"\d{1,5}%?")
_SCHEME = re.compile(r"\s*([a-zA-Z][a-zA-Z0-9+.-]*):")


def sanitize(html: str, anchors: Anchors) -> str:
    """Return what of some HTML is allowed, its ids and links within the text made ours."""
    return nh3.Cleaner(
        tags=TAGS,
        clean_content_tags=_REMOVED_WITH_CONTENT,
        attributes=ATTRIBUTES,
        attribute_filter=_Filter(anchors),
        link_rel=LINK_REL,
        set_tag_attribute_values=_ALWAYS_SET,
        url_schemes=LINK_SCHEMES,
    ).clean(_NOSCRIPT.sub("", html))


class _Filter:
    """Decides about the value of one attribute at a time. No id is given twice."""

    def __init__(self, anchors: Anchors) -> None:
        self._anchors = anchors
        self._given: set[str] = set()

    def __call__(self, tag: str, attribute: str, value: str) -> str | None:
        match attribute:
            case "class":
                return _classes(tag, value)
            case "id" | "name":  # either is what a link can lead to
                return self._id(value)
            case "href":
                return self._href(value)
            case "src":
                return _src(value)
            case "width" | "height":
                return value if _LENGTH.fullmatch(value) else None
        return value

    def _id(self, value: str) -> str | None:
        id = self._anchors.id_of(value)
        if id is None or id in self._given:
            return None
        self._given.add(id)
        return id

    def _href(self, value: str) -> str:
        if not value.startswith("#") or value == "#":
            return value
        return "#" + self._anchors.target_of(value[1:])


def _classes(tag: str, value: str) -> str | None:
    if tag == "code":
        return value if _LANGUAGE.fullmatch(value) else None
    allowed = _CLASSES.get(tag, frozenset())
    return " ".join(name for name in value.split() if name in allowed) or None


def _src(value: str) -> str | None:
    """Pictures come from the web or from beside the text."""
    scheme = _SCHEME.match(value)
    return value if scheme is None or scheme[1].lower() in {"http", "https"} else None
