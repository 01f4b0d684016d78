"""What counts as an address of mail, and how each is written."""

import pytest

from domain.mail.addresses import as_kept, email_address
from domain.refusals import Refused


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        (" Ada@EXAMPLE.org ", "Ada@example.org"),
        ("ada@\uff45xample.org", "ada@example.org"),
        ("ada@\u24d4xample.org", "ada@example.org"),
        ("ada@example\u3002org", "ada@example.org"),
        ("ada@xn--mnchen-3ya.de", "ada@m\u00fcnchen.de"),
        ("ada@M\u00dcNCHEN.de", "ada@m\u00fcnchen.de"),
        ("ada@localhost", "ada@localhost"),
        ("o'neil+news@x_y.example", "o'neil+news@x_y.example"),
    ],
)
def test_each_mailbox_is_written_in_one_way(given: str, kept: str) -> None:
    assert email_address(given) == kept
    assert email_address(kept) == kept


@pytest.mark.parametrize(
    "given",
    [
        "ada@..",
        "ada@example.org.",
        "ada@.example.org",
        f"ada@{'x' * 64}.org",
        "ada@\u2100.org",
        "ada@a|b.org",
        "ada@xn--.org",
        "ada@b\r\nBcc: eve@example.org",
    ],
)
def test_what_no_letter_could_be_sent_to_is_no_address(given: str) -> None:
    with pytest.raises(Refused):
        email_address(given)
    assert as_kept(f" {given} ") == given
