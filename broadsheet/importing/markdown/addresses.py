"""Where a text of a site answers, as its generator would have it."""

import re
from datetime import datetime
from pathlib import PurePosixPath

from broadsheet.importing.dates import without_date
from broadsheet.importing.markdown.layouts import Layout
from broadsheet.importing.markdown.site import Site, SourceFile
from broadsheet.importing.names import slug_of
from domain.redirects.paths import normal_path

_LANGUAGE = re.compile(r"(.+)\.([a-z]{2}(?:-[A-Za-z]{2})?)")

# What Jekyll calls its own patterns.
_BUILT_IN = {
    "date": "/:categories/:year/:month/:day/:title.html",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title.html",
    "weekdate": "/:categories/:year/W:week/:short_day/:title.html",
    "none": "/:categories/:title.html",
}


def language_of(source: SourceFile, layout: Layout) -> str | None:
    """Return the language that a file name such as `name.fr.md` tells."""
    if layout not in {Layout.ZOLA, Layout.HUGO}:
        return None
    match = _LANGUAGE.fullmatch(source.place.stem)
    return match[2] if match else None


def name_of(source: SourceFile, layout: Layout) -> str:
    """Return what a text is called by its file, or by its folder where that is a bundle."""
    stem = source.place.stem
    if language_of(source, layout) is not None:
        stem = stem.rpartition(".")[0]
    if stem.lower() == "index":
        return source.place.parent.name or source.path.parent.name
    return stem


def is_post(source: SourceFile, layout: Layout, date: datetime | None, *, is_draft: bool) -> bool:
    """Tell posts from pages that stand still: those have no date."""
    if layout is Layout.JEKYLL:
        return bool({"_posts", "_drafts"} & set(source.place.parts))
    return date is not None or is_draft


def address_of(
    site: Site,
    source: SourceFile,
    *,
    given: str | None,
    slug: str | None,
    date: datetime | None,
    categories: list[str],
) -> str:
    """Return the path of a text in its normal form. What its front matter gives comes first."""
    if given is not None and (site.layout is not Layout.JEKYLL or ":" not in given):
        return normal_path(given)
    folders = _folders(site, source)
    name = slug or name_of(source, site.layout)
    pattern = given or site.permalink
    if pattern is not None and date is not None:
        return _by_pattern(_BUILT_IN.get(pattern, pattern), name, date, categories, folders)
    if site.layout is Layout.DOCUSAURUS:
        return _docusaurus(name, slug, date)
    if slug is None:
        undated = without_date(name)
        name = name if site.layout is Layout.PLAIN else undated
        name = slug_of(name) if site.layout is Layout.ZOLA else name.replace(" ", "-")
        name = name.lower() if site.layout in {Layout.HUGO, Layout.ASTRO} else name
    language = language_of(source, site.layout)
    return normal_path("/".join([*([language] if language else []), *folders, name]))


def _folders(site: Site, source: SourceFile) -> list[str]:
    """Return the folders that are part of an address: not a bundle's own, nor the generator's."""
    place = PurePosixPath(source.name)
    folders = list(place.parent.parts)
    stem = place.stem.partition(".")[0]
    if stem.lower() == "index" and folders:
        folders.pop()
    folders = [folder for folder in folders if folder not in {"_posts", "_drafts"}]
    if site.layout is Layout.ASTRO and site.content.parent.name == "content":
        folders.insert(0, site.content.name)
    if site.layout is Layout.ZOLA:
        return [slug_of(folder) for folder in folders]
    return [folder.replace(" ", "-") for folder in folders]


def _docusaurus(name: str, slug: str | None, date: datetime | None) -> str:
    if slug is not None:
        return normal_path(f"blog/{slug}")
    day = f"{date:%Y/%m/%d}/" if date and without_date(name) != name else ""
    return normal_path(f"blog/{day}{without_date(name)}")


def _by_pattern(
    pattern: str, name: str, date: datetime, categories: list[str], folders: list[str]
) -> str:
    year, week, _ = date.isocalendar()
    words = {
        "categories": "/".join(slug_of(category) for category in categories),
        "section": folders[0] if folders else "",
        "sections": "/".join(folders),
        "year": f"{date:%Y}",
        "month": f"{date:%m}",
        "i_month": str(date.month),
        "day": f"{date:%d}",
        "i_day": str(date.day),
        "y_day": f"{date:%j}",
        "week": f"{week:02}",
        "short_day": f"{date:%a}",
        "short_year": f"{year % 100:02}",
        "hour": f"{date:%H}",
        "minute": f"{date:%M}",
        "second": f"{date:%S}",
        "title": without_date(name),
        "slug": slug_of(without_date(name)),
        "filename": name,
        "contentbasename": name,
        "output_ext": ".html",
    }
    return normal_path(re.sub(r":([a-z_]+)", lambda match: words.get(match[1], ""), pattern))
