"""A PostgreSQL server of our own, for whoever has none: found, made, started, shared, stopped."""
