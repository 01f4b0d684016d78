"""Everything that one person made, for taking it along, a batch at a time."""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from asyncpg import Record

from db.executor import Executor
from domain.ids import (
    ACCESS_TOKEN,
    BADGE,
    BOOKMARK_LIST,
    CLAIM,
    CO_AUTHOR_INVITATION,
    COMMENT,
    MEDIA,
    PAGE,
    POST,
    POST_REVIEW,
    PREVIEW_LINK,
    PUBLICATION,
    REVISION,
    SERIES,
    SESSION,
    TAG,
    USER,
    Kind,
    UserId,
)

_NOTHING_YET = UUID(int=0)

_USER_ID = "SELECT id FROM users WHERE username = $1"

# Each statement takes a person, where to read on, and how many rows to read. The column `key`
# says where the next one reads on. The other columns are called as the lines are.
_PROFILE = """
    SELECT u.id AS key, u.id, u.username, u.name, u.bio, u.location, u.website_url AS "websiteUrl",
           u.avatar_url AS "avatarUrl", u.created_at AS "createdAt", a.email,
           a.email_verified_at AS "emailVerifiedAt", a.role,
           ARRAY(
               SELECT issuer FROM identities WHERE user_id = u.id ORDER BY issuer
           ) AS "identityProviders"
      FROM users u
      LEFT JOIN accounts a ON a.user_id = u.id
     WHERE u.id = $1 AND u.id > $2
     LIMIT $3
"""

_PROFILE_FIELDS = """
    SELECT user_id AS key,
           json_agg(json_build_object('name', name, 'value', value) ORDER BY position)::text
               AS fields
      FROM profile_fields
     WHERE user_id = $1 AND user_id > $2
     GROUP BY user_id
     LIMIT $3
"""

_BADGES = """
    SELECT a.badge_id AS key, a.badge_id AS "badgeId", b.slug, b.name, a.awarded_at AS "awardedAt"
      FROM badge_awards a
      JOIN badges b ON b.id = a.badge_id
     WHERE a.user_id = $1 AND a.badge_id > $2
     ORDER BY a.badge_id LIMIT $3
"""

_SESSIONS = """
    SELECT id AS key, id, user_agent AS "userAgent", address::text AS address,
           created_at AS "createdAt", last_used_at AS "lastUsedAt", expires_at AS "expiresAt"
      FROM sessions
     WHERE user_id = $1 AND id > $2
     ORDER BY id LIMIT $3
"""

_ACCESS_TOKENS = """
    SELECT id AS key, id, name, hint, scopes, created_at AS "createdAt",
           last_used_at AS "lastUsedAt", expires_at AS "expiresAt"
      FROM access_tokens
     WHERE user_id = $1 AND id > $2
     ORDER BY id LIMIT $3
"""

_MEMBERSHIPS = """
    SELECT m.publication_id AS key, m.publication_id AS "publicationId", b.handle AS publication,
           b.name, m.role, m.joined_at AS "joinedAt"
      FROM memberships m
      JOIN publications b ON b.id = m.publication_id
     WHERE m.user_id = $1 AND m.publication_id > $2
     ORDER BY m.publication_id LIMIT $3
"""

_OWNED = """publication_id IN (
               SELECT publication_id FROM memberships WHERE user_id = $1 AND role = 'owner'
           )"""

_SERIES = f"""
    SELECT s.id AS key, s.id, b.handle AS publication, s.slug, s.title, s.description,
           s.created_at AS "createdAt",
           ARRAY(SELECT post_id FROM series_posts WHERE series_id = s.id ORDER BY position)
               AS "postIds"
      FROM series s
      JOIN publications b ON b.id = s.publication_id
     WHERE s.{_OWNED} AND s.id > $2
     ORDER BY s.id LIMIT $3
"""

_PAGES = f"""
    SELECT g.id AS key, g.id, b.handle AS publication, g.slug, g.title, g.status,
           g.updated_at AS "updatedAt", c.markdown
      FROM pages g
      JOIN publications b ON b.id = g.publication_id
      JOIN contents c ON c.id = g.content_id
     WHERE g.{_OWNED} AND g.id > $2
     ORDER BY g.id LIMIT $3
"""

_POSTS = """
    SELECT p.id AS key, p.id, b.handle AS publication, p.slug, p.title, p.subtitle, p.status,
           p.language, p.author_id = $1 AS "isAuthor",
           ARRAY(
               SELECT u.username FROM post_authors o JOIN users u ON u.id = o.user_id
                WHERE o.post_id = p.id ORDER BY o.position
           ) AS authors,
           ARRAY(
               SELECT t.slug FROM post_tags o JOIN tags t ON t.id = o.tag_id
                WHERE o.post_id = p.id ORDER BY o.position
           ) AS tags,
           p.canonical_url AS "canonicalUrl", p.seo_title AS "seoTitle",
           p.seo_description AS "seoDescription", p.cover_id AS "coverId",
           p.cover_alt AS "coverAlt",
           p.metadata::text AS metadata, p.published_at AS "publishedAt",
           p.created_at AS "createdAt", p.updated_at AS "updatedAt", c.markdown
      FROM post_authors a
      JOIN posts p ON p.id = a.post_id
      JOIN publications b ON b.id = p.publication_id
      JOIN contents c ON c.id = p.content_id
     WHERE a.user_id = $1 AND a.post_id > $2
     ORDER BY a.post_id LIMIT $3
"""

_EDITS = """
    SELECT e.post_id AS key, e.post_id AS "postId", e.version, e.title, e.subtitle, e.slug,
           e.language, e.updated_at AS "updatedAt", c.markdown
      FROM post_edits e
      JOIN contents c ON c.id = e.content_id
     WHERE e.author_id = $1 AND e.post_id > $2
     ORDER BY e.post_id LIMIT $3
"""

_REVISIONS = """
    SELECT r.id AS key, r.id, r.post_id AS "postId", r.number, r.title, r.subtitle,
           r.created_at AS "createdAt", c.markdown
      FROM revisions r
      JOIN contents c ON c.id = r.content_id
     WHERE r.author_id = $1 AND r.id > $2
     ORDER BY r.id LIMIT $3
"""

_COMMENTS = """
    SELECT m.id AS key, m.id, m.post_id AS "postId", p.title AS "postTitle",
           m.parent_id AS "parentId", m.quoted_id AS "quotedCommentId",
           m.created_at AS "createdAt", m.edited_at AS "editedAt",
           EXISTS (SELECT FROM held_comments h WHERE h.comment_id = m.id) AS "isHeld", c.markdown
      FROM comments m
      JOIN posts p ON p.id = m.post_id
      JOIN contents c ON c.id = m.content_id
     WHERE m.author_id = $1 AND m.id > $2
     ORDER BY m.id LIMIT $3
"""

_APPROVED_COMMENTERS = """
    SELECT publication_id AS key, publication_id AS "publicationId", approved_at AS "approvedAt"
      FROM approved_commenters
     WHERE user_id = $1 AND publication_id > $2
     ORDER BY publication_id LIMIT $3
"""

_COMMENT_VERSIONS = """
    SELECT v.content_id AS key, v.comment_id AS "commentId", v.number, v.written_at AS "writtenAt",
           c.markdown
      FROM comment_versions v
      JOIN comments m ON m.id = v.comment_id
      JOIN contents c ON c.id = v.content_id
     WHERE m.author_id = $1 AND v.content_id > $2
     ORDER BY v.content_id LIMIT $3
"""

_POST_REACTIONS = """
    SELECT post_id AS key, post_id AS "postId", array_agg(kind ORDER BY kind) AS kinds,
           min(created_at) AS "createdAt"
      FROM post_reactions
     WHERE user_id = $1 AND post_id > $2
     GROUP BY post_id
     ORDER BY post_id LIMIT $3
"""

_COMMENT_REACTIONS = """
    SELECT comment_id AS key, comment_id AS "commentId", array_agg(kind ORDER BY kind) AS kinds,
           min(created_at) AS "createdAt"
      FROM comment_reactions
     WHERE user_id = $1 AND comment_id > $2
     GROUP BY comment_id
     ORDER BY comment_id LIMIT $3
"""

_BOOKMARK_LISTS = """
    SELECT id AS key, id, name, is_default AS "isDefault", created_at AS "createdAt"
      FROM bookmark_lists
     WHERE user_id = $1 AND id > $2
     ORDER BY id LIMIT $3
"""

_BOOKMARKS = """
    SELECT post_id AS key, post_id AS "postId", array_agg(list_id ORDER BY list_id) AS "listIds",
           min(created_at) AS "createdAt"
      FROM bookmarks
     WHERE user_id = $1 AND post_id > $2
     GROUP BY post_id
     ORDER BY post_id LIMIT $3
"""

_READINGS = """
    SELECT post_id AS key, post_id AS "postId", progress, read_at AS "readAt"
      FROM readings
     WHERE user_id = $1 AND post_id > $2
     ORDER BY post_id LIMIT $3
"""

_MEDIA = """
    SELECT m.id AS key, m.id, m.key AS file, m.content_type AS "contentType",
           m.byte_size AS "byteSize", m.width, m.height, u.created_at AS "createdAt"
      FROM uploaded_media u
      JOIN media_assets m ON m.id = u.media_id
     WHERE u.user_id = $1 AND u.media_id > $2
     ORDER BY u.media_id LIMIT $3
"""

_REVIEWS = """
    SELECT v.id AS key, v.id, v.post_id AS "postId", v.state, v.submitted_at AS "submittedAt",
           v.decided_at AS "decidedAt", v.submitter_id = $1 IS TRUE AS "isSubmitter",
           v.reviewer_id = $1 IS TRUE AS "isReviewer",
           CASE WHEN v.submitter_id = $1 THEN v.note END AS note,
           CASE WHEN v.reviewer_id = $1 THEN v.reason END AS reason
      FROM post_reviews v
     WHERE v.id IN (
               SELECT id FROM post_reviews WHERE submitter_id = $1
                UNION
               SELECT id FROM post_reviews WHERE reviewer_id = $1
           )
       AND v.id > $2
     ORDER BY v.id LIMIT $3
"""

_PREVIEW_LINKS = """
    SELECT l.id AS key, l.id, l.post_id AS "postId", l.hint, l.created_at AS "createdAt",
           l.expires_at AS "expiresAt"
      FROM preview_links l
     WHERE l.creator_id = $1 AND l.id > $2
     ORDER BY l.id LIMIT $3
"""

_CO_AUTHOR_INVITATIONS = """
    SELECT i.id AS key, i.id, i.post_id AS "postId", i.user_id AS "inviteeId",
           i.inviter_id AS "inviterId", i.invited_at AS "invitedAt", i.declined_at AS "declinedAt"
      FROM co_author_invitations i
     WHERE i.id IN (
               SELECT id FROM co_author_invitations WHERE user_id = $1
                UNION
               SELECT id FROM co_author_invitations WHERE inviter_id = $1
           )
       AND i.id > $2
     ORDER BY i.id LIMIT $3
"""

_CLAIMS = """
    SELECT c.id AS key, c.id, c.user_id AS "userId", c.message, c.created_at AS "createdAt"
      FROM claims c
     WHERE c.claimant_id = $1 AND c.id > $2
     ORDER BY c.id LIMIT $3
"""

_FOLLOWS = """
    SELECT subject_id AS key, user_id AS "userId", publication_id AS "publicationId",
           tag_id AS "tagId", series_id AS "seriesId", created_at AS "followedAt"
      FROM follows
     WHERE follower_id = $1 AND subject_id > $2
     ORDER BY subject_id LIMIT $3
"""

_BLOCKS = """
    SELECT blocked_id AS key, blocked_id AS "userId", created_at AS "createdAt"
      FROM blocks
     WHERE blocker_id = $1 AND blocked_id > $2
     ORDER BY blocked_id LIMIT $3
"""

_MUTES = """
    SELECT muted_id AS key, muted_id AS "userId", created_at AS "createdAt"
      FROM mutes
     WHERE muter_id = $1 AND muted_id > $2
     ORDER BY muted_id LIMIT $3
"""

_FEW, _MANY = 20, 500
"""Rows of a batch: texts are large, the rest is small."""


@dataclass(frozen=True, slots=True)
class Section:
    """What lines of one type are made of."""

    type: str
    statement: str
    ids: Mapping[str, Kind[Any]]
    rows: int = _MANY

    def line(self, row: Record) -> dict[str, Any]:
        values = {name: value for name, value in row.items() if name != "key"}
        for name, kind in self.ids.items():
            values[name] = _text_of(kind, values[name])
        return {"type": self.type, **values}


SECTIONS: Sequence[Section] = (
    Section("profile", _PROFILE, {"id": USER}),
    Section("profileFields", _PROFILE_FIELDS, {}),
    Section("badge", _BADGES, {"badgeId": BADGE}),
    Section("session", _SESSIONS, {"id": SESSION}),
    Section("accessToken", _ACCESS_TOKENS, {"id": ACCESS_TOKEN}),
    Section("claim", _CLAIMS, {"id": CLAIM, "userId": USER}),
    Section("membership", _MEMBERSHIPS, {"publicationId": PUBLICATION}),
    Section("series", _SERIES, {"id": SERIES, "postIds": POST}),
    Section("page", _PAGES, {"id": PAGE}, _FEW),
    Section("post", _POSTS, {"id": POST, "coverId": MEDIA}, _FEW),
    Section("edit", _EDITS, {"postId": POST}, _FEW),
    Section("revision", _REVISIONS, {"id": REVISION, "postId": POST}, _FEW),
    Section("review", _REVIEWS, {"id": POST_REVIEW, "postId": POST}),
    Section("previewLink", _PREVIEW_LINKS, {"id": PREVIEW_LINK, "postId": POST}),
    Section(
        "coAuthorInvitation",
        _CO_AUTHOR_INVITATIONS,
        {"id": CO_AUTHOR_INVITATION, "postId": POST, "inviteeId": USER, "inviterId": USER},
    ),
    Section(
        "comment",
        _COMMENTS,
        {"id": COMMENT, "postId": POST, "parentId": COMMENT, "quotedCommentId": COMMENT},
        _FEW,
    ),
    Section("commentVersion", _COMMENT_VERSIONS, {"commentId": COMMENT}, _FEW),
    Section("approvedCommenter", _APPROVED_COMMENTERS, {"publicationId": PUBLICATION}),
    Section("postReaction", _POST_REACTIONS, {"postId": POST}),
    Section("commentReaction", _COMMENT_REACTIONS, {"commentId": COMMENT}),
    Section(
        "follow",
        _FOLLOWS,
        {"userId": USER, "publicationId": PUBLICATION, "tagId": TAG, "seriesId": SERIES},
    ),
    Section("block", _BLOCKS, {"userId": USER}),
    Section("mute", _MUTES, {"userId": USER}),
    Section("bookmarkList", _BOOKMARK_LISTS, {"id": BOOKMARK_LIST}),
    Section("bookmark", _BOOKMARKS, {"postId": POST, "listIds": BOOKMARK_LIST}),
    Section("reading", _READINGS, {"postId": POST}),
    Section("media", _MEDIA, {"id": MEDIA}),
)
"""All that is exported, in its order."""


async def user_id_of(database: Executor, username: str) -> UserId | None:
    """Find somebody by name."""
    found: UserId | None = await database.fetchval(_USER_ID, username)
    return found


async def personal_lines(
    database: Executor, user_id: UserId
) -> AsyncIterator[Sequence[dict[str, Any]]]:
    """Read what somebody made, in batches. No connection is held between two of them."""
    for section in SECTIONS:
        last: UUID | None = _NOTHING_YET
        while last is not None:
            rows = await database.fetch(section.statement, user_id, last, section.rows)
            if rows:
                yield [section.line(row) for row in rows]
            last = rows[-1]["key"] if len(rows) == section.rows else None


def _text_of(kind: Kind[Any], value: UUID | Sequence[UUID] | None) -> object:
    if value is None:
        return None
    return kind.text_of(value) if isinstance(value, UUID) else list(map(kind.text_of, value))
