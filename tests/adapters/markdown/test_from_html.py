"""HTML of other places becomes Markdown that means the same."""

import pytest

from broadsheet.adapters.markdown import render
from broadsheet.adapters.markdown.from_html import html_to_markdown


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        pytest.param("<p>a<br>\nb</p>", "a\\\nb", id="line break"),
        pytest.param("<h2><a name='x' href='#x'></a>a</h2>", "## a", id="heading"),
        pytest.param("<blockquote><p>a</p></blockquote>", "> a", id="quotation"),
        pytest.param("<ul><li>a<ul><li>b</li></ul></li></ul>", "- a\n  - b", id="lists"),
        pytest.param("<ol start=3><li>a</li></ol>", "3. a", id="numbers"),
        pytest.param(
            "<table><thead><tr><th>a</th></tr></thead><tbody><tr><td>b</td></tr></tbody></table>",
            "| a |\n| --- |\n| b |",
            id="table",
        ),
        pytest.param(
            '<div class="highlight"><pre class="highlight python"><code>a = 1\n</code></pre></div>',
            "```python\na = 1\n```",
            id="code with its language",
        ),
        pytest.param(
            '<pre><code class="hljs language-rust">a</code></pre>',
            "```rust\na\n```",
            id="code with its language elsewhere",
        ),
        pytest.param("<pre>```\na</pre>", "````\n```\na\n````", id="code with fences in it"),
        pytest.param("<p>H<sub>2</sub>O</p>", "H<sub>2</sub>O", id="subscript"),
        pytest.param(
            '<iframe src="https://a.example/b"></iframe>', "<https://a.example/b>", id="embed"
        ),
        pytest.param("<script>a</script><style>b</style>c", "c", id="what is not shown"),
    ],
)
def test_html_becomes_markdown(html: str, markdown: str) -> None:
    assert html_to_markdown(html) == markdown


@pytest.mark.parametrize(
    "text",
    [
        "*a* _b_ `c` [d](e) ![f](g) ~~h~~ | i",
        "# a",
        "1. a",
        "- a",
        "> a",
        "$a$ costs $5",
        "<script>alert(1)</script>",
        "&amp; &lt;",
        "a\\b",
        "[^1]: a",
    ],
)
def test_text_stays_text(text: str) -> None:
    html = "<p>" + text.replace("&", "&amp;").replace("<", "&lt;") + "</p>"

    assert render(html_to_markdown(html)).text == text
