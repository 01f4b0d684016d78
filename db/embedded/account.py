"""Which account the server runs as. PostgreSQL refuses root, so root lends the work to another."""

import os
import pwd
import shutil
import stat
from dataclasses import dataclass
from pathlib import Path

from db.embedded.binaries import Binaries
from db.embedded.errors import EmbeddedPostgresError

_INSTEAD_OF_ROOT = ("postgres", "nobody")

_NOT_NEEDED_TO_RUN = shutil.ignore_patterns("include", "pgxs", "__pycache__")


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    user: int
    group: int

    @property
    def is_mine(self) -> bool:
        return self.user == os.geteuid()

    def may_enter(self, folder: Path) -> bool:
        """Whether this account reaches what is in the folder. Nobody's rights are ever changed."""
        if self.is_mine:
            return True
        real = folder.resolve()
        return all(self._may_pass(place) for place in (real, *real.parents) if place.exists())

    def take(self, path: Path) -> None:
        if not self.is_mine:
            os.chown(path, self.user, self.group)

    def _may_pass(self, folder: Path) -> bool:
        known = folder.stat()
        if known.st_uid == self.user:
            return bool(known.st_mode & stat.S_IXUSR)
        if known.st_gid == self.group:
            return bool(known.st_mode & stat.S_IXGRP)
        return bool(known.st_mode & stat.S_IXOTH)


def account_for(cluster: Path) -> Account:
    """Return who owns the cluster's files, or who shall, if there are none yet."""
    if os.geteuid() != 0:
        return Account(user=os.geteuid(), group=os.getegid())
    if cluster.exists() and cluster.stat().st_uid != 0:
        owner = cluster.stat()
        return Account(user=owner.st_uid, group=owner.st_gid)
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    for name in _INSTEAD_OF_ROOT:
        if name in known:
            return Account(user=known[name].pw_uid, group=known[name].pw_gid)
    raise EmbeddedPostgresError(
        "PostgreSQL does not run as root, and there is no account called postgres or nobody to run "
        "it instead. Start Broadsheet as another user, or set DATABASE_URL."
    )


def binaries_for(account: Account, binaries: Binaries, home: Path) -> Binaries:
    """Return programs that the account can run: these, or a copy of them in its home."""
    if all(account.may_enter(tree) for tree in binaries.trees):
        return binaries
    copies = home / f"postgresql-{binaries.release}"
    if not copies.exists():
        unfinished = home / f"{copies.name}.unfinished"
        shutil.rmtree(unfinished, ignore_errors=True)
        common = binaries.trees[0].parent.parent
        for tree in binaries.trees:
            target = unfinished / tree.relative_to(common)
            shutil.copytree(tree, target, symlinks=True, ignore=_NOT_NEEDED_TO_RUN)
        _open_to_all(unfinished)
        unfinished.rename(copies)
    prefix = binaries.folder.parent
    folder = copies / prefix.relative_to(prefix.parent.parent) / binaries.folder.name
    return Binaries(folder=folder, release=binaries.release)


def _open_to_all(tree: Path) -> None:
    """Let everybody read and run a copy, whatever the umask was when the original was installed."""
    tree.chmod(0o755)
    for path in tree.rglob("*"):
        if not path.is_symlink():
            runs = path.is_dir() or path.stat().st_mode & stat.S_IXUSR
            path.chmod(0o755 if runs else 0o644)
