"""One address, however it is written, is one path."""

import pytest

from domain.redirects.paths import encoded_path, normal_path


@pytest.mark.parametrize(
    ("written", "path"),
    [
        pytest.param("2019/05/01/name", "2019/05/01/name", id="as it is stored"),
        pytest.param("/2019/05/01/name/", "2019/05/01/name", id="with slashes around"),
        pytest.param("2019//05/./01/name", "2019/05/01/name", id="with empty segments"),
        pytest.param("/name/index.html", "name", id="as a static site stores it"),
        pytest.param("/name.html", "name.html", id="with an ending of its own"),
        pytest.param("/docs/index", "docs/index", id="a post called index"),
        pytest.param("/old?utm_source=feed#top", "old", id="with query and fragment"),
        pytest.param("/caf%C3%A9", "caf\u00e9", id="percent-encoded"),
        pytest.param("/cafe\u0301", "caf\u00e9", id="with a combining accent"),
        pytest.param("/100%2525", "100%25", id="decoded once only"),
        pytest.param("/what%3F", "what?", id="an encoded question mark is no query"),
        pytest.param("/50%", "50%", id="a percent sign that encodes nothing"),
        pytest.param("/%ff", "%ff", id="bytes that are no text"),
        pytest.param("/nul%00", "nul%00", id="a byte that no text holds"),
        pytest.param("/Name", "Name", id="upper case stays"),
        pytest.param(" /name ", "name", id="with spaces around"),
        pytest.param("/", "", id="home"),
        pytest.param("/index.html", "", id="home as a static site stores it"),
    ],
)
def test_an_address_is_found_however_it_is_written(written: str, path: str) -> None:
    assert normal_path(written) == path


@pytest.mark.parametrize(
    ("path", "encoded"),
    [
        pytest.param("2019/05/01/name.html", "2019/05/01/name.html", id="plain"),
        pytest.param("caf\u00e9", "caf%C3%A9", id="with an accent"),
        pytest.param("what? 100%", "what%3F%20100%25", id="with what addresses give a meaning"),
        pytest.param("@ada/a,b", "@ada/a,b", id="with what paths may hold"),
    ],
)
def test_a_path_is_encoded_so_that_it_is_found_again(path: str, encoded: str) -> None:
    assert encoded_path(path) == encoded
    assert normal_path(encoded) == path
