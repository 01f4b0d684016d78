"""Keys above a text are read in three languages; what cannot be read is told in one sentence."""

from datetime import UTC, date, datetime

import pytest

from broadsheet.importing.dates import moment_in, moment_of, without_date
from broadsheet.importing.errors import BrokenItemError
from broadsheet.importing.front_matter import read_document
from broadsheet.importing.names import fit_for_json, same_name, username_of


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("---\ntitle: Hi\n---\nText", id="yaml"),
        pytest.param("\ufeff---\r\ntitle: Hi\r\n---\r\nText\r\n", id="yaml as Windows writes it"),
        pytest.param("--- \ntitle: Hi\n...\n\nText\n", id="yaml with its own end"),
        pytest.param('+++\ntitle = "Hi"\n+++\nText', id="toml"),
        pytest.param('{"title": "Hi"}\n\nText\n', id="json"),
    ],
)
def test_keys_are_read_in_three_languages(text: str) -> None:
    document = read_document(text.encode())

    assert (document.keys, document.body) == ({"title": "Hi"}, "Text")


@pytest.mark.parametrize("text", ["Just text", "{% raw %}", "# A title\n\n---\n\nA line above"])
def test_a_text_may_have_no_keys(text: str) -> None:
    document = read_document(text.encode())

    assert (document.body, document.has_keys) == (text, False)


def test_a_line_in_the_text_is_no_end() -> None:
    document = read_document(b"---\ntitle: Hi\n---\nOne\n\n---\n\nTwo")

    assert document.body == "One\n\n---\n\nTwo"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        pytest.param(b"---\ntitle: [\n---\n", "Its YAML cannot be read", id="yaml"),
        pytest.param(b"+++\ntitle =\n+++\n", "Its TOML cannot be read", id="toml"),
        pytest.param(b'{"title": }\n', "Its JSON cannot be read", id="json"),
        pytest.param(b"---\ntitle: Hi\n", "has no end", id="no end"),
        pytest.param(b"---\n- one\n---\n", "no list of keys", id="a list"),
        pytest.param(b"caf\xe9", "byte 3 is wrong", id="another encoding"),
        pytest.param(b"---\na: &a [1]\nb: [*a, *a]\n---\n", "YAML aliases", id="a bomb"),
        pytest.param(b"---\na: !!python/object:os.x {}\n---\n", "YAML", id="an object"),
        pytest.param(b"---\na: " + b"[" * 5_000 + b"\n---\n", "YAML", id="too deep"),
        pytest.param(b'{"a": ' + b"[" * 100_000, "JSON", id="too deep in json"),
        pytest.param(b"---\na: !!timestamp soon\n---\n", "YAML", id="no moment"),
        pytest.param(b"---\na: !!bool perhaps\n---\n", "YAML", id="neither true nor false"),
        pytest.param(b"---\na: " + b"9" * 5_000 + b"\n---\n", "YAML", id="a long number"),
        pytest.param(b"+++\na = " + b"9" * 5_000 + b"\n+++\n", "TOML", id="a long number in toml"),
    ],
)
def test_what_cannot_be_read_is_told(content: bytes, reason: str) -> None:
    with pytest.raises(BrokenItemError, match=reason):
        read_document(content)


@pytest.mark.parametrize(
    "written",
    [
        date(2019, 5, 1),
        datetime(2019, 5, 1),  # noqa: DTZ001 - as front matter without a timezone gives it
        "2019-05-01",
        "2019-05-01T00:00:00Z",
        "2019-05-01 02:00:00 +0200",
        "May 1, 2019",
        "May  1, 2019",
        "01 May 2019",
        "2019/05/01",
    ],
)
def test_a_date_is_read_however_it_is_written(written: object) -> None:
    assert moment_of(written) == datetime(2019, 5, 1, tzinfo=UTC)


@pytest.mark.parametrize("written", [None, True, "soon", "2019-13-45", 20190501, ["2019-05-01"]])
def test_other_things_are_no_date(written: object) -> None:
    assert moment_of(written) is None


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("2019/05/01/name", datetime(2019, 5, 1, tzinfo=UTC)),
        ("_posts/2019-5-1-name.md", datetime(2019, 5, 1, tzinfo=UTC)),
        ("blog/2019-13-45-name.md", None),
        ("version-12019-05-011.md", None),
        ("about.md", None),
    ],
)
def test_a_date_is_found_in_a_path(path: str, found: datetime | None) -> None:
    assert moment_in(path) == found


def test_a_file_name_goes_without_its_date() -> None:
    names = ["2019-05-01-name", "name", "2019-05-01", "2019_05_01_name"]

    assert [without_date(name) for name in names] == ["name", "name", "2019-05-01", "name"]


def test_names_make_usernames() -> None:
    names = ["Jakub Beránek", "The Rust Team", "_x_", "李伟", "!!!", "a" * 100]

    assert [username_of(name) for name in names] == [
        "jakub-beranek",
        "the-rust-team",
        "x_",
        "li-wei",
        "someone",
        "a" * 60,
    ]


def test_spellings_of_one_name_are_one_person() -> None:
    assert same_name("Tom\u00e1\u0161  \u0160edovi\u010d ") == same_name(
        "toma\u0301s\u030c S\u030cedovic\u030c"
    )
    assert same_name("Ada L.") != same_name("Ada M.")


def test_a_set_is_kept_in_one_order() -> None:
    assert fit_for_json({"a", "c", 2, "b"}) == [2, "a", "b", "c"]


def test_metadata_fits_json() -> None:
    found = fit_for_json(
        {1: date(2019, 5, 1), "a": [float("nan"), 1.5, True, None, b"x", {2}, 10**20]}
    )

    assert found == {
        "1": "2019-05-01",
        "a": ["nan", 1.5, True, None, "b'x'", [2], "100000000000000000000"],
    }
