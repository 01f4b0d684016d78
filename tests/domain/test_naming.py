"""Names in addresses, made of names for people."""

import pytest

from domain.naming import LONGEST_SLUG, is_slug, numbered, slug_of


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("On boring code", "on-boring-code"),
        ("  C++ & C#: 2nd_ed.  ", "c-c-2nd-ed"),
        ("Été à Paris", "ete-a-paris"),
        ("Привет, мир", "привет-мир"),
        ("한국어 글", "한국어-글"),
        ("ﬁne", "fine"),
        ("!?", "instead"),
        ("x" * 300, "x" * LONGEST_SLUG),
    ],
)
def test_a_name_becomes_a_slug(name: str, slug: str) -> None:
    made = slug_of(name, instead="instead")

    assert made == slug
    assert is_slug(made)


@pytest.mark.parametrize("text", ["", "-a", "A", "a b", "a/b", "a.b", "e\u0301", "a\n", "x" * 201])
def test_what_is_no_slug(text: str) -> None:
    assert not is_slug(text)


def test_numbers_tell_equal_names_apart() -> None:
    names = list(numbered("name"))

    assert names[:3] == ["name", "name-2", "name-3"]
    assert len(set(names)) == 50
    assert all(len(name) <= LONGEST_SLUG for name in numbered("x" * LONGEST_SLUG))
