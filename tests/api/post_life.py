"""What the life of one post is, told once more in short: who is refused, and why."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

HIDDEN = "hush"
"""Is in every title that readers have not been shown."""

EDITORS = {"an editor", "an owner", "an administrator"}
STAFF = {"a moderator", "an administrator"}
AUTHOR, CO_AUTHOR = "the author", "a co-author"
TOKEN = "a reader's token of the author"

SLUGS = ("first", "second", "third")
TAKEN = "taken"
"""Another post of the publication stands there."""


_OF_EDITORS = ("publishPost", "publishPostEdits", "approvePost", "requestChanges", "pinPost")


class Step(NamedTuple):
    who: str
    name: str
    """Of a mutation."""
    slug: str | None
    is_stale: bool


@dataclass
class Life:
    status: str = "DRAFT"
    version: int = 1
    title: str = f"{HIDDEN} 1"
    slug: str = SLUGS[0]
    pending: tuple[str, str] | None = None
    """The title and the slug of an edit that readers do not see."""
    was_public: bool = False
    deleted_from: str = ""
    old_slugs: set[str] = field(default_factory=set)
    has_co_author: bool = True
    is_submitted: bool = False
    is_pinned: bool = False
    events: int = 0

    @property
    def is_public(self) -> bool:
        return self.status == "PUBLISHED"

    @property
    def newest(self) -> tuple[str, str]:
        return self.pending or (self.title, self.slug)

    def writes(self, who: str) -> bool:
        is_author = who in {AUTHOR, TOKEN} or (who == CO_AUTHOR and self.has_co_author)
        return is_author or who in EDITORS

    def sees(self, who: str) -> bool:
        return self.is_public or self.writes(who) or who in STAFF

    def refusal(self, step: Step) -> str | None:
        """Return what somebody is told, or None where it is done."""
        if step.who == "nobody":
            return "UNAUTHENTICATED"
        if step.who == TOKEN:
            return "SCOPE_MISSING"
        if not self.sees(step.who):
            return "POST_NOT_FOUND"
        if not self._may(step):
            return "PERMISSION_DENIED"
        return self._impossible(step)

    def _may(self, step: Step) -> bool:
        who, is_editor = step.who, step.who in EDITORS
        takes_back = who == AUTHOR or is_editor or who in STAFF
        deletes = is_editor or (who == AUTHOR and not self.was_public)
        puts_away = self.writes(who) and (takes_back or not self.is_public)
        rules = {
            **dict.fromkeys(_OF_EDITORS, is_editor),
            "unpublishPost": takes_back,
            "archivePost": puts_away,
            "deletePost": deletes,
            "restorePost": deletes if self.status == "DELETED" else self.writes(who),
            "removeCoAuthor": who in {AUTHOR, CO_AUTHOR} or is_editor,
        }
        return rules.get(step.name, self.writes(who))

    def _impossible(self, step: Step) -> str | None:
        gone = f"POST_{self.status}" if self.status in {"DELETED", "REMOVED"} else None
        stale = "STALE_VERSION" if step.is_stale else None
        no_edit = None if self.pending else "NO_PENDING_EDIT"
        not_submitted = None if self.is_submitted else "NOT_SUBMITTED"
        nothing_new = "NO_PENDING_EDIT" if self.is_public and not self.pending else None
        is_back = self.status not in {"DELETED", "ARCHIVED"}
        reasons: dict[str, tuple[str | None, ...]] = {
            "savePost": (gone, stale, "SLUG_TAKEN" if step.slug == TAKEN else None),
            "publishPost": ("POST_ALREADY_PUBLISHED" if self.is_public else None, gone, stale),
            "publishPostEdits": (gone, no_edit, stale),
            "discardPostEdits": (gone, no_edit, stale),
            "unpublishPost": (None if self.is_public else "POST_NOT_PUBLISHED",),
            "archivePost": (gone, "POST_ALREADY_ARCHIVED" if not is_back else None),
            "deletePost": (gone,),
            "restorePost": ("NOTHING_TO_RESTORE" if is_back else None,),
            "submitPost": (gone, nothing_new, "ALREADY_SUBMITTED" if self.is_submitted else None),
            "withdrawSubmission": (not_submitted,),
            "requestChanges": (gone, not_submitted),
            "approvePost": (gone, not_submitted, stale),
            "pinPost": (None if self.is_public else "POST_NOT_PUBLISHED",),
            "removeCoAuthor": (None if self.has_co_author else "CO_AUTHOR_NOT_FOUND",),
        }
        return next(filter(None, reasons.get(step.name, ())), None)

    def live(self, step: Step) -> None:
        """Do what is not refused."""
        self._steps[step.name](step)
        if step.name not in {"savePost", "discardPostEdits", "createPreviewLink"}:
            self.events += 1

    def take_down_or_put_up(self) -> None:
        self.status = "REMOVED" if self.is_public else "PUBLISHED"

    @property
    def _steps(self) -> dict[str, Callable[[Step], None]]:
        return {
            "savePost": self._save,
            "publishPost": self._publish,
            "publishPostEdits": self._show_edit,
            "discardPostEdits": self._discard,
            "unpublishPost": lambda _: self._take_back("WITHDRAWN"),
            "archivePost": lambda _: self._take_back("ARCHIVED"),
            "deletePost": self._delete,
            "restorePost": self._restore,
            "submitPost": lambda _: self._submit(is_submitted=True),
            "withdrawSubmission": lambda _: self._submit(is_submitted=False),
            "requestChanges": lambda _: self._submit(is_submitted=False),
            "approvePost": self._approve,
            "pinPost": self._pin,
            "removeCoAuthor": self._remove_co_author,
            "createPreviewLink": lambda _: None,
        }

    def _save(self, step: Step) -> None:
        self.version += 1
        title, slug = f"{HIDDEN} {self.version}", step.slug or self.newest[1]
        if self.is_public:
            self.pending = title, slug
        else:
            self._keep(title, slug)

    def _keep(self, title: str, slug: str) -> None:
        self.old_slugs.discard(slug)
        if self.was_public and slug != self.slug:
            self.old_slugs.add(self.slug)
        self.title, self.slug = title, slug

    def _publish(self, _: Step) -> None:
        self.status, self.was_public, self.is_submitted = "PUBLISHED", True, False

    def _show_edit(self, _: Step) -> None:
        self._keep(*self.newest)
        self.pending, self.is_submitted = None, False

    def _approve(self, step: Step) -> None:
        # What is published is announced, too.
        self.events += 1
        (self._show_edit if self.is_public else self._publish)(step)

    def _discard(self, _: Step) -> None:
        self.pending, self.is_submitted = None, False
        self.version += 1

    def _take_back(self, status: str) -> None:
        self._keep(*self.newest)
        self.status, self.pending = status, None

    def _delete(self, _: Step) -> None:
        self.deleted_from = "WITHDRAWN" if self.is_public else self.status
        self._take_back("DELETED")

    def _restore(self, _: Step) -> None:
        before = "WITHDRAWN" if self.was_public else "DRAFT"
        self.status = self.deleted_from if self.status == "DELETED" else before

    def _submit(self, *, is_submitted: bool) -> None:
        self.is_submitted = is_submitted

    def _pin(self, _: Step) -> None:
        self.is_pinned = True

    def _remove_co_author(self, _: Step) -> None:
        self.has_co_author = False
