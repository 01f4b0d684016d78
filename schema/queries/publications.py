"""Finding publications."""

from execution.fields import root
from resolvers import publications as resolvers
from schema.connections import Connection
from schema.declarations import root_type
from schema.types.publications import Publication


@root_type
class PublicationQueries:
    """Reading publications."""

    publication: Publication | None = root(resolvers.publication)
    publication_by_host: Publication | None = root(resolvers.publication_by_host)
    publications: Connection[Publication] = root(resolvers.publications)
