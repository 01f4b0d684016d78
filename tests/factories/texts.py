"""Ready-made texts."""

from db.executor import Executor
from domain.ids import CONTENT, ContentId
from tests.factories.moments import NOON


async def make_content(
    database: Executor, *, text: str = "Well said.", table_of_contents: str = "[]"
) -> ContentId:
    content_id = CONTENT.new_id(at=NOON)
    await database.execute(
        """
        INSERT INTO contents
               (id, markdown, html, text, table_of_contents, brief, word_count, reading_minutes,
                renderer_version)
        VALUES ($1, $2, '<p>' || $2 || '</p>', $2, $3, $2, 2, 1, 1)
        """,
        content_id,
        text,
        table_of_contents,
    )
    return content_id
