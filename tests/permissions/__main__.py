"""Writes the document anew: `python -m tests.permissions`."""

from tests.permissions.document import DOCUMENT, document

if __name__ == "__main__":
    DOCUMENT.write_text(document(), encoding="utf-8")
