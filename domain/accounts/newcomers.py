"""What a new person is given."""

from datetime import datetime

from domain.accounts.models import SignUp
from domain.ids import PUBLICATION, USER
from domain.publications.models import Publication
from domain.users.models import User


def welcome(wanted: SignUp, *, at: datetime) -> tuple[User, Publication]:
    """Return a person as they asked to be called, and a publication of the same name.

    Every post belongs to a publication, so everybody has one of their own.
    """
    user = User(
        id=USER.new_id(at=at),
        username=wanted.username,
        name=wanted.name,
        bio=None,
        location=None,
        website_url=None,
        avatar_url=None,
        claimed_at=at,
        created_at=at,
    )
    publication = Publication(
        id=PUBLICATION.new_id(at=at),
        handle=wanted.username,
        name=wanted.name,
        description=None,
        url=None,
        host=None,
        language="en",
        post_count=0,
        created_at=at,
    )
    return user, publication
