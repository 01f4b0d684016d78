"""Who somebody is here and how they sign in, for taking it along, read as `db.personal` says."""

PROFILE = """
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

PROFILE_FIELDS = """
    SELECT user_id AS key,
           json_agg(json_build_object('name', name, 'value', value) ORDER BY position)::text
               AS fields
      FROM profile_fields
     WHERE user_id = $1 AND user_id > $2
     GROUP BY user_id
     LIMIT $3
"""

BADGES = """
    SELECT a.badge_id AS key, a.badge_id AS "badgeId", b.slug, b.name, a.awarded_at AS "awardedAt"
      FROM badge_awards a
      JOIN badges b ON b.id = a.badge_id
     WHERE a.user_id = $1 AND a.badge_id > $2
     ORDER BY a.badge_id LIMIT $3
"""

SESSIONS = """
    SELECT id AS key, id, user_agent AS "userAgent", address::text AS address,
           created_at AS "createdAt", last_used_at AS "lastUsedAt", expires_at AS "expiresAt"
      FROM sessions
     WHERE user_id = $1 AND id > $2
     ORDER BY id LIMIT $3
"""

ACCESS_TOKENS = """
    SELECT id AS key, id, name, hint, scopes, created_at AS "createdAt",
           last_used_at AS "lastUsedAt", expires_at AS "expiresAt"
      FROM access_tokens
     WHERE user_id = $1 AND id > $2
     ORDER BY id LIMIT $3
"""

CLAIMS = """
    SELECT c.id AS key, c.id, c.user_id AS "userId", c.message, c.created_at AS "createdAt"
      FROM claims c
     WHERE c.claimant_id = $1 AND c.id > $2
     ORDER BY c.id LIMIT $3
"""

MEMBERSHIPS = """
    SELECT m.publication_id AS key, m.publication_id AS "publicationId", b.handle AS publication,
           b.name, m.role, m.joined_at AS "joinedAt"
      FROM memberships m
      JOIN publications b ON b.id = m.publication_id
     WHERE m.user_id = $1 AND m.publication_id > $2
     ORDER BY m.publication_id LIMIT $3
"""
