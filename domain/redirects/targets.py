"""Where redirects lead, as far as their addresses tell."""

from urllib.parse import urlsplit

from domain.checking import Checks
from domain.redirects.models import RedirectTarget
from domain.redirects.paths import encoded_path, normal_path
from domain.web_addresses import LONGEST_ADDRESS, is_link_target


def check_target(checks: Checks, target: RedirectTarget) -> None:
    """Check that a target is one, and that its address can be followed."""
    given = [value for value in (target.post_id, target.page_id, target.url) if value is not None]
    if len(given) != 1:
        checks.refuse("target", "Must be exactly one of postId, pageId and url.")
    elif target.url is not None and not is_link_target(target.url):
        checks.refuse(
            "url",
            "Must be a path that begins with a slash, or an http or https address, of at most "
            f"{LONGEST_ADDRESS:,} characters.",
        )


def address_of(target: RedirectTarget, path: str | None) -> str:
    """Return what a redirect shows of its target. `path` is where the text stands, if it is one."""
    return target.url or f"/{encoded_path(path or '')}"


def path_within(front_end: str, url: str) -> str | None:
    """Return the path in the publication whose front end is at an address, if a URL is one there.

    A path of the whole host is one of the publication where its front end has no path of its own.
    """
    base, found = urlsplit(front_end), urlsplit(url)
    if found.netloc.lower() not in {"", base.netloc.lower()}:
        return None
    beginning = normal_path(base.path)
    path = normal_path(found.path)
    if not beginning or not found.netloc:
        return path
    return path.removeprefix(f"{beginning}/") if path.startswith(f"{beginning}/") else None
