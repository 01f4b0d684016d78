-- By itself, so that nobody waits for the look at all that is there.
ALTER TABLE mailed_links VALIDATE CONSTRAINT mailed_links_purpose_is_known;
