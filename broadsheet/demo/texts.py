"""The demo as its files tell it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

import yaml

from broadsheet.demo.pictures import show_pictures
from domain.importing.models import (
    ImportedComment,
    ImportedCover,
    ImportedMedia,
    ImportedPage,
    ImportedPerson,
    ImportedPost,
    ImportedPublication,
    ImportedSeries,
    ImportedTag,
    ImportedThread,
)
from domain.posts.models import PostStatus

OPENED = datetime(2026, 2, 23, 9, tzinfo=UTC)
"""When the people of the demo came together."""

_LIKE = "like"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reaction:
    """What somebody thinks of a post or a comment, each by its name in the files."""

    subject: str
    username: str
    kind: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Demo:
    people: Sequence[ImportedPerson]
    publication: ImportedPublication
    editors: Sequence[str]
    tags: Sequence[ImportedTag]
    posts: Sequence[ImportedPost]
    pages: Sequence[ImportedPage]
    threads: Sequence[ImportedThread]
    post_reactions: Sequence[Reaction]
    comment_reactions: Sequence[Reaction]


def read_demo(pictures: Mapping[str, ImportedMedia]) -> Demo:
    """Read the files. Their pictures are given by name, as they are kept."""
    folder = files("broadsheet.demo") / "content"
    about = _yaml(folder / "publication.yaml")
    discussions = _yaml(folder / "discussions.yaml")
    publication = _publication(about)
    posts = [_read(file) for file in _markdown_files(folder / "posts")]
    return Demo(
        people=[_person(person) for person in about["people"]],
        publication=publication,
        editors=[one["username"] for one in about["people"] if one.get("role") == "editor"],
        tags=[ImportedTag(slug=slug, name=name) for slug, name in about["tags"].items()],
        posts=[_post(post, about, publication.handle, pictures) for post in posts],
        pages=[
            _page(_read(file), publication.handle) for file in _markdown_files(folder / "pages")
        ],
        threads=[
            ImportedThread(post=slug, comments=tuple(_comments(slug, comments)))
            for slug, comments in discussions.items()
        ],
        post_reactions=[reaction for post in posts for reaction in _post_reactions(post)],
        comment_reactions=[
            reaction
            for slug, comments in discussions.items()
            for reaction in _comment_reactions(slug, comments)
        ],
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _File:
    slug: str
    about: Mapping[str, Any]
    markdown: str


def _yaml(file: Traversable) -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return content


def _markdown_files(folder: Traversable) -> Iterator[Traversable]:
    found = [file for file in folder.iterdir() if file.name.endswith(".md")]
    yield from sorted(found, key=lambda file: file.name)


def _read(file: Traversable) -> _File:
    """Read a file: YAML between two lines of dashes, then Markdown."""
    _, about, markdown = file.read_text(encoding="utf-8").split("---\n", 2)
    return _File(slug=file.name.removesuffix(".md"), about=yaml.safe_load(about), markdown=markdown)


def _person(person: Mapping[str, Any]) -> ImportedPerson:
    return ImportedPerson(
        external_id=person["username"],
        username=person["username"],
        name=person["name"],
        bio=person["bio"],
        location=person["location"],
        joined_at=OPENED,
    )


def _publication(about: Mapping[str, Any]) -> ImportedPublication:
    publication = about["publication"]
    (owner,) = (one["username"] for one in about["people"] if one.get("role") == "owner")
    return ImportedPublication(
        handle=publication["handle"],
        name=publication["name"],
        description=publication["description"],
        language=publication["language"],
        owner=owner,
    )


def _post(
    file: _File,
    about: Mapping[str, Any],
    publication: str,
    pictures: Mapping[str, ImportedMedia],
) -> ImportedPost:
    post = file.about
    published_at = post.get("published")
    markdown, shown = show_pictures(file.markdown, pictures)
    return ImportedPost(
        external_id=file.slug,
        publication=publication,
        authors=(post["author"], *post.get("co_authors", ())),
        title=post["title"],
        subtitle=post.get("subtitle"),
        slug=file.slug,
        path=file.slug,
        markdown=markdown,
        media=shown,
        cover=_cover(post.get("cover"), pictures),
        aliases=tuple(post.get("aliases", ())),
        tags=tuple(ImportedTag(slug=slug, name=about["tags"][slug]) for slug in post["tags"]),
        series=tuple(_series(file.slug, about["series"])),
        status=PostStatus(post.get("status", PostStatus.PUBLISHED)),
        published_at=published_at,
        created_at=published_at or post["created"],
    )


def _cover(
    cover: Mapping[str, str] | None, pictures: Mapping[str, ImportedMedia]
) -> ImportedCover | None:
    if cover is None:
        return None
    return ImportedCover(
        media=pictures[cover["picture"]], alt=cover["alt"], attribution=cover["attribution"]
    )


def _series(slug: str, series: Iterable[Mapping[str, Any]]) -> Iterator[ImportedSeries]:
    for one in series:
        if slug in one["posts"]:
            yield ImportedSeries(
                slug=one["slug"],
                title=one["title"],
                description=one["description"],
                position=one["posts"].index(slug) + 1,
            )


def _page(file: _File, publication: str) -> ImportedPage:
    return ImportedPage(
        external_id=file.slug,
        publication=publication,
        title=file.about["title"],
        slug=file.slug,
        path=file.slug,
        markdown=file.markdown,
        updated_at=file.about["updated"],
        created_at=file.about["updated"],
    )


def _comments(
    name: str, comments: Sequence[Mapping[str, Any]], parent: str | None = None
) -> Iterator[ImportedComment]:
    """Name each comment by its place: the second answer to the first one is `slug/1/2`."""
    for number, comment in enumerate(comments, 1):
        own_name = f"{name}/{number}"
        yield ImportedComment(
            external_id=own_name,
            author=comment["by"],
            markdown=comment["text"],
            created_at=comment["at"],
            parent=parent,
        )
        yield from _comments(own_name, comment.get("replies", ()), own_name)


def _post_reactions(file: _File) -> Iterator[Reaction]:
    for kind, usernames in file.about.get("reactions", {}).items():
        for username in usernames:
            yield Reaction(
                subject=file.slug, username=username, kind=kind, at=file.about["published"]
            )


def _comment_reactions(name: str, comments: Sequence[Mapping[str, Any]]) -> Iterator[Reaction]:
    for number, comment in enumerate(comments, 1):
        own_name = f"{name}/{number}"
        for username in comment.get("likes", ()):
            yield Reaction(subject=own_name, username=username, kind=_LIKE, at=comment["at"])
        yield from _comment_reactions(own_name, comment.get("replies", ()))
