"""People read the rules that are tried, and no others."""

from tests.permissions.document import DOCUMENT, document


def test_the_document_says_what_the_rules_say() -> None:
    written = DOCUMENT.read_text(encoding="utf-8")

    assert written == document(), "write it anew: python -m tests.permissions"
