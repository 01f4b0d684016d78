"""What each piece of Markdown becomes."""

import pytest

from broadsheet.adapters.markdown import RENDERER_VERSION, render


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        pytest.param("*a* **b**", "<p><em>a</em> <strong>b</strong></p>", id="emphasis"),
        pytest.param("~~a~~", "<p><s>a</s></p>", id="strike-through"),
        pytest.param("a\\\nb", "<p>a<br>\nb</p>", id="line break"),
        pytest.param("> a", "<blockquote>\n<p>a</p>\n</blockquote>", id="quotation"),
        pytest.param("    a < b", "<pre><code>a &lt; b\n</code></pre>", id="indented code"),
        pytest.param(
            "- [x] a\n- [ ] b",
            '<ul class="contains-task-list">\n'
            '<li class="task-list-item"><input class="task-list-item-checkbox" disabled=""'
            ' type="checkbox" checked=""> a</li>\n'
            '<li class="task-list-item"><input class="task-list-item-checkbox" disabled=""'
            ' type="checkbox"> b</li>\n'
            "</ul>",
            id="tasks",
        ),
        pytest.param(
            "|a|b|\n|-|-:|\n|c|d|",
            '<table>\n<thead>\n<tr>\n<th>a</th>\n<th class="align-right">b</th>\n</tr>\n</thead>\n'
            '<tbody>\n<tr>\n<td>c</td>\n<td class="align-right">d</td>\n</tr>\n</tbody>\n</table>',
            id="table",
        ),
        pytest.param(
            "a\n: b", "<dl>\n<dt>a</dt>\n<dd>b</dd>\n</dl>", id="a term and its definition"
        ),
        pytest.param(
            "> [!TIP]\n> a",
            '<div class="markdown-alert markdown-alert-tip">\n'
            '<p class="markdown-alert-title">Tip</p>\n<p>a</p>\n</div>',
            id="alert",
        ),
        pytest.param(
            "www.example.org.",
            '<p><a href="http://www.example.org" rel="noopener nofollow ugc">www.example.org</a>'
            ".</p>",
            id="bare address",
        ),
        pytest.param("main.rs and e.g. this", "<p>main.rs and e.g. this</p>", id="no address"),
        pytest.param('![a](b.png "c")', '<p><img src="b.png" alt="a" title="c"></p>', id="picture"),
        pytest.param("a<!-- more -->b", "<p>ab</p>", id="HTML comment"),
        pytest.param(
            "<details><summary>a</summary>b</details>",
            "<details><summary>a</summary>b</details>",
            id="HTML",
        ),
        pytest.param(
            '<noscript><img src="a.png" alt=""></noscript>',
            '<p><img src="a.png" alt=""></p>',
            id="what is for readers without scripts",
        ),
    ],
)
def test_markdown_becomes_html(markdown: str, html: str) -> None:
    assert render(markdown).html.strip() == html


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        pytest.param("$a < b$", '<p><span class="math inline">a &lt; b</span></p>', id="in a line"),
        pytest.param("$$\na\n$$", '<div class="math display">a</div>', id="on its own"),
        pytest.param("```math\na\n```", '<div class="math display">a</div>', id="as a fence"),
        pytest.param("It costs $5, or $10.", "<p>It costs $5, or $10.</p>", id="money"),
        pytest.param("$HOME/$USER", "<p>$HOME/$USER</p>", id="variables"),
        pytest.param("US$ 5 and A$ 7", "<p>US$ 5 and A$ 7</p>", id="currencies"),
        pytest.param(r"\$a\$", "<p>$a$</p>", id="escaped"),
    ],
)
def test_math_stays_as_it_was_written_and_money_stays_money(markdown: str, html: str) -> None:
    assert render(markdown).html.strip() == html


@pytest.mark.parametrize(
    ("info", "language"),
    [
        pytest.param("rust", "rust", id="plain"),
        pytest.param("rust,ignore", "rust", id="with attributes"),
        pytest.param("RS {1,3}", "rs", id="alias in capitals"),
        pytest.param("{.python}", "python", id="in braces"),
        pytest.param("console", "console", id="session"),
        pytest.param('toml title="Cargo.toml"', "toml", id="with a title"),
    ],
)
def test_fenced_code_is_highlighted_by_classes(info: str, language: str) -> None:
    html = render(f"```{info}\n# 1\n```").html

    assert html.startswith(f'<pre class="highlight"><code class="language-{language}">')
    assert "<span class=" in html
    assert "style=" not in html


@pytest.mark.parametrize(
    ("info", "name"),
    [
        pytest.param("", "", id="no language"),
        pytest.param("klingon", ' class="language-klingon"', id="an unknown one"),
        pytest.param("text", ' class="language-text"', id="plain text"),
    ],
)
def test_code_that_nobody_knows_to_highlight_stays_plain(info: str, name: str) -> None:
    html = render(f"```{info}\na <b>\n```").html

    assert html.strip() == f'<pre class="highlight"><code{name}>a &lt;b&gt;\n</code></pre>'


def test_very_long_code_is_not_highlighted_but_complete() -> None:
    code = "x = 1\n" * 10_000

    rendering = render(f"```python\n{code}```")

    assert "<span" not in rendering.html
    assert rendering.text.count("x = 1") == 10_000


def test_footnotes_of_two_texts_can_stand_on_one_page() -> None:
    one, other = (render(f"{word}[^1]\n\n[^1]: note").html for word in ("one", "other"))

    ids = [part.partition('"')[0] for html in (one, other) for part in html.split(' id="')[1:]]
    assert len(ids) == 4
    assert len(set(ids)) == 4
    assert all(f'href="#{id}"' in one + other for id in ids)


def test_a_footnote_has_one_number_however_often_it_is_referred_to() -> None:
    html = render("a[^x] b[^y] c[^x]\n\n[^x]: d\n\n[^y]: e").html

    assert html.count(">[1]</a>") == 2
    assert html.count(">[2]</a>") == 1


def test_a_rendering_says_who_made_it_and_comes_out_the_same_again() -> None:
    assert render("# a[^1]\n\n[^1]: b") == render("# a[^1]\n\n[^1]: b")
    assert render("").renderer_version == RENDERER_VERSION
