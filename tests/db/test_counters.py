"""Counters are right after any changes, whoever makes them."""

from random import Random

import pytest

from domain.ids import CommentId, PostId
from tests.factories import (
    hide_comment,
    make_comment,
    make_post,
    make_publication,
    make_user,
)
from tests.pinned import PinnedDatabase

# What differs between what is kept and what is counted anew, for each counter.
DIFFERENCES = {
    "posts of publications": """
        SELECT b.id FROM publications b WHERE b.post_count <>
               (SELECT count(*) FROM visible_posts p WHERE p.publication_id = b.id)
    """,
    "posts of tags": """
        SELECT t.id FROM tags t WHERE t.post_count <>
               (SELECT count(*) FROM visible_posts p WHERE t.id = ANY(p.tag_ids))
    """,
    "posts of tags in publications": """
        SELECT u.tag_id FROM publication_tags u WHERE u.post_count <>
               (SELECT count(*) FROM visible_posts p
                 WHERE p.publication_id = u.publication_id AND u.tag_id = ANY(p.tag_ids))
    """,
    "tags of posts": """
        SELECT p.id FROM posts p WHERE p.tag_ids <>
               ARRAY(SELECT tag_id FROM post_tags WHERE post_id = p.id ORDER BY position)
    """,
    "places in lists": """
        SELECT p.id FROM posts p JOIN post_tags l ON l.post_id = p.id
         WHERE (l.is_public, l.listed_at, l.publication_id)
               IS DISTINCT FROM (p.is_public, p.listed_at, p.publication_id)
    """,
    "comments of posts": """
        SELECT p.id FROM visible_posts p WHERE p.comment_count <>
               (SELECT count(*) FROM visible_comments c WHERE c.post_id = p.id)
    """,
    "replies to comments": """
        SELECT c.id FROM visible_comments c WHERE c.reply_count <>
               (SELECT count(*) FROM visible_comments r WHERE r.parent_id = c.id)
    """,
    "buried comments": """
        WITH RECURSIVE below (id, is_buried) AS (
            SELECT id, false FROM comments WHERE parent_id IS NULL
             UNION ALL
            SELECT c.id, below.is_buried OR p.hidden_at IS NOT NULL
              FROM below JOIN comments p ON p.id = below.id JOIN comments c ON c.parent_id = p.id
        )
        SELECT id FROM comments JOIN below USING (id) WHERE comments.is_buried <> below.is_buried
    """,
    "reactions to posts": """
        SELECT p.id FROM posts p WHERE p.reaction_count <> coalesce(
            (SELECT sum(given + imported) FROM post_reaction_counts r WHERE r.post_id = p.id), 0)
    """,
    "reactions of a kind to posts": """
        SELECT r.post_id FROM post_reaction_counts r WHERE r.given <>
               (SELECT count(*) FROM post_reactions g
                 WHERE g.post_id = r.post_id AND g.kind = r.kind)
    """,
    "reactions to comments": """
        SELECT c.id FROM comments c WHERE c.reaction_count <> coalesce(
            (SELECT sum(given + imported) FROM comment_reaction_counts r
              WHERE r.comment_id = c.id), 0)
    """,
}

# Changes of anything at random. Each is given a post, a comment and a user.
CHANGES = [
    "UPDATE posts SET status = 'published', published_at = now() WHERE id = $1",
    "UPDATE posts SET status = 'withdrawn' WHERE id = $1",
    "UPDATE posts SET status = 'removed' WHERE id = $1",
    "UPDATE posts SET published_at = published_at - interval '1 day' WHERE id = $1",
    "UPDATE comments SET hidden_at = now() WHERE id = $2",
    "UPDATE comments SET hidden_at = NULL WHERE id = $2",
    "DELETE FROM post_tags WHERE post_id = $1",
    """INSERT INTO post_tags (post_id, tag_id, position, publication_id, is_public, listed_at)
       SELECT p.id, t.id, 9, p.publication_id, p.is_public, p.listed_at FROM posts p, tags t
        WHERE p.id = $1 AND t.slug = 'sql' ON CONFLICT (post_id, tag_id) DO NOTHING""",
    "INSERT INTO post_reactions VALUES ($1, $3, 'like', now()) ON CONFLICT DO NOTHING",
    "DELETE FROM post_reactions WHERE post_id = $1 AND user_id = $3",
    "INSERT INTO comment_reactions VALUES ($2, $3, 'funny', now()) ON CONFLICT DO NOTHING",
    "DELETE FROM comment_reactions WHERE comment_id = $2",
    """INSERT INTO post_reaction_counts (post_id, kind, imported) VALUES ($1, 'love', 3)
           ON CONFLICT (post_id, kind) DO UPDATE SET imported = excluded.imported + 1""",
    "DELETE FROM post_reaction_counts WHERE post_id = $1 AND kind = 'love'",
]


@pytest.mark.parametrize("seed", range(10))
async def test_counters_follow_any_changes(database: PinnedDatabase, seed: int) -> None:
    random = Random(seed)  # noqa: S311 - an order of changes, not a secret
    users = [await make_user(database) for _ in range(3)]
    publications = [await make_publication(database, owner=users[0]) for _ in range(2)]
    posts: list[PostId] = []
    comments: list[CommentId] = []
    for number in range(4):
        publication_id = publications[number % 2]
        tags = random.sample(["sql", "python", "graphql"], 2)
        post_id = await make_post(database, users[0], publication_id=publication_id, tags=tags)
        posts.append(post_id)
        mine: list[CommentId] = []
        for _ in range(6):
            parent_id = random.choice([None, *mine])
            mine.append(await make_comment(database, post_id, users[1], parent_id=parent_id))
        comments += mine

    for _ in range(40):
        change = random.choice(CHANGES)
        given = (random.choice(posts), random.choice(comments), random.choice(users).user_id)
        names = [name for name in ("$1", "$2", "$3") if name in change]
        statement = change
        for position, name in enumerate(names, start=1):
            statement = statement.replace(name, f"${position}")
        await database.execute(statement, *(given[int(name[1]) - 1] for name in names))
    await hide_comment(database, comments[0])
    await make_comment(database, posts[0], users[1], parent_id=comments[0])
    await database.execute("DELETE FROM posts WHERE id = $1", posts[-1])

    for name, statement in DIFFERENCES.items():
        assert not await database.fetch(statement), name


async def test_a_reply_to_a_hidden_comment_starts_buried(database: PinnedDatabase) -> None:
    author = await make_user(database)
    post_id = await make_post(database, author)
    hidden = await make_comment(database, post_id, author)
    await hide_comment(database, hidden)

    reply = await make_comment(database, post_id, author, parent_id=hidden)

    assert await database.fetchval("SELECT is_buried FROM comments WHERE id = $1", reply)
    assert await database.fetchval("SELECT comment_count FROM posts WHERE id = $1", post_id) == 0
