"""Answers in other words than ours."""

from bench.dialects import POSTGRAPHILES

ID = "0190b5a7-e2f0-7c3e-9d5e-4f1a2b3c4d5e"
DIGITS = ID.replace("-", "")


def test_ids_moments_and_tags_of_postgraphile_are_written_as_ours() -> None:
    post = {
        "id": ID,
        "publishedAt": "2026-01-01T00:00:00.000000+00:00",
        "author": {"id": ID, "name": "Ada"},
        "tags": {"nodes": [{"tag": {"slug": "sql"}}]},
        "comments": {"nodes": [{"id": ID}], "pageInfo": {"hasNextPage": False}},
    }
    assert POSTGRAPHILES.in_our_words({"posts": {"nodes": [post]}}) == {
        "posts": {
            "nodes": [
                {
                    "id": f"post_{DIGITS}",
                    "publishedAt": "2026-01-01T00:00:00+00:00",
                    "author": {"id": f"user_{DIGITS}", "name": "Ada"},
                    "tags": [{"slug": "sql"}],
                    "comments": {
                        "nodes": [{"id": f"comment_{DIGITS}"}],
                        "pageInfo": {"hasNextPage": False},
                    },
                }
            ]
        }
    }


def test_the_one_post_of_a_publication_is_the_post_that_was_asked_for() -> None:
    found = {"publicationByHandle": {"postsByPublicationId": {"nodes": [{"title": "Keysets"}]}}}
    assert POSTGRAPHILES.in_our_words(found) == {"post": {"title": "Keysets"}}
