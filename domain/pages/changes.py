"""What an editor wants to change of a page."""

from dataclasses import dataclass

from domain.checking import Checks
from domain.model import replace
from domain.pages.models import StaticPage
from domain.redirects.checks import checked_path

LONGEST_TITLE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class PageChanges:
    """What is None stays as it is."""

    title: str | None = None
    slug: str | None = None
    path: str | None = None
    markdown: str | None = None

    def checked(self) -> "PageChanges":
        """Return the changes as they are stored. Refuses with InvalidInput."""
        checks = Checks()
        title, slug, path = self.title, self.slug, self.path
        checked = PageChanges(
            title=None if title is None else checks.line("title", title, most=LONGEST_TITLE),
            slug=None if slug is None else checks.slug("slug", slug),
            path=None if path is None else checked_path(checks, "path", path),
            markdown=self.markdown,
        )
        checks.end()
        return checked

    def applied_to(self, page: StaticPage) -> StaticPage:
        """Return the page with these changes, but for its text.

        A page that stands at its slug goes with it.
        """
        slug = self.slug or page.slug
        path = self.path or (slug if page.path == page.slug else page.path)
        return replace(page, title=self.title or page.title, slug=slug, path=path)
