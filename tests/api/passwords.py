"""A hasher that hides nothing and takes no time, and that counts what it is asked for."""


class PlainPasswords:
    def __init__(self) -> None:
        self.calls: list[str] = []
        """What it was asked for, oldest first: what takes time when it is done well."""

    async def hash(self, password: str) -> str:
        self.calls.append("hash")
        return plain_hash(password)

    async def matches(self, password: str, password_hash: str | None) -> bool:
        self.calls.append("matches")
        return password_hash is not None and password_hash.endswith(f":{password}")

    def is_outdated(self, password_hash: str) -> bool:
        return password_hash.startswith("old:")


def plain_hash(password: str) -> str:
    return f"plain:{password}"
