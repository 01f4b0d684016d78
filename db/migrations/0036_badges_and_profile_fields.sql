-- What a server honours people with, and what people add to their profiles.

CREATE TABLE badges (
    id          uuid PRIMARY KEY,
    slug        text COLLATE "C" NOT NULL CONSTRAINT badges_slug UNIQUE,
    name        text NOT NULL,
    description text,
    image_url   text,
    created_at  timestamptz NOT NULL,
    CONSTRAINT badges_slug_is_short CHECK (char_length(slug) BETWEEN 1 AND 200),
    CONSTRAINT badges_name_is_short CHECK (char_length(name) BETWEEN 1 AND 100),
    CONSTRAINT badges_description_is_short CHECK (char_length(description) <= 1000),
    CONSTRAINT badges_image_is_short CHECK (char_length(image_url) <= 2000)
);

CREATE INDEX badges_newest ON badges (created_at DESC, id DESC);

CREATE TABLE badge_awards (
    badge_id   uuid NOT NULL REFERENCES badges ON DELETE CASCADE,
    user_id    uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    awarded_at timestamptz NOT NULL,
    PRIMARY KEY (badge_id, user_id)
);

CREATE INDEX badge_awards_newest ON badge_awards (user_id, awarded_at DESC, badge_id DESC);
CREATE INDEX badge_awards_newest_of_badge ON badge_awards (badge_id, awarded_at DESC, user_id DESC);

CREATE TABLE profile_fields (
    user_id  uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    position integer NOT NULL,
    name     text NOT NULL,
    value    text NOT NULL,
    PRIMARY KEY (user_id, position),
    CONSTRAINT profile_fields_are_few CHECK (position BETWEEN 0 AND 7),
    CONSTRAINT profile_fields_name_is_short CHECK (char_length(name) BETWEEN 1 AND 100),
    CONSTRAINT profile_fields_value_is_short CHECK (char_length(value) BETWEEN 1 AND 2000)
);

SELECT announce_changes_of('badges', 'id');
SELECT announce_changes_of('badge_awards', 'badge_id', 'user_id');
SELECT announce_changes_of('profile_fields', 'user_id');
