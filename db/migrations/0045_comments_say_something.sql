-- By themselves, so that nobody waits for the look at all that is there.
ALTER TABLE comments VALIDATE CONSTRAINT comments_say_something;
ALTER TABLE comments VALIDATE CONSTRAINT comments_bare_are_deleted;
