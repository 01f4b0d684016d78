-- Answers show who reacted, and not only how many did.

SELECT announce_changes_of('post_reactions', 'post_id');
SELECT announce_changes_of('comment_reactions', 'comment_id');
