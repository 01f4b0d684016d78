"""Which addresses of the web are paths in a publication."""

import pytest

from domain.redirects.targets import path_within


@pytest.mark.parametrize(
    ("front_end", "url", "path"),
    [
        ("https://blog.example", "/2019/a%20b/", "2019/a b"),
        ("https://blog.example", "https://BLOG.example/a?b#c", "a"),
        ("https://blog.example", "http://blog.example", ""),
        ("https://blog.example", "https://other.example/a", None),
        ("https://site.example/blog", "https://site.example/blog/a", "a"),
        ("https://site.example/blog", "https://site.example/blogs/a", None),
        ("https://site.example/blog", "https://site.example/a", None),
        ("https://site.example/blog", "/a", "a"),
    ],
)
def test_a_url_is_a_path_of_the_publication_or_leads_away(
    front_end: str, url: str, path: str | None
) -> None:
    assert path_within(front_end, url) == path
