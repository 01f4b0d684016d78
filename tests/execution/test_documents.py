"""Documents are prepared once, and only so many are kept."""

import pytest

from execution.documents import Documents
from execution.limits import Limits
from execution.refusals import OperationRefused
from execution.run import core_schema
from tests.execution.library import LIBRARY


def some_documents(**kept: int) -> Documents:
    return Documents(core_schema(LIBRARY), Limits(**kept), introspection=True)


def a_query(number: int) -> str:
    return f'{{ a{number}: echo(text: "") }}'


def test_a_document_is_prepared_once_for_each_of_its_operations() -> None:
    documents = some_documents()
    text = 'query A { echo(text: "a") } query B { echo(text: "b") }'

    first = documents.prepare(text, "A")

    assert documents.prepare(text, "A") is first
    assert documents.prepare(text, "B").name == "B"
    assert len(documents) == 2


def test_the_least_recently_used_operation_is_forgotten_first() -> None:
    documents = some_documents(kept_operations=2)
    first = documents.prepare(a_query(1), None)
    second = documents.prepare(a_query(2), None)
    documents.prepare(a_query(1), None)

    documents.prepare(a_query(3), None)

    assert documents.prepare(a_query(1), None) is first
    assert documents.prepare(a_query(2), None) is not second


def test_long_documents_leave_room_for_few() -> None:
    documents = some_documents(kept_characters=2 * len(a_query(1)))

    for number in range(5):
        documents.prepare(a_query(number), None)

    assert len(documents) == 2


def test_a_refused_document_is_not_kept() -> None:
    documents = some_documents()

    with pytest.raises(OperationRefused):
        documents.prepare("{ nothing }", None)

    assert len(documents) == 0
