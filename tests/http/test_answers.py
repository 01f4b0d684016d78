"""How answers look: their form, status and headers."""

import pytest

from broadsheet.http.negotiation import MediaType, prefers_page, wanted
from tests.http.workshop import LEGACY, STANDARD, Workshop, codes, open_workshop

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        (None, LEGACY),
        ("", LEGACY),
        ("*/*", LEGACY),
        ("application/*", LEGACY),
        (LEGACY, LEGACY),
        ("Application/JSON", LEGACY),
        (STANDARD, STANDARD),
        (f"{STANDARD}, {LEGACY}", STANDARD),
        (f"{LEGACY}, {STANDARD}", STANDARD),
        (f"{LEGACY}, {STANDARD};q=0.9", LEGACY),
        (f"{STANDARD};q=0.5, */*;q=0.1", STANDARD),
        (f"{STANDARD};q=0, */*", LEGACY),
        (f"{LEGACY};q=0, application/*", STANDARD),
        (f"{STANDARD}; charset=utf-8, {LEGACY}; charset=utf-8", STANDARD),
        (f"{STANDARD}; charset=utf-16, {LEGACY}", LEGACY),
        ("text/html", None),
        ("image/*;q=1", None),
        (f"{LEGACY};q=0", None),
        (f"{LEGACY};q=nan", None),
        (";;,,/", None),
    ],
)
def test_the_accept_header_decides_the_form(accept: str | None, form: str | None) -> None:
    assert wanted(accept) == form


@pytest.mark.parametrize(
    ("accept", "is_preferred"),
    [
        (BROWSER, True),
        ("text/html", True),
        ("*/*", False),
        (None, False),
        (LEGACY, False),
        (f"text/html;q=0.5, {LEGACY}", False),
        (f"text/html, {LEGACY}", False),
        ("text/html;q=0", False),
    ],
)
def test_only_browsers_are_shown_a_page(accept: str | None, is_preferred: bool) -> None:
    assert prefers_page(accept) is is_preferred


async def test_a_browser_gets_the_page(workshop: Workshop) -> None:
    answer = await workshop.client.get("/graphql", headers={"accept": BROWSER})

    assert "For people" in answer.text


async def test_an_answer_in_no_acceptable_form_is_refused(workshop: Workshop) -> None:
    answer = await workshop.post("{ one }", accept="text/csv")

    assert (answer.status_code, codes(answer)) == (406, ["NOT_ACCEPTABLE"])
    assert answer.headers["content-type"] == "application/json; charset=utf-8"


@pytest.mark.parametrize("form", list(MediaType)[:2])
async def test_answers_name_their_form_and_charset(workshop: Workshop, form: str) -> None:
    answer = await workshop.post("{ one }", accept=form)

    assert answer.headers["content-type"] == f"{form}; charset=utf-8"
    assert answer.json()["data"] == {"one": 1}


@pytest.mark.parametrize(
    ("query", "variables", "code"),
    [
        ("{", {}, "GRAPHQL_PARSE_FAILED"),
        ("{ nothing }", {}, "GRAPHQL_VALIDATION_FAILED"),
        ("query ($t: String!) { echo(text: $t) }", {}, "BAD_USER_INPUT"),
        ("query ($t: String!) { echo(text: $t) }", {"t": "\x00"}, "BAD_USER_INPUT"),
        ('{ echo(text: "\\u0000") }', {}, "BAD_USER_INPUT"),
        ("query A { one } query B { one }", {}, "OPERATION_NOT_FOUND"),
        ("{" + "a{" * 39 + "one" + "}" * 40, {}, "DOCUMENT_TOO_LARGE"),
    ],
)
async def test_a_refused_operation_is_400_in_the_standard_form_and_200_in_the_old_one(
    workshop: Workshop, query: str, variables: dict[str, object], code: str
) -> None:
    standard = await workshop.post(query, STANDARD, **variables)
    legacy = await workshop.post(query, LEGACY, **variables)

    assert (standard.status_code, legacy.status_code) == (400, 200)
    assert codes(standard) == codes(legacy) == [code]
    assert "data" not in standard.json()


async def test_half_a_surrogate_pair_is_refused(workshop: Workshop) -> None:
    body = b'{"query": "query ($t: String!) { echo(text: $t) }", "variables": {"t": "\\ud800"}}'

    answer = await workshop.send(body)

    assert (answer.status_code, codes(answer)) == (400, ["BAD_USER_INPUT"])


async def test_half_a_surrogate_pair_in_the_document_is_refused(workshop: Workshop) -> None:
    answer = await workshop.send(b'{"query": "{ echo(text: \\"\\ud800\\") }"}')

    assert (answer.status_code, codes(answer)) == (400, ["BAD_USER_INPUT"])


async def test_an_operation_that_ran_is_200_even_with_errors(workshop: Workshop) -> None:
    answer = await workshop.post("{ one refused }")

    assert answer.status_code == 200
    assert answer.json() == {
        "errors": [
            {
                "message": "Some of the input is not valid.",
                "locations": [{"line": 1, "column": 7}],
                "path": ["refused"],
                "extensions": {
                    "code": "INVALID_INPUT",
                    "violations": [{"argument": "first", "message": "Must be between 0 and 100."}],
                },
            }
        ],
        "data": {"one": 1, "refused": None},
        "extensions": {
            "cost": {"requested": 0, "limit": 10_000, "actual": 0, "rows": 2, "statements": 2}
        },
    }


async def test_numbers_come_back_whatever_their_size(workshop: Workshop) -> None:
    answer = await workshop.post("{ numbers }")

    assert answer.json()["data"] == {"numbers": {"small": 1, "large": 10**30}}


async def test_a_defect_tells_nothing_but_the_id_it_is_logged_under(
    workshop: Workshop, caplog: pytest.LogCaptureFixture
) -> None:
    headers = {"accept": STANDARD, "x-request-id": "abc-123"}
    answer = await workshop.client.post(
        "/graphql", json={"query": "{ broken again: broken }"}, headers=headers
    )

    error, _ = answer.json()["errors"]
    assert error["message"] == "Something went wrong on our side."
    assert error["extensions"] == {"code": "INTERNAL", "requestId": "abc-123"}
    assert "secret" not in answer.text
    logged = [record for record in caplog.records if record.levelname == "ERROR"]
    assert "abc-123" in logged[0].getMessage()
    assert "a secret" in caplog.text


async def test_what_cannot_be_written_down_is_a_defect_too(
    workshop: Workshop, caplog: pytest.LogCaptureFixture
) -> None:
    answer = await workshop.post("{ unwritable }")

    assert (answer.status_code, codes(answer)) == (500, ["INTERNAL"])
    assert answer.headers["x-request-id"] in caplog.text


async def test_the_statements_of_an_answer_are_told_when_asked_for(workshop: Workshop) -> None:
    headers = {"x-broadsheet-explain": "statements"}
    answer = await workshop.client.post("/graphql", json={"query": "{ one }"}, headers=headers)

    told = answer.json()["extensions"]["statements"]
    assert told["count"] == 1
    assert told["milliseconds"] > 0


async def test_every_answer_has_the_standard_headers(workshop: Workshop) -> None:
    for answer in (
        await workshop.post("{ one }"),
        await workshop.post("{"),
        await workshop.client.get("/nowhere"),
        await workshop.client.put("/graphql"),
    ):
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["cache-control"] == "no-store"
        assert "server" not in answer.headers
        assert "access-control-allow-origin" not in answer.headers


@pytest.mark.parametrize("given", ["abc-123", "a.b_c", "A" * 64])
async def test_a_request_keeps_the_id_it_came_with(workshop: Workshop, given: str) -> None:
    answer = await workshop.client.get("/graphql", headers={"x-request-id": given})

    assert answer.headers["x-request-id"] == given


@pytest.mark.parametrize("given", [b"", b"a b", b"A" * 65, b"a\tb", b"<script>", b"\xc3\xa9"])
async def test_an_id_that_cannot_be_printed_is_replaced(workshop: Workshop, given: bytes) -> None:
    answer = await workshop.client.get("/graphql", headers={b"x-request-id": given})

    assert answer.headers["x-request-id"].encode() != given
    assert len(answer.headers["x-request-id"]) == 32


async def test_without_introspection_the_schema_is_not_told(server: str) -> None:
    async with open_workshop(server, introspection=False) as workshop:
        asked = await workshop.post("{ __schema { types { name } } }")
        wrong = await workshop.post("{ items { valeu } }")

    assert set(codes(asked) + codes(wrong)) == {"GRAPHQL_VALIDATION_FAILED"}
    assert "Item" not in wrong.text
