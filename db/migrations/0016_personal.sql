-- Letters that could not be sent stay for a while, for the operator to look at. Their send_at is
-- 'infinity', so that no sender looks at them again.
ALTER TABLE outgoing_mail ADD COLUMN failed_at timestamptz;
