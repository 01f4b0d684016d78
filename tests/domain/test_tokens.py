"""Tokens: what is handed out is recognised, and nothing else is."""

from domain.tokens import ACCESS_TOKEN, SESSION_TOKEN, hash_of


def test_a_token_is_recognised_by_its_own_kind() -> None:
    made = SESSION_TOKEN.new()

    assert made.text.startswith("bss_")
    assert len(made.text) == len("bss_") + 43 + 6
    assert SESSION_TOKEN.parse(made.text) == made.hash == hash_of(made.text)
    assert ACCESS_TOKEN.parse(made.text) is None


def test_two_tokens_are_never_the_same() -> None:
    assert SESSION_TOKEN.new().text != SESSION_TOKEN.new().text


def test_a_mistyped_token_is_none() -> None:
    text = SESSION_TOKEN.new().text

    for place in range(len(text)):
        other = "B" if text[place] != "B" else "C"
        assert SESSION_TOKEN.parse(text[:place] + other + text[place + 1 :]) is None
    assert SESSION_TOKEN.parse(text + "A") is None
    assert SESSION_TOKEN.parse("") is None
