"""People of a site that runs, made as an operator makes them."""

from tests.operations.programs import broadsheet

_PASSWORD = "a horse, a staple"


def make_administrator(dsn: str, username: str) -> tuple[str, str]:
    """Return the address and the password to sign in with."""
    email = f"{username}@example.org"
    options = ("--email", email, "--username", username, "--password-stdin")
    made = broadsheet("create-admin", *options, typed=f"{_PASSWORD}\n", DATABASE_URL=dsn)
    assert made.returncode == 0, made.stderr
    return email, _PASSWORD
