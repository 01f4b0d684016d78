-- Names of people and of tags are known by their words as they are written, always. Told before anybody
-- writes, so that nobody who does waits for the first.
INSERT INTO search_configurations (kind, configuration)
VALUES ('user', 'simple'), ('tag', 'simple')
    ON CONFLICT (kind, configuration) DO NOTHING;
