"""What becomes of a text before it is saved."""

from domain.actor import Member
from tests.api.client import Api
from tests.factories import make_user
from tests.pinned import PinnedDatabase

PREVIEW = """
    query ($markdown: String!) {
      previewMarkdown(markdown: $markdown) {
        html wordCount readTimeInMinutes tableOfContents { id title level parentId }
      }
    }
"""


async def test_a_preview_is_what_saving_would_make(database: PinnedDatabase, api: Api) -> None:
    ada: Member = await make_user(database)

    data = await api(PREVIEW, actor=ada, markdown="# Hello\n\nHello, *world*.")

    assert data["previewMarkdown"] == {
        "html": '<h1 id="h-hello">Hello</h1>\n<p>Hello, <em>world</em>.</p>\n',
        "wordCount": 3,
        "readTimeInMinutes": 1,
        "tableOfContents": [{"id": "h-hello", "title": "Hello", "level": 1, "parentId": None}],
    }
    assert await database.fetchval("SELECT count(*) FROM contents") == 0


async def test_nobody_previews_without_signing_in(api: Api) -> None:
    assert await api.errors(PREVIEW, markdown="Hello.") == ["UNAUTHENTICATED"]
