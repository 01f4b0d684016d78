"""Whatever a text says, nothing gets out that is not allowed."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.adapters.markdown import render

_ALLOWED = frozenset(
    """
    a abbr b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl dt em
    figcaption figure h1 h2 h3 h4 h5 h6 hr i img input ins kbd li mark ol p pre progress q rp rt
    ruby s samp section small span strong sub summary sup table tbody td tfoot th thead time tr u
    ul var wbr
    """.split()  # noqa: SIM905 - seventy quoted names would be harder to read
)
_ADDRESSES = frozenset({"href", "src", "cite", "action", "formaction", "poster", "background"})
_SCHEME = re.compile(r"[\x00-\x20]*([a-z][a-z0-9+.-]*):", re.IGNORECASE)

_PIECES = [
    *("<", ">", "</", "/>", '"', "'", "=", "`", "&", "&#x0A;", "&#0;", "&colon;", "&lt;", "\n"),
    *("script", "style", "svg", "math", "iframe", "form", "noscript", "template", "textarea"),
    *("<script>", "</script>", "<svg>", "<math><mi>", "<style>", "</style>", "<iframe src=x>"),
    *("<a href=", "<img src=", "<input ", "<p id=", "<details ", "<table>", "<select>", "<title>"),
    *("javascript:", "java\tscript:", "data:text/html,", "vbscript:", "alert(1)", "//x.example"),
    *(" onerror=", " onclick=", " style=", " srcset=", " formaction=", " xlink:href=", " id="),
    *("<!--", "-->", "<![CDATA[", "]]>", "<?", "<!DOCTYPE", "\x00", "\u2028", "\\", "{#x}"),
    *("[", "](", ")", "![", "[a]: ", "[^1]", "[^1]: ", "*", "_", "~~", "$", "$$", "|", "|-|"),
    *("```", "```js\n", "```html\n", "> ", "- ", "- [ ] ", "1. ", "# ", ": ", "    ", "<x@y.z>"),
    *("www.a.example", "https://a.example", "mailto:a@b.example", "word", " "),
]


class _Seen(HTMLParser):
    """Collects what a browser would find."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def _assert_harmless(html: str) -> None:
    for tag, attributes in _Seen(html).tags:
        assert tag in _ALLOWED
        assert not [name for name in attributes if name.startswith("on") or name == "style"]
        for name in _ADDRESSES & attributes.keys():
            scheme = _SCHEME.match(attributes[name] or "")
            assert scheme is None or scheme[1].lower() in {"http", "https", "mailto", "tel"}
        if tag == "a":
            assert attributes["rel"] == "noopener nofollow ugc"
        if tag == "input":
            assert (attributes["type"], attributes["disabled"]) == ("checkbox", "")


_HOSTILE = st.lists(st.sampled_from(_PIECES), max_size=40).map("".join)


@settings(deadline=None)
@given(_HOSTILE)
def test_no_text_gets_anything_out_that_is_not_allowed(markdown: str) -> None:
    _assert_harmless(render(markdown).html)


@settings(deadline=None)
@given(st.text())
def test_no_characters_do_either(markdown: str) -> None:
    _assert_harmless(render(markdown).html)


@settings(deadline=None)
@given(_HOSTILE)
def test_whatever_comes_out_can_be_stored_and_linked_to(markdown: str) -> None:
    rendering = render(markdown)

    made = rendering.html + rendering.text + rendering.brief
    assert "\x00" not in made
    made.encode()
    ids = [attributes["id"] for _, attributes in _Seen(rendering.html).tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert {heading.id for heading in rendering.table_of_contents} <= set(ids)


@pytest.mark.parametrize(
    "markdown",
    [
        "<script>alert(1)</script>",
        "<scr<script>ipt>alert(1)</script>",
        "<scr<noscript>ipt>alert(1)</scr</noscript>ipt>",
        "<img src=x onerror=alert(1)>",
        '<a href="java&#x0A;script:alert(1)">a</a>',
        '<a href="&#106;avascript&colon;alert(1)">a</a>',
        '<a href=" javascript:alert(1)">a</a>',
        '<a href="vbscript:a">a</a> <a href="data:text/html,a">b</a> <a href="blob:a">c</a>',
        "[a](javascript:alert(1)) [b](<java&#9;script:alert(1)>) <javascript:alert(1)>",
        "[a]\n\n[a]: javascript:alert(1)",
        "![a](data:image/svg+xml,a) ![b](javascript:a)",
        '<svg><a xlink:href="javascript:alert(1)"><animate onbegin=alert(1)></a></svg>',
        "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
        "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
        "<iframe srcdoc='<script>alert(1)</script>'></iframe><object data=x></object><embed src=x>",
        "<form action=x><button formaction=javascript:alert(1)>a</button></form>",
        "<input type=image src=x onerror=alert(1)> <input type=text name=password>",
        "<p style='position:fixed'>a</p><style>* {color: red}</style><link rel=stylesheet href=x>",
        "<base href=//x.example><meta http-equiv=refresh content=0>",
        "```html\n<script>alert(1)</script>\n```",
        "```x\" onclick=alert(1) \"\na\n```",
        '# a {#"onclick=alert(1)}',
        '$<img src=x onerror=alert(1)>$ [^"><script>]\n\n[^"><script>]: a',
        '<a href="#&quot; onclick=alert(1)">a</a> <p id="&quot;><script>">a</p>',
    ],
)  # fmt: skip
def test_known_attacks_come_to_nothing(markdown: str) -> None:
    html = render(markdown).html

    _assert_harmless(html)
    assert "<script" not in html


def test_code_of_an_attack_can_still_be_shown() -> None:
    assert render("`<script>`").html == "<p><code>&lt;script&gt;</code></p>\n"


def test_classes_are_only_ours() -> None:
    html = render(
        '<div class="math admin"><p class="x">a</p><span class="k k2">b</span></div>'
    ).html

    assert html.strip() == '<div class="math"><p>a</p><span class="k">b</span></div>'
