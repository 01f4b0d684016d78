"""What several ways of signing in have in common."""

from resolvers.visits import SessionTransport
from schema.declarations import shows_enum

shows_enum(
    SessionTransport,
    description="How a client brings a session along in later requests.",
    values={
        SessionTransport.BEARER: "By the header `Authorization: Bearer …`, with the token.",
        SessionTransport.COOKIE: "By a cookie that scripts cannot read. For pages in browsers.",
    },
)
