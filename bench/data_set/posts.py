"""Posts, with what people said about them and how they liked them."""

from collections import Counter
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from bench.data_set.community import BEGINNING, Community
from bench.data_set.sizes import author_of, replies_on, slug_of, top_comments_on
from bench.data_set.tables import Rows
from bench.data_set.texts import Text, Writer
from broadsheet.adapters.markdown import RENDERER_VERSION
from domain.comments.threads import Answer, depth_first
from domain.ids import COMMENT, CONTENT, POST, CommentId, ContentId, PostId

_YEARS = timedelta(days=3_650)
_KINDS = ("like", "love", "insight")
_WORDS_A_MINUTE = 200
_MOST_REACTIONS = 12
_IS_PUBLIC = True


class Posts:
    """Makes one post after the other, the oldest first."""

    def __init__(self, community: Community, random: Random) -> None:
        self._community = community
        self._random = random
        self._writer = Writer(random)
        self._seconds_between = int(_YEARS.total_seconds()) // community.sizes.posts

    def add(self, rows: Rows, post: int) -> None:
        at = BEGINNING + timedelta(seconds=post * self._seconds_between)
        post_id = POST.new_id(at=at)
        comments = self._add_comments(rows, post, post_id, at)
        reactions = post % (_MOST_REACTIONS + 1)
        self._react(rows, "post", post_id, reactions, at)
        self._add_post(rows, post, post_id, at, (comments, reactions))

    def _add_post(
        self, rows: Rows, post: int, post_id: PostId, at: datetime, counts: tuple[int, int]
    ) -> None:
        author = author_of(post, self._community.sizes)
        author_id = self._community.users[author]
        publication_id = self._community.publications[author]
        tag_ids = [self._community.tags[tag] for tag in self._community.tags_of(post)]
        text, brief, title = self._writer.post(), self._writer.brief(), self._writer.title()
        words = text.text.count(" ") + 1
        minutes = words // _WORDS_A_MINUTE + 1
        content_id = _add_content(rows, text, brief, at)
        where = (post_id, publication_id, author_id, tag_ids, content_id)
        names = (slug_of(post), slug_of(post), title, None, brief, "en", "published")
        rows.add("posts", *where, *names, words, minutes, *counts, at, at, at)
        rows.add("post_authors", post_id, author_id, 1, publication_id, _IS_PUBLIC, at)
        for position, tag_id in enumerate(tag_ids, start=1):
            rows.add("post_tags", post_id, tag_id, position, publication_id, _IS_PUBLIC, at)

    def _add_comments(self, rows: Rows, post: int, post_id: PostId, at: datetime) -> int:
        answered = dict.fromkeys(range(top_comments_on(post)))
        parents: dict[int, int | None] = {**answered, **dict(replies_on(post))}
        times = [at + timedelta(minutes=number + 1) for number in parents]
        ids: list[CommentId] = [COMMENT.new_id(at=time) for time in times]
        answers = [
            Answer(ids[number], None if parent is None else ids[parent], times[number])
            for number, parent in parents.items()
        ]
        places = {place.id: place for place in depth_first(answers)}
        replies = Counter(answer.parent_id for answer in answers)
        for number, answer in enumerate(answers):
            reactions = 0 if number % 5 == 0 else 1
            self._react(rows, "comment", answer.id, reactions, answer.created_at)
            content_id = _add_content(rows, self._writer.comment(), "", answer.created_at)
            author_id = self._random.choice(self._community.users)
            place = places[answer.id]
            where = (answer.id, post_id, answer.parent_id, author_id, content_id)
            counts = (replies[answer.id], reactions)
            rows.add("comments", *where, place.depth, place.position, *counts, answer.created_at)
        return len(answers)

    def _react(self, rows: Rows, what: str, id: UUID, count: int, at: datetime) -> None:
        first = self._random.randrange(self._community.sizes.users)
        given: Counter[str] = Counter()
        for nth in range(count):
            kind = _KINDS[nth % len(_KINDS)]
            given[kind] += 1
            user_id = self._community.users[(first + nth) % self._community.sizes.users]
            rows.add(f"{what}_reactions", id, user_id, kind, at + timedelta(minutes=nth))
        for kind, number in given.items():
            rows.add(f"{what}_reaction_counts", id, kind, number)


def _add_content(rows: Rows, text: Text, brief: str, at: datetime) -> ContentId:
    content_id = CONTENT.new_id(at=at)
    words = text.text.count(" ") + 1
    texts = (text.markdown, text.html, text.text, brief)
    minutes = words // _WORDS_A_MINUTE + 1
    rows.add("contents", content_id, *texts, words, minutes, RENDERER_VERSION)
    return content_id
