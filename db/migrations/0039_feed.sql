-- Ranked feeds as they were at one moment, so that whoever scrolls on reads the order they began with.
-- Places, scores and reasons stand in arrays: a feed is written and read as one row, and goes as one.

CREATE TABLE feed_snapshots (
    id            uuid PRIMARY KEY,
    viewer_id     uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    made_at       timestamptz NOT NULL,
    post_ids      uuid[] NOT NULL,
    scores        double precision[] NOT NULL,
    engagements   double precision[] NOT NULL,
    freshnesses   double precision[] NOT NULL,
    affinities    double precision[] NOT NULL,
    known         boolean[] NOT NULL,
    reason_places integer[] NOT NULL,
    reason_ids    uuid[] NOT NULL,
    CONSTRAINT feed_snapshots_are_short CHECK (cardinality(post_ids) <= 500),
    CONSTRAINT feed_snapshots_have_reasons_in_pairs CHECK (cardinality(reason_places) = cardinality(reason_ids))
);

COMMENT ON COLUMN feed_snapshots.post_ids IS 'In their order. The other arrays say the same of each, but for the reasons.';
COMMENT ON COLUMN feed_snapshots.reason_places IS 'The place of a post, from 1, for each of the reasons: what of it the viewer followed.';

CREATE INDEX feed_snapshots_newest ON feed_snapshots (viewer_id, made_at DESC, id DESC);
CREATE INDEX feed_snapshots_oldest ON feed_snapshots (made_at);
