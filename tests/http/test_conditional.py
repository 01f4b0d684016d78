"""Answers to GET have names, and whoever has one already is not sent it again."""

from typing import Any

import httpx2
import pytest

from tests.http.workshop import LEGACY, STANDARD, Workshop, open_workshop

ECHO = '{ echo(text: "é") }'


async def get(
    workshop: Workshop, query: str = ECHO, method: str = "GET", **headers: str
) -> httpx2.Response:
    sent = {"accept": STANDARD} | {name.replace("_", "-"): text for name, text in headers.items()}
    return await workshop.client.request(method, "/graphql", params={"query": query}, headers=sent)


async def test_an_answer_to_get_has_a_name_and_says_how_long_it_may_be_shown(
    workshop: Workshop,
) -> None:
    answer = await get(workshop)

    assert answer.status_code == 200
    assert answer.json()["data"] == {"echo": "é"}
    assert answer.headers["etag"].strip('"')
    assert answer.headers["cache-control"] == "public, max-age=0, must-revalidate"
    assert answer.headers["vary"] == "accept, authorization"


async def test_how_long_is_a_setting(server: str) -> None:
    async with open_workshop(server, answer_max_age_seconds=60) as workshop:
        answer = await get(workshop)

    assert answer.headers["cache-control"] == "public, max-age=60, must-revalidate"


async def test_where_other_origins_may_read_caches_keep_them_apart(server: str) -> None:
    async with open_workshop(server, origins=["https://front.example"]) as workshop:
        answer = await get(workshop)

    assert answer.headers["vary"] == "accept, authorization, origin"


async def test_a_name_stands_for_the_bytes_and_the_media_type(workshop: Workshop) -> None:
    names = [
        (await get(workshop, query, accept=accept)).headers["etag"]
        for query in (ECHO, '{ echo(text: "e") }')
        for accept in (STANDARD, LEGACY)
    ]

    assert len(set(names)) == 4
    assert (await get(workshop)).headers["etag"] == names[0]


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize(
    "condition", ["{}", "W/{}", '"a", {}', '"a,b",W/"c" ,, {} ,', "*", "{}, {}"]
)
async def test_whoever_has_the_answer_is_told_so_without_it(
    workshop: Workshop, condition: str, method: str
) -> None:
    first = await get(workshop)

    sent = condition.replace("{}", first.headers["etag"])
    answer = await get(workshop, method=method, if_none_match=sent, x_request_id="abc")

    assert (answer.status_code, answer.content) == (304, b"")
    same = ("etag", "cache-control", "vary")
    assert [answer.headers[name] for name in same] == [first.headers[name] for name in same]
    assert answer.headers["x-request-id"] == "abc"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "content-type" not in answer.headers
    assert "content-length" not in answer.headers


@pytest.mark.parametrize(
    "condition", ['"a"', "", '"', '"a', "{bare}", '"*"', "*, {}", "{} or {}", '{},"', "w/{}"]
)
async def test_whoever_has_another_answer_or_makes_no_sense_is_sent_it(
    workshop: Workshop, condition: str
) -> None:
    name = (await get(workshop)).headers["etag"]

    sent = condition.replace("{bare}", name.strip('"')).replace("{}", name)
    answer = await get(workshop, if_none_match=sent)

    assert answer.status_code == 200
    assert answer.json()["data"] == {"echo": "é"}


async def test_the_names_that_somebody_has_may_come_in_several_headers(workshop: Workshop) -> None:
    name = (await get(workshop)).headers["etag"]

    headers = [("accept", STANDARD), ("if-none-match", '"a"'), ("if-none-match", name)]
    answer = await workshop.client.get("/graphql", params={"query": ECHO}, headers=headers)

    assert answer.status_code == 304


async def test_head_has_the_headers_of_get(workshop: Workshop) -> None:
    answers = [await get(workshop, method=method) for method in ("GET", "HEAD")]

    [get_headers, head_headers] = [dict(answer.headers) for answer in answers]
    del get_headers["x-request-id"], head_headers["x-request-id"]
    assert get_headers == head_headers
    assert get_headers["content-length"] == str(len(answers[0].content))


@pytest.mark.parametrize("query", ["{ broken }", "{ refused }", "{", "{ nothing }", "mutation"])
@pytest.mark.parametrize("accept", [STANDARD, LEGACY])
async def test_an_error_is_kept_by_nobody(workshop: Workshop, query: str, accept: str) -> None:
    answer = await get(workshop, query, accept=accept, if_none_match="*")

    assert answer.json()["errors"]
    assert answer.headers["cache-control"] == "no-store"
    assert "etag" not in answer.headers


async def test_what_is_posted_is_kept_by_nobody(workshop: Workshop) -> None:
    name = (await get(workshop)).headers["etag"]

    body: dict[str, Any] = {"query": ECHO}
    headers = {"accept": STANDARD, "if-none-match": name}
    answer = await workshop.client.post("/graphql", json=body, headers=headers)

    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    assert "etag" not in answer.headers


async def test_an_answer_that_tells_of_its_making_is_kept_by_nobody(workshop: Workshop) -> None:
    answer = await get(workshop, "{ one }", x_broadsheet_explain="statements")

    assert answer.json()["extensions"]["statements"]["count"] == 1
    assert answer.headers["cache-control"] == "no-store"


async def test_who_says_who_they_are_shares_only_what_everyone_sees(workshop: Workshop) -> None:
    everyones = await get(workshop, authorization="Bearer abc")
    ones_own = await get(workshop, "{ greeting }", authorization="Bearer abc")
    nobodys = await get(workshop, "{ greeting }")

    assert everyones.headers["cache-control"].startswith("public")
    assert ones_own.json()["data"] == {"greeting": "Good day."}
    assert ones_own.headers["cache-control"] == "no-store"
    assert "etag" not in ones_own.headers
    assert nobodys.headers["cache-control"].startswith("public")


async def test_what_is_for_those_who_know_a_secret_is_kept_by_nobody(workshop: Workshop) -> None:
    answer = await get(workshop, "{ greeting, whispered }")

    assert answer.json()["data"]["whispered"] == "Good day."
    assert answer.headers["cache-control"] == "no-store"
    assert "etag" not in answer.headers
