"""People, their publications and tags, and how many posts each has in the end."""

from collections import Counter
from datetime import UTC, datetime, timedelta

from bench.data_set.sizes import Sizes, author_of, username_of
from bench.data_set.tables import Rows
from domain.ids import PUBLICATION, TAG, USER, PublicationId, TagId, UserId

BEGINNING = datetime(2016, 1, 1, tzinfo=UTC)

_TAGS_OF_EVEN, _TAGS_OF_ODD = 2, 3


class Community:
    """Everything that posts point to. User number n owns publication number n."""

    def __init__(self, sizes: Sizes) -> None:
        self.sizes = sizes
        self.users: list[UserId] = [USER.new_id(at=BEGINNING) for _ in range(sizes.users)]
        self.publications: list[PublicationId] = [
            PUBLICATION.new_id(at=BEGINNING) for _ in range(sizes.users)
        ]
        self.tags: list[TagId] = [TAG.new_id(at=BEGINNING) for _ in range(sizes.tags)]

    def tags_of(self, post: int) -> list[int]:
        """Return the numbers of a post's tags: two or three, some far more used than others."""
        count = _TAGS_OF_ODD if post % 2 else _TAGS_OF_EVEN
        tags = self.sizes.tags
        popular = post * post % max(tags // 10, 1)
        others = [(post * 31 + 7 * nth) % tags for nth in range(1, count + 1)]
        return [popular, *(tag for tag in others if tag != popular)][:count]

    def rows(self) -> Rows:
        rows = Rows()
        posts = range(self.sizes.posts)
        by_author = Counter(author_of(post, self.sizes) for post in posts)
        pairs = Counter(
            (author_of(post, self.sizes), tag) for post in posts for tag in self.tags_of(post)
        )
        by_tag: Counter[int] = Counter()
        for (author, tag), count in pairs.items():
            by_tag[tag] += count
            rows.add("publication_tags", self.publications[author], self.tags[tag], count)
        for user in range(self.sizes.users):
            self._add_user(rows, user, posts=by_author[user])
        for tag, tag_id in enumerate(self.tags):
            rows.add("tags", tag_id, f"topic-{tag}", f"Topic {tag}", by_tag[tag], BEGINNING)
        return rows

    def _add_user(self, rows: Rows, user: int, *, posts: int) -> None:
        user_id, publication_id = self.users[user], self.publications[user]
        username, name = username_of(user), f"Writer Number {user}"
        joined = BEGINNING + timedelta(minutes=user)
        avatar = f"https://pictures.example/{username}.png"
        rows.add("users", user_id, username, name, "Writes now and then.", avatar, joined, joined)
        rows.add("publications", publication_id, username, f"Notes of {name}", posts, joined)
        rows.add("memberships", publication_id, user_id, "owner", joined)
