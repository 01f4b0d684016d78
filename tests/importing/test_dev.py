"""What DEV's API answers becomes posts, people and discussions."""

import json
from pathlib import Path
from typing import Any

import pytest

from broadsheet.importing.dev.source import DevSource
from broadsheet.importing.found import Found, Skipped
from domain.importing.service import ImportService
from tests.api.client import Api
from tests.importing.folders import import_all, write
from tests.pinned import PinnedDatabase

ADA = {"name": "Ada", "username": "ada_l", "profile_image": "https://media.example/ada.png"}
BOB = {"name": "Bob", "username": "bob", "profile_image": None}

ARTICLE = {
    "type_of": "article",
    "id": 7,
    "title": "On boring code",
    "description": "In praise of it.",
    "slug": "on-boring-code-2k1a",
    "path": "/ada_l/on-boring-code-2k1a",
    "public_reactions_count": 5,
    "language": "en",
    "cover_image": "https://media.example/cover.png",
    "canonical_url": "https://ada.example/boring",
    "published_at": "2026-01-07T08:12:44Z",
    "created_at": "2026-01-06T08:12:44Z",
    "edited_at": "2026-01-08T08:12:44Z",
    "collection_id": 3,
    "tag_list": "python, Web Dev",
    "tags": ["python", "Web Dev"],
    "body_markdown": "---\ntitle: On boring code\n---\n\nIt is *good*.",
    "body_html": "<p>It is <em>good</em>.</p>",
    "user": ADA,
}

COMMENTS = [
    {
        "type_of": "comment",
        "id_code": "a",
        "created_at": "2026-01-08T01:20:05Z",
        "body_html": "<p>I <strong>agree</strong>.<script>alert(1)</script></p>",
        "user": BOB,
        "children": [
            {
                "type_of": "comment",
                "id_code": "b",
                "created_at": "2026-01-08T02:20:05Z",
                "body_html": "<p>[deleted]</p>",
                "user": {},
                "children": [
                    {
                        "type_of": "comment",
                        "id_code": "c",
                        "created_at": "2026-01-08T03:20:05Z",
                        "body_html": "<p>Me too.</p>",
                        "user": ADA,
                        "children": [],
                    }
                ],
            }
        ],
    }
]

USER = {
    "type_of": "user",
    "id": 1,
    "username": "ada_l",
    "name": "Ada Lovelace",
    "summary": "Writes.",
    "location": "London",
    "joined_at": "Jan  6, 2020",
}

_POST = """
query ($publication: String!) {
  post(publication: $publication, slug: "on-boring-code-2k1a") {
    title path brief language canonicalUrl publishedAt updatedAt metadata
    author { username name bio location createdAt } tags { slug name }
    coverImage { url } reactionCounts { kind count }
    content { markdown }
    publication { handle members(first: 5) { nodes { role user { username } } } }
    thread(first: 10) {
      nodes {
        depth createdAt content { markdown html } author { username name }
      }
    }
  }
}
"""


def _json(value: object) -> str:
    return json.dumps(value)


async def _post(api: Api, publication: str = "ada_l") -> Any:
    return (await api(_POST, publication=publication))["post"]


async def test_an_article_comes_with_its_people_and_its_thread(
    service: ImportService, api: Api, tmp_path: Path
) -> None:
    folder = write(
        tmp_path,
        {"article.json": _json(ARTICLE), "comments.json": _json(COMMENTS), "u.json": _json(USER)},
    )

    receipt = await import_all(service, DevSource(folder))

    assert receipt.results == {"created"}
    post = await _post(api)
    assert (post["path"], post["brief"]) == ("on-boring-code-2k1a", "In praise of it.")
    assert post["content"]["markdown"] == "It is *good*."
    assert post["canonicalUrl"] == "https://ada.example/boring"
    assert post["coverImage"] == {"url": "https://media.example/cover.png"}
    assert post["reactionCounts"] == [{"kind": "like", "count": 5}]
    assert post["metadata"] == {"id": 7, "collection_id": 3}
    assert [tag["slug"] for tag in post["tags"]] == ["python", "web-dev"]
    assert post["author"]["name"] == "Ada Lovelace"
    assert post["author"]["createdAt"].startswith("2020-01-06")
    thread = post["thread"]["nodes"]
    assert [(one["depth"], one["author"]["username"]) for one in thread] == [
        (0, "bob"),
        (1, "deleted"),
        (2, "ada_l"),
    ]
    assert thread[0]["content"]["markdown"].startswith("I **agree**.")
    assert "<script" not in thread[0]["content"]["html"]
    assert thread[0]["createdAt"].startswith("2026-01-08T01:20:05")


async def test_a_second_run_changes_nothing(service: ImportService, tmp_path: Path) -> None:
    folder = write(tmp_path, {"article.json": _json(ARTICLE), "comments.json": _json(COMMENTS)})
    await import_all(service, DevSource(folder))

    receipt = await import_all(service, DevSource(folder))

    assert receipt.results == {"unchanged"}
    assert receipt.sums()["comment"]["unchanged"] == 3


async def test_only_what_is_new_in_a_thread_is_written(
    service: ImportService, database: PinnedDatabase, tmp_path: Path
) -> None:
    folder = write(tmp_path, {"article.json": _json(ARTICLE), "comments.json": _json(COMMENTS)})
    await import_all(service, DevSource(folder))
    answer = {**COMMENTS[0], "id_code": "d", "children": []}
    write(folder, {"comments.json": _json([*COMMENTS, answer])})

    receipt = await import_all(service, DevSource(folder))

    assert receipt.sums()["comment"] == {"created": 1, "updated": 0, "unchanged": 3, "skipped": 0}
    assert await database.fetchval("SELECT comment_count FROM posts") == 4


async def test_all_articles_may_go_to_one_publication(
    service: ImportService, api: Api, tmp_path: Path
) -> None:
    folder = write(tmp_path, {"article.json": _json(ARTICLE)})

    await import_all(service, DevSource(folder, "community"))

    post = await _post(api, "community")
    assert post["path"] == "ada_l/on-boring-code-2k1a"


async def test_an_author_owns_their_publication_and_the_old_address_answers(
    service: ImportService, api: Api, tmp_path: Path
) -> None:
    await import_all(service, DevSource(write(tmp_path, {"article.json": _json(ARTICLE)})))

    members = (await _post(api))["publication"]["members"]["nodes"]
    assert members == [{"role": "OWNER", "user": {"username": "ada_l"}}]
    data = await api(
        """
        {
          resolvePath(publication: "ada_l", path: "/ada_l/on-boring-code-2k1a") {
            ... on Redirect { target }
          }
        }
        """
    )
    assert data["resolvePath"] == {"target": "/on-boring-code-2k1a"}


async def test_a_folder_may_hold_answers_of_every_shape(
    service: ImportService, api: Api, tmp_path: Path
) -> None:
    in_list = {
        **{key: value for key, value in ARTICLE.items() if not key.startswith("body")},
        "tag_list": ["python"],
        "tags": "python",
    }
    other = {**ARTICLE, "id": 8, "slug": "other", "path": "/bob/other", "user": BOB}
    html_only = {**other, "body_markdown": None, "tag_list": ["one"], "tags": "one"}
    folder = write(
        tmp_path,
        {
            "articles.json": _json([in_list, {**in_list, "id": 9}]),
            "one/7.json": _json(ARTICLE),
            "one/8.json": _json(html_only),
            "one/comments-7.json": _json(COMMENTS),
            "nobody/comments.json": _json(COMMENTS),
            "users.json": _json([USER]),
            "broken.json": "{",
            "other.json": _json({"hello": "world"}),
        },
    )

    receipt = await import_all(service, DevSource(folder))

    assert {line.external_id for line in receipt.outcomes if line.reason} == {
        "9",
        "broken.json",
        "nobody/comments.json",
        "other.json",
    }
    assert len((await _post(api))["thread"]["nodes"]) == 3
    data = await api('{ post(publication: "bob", slug: "other") { content { markdown } } }')
    assert data["post"]["content"]["markdown"] == "It is *good*."


async def test_an_unpublished_article_is_a_draft(
    service: ImportService, api: Api, database: PinnedDatabase, tmp_path: Path
) -> None:
    draft = {**ARTICLE, "published_at": None}

    await import_all(service, DevSource(write(tmp_path, {"article.json": _json(draft)})))

    assert await _post(api) is None
    assert await database.fetchval("SELECT status FROM posts") == "draft"


async def test_a_thread_may_be_deeper_than_json_is_usually_read(
    service: ImportService, database: PinnedDatabase, tmp_path: Path
) -> None:
    depth = 3_000
    start = (
        '[{{"type_of": "comment", "id_code": "{}", "created_at": "2026-01-08T01:20:05Z",'
        ' "body_html": "<p>Yes.</p>", "user": {{"username": "bob"}}, "children": '
    )
    thread = "".join(start.format(number) for number in range(depth)) + "[]" + "}]" * depth
    folder = write(tmp_path, {"article.json": _json(ARTICLE), "comments.json": thread})

    receipt = await import_all(service, DevSource(folder))

    assert receipt.sums()["comment"]["created"] == depth
    assert await database.fetchval("SELECT max(depth) FROM comments") == depth - 1


@pytest.mark.parametrize("odd", [None, 7, "odd", [], [1], {}, {"username": [1], "name": {}}])
@pytest.mark.parametrize(
    ("name", "answer"),
    [("article.json", ARTICLE), ("comments.json", COMMENTS[0]), ("user.json", USER)],
)
def test_whatever_a_key_holds_ends_no_import(
    tmp_path: Path, name: str, answer: dict[str, Any], odd: object
) -> None:
    others = {"article.json": _json(ARTICLE), "user.json": _json({**USER, "username": "other"})}
    for key in answer:
        folder = write(tmp_path / key, {**others, name: _json([{**answer, key: odd}])})
        without = {other: value for other, value in answer.items() if other != key}
        write(folder, {f"without-{name}": _json([without])})

        assert [found for found in DevSource(folder) if isinstance(found, Found | Skipped)]
