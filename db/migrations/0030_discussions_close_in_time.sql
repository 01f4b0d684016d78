-- By itself, so that nobody waits for the look at all that is there.
ALTER TABLE publications VALIDATE CONSTRAINT publications_comments_close_in_time;
