"""Ways to break what PostgreSQL holds, so that answers fail as they would if it were so."""

from tests.pinned import PinnedDatabase

_SEARCHED = ("user", "post", "tag", "publication")

_ALLOWED_FROM_NOW_ON = """
    ALTER TABLE users ALTER COLUMN name DROP NOT NULL;
    ALTER TABLE posts ALTER COLUMN title DROP NOT NULL;
    ALTER TABLE tags ALTER COLUMN name DROP NOT NULL;
    ALTER TABLE publications ALTER COLUMN name DROP NOT NULL;
""" + "".join(
    f"""
    ALTER TABLE {table}_search ALTER COLUMN name DROP NOT NULL, ALTER COLUMN words DROP NOT NULL,
                               ALTER COLUMN name_words DROP NOT NULL;
    """
    for table in _SEARCHED
)
"""What the tables must allow first. Other tests never see it: it is rolled back with the rest."""

WAYS = {
    "nothing": "SELECT",
    "a null for one name": "UPDATE users SET name = NULL WHERE username = 'writer'",
    "nulls for titles": "UPDATE posts SET title = NULL WHERE slug IN ('post-1', 'post-4')",
    "nulls for every title": "UPDATE posts SET title = NULL",
    "nulls for names of tags": "UPDATE tags SET name = NULL WHERE slug <> 'common'",
    "a null for a publication": "UPDATE publications SET name = NULL WHERE handle = 'gazette'",
    "moments that never come": "UPDATE posts SET published_at = 'infinity' WHERE slug = 'post-2'",
    "moments that never came": "UPDATE users SET created_at = '-infinity'",
    "no tags to be read": "ALTER VIEW visible_tags RENAME TO tags_out_of_sight",
    "no comments to be read": "ALTER VIEW visible_comments RENAME TO comments_out_of_sight",
    "no posts to be read": "ALTER VIEW visible_posts RENAME TO posts_out_of_sight",
    "no users to be read": "ALTER TABLE users RENAME TO users_out_of_sight",
    "no contents to be read": "ALTER TABLE contents RENAME TO contents_out_of_sight",
}


async def allow_spoiling(database: PinnedDatabase) -> None:
    await database.execute(_ALLOWED_FROM_NOW_ON)
