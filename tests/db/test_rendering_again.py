"""A better renderer makes better of what is stored."""

from functools import partial

from broadsheet.adapters.markdown import RENDERER_VERSION, render
from db.content import ContentReader
from db.executor import Executor
from db.unit_of_work import unit_of_work
from domain.content.models import Rendering
from domain.content.refusals import ContentTooComplex
from domain.content.service import ContentService
from domain.ids import ContentId, PostId
from domain.model import replace
from domain.refusals import Refused
from tests.factories import make_content, make_post, make_user
from tests.pinned import PinnedDatabase

_NEXT = RENDERER_VERSION + 1


class _NextRenderer:
    """The renderer to come. It has seen too much of something."""

    async def render(self, markdown: str) -> Rendering:
        if markdown == "Too much.":
            raise Refused(ContentTooComplex())
        return replace(render(markdown), renderer_version=_NEXT)


def _service(database: PinnedDatabase) -> ContentService:
    return ContentService(
        unit_of_work=partial(unit_of_work, database),
        reader=ContentReader(database),
        renderer=_NextRenderer(),
    )


async def _version(database: Executor, id: ContentId) -> int:
    version: int = await database.fetchval(
        "SELECT renderer_version FROM contents WHERE id = $1", id
    )
    return version


async def test_old_texts_are_rendered_again_until_none_is_left(database: PinnedDatabase) -> None:
    ids = [await make_content(database, text="# *a*") for _ in range(3)]
    service = _service(database)

    first = await service.render_again(older_than=_NEXT, after=None, size=2)
    second = await service.render_again(older_than=_NEXT, after=first.last, size=2)
    third = await service.render_again(older_than=_NEXT, after=second.last, size=2)

    assert (first.count, second.count, third.count) == (2, 1, 0)
    assert third.last is None
    assert [await _version(database, id) for id in ids] == [_NEXT] * 3
    row = await database.fetchrow("SELECT * FROM contents WHERE id = $1", ids[0])
    assert row is not None
    assert row["html"] == '<h1 id="h-a"><em>a</em></h1>\n'
    assert row["text"] == "a"
    assert '"h-a"' in row["table_of_contents"]


async def test_whoever_was_interrupted_does_only_what_is_left(database: PinnedDatabase) -> None:
    for _ in range(3):
        await make_content(database)
    service = _service(database)
    await service.render_again(older_than=_NEXT, after=None, size=2)

    assert await service.count(older_than=_NEXT) == 1
    assert (await service.render_again(older_than=_NEXT, after=None, size=10)).count == 1


async def test_what_is_refused_stays_as_it_is_and_holds_up_nothing(
    database: PinnedDatabase,
) -> None:
    refused = await make_content(database, text="Too much.")
    fine = await make_content(database)

    again = await _service(database).render_again(older_than=_NEXT, after=None, size=10)

    assert again.refusals == [(refused, ContentTooComplex())]
    assert await _version(database, refused) < _NEXT
    assert await _version(database, fine) == _NEXT


async def test_posts_repeat_what_was_made_but_keep_a_brief_of_their_own(
    database: PinnedDatabase,
) -> None:
    ada = await make_user(database)
    own, repeated = await make_post(database, ada), await make_post(database, ada)
    await database.execute(
        """
        UPDATE posts SET brief = contents.brief
          FROM contents
         WHERE contents.id = posts.content_id AND posts.id = $1
        """,
        repeated,
    )
    await database.execute("UPDATE contents SET markdown = 'One two *three*.'")

    await _service(database).render_again(older_than=_NEXT, after=None, size=10)

    assert await _lists(database, repeated) == ("One two three.", 3, 1)
    assert await _lists(database, own) == ("In brief.", 3, 1)


async def _lists(database: Executor, post_id: PostId) -> tuple[str, int, int]:
    row = await database.fetchrow(
        "SELECT brief, word_count, reading_minutes FROM posts WHERE id = $1", post_id
    )
    assert row is not None
    return row["brief"], row["word_count"], row["reading_minutes"]
