"""Behind each service, the storage and the world it works with.

The type checker proves in these classes that both provide what the domain's ports ask for.
"""

from broadsheet.wired_conversation import ConversationServices
from broadsheet.wired_people import PeopleServices
from broadsheet.wired_publications import PublicationServices
from broadsheet.wired_writing import WritingServices
from domain.ids import UserId


class WiredServices(PeopleServices, WritingServices, ConversationServices, PublicationServices):
    """The services of one request, each made when it is first asked for."""

    def as_seen_by(self, viewer: UserId | None) -> "WiredServices":
        """Return the same services for somebody who has begun to see with their own eyes."""
        return WiredServices(self.reads, self.database, self.stored, self.work, self.world, viewer)
