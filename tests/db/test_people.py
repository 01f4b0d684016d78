"""Whatever is added to the tables, nothing of a person is forgotten when they go or are merged."""

from tests.pinned import PinnedDatabase

# What does not go with its person by itself. See db/people.py.
HANDED_OVER = {
    "comment_reactions.user_id",
    "comments.author_id",
    "memberships.user_id",
    "post_authors.user_id",
    "post_edits.author_id",
    "post_reactions.user_id",
    "posts.author_id",
    "revisions.author_id",
    "uploaded_media.user_id",
}

# Only people who never had an account are merged, and accounts are deleted before their people are.
OF_ACCOUNTS = {"accounts.user_id"}

# What stays, and says no longer who it was.
FORGETS_WHO = {
    "audit_entries.actor_id",
    "post_reviews.reviewer_id",
    "post_reviews.submitter_id",
    "posts.edited_by",
}


# Few rows, of which the indexes know those that are open.
SMALL = {"co_author_invitations"}


async def references(database: PinnedDatabase, action: str) -> set[str]:
    rows = await database.fetch(
        """
        SELECT c.conrelid::regclass::text AS name, a.attname AS column
          FROM pg_constraint c
          JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = ANY(c.conkey)
         WHERE c.contype = 'f' AND c.confrelid = 'users'::regclass AND c.confdeltype = $1::"char"
        """,
        action.encode(),
    )
    return {f"{row['name']}.{row['column']}" for row in rows}


async def test_whatever_belongs_to_people_is_handed_over_or_goes_with_them(
    database: PinnedDatabase,
) -> None:
    said = "say in db/people.py what becomes of it"
    assert await references(database, "a") == HANDED_OVER | OF_ACCOUNTS, said
    assert await references(database, "n") == FORGETS_WHO, said


async def test_looking_for_what_belongs_to_somebody_reads_no_whole_table(
    database: PinnedDatabase,
) -> None:
    """A foreign key without an index is a walk through its table whenever somebody goes."""
    unindexed = await database.fetch(
        """
        SELECT c.conrelid::regclass::text AS name
          FROM pg_constraint c
         WHERE c.contype = 'f' AND c.confrelid IN ('users'::regclass, 'accounts'::regclass)
           AND NOT EXISTS (
                   SELECT FROM pg_index i
                    WHERE i.indrelid = c.conrelid AND i.indkey[0] = c.conkey[1]
                      AND coalesce(pg_get_expr(i.indpred, i.indrelid), 'IS NOT NULL')
                          LIKE '%IS NOT NULL%'
               )
        """
    )
    assert {row["name"] for row in unindexed} == SMALL
