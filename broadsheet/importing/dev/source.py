"""A folder of DEV's answers as a sequence of items."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from broadsheet.adapters.markdown.from_html import html_to_markdown
from broadsheet.importing.dates import moment_of
from broadsheet.importing.dev.answers import (
    Catalog,
    add_to,
    comments_in,
    kind_of,
    read_answers,
    text,
    username_in,
)
from broadsheet.importing.errors import BrokenItemError
from broadsheet.importing.found import Found, Skipped, Step
from broadsheet.importing.front_matter import read_document
from broadsheet.importing.names import fit_for_json, slug_of, username_of
from domain.importing.models import (
    ImportedComment,
    ImportedCover,
    ImportedMedia,
    ImportedPost,
    ImportedPublication,
    ImportedReactionCount,
    ImportedTag,
    ImportedThread,
)
from domain.posts.models import PostStatus
from domain.redirects.paths import normal_path
from domain.refusals import Refused

# What becomes part of the post, or can be counted again.
_USED = {
    "type_of", "title", "slug", "path", "user", "published_at", "published_timestamp", "created_at",
    "edited_at", "language", "cover_image", "canonical_url", "tag_list", "tags", "body_html",
    "body_markdown", "public_reactions_count", "positive_reactions_count", "comments_count",
    "last_comment_at", "readable_publish_date", "reading_time_minutes", "description",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class DevSource:
    folder: Path
    publication: str | None = None
    """Where all articles go. None sends each to a publication of its author's own."""

    def __iter__(self) -> Iterator[Found | Skipped | Step]:
        catalog = Catalog()
        for number, path in enumerate(self._files(), 1):
            yield Step(text=f"{number} files looked at")
            try:
                add_to(catalog, self.folder, path)
            except BrokenItemError as error:
                name = path.relative_to(self.folder).as_posix()
                yield Skipped(kind="file", external_id=name, reason=str(error))
        yield from (Found(item=person) for person in catalog.people.values())
        yield from self._articles(catalog)
        yield from self._threads(catalog)

    def _files(self) -> list[Path]:
        return sorted(path for path in self.folder.rglob("*.json") if path.is_file())

    def _articles(self, catalog: Catalog) -> Iterator[Found | Skipped]:
        publications: set[str] = set()
        for name in dict.fromkeys(catalog.articles.values()):
            for thing in read_answers(self.folder / name):
                if catalog.articles.get(str(thing.get("id"))) != name:
                    continue
                try:
                    post = self._post(thing)
                except (BrokenItemError, Refused) as error:
                    yield Skipped(kind="post", external_id=str(thing.get("id")), reason=str(error))
                    continue
                if post.publication not in publications:
                    publications.add(post.publication)
                    yield Found(item=self._publication(post, catalog))
                yield Found(item=post)
        for article in catalog.bare.keys() - catalog.articles.keys():
            reason = "It comes in a list, which has no texts. Ask DEV for the article itself."
            yield Skipped(kind="post", external_id=article, reason=reason)

    def _publication(self, post: ImportedPost, catalog: Catalog) -> ImportedPublication:
        if self.publication is not None:
            return ImportedPublication(handle=self.publication)
        person = catalog.people[post.authors[0]]
        return ImportedPublication(
            handle=post.publication,
            name=person.name,
            description=person.bio,
            owner=person.external_id,
        )

    def _post(self, article: dict[str, Any]) -> ImportedPost:
        username = username_in(article)
        title = str(article.get("title") or "").strip()
        if not username or not title:
            raise BrokenItemError("It has no author or no title.")
        slug = str(article.get("slug") or slug_of(title))
        old_path = normal_path(str(article.get("path") or f"{username}/{slug}"))
        published_at = moment_of(article.get("published_at") or article.get("published_timestamp"))
        is_personal = self.publication is None
        return ImportedPost(
            external_id=str(article.get("id")),
            publication=self.publication or username_of(username),
            authors=(username,),
            title=title,
            slug=slug,
            path=normal_path(slug) if is_personal else old_path,
            markdown=_markdown(article),
            aliases=(old_path,) if is_personal else (),
            tags=_tags(article),
            cover=_cover(article),
            status=PostStatus.PUBLISHED if published_at else PostStatus.DRAFT,
            published_at=published_at,
            updated_at=moment_of(article.get("edited_at")),
            created_at=moment_of(article.get("created_at")) or published_at,
            brief=text(article.get("description")),
            language=text(article.get("language")),
            canonical_url=text(article.get("canonical_url")),
            reactions=_reactions(article),
            metadata=fit_for_json(
                {key: value for key, value in article.items() if key not in _USED}
            ),
        )

    def _threads(self, catalog: Catalog) -> Iterator[Found | Skipped]:
        for name, named in catalog.threads:
            path = self.folder / name
            beside = catalog.alone.get(str(path.parent), [])
            alone = beside[0] if len(beside) == 1 else None
            article = named if named in catalog.articles else alone
            if article is None:
                reason = "Nothing tells its article: call it comments-<id>.json."
                yield Skipped(kind="thread", external_id=name, reason=reason)
                continue
            try:
                comments = {
                    str(comment["id_code"]): _comment(comment, parent)
                    for comment, parent in comments_in(read_answers(path))
                }
            except (BrokenItemError, Refused, KeyError) as error:
                yield Skipped(kind="thread", external_id=name, reason=f"It is broken: {error}")
                continue
            yield Found(item=ImportedThread(post=article, comments=tuple(comments.values())))


def _markdown(article: dict[str, Any]) -> str:
    markdown = article.get("body_markdown")
    if isinstance(markdown, str) and markdown.strip():
        # Some editors of DEV keep the keys of an article above its text.
        return read_document(markdown.encode("utf-8", "surrogatepass")).body
    return html_to_markdown(str(article.get("body_html") or ""))


def _comment(comment: dict[str, Any], parent: str | None) -> ImportedComment:
    created_at = moment_of(comment.get("created_at"))
    if created_at is None or kind_of(comment) != "comment":
        raise BrokenItemError(f"the comment {comment.get('id_code')} has no date.")
    return ImportedComment(
        external_id=str(comment["id_code"]),
        author=username_in(comment),
        markdown=html_to_markdown(str(comment.get("body_html") or "")),
        created_at=created_at,
        parent=parent,
        edited_at=moment_of(comment.get("edited_at")),
        reactions=_reactions(comment),
    )


def _tags(article: dict[str, Any]) -> tuple[ImportedTag, ...]:
    """Return the tags: one of the two keys has a list, the other the same with commas."""
    for key in ("tags", "tag_list"):
        if isinstance(article.get(key), list):
            names = [str(name).strip() for name in article[key]]
            break
    else:
        names = [name.strip() for name in str(article.get("tag_list") or "").split(",")]
    tags = {slug_of(name): name for name in names if name}
    return tuple(ImportedTag(slug=slug, name=name) for slug, name in tags.items())


def _cover(article: dict[str, Any]) -> ImportedCover | None:
    url = article.get("cover_image")
    if not isinstance(url, str) or not url:
        return None
    return ImportedCover(media=ImportedMedia(content_type="image/*", source_url=url))


def _reactions(thing: dict[str, Any]) -> tuple[ImportedReactionCount, ...]:
    """Return how often something was liked. DEV does not say by whom, nor how else."""
    count = thing.get("public_reactions_count") or thing.get("positive_reactions_count")
    if not isinstance(count, int) or count <= 0:
        return ()
    return (ImportedReactionCount(reaction="like", count=count),)
