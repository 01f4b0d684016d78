"""Naming a document over HTTP, and the manifest an operator gives."""

import json
from pathlib import Path
from typing import Any

import pytest

from broadsheet.settings import SettingsError
from execution.registry import sha256_of
from tests.http.workshop import LEGACY, STANDARD, Workshop, codes, open_workshop

ONE = "{ one }"
OTHER = "query Other { one }"


def by_hash(text: str) -> dict[str, Any]:
    return {"persistedQuery": {"version": 1, "sha256Hash": sha256_of(text)}}


async def post(workshop: Workshop, accept: str = STANDARD, **body: Any) -> Any:
    return await workshop.client.post("/graphql", json=body, headers={"accept": accept})


async def get(workshop: Workshop, **parameters: Any) -> Any:
    asked = {
        name: json.dumps(value) if isinstance(value, dict) else value
        for name, value in parameters.items()
    }
    return await workshop.client.get("/graphql", params=asked, headers={"accept": STANDARD})


def manifest(folder: Path, content: object) -> Path:
    file = folder / "manifest.json"
    file.write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")
    return file


@pytest.mark.parametrize("first", [post, get])
async def test_a_client_of_apollo_sends_the_text_once(server: str, first: Any) -> None:
    async with open_workshop(server) as workshop:
        unknown = await first(workshop, extensions=by_hash(ONE))
        told = await first(workshop, query=ONE, extensions=by_hash(ONE))
        posted = await post(workshop, extensions=by_hash(ONE))
        got = await get(workshop, extensions=by_hash(ONE))
        lines = workshop.metrics.text().splitlines()

    assert (unknown.status_code, codes(unknown)) == (404, ["PERSISTED_QUERY_NOT_FOUND"])
    assert unknown.json()["errors"][0]["message"] == "PersistedQueryNotFound"
    assert [answer.json()["data"] for answer in (told, posted, got)] == [{"one": 1}] * 3
    assert "broadsheet_named_documents_found_total 2" in lines
    assert 'broadsheet_errors_total{code="PERSISTED_QUERY_NOT_FOUND"} 1' in lines
    assert "broadsheet_registered_documents 1" in lines
    assert f"broadsheet_registered_characters {len(ONE)}" in lines
    assert "broadsheet_registrations_kept_total 1" in lines
    assert "broadsheet_registrations_refused_total 0" in lines


async def test_as_plain_json_an_unknown_hash_is_200(server: str) -> None:
    async with open_workshop(server) as workshop:
        unknown = await post(workshop, LEGACY, extensions=by_hash(ONE))

    assert (unknown.status_code, codes(unknown)) == (200, ["PERSISTED_QUERY_NOT_FOUND"])


@pytest.mark.parametrize(
    "body",
    [
        {"documentId": 1},
        {"documentId": None},
        {"query": "", "documentId": "a"},
        {"query": 1, "extensions": by_hash(ONE)},
        {"extensions": {"persistedQuery": None}},
        {"extensions": {}},
    ],
)
async def test_a_request_that_names_no_document_is_none(
    workshop: Workshop, body: dict[str, Any]
) -> None:
    answer = await post(workshop, **body)

    assert (answer.status_code, codes(answer)) == (400, ["BAD_REQUEST"])


async def test_switched_off_hashes_are_told_so(server: str) -> None:
    async with open_workshop(server, persisted_queries=False) as workshop:
        told = await post(workshop, query=ONE, extensions=by_hash(ONE))
        refused = await post(workshop, extensions=by_hash(ONE))

    assert told.json()["data"] == {"one": 1}
    assert (refused.status_code, codes(refused)) == (400, ["PERSISTED_QUERY_NOT_SUPPORTED"])


@pytest.mark.parametrize(
    "content",
    [
        {"one": ONE, sha256_of(OTHER): OTHER},
        {
            "format": "apollo-persisted-query-manifest",
            "version": 1,
            "operations": [{"id": "one", "name": "One", "type": "query", "body": ONE}],
        },
    ],
)
async def test_a_trusted_document_is_named_by_its_id(
    server: str, tmp_path: Path, content: object
) -> None:
    file = manifest(tmp_path, content)
    async with open_workshop(
        server, trusted_documents=file, only_trusted_documents=True
    ) as workshop:
        answers = [
            await post(workshop, documentId="one"),
            await get(workshop, documentId="one"),
            await post(workshop, extensions=by_hash(ONE)),
            await post(workshop, query=ONE),
        ]
        refused = await post(workshop, query="{ one one }")

    assert [answer.json()["data"] for answer in answers] == [{"one": 1}] * 4
    assert (refused.status_code, codes(refused)) == (403, ["DOCUMENT_NOT_TRUSTED"])


@pytest.mark.parametrize(
    ("content", "sentences"),
    [
        ("{", ["This is not JSON"]),
        ([ONE], ["is no manifest"]),
        ({"one": 1}, ["is no manifest"]),
        ({"format": "another", "version": 1, "operations": []}, ["is no manifest"]),
        ({"format": "apollo-persisted-query-manifest", "version": 2, "operations": []},
         ["is no manifest"]),
        ({"format": "apollo-persisted-query-manifest", "version": 1, "operations": [1]},
         ["is no manifest"]),
        ({"format": "apollo-persisted-query-manifest", "version": 1,
          "operations": [{"id": "a", "body": ONE}, {"id": "a", "body": OTHER}]},
         ["'a' stands for two documents"]),
        ({sha256_of(ONE): OTHER, f"sha256:{sha256_of(OTHER)}": ONE},
         ["is not the sha256 of its document", "is not the sha256 of its document"]),
        ({"a": "{ nothing }", "b": ONE, "c": "{"}, ["'a' is refused: ", "'c' is refused: "]),
        ({"a": f"{ONE} query {{ one }}"}, ["'a' is refused: "]),
        ({"a": "fragment F on Query { one }"}, ["'a' is refused: "]),
        ({"": ONE}, ["an empty id"]),
        ({"a": "{ one \x00 }"}, ["NUL"]),
    ],
)  # fmt: skip
async def test_a_manifest_with_problems_is_refused_with_a_sentence_for_each(
    server: str, tmp_path: Path, content: object, sentences: list[str]
) -> None:
    file = manifest(tmp_path, content)

    with pytest.raises(SettingsError) as caught:
        async with open_workshop(server, trusted_documents=file):
            pass

    lines = str(caught.value).splitlines()
    assert len(lines) == len(sentences)
    assert all(said in line for said, line in zip(sentences, lines, strict=True))
    assert all(line.startswith(str(file)) for line in lines)


async def test_a_manifest_must_be_there(server: str, tmp_path: Path) -> None:
    for given, said in (
        ({"trusted_documents": tmp_path / "none.json"}, "cannot be read"),
        ({"only_trusted_documents": True}, "BROADSHEET_TRUSTED_DOCUMENTS"),
    ):
        with pytest.raises(SettingsError, match=said):
            async with open_workshop(server, **given):
                pass
