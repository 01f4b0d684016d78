"""Who a caller is, behind proxies and pretending to be."""

from datetime import timedelta
from ipaddress import ip_network

import pytest

from broadsheet.http.cookies import SessionCookie
from broadsheet.http.headers import Told
from broadsheet.http.visits import Visits

COOKIE = SessionCookie.of("https://api.example", (), timedelta(days=1))
PROXIES = [ip_network("10.0.0.0/8"), ip_network("fd00::/8")]


def seen(visits: Visits, connected: str | None, *forwarded: str) -> str | None:
    headers = [(b"x-forwarded-for", text.encode()) for text in forwarded]
    scope = {"headers": headers, "client": connected and (connected, 4711)}
    return visits.of(scope, Told(scope)).address


def test_by_default_a_caller_is_whoever_is_connected() -> None:
    assert seen(Visits(COOKIE), "127.0.0.1", "1.2.3.4") == "127.0.0.1"
    assert seen(Visits(COOKIE), None, "1.2.3.4") is None


@pytest.mark.parametrize(
    ("connected", "forwarded", "caller"),
    [
        ("10.0.0.1", ["1.2.3.4"], "1.2.3.4"),
        ("10.0.0.1", ["9.9.9.9, 1.2.3.4"], "1.2.3.4"),
        ("10.0.0.1", ["9.9.9.9", "1.2.3.4, 10.0.0.7"], "1.2.3.4"),
        ("10.0.0.1", ["1.2.3.4:5678"], "1.2.3.4"),
        ("fd00::1", ["[2001:db8::1]:5678"], "2001:db8::1"),
        ("fd00::1", ["2001:db8::1"], "2001:db8::1"),
        ("::ffff:10.0.0.1", ["1.2.3.4"], "1.2.3.4"),
        ("10.0.0.1", ["10.0.0.2, 10.0.0.3"], "10.0.0.2"),
        ("10.0.0.1", ["1.2.3.4, nonsense, 10.0.0.2"], "10.0.0.2"),
        ("10.0.0.1", ["nonsense"], "10.0.0.1"),
        ("10.0.0.1", [], "10.0.0.1"),
        ("1.2.3.4", ["9.9.9.9"], "1.2.3.4"),
    ],
)
def test_behind_a_trusted_proxy_it_is_whom_the_proxy_names(
    connected: str, forwarded: list[str], caller: str
) -> None:
    assert seen(Visits(COOKIE, PROXIES), connected, *forwarded) == caller


def test_what_a_program_calls_itself_is_cut_short() -> None:
    scope = {"headers": [(b"user-agent", b"x" * 5_000)], "client": None}

    visit = Visits(COOKIE).of(scope, Told(scope)).device

    assert visit.user_agent == "x" * 500
