"""The connections of commands are as bounded as those of the server."""

import pytest

from broadsheet.database import connected
from broadsheet.settings import read_settings


@pytest.mark.parametrize(
    "setting", ["statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout"]
)
async def test_no_command_waits_for_ever(server: str, setting: str) -> None:
    async with connected(read_settings(database_url=server)) as connection:
        assert await connection.fetchval("SELECT current_setting($1)", setting) != "0"
