"""Tries something as somebody, and undoes it."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

import asyncpg

from tests.api.client import Api
from tests.permissions.world import World

_TABLES = """
    SELECT relname FROM pg_class
     WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY relname
"""


class Trying:
    def __init__(self, world: World, connection: asyncpg.Connection) -> None:
        self.world = world
        self._connection = connection
        self._digest = ""

    def api_of(self, actor: str) -> Api:
        """Return what asks as somebody."""
        return Api(self.world.database, self.world.actors[actor])

    @asynccontextmanager
    async def undone(self) -> AsyncIterator[None]:
        """Undo whatever the block does, and forget what was made in it."""
        transaction, made = self._connection.transaction(), dict(self.world.made)
        await transaction.start()
        try:
            yield
        finally:
            await transaction.rollback()
            self.world.made = made

    async def everything(self) -> Mapping[str, str]:
        """Return what is in every table, in short."""
        if not self._digest:
            tables = [row["relname"] for row in await self._connection.fetch(_TABLES)]
            self._digest = " UNION ALL ".join(
                f"SELECT '{table}', coalesce(md5(string_agg(r::text, '|' ORDER BY r::text)), '')"  # noqa: S608 - names of tables
                f" FROM {table} r"
                for table in tables
            )
        return dict(tuple(row) for row in await self._connection.fetch(self._digest))

    async def mutate(self, mutation: str, given: Mapping[str, Any], actor: str) -> str:
        """Return what comes of a mutation: `yes`, or the code of a refusal."""
        name = mutation[0].upper() + mutation[1:]
        document = f"""
            mutation ($input: {name}Input!) {{
              result: {mutation}(input: $input) {{
                __typename
                ... on Error {{ code }}
                ... on InvalidInputError {{ violations {{ argument message }} }}
              }}
            }}
        """
        answer = await self.api_of(actor)(document, input=given)
        result = answer["result"]
        if result["__typename"] == f"{name}Success":
            return "yes"
        violations = result.get("violations")
        return f"{result['code']}: {violations}" if violations else str(result["code"])
