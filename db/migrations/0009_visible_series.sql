-- A series whose posts are all hidden would tell of them by its title.
CREATE VIEW visible_series AS
SELECT s.id, s.publication_id, s.slug, s.title, s.description, s.created_at
  FROM series s
 WHERE EXISTS (
           SELECT FROM series_posts sp JOIN visible_posts p ON p.id = sp.post_id
            WHERE sp.series_id = s.id
       );
