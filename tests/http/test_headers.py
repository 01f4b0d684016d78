"""Headers, read once."""

from broadsheet.http.headers import Told


def told(*lines: tuple[bytes, bytes]) -> Told:
    return Told({"headers": list(lines)})


def test_a_header_is_found_by_its_name() -> None:
    headers = told((b"accept", b"*/*"), (b"x-name", b"Ren\xe9"))

    assert headers.get(b"x-name") == "René"
    assert headers.get(b"authorization") is None
    assert b"accept" in headers
    assert b"authorization" not in headers


def test_a_header_that_is_sent_twice_is_one_list() -> None:
    headers = told((b"accept", b"a/b"), (b"host", b"h"), (b"accept", b"c/d"), (b"accept", b"e/f"))

    assert headers.get(b"accept") == "a/b, c/d, e/f"
    assert headers.get(b"host") == "h"
