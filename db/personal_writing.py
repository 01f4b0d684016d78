"""What somebody has written and arranged, for taking it along, read as `db.personal` says."""

_OWNED = """publication_id IN (
               SELECT publication_id FROM memberships WHERE user_id = $1 AND role = 'owner'
           )"""

SERIES = f"""
    SELECT s.id AS key, s.id, b.handle AS publication, s.slug, s.title, s.description,
           s.created_at AS "createdAt",
           ARRAY(SELECT post_id FROM series_posts WHERE series_id = s.id ORDER BY position)
               AS "postIds"
      FROM series s
      JOIN publications b ON b.id = s.publication_id
     WHERE s.{_OWNED} AND s.id > $2
     ORDER BY s.id LIMIT $3
"""

PAGES = f"""
    SELECT g.id AS key, g.id, b.handle AS publication, g.slug, g.title, g.status,
           g.updated_at AS "updatedAt", c.markdown
      FROM pages g
      JOIN publications b ON b.id = g.publication_id
      JOIN contents c ON c.id = g.content_id
     WHERE g.{_OWNED} AND g.id > $2
     ORDER BY g.id LIMIT $3
"""

POSTS = """
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

EDITS = """
    SELECT e.post_id AS key, e.post_id AS "postId", e.version, e.title, e.subtitle, e.slug,
           e.language, e.updated_at AS "updatedAt", c.markdown
      FROM post_edits e
      JOIN contents c ON c.id = e.content_id
     WHERE e.author_id = $1 AND e.post_id > $2
     ORDER BY e.post_id LIMIT $3
"""

REVISIONS = """
    SELECT r.id AS key, r.id, r.post_id AS "postId", r.number, r.title, r.subtitle,
           r.created_at AS "createdAt", c.markdown
      FROM revisions r
      JOIN contents c ON c.id = r.content_id
     WHERE r.author_id = $1 AND r.id > $2
     ORDER BY r.id LIMIT $3
"""

REVIEWS = """
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

PREVIEW_LINKS = """
    SELECT l.id AS key, l.id, l.post_id AS "postId", l.hint, l.created_at AS "createdAt",
           l.expires_at AS "expiresAt"
      FROM preview_links l
     WHERE l.creator_id = $1 AND l.id > $2
     ORDER BY l.id LIMIT $3
"""

CO_AUTHOR_INVITATIONS = """
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

MEDIA = """
    SELECT m.id AS key, m.id, m.key AS file, m.content_type AS "contentType",
           m.byte_size AS "byteSize", m.width, m.height, u.created_at AS "createdAt"
      FROM uploaded_media u
      JOIN media_assets m ON m.id = u.media_id
     WHERE u.user_id = $1 AND u.media_id > $2
     ORDER BY u.media_id LIMIT $3
"""
