"""What stops an embedded server."""


class EmbeddedPostgresError(Exception):
    """There is no server to be had. The message says why, and what to do."""
