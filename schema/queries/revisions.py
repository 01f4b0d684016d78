"""Comparing what posts were."""

from execution.fields import root
from resolvers import revisions as resolvers
from schema.declarations import root_type
from schema.types.revisions import RevisionComparison


@root_type
class RevisionQueries:
    """Looking back."""

    compare_revisions: RevisionComparison | None = root(resolvers.compare_revisions, viewer=True)
