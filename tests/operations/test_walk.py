"""The way of those who join a site, write there together, and leave, from the first command on."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
import pytest_asyncio

from tests.operations.walking import Answer, Person, somebody, token_of_letter
from tests.people_of_sites import make_administrator
from tests.pictures import drawn
from tests.site import running_site

PASSWORD = "a horse, a staple"

ADDRESS = """
    query ($path: String!) {
      resolvePath(publication: "daily", path: $path) {
        ... on Post { title content { text } coverImage { sizes { width } } }
        ... on Redirect { target isPermanent }
      }
    }
"""
REVISIONS = """
    query ($id: ID!) { node(id: $id) { ... on Post { revisions { nodes { id title } } } } }
"""
COMPARED = """
    query ($from: ID!, $to: ID!) {
      compareRevisions(fromId: $from, toId: $to) { title { before after } addedTags }
    }
"""
LOG = """
    query ($id: ID!) {
      node(id: $id) { ... on Post { changeLog { nodes { note titleBefore } } } }
    }
"""
PREVIEW = "query ($token: String!) { postPreview(token: $token) { title } }"
AUTHORS = """
    query ($id: ID!) {
      node(id: $id) { ... on Post { author { name } coAuthors { name } } }
    }
"""


class Site:
    """A running site, and whoever has come to it."""

    def __init__(self, address: str, state: Path, visitors: AsyncExitStack) -> None:
        self.address = address
        self._state = state
        self._visitors = visitors

    async def somebody(self, **headers: str) -> Person:
        return await self._visitors.enter_async_context(somebody(self.address, **headers))

    async def bearer(self, token: str) -> Person:
        return await self.somebody(authorization=f"Bearer {token}")

    async def join(self, name: str) -> Person:
        """Sign up, follow the link of the letter, and come back with the token."""
        email = f"{name}@example.org"
        nobody = await self.somebody()
        await nobody.do("signUp", "email", email=email, username=name, name=name.title())
        link = await self.token_sent_to(email, "Confirm")
        joined = await nobody.do("verifyEmail", "token", token=link, password=PASSWORD)
        return await self.bearer(joined["token"])

    async def token_sent_to(self, email: str, subject: str) -> str:
        return await token_of_letter(self._state, email, subject)


@pytest_asyncio.fixture(loop_scope="session")
async def site(
    empty_database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Site]:
    monkeypatch.setenv("BROADSHEET_EXPLORER", "false")  # building it takes longer than the walk
    started = running_site(empty_database, state=tmp_path)
    address = await asyncio.to_thread(started.__enter__)
    try:
        async with AsyncExitStack() as visitors:
            yield Site(address, tmp_path, visitors)
    finally:
        await asyncio.to_thread(started.__exit__, None, None, None)


async def test_people_join_write_together_and_leave(site: Site, empty_database: str) -> None:
    ada, grace, nobody = await site.join("ada"), await site.join("grace"), await site.somebody()
    await _signing_in(site, empty_database)
    made = await ada.do("createPublication", "publication { id }", handle="daily", name="Daily")
    publication = made["publication"]["id"]
    post = await _writing(ada, nobody, publication)
    await _editing_what_is_public(ada, nobody, post)
    await _going_back(ada, nobody, post)
    await _writing_together(site, ada, grace, publication)
    await _lending(site, ada)
    await _leaving(ada, grace, nobody, post, publication)


async def _signing_in(site: Site, dsn: str) -> None:
    """An administrator whom the operator makes, by a cookie: a page is theirs, others are not."""
    email, password = await asyncio.to_thread(make_administrator, dsn, "root")
    credentials = {"email": email, "password": password, "transport": "COOKIE"}
    root, stranger = await site.somebody(origin=site.address), await site.somebody()

    assert (await stranger.do("signIn", "token", **credentials))["code"] == "ORIGIN_NOT_ALLOWED"
    assert await root.do("signIn", "token", **credentials) == {"token": None}
    assert await root.ask("{ viewer { role } }") == {"viewer": {"role": "ADMIN"}}
    root.client.headers["origin"] = "https://evil.example"
    assert await root.ask("{ viewer { role } }") == {"viewer": None}


async def _writing(ada: Person, nobody: Person, publication: str) -> str:
    """A draft with a picture, saved twice, and once by somebody who has not seen that."""
    picture = drawn(700, 20, kind="JPEG", mode="RGB")
    upload = await ada.do("createUpload", "url", byteSize=len(picture))
    media = await ada.send_file(upload["url"], picture)
    text = f"Hello.\n\n![A picture]({media['url']})"
    draft = {"publicationId": publication, "title": "Boring code", "coverImageId": media["id"]}
    begun = await ada.do("createPost", "post { id }", markdown=text, **draft)
    post: str = begun["post"]["id"]
    again = "post { newestEdit { version } }"
    await ada.do("savePost", again, postId=post, version=1, markdown=f"{text}\n\nMore.")
    stale = await ada.do("savePost", again, postId=post, version=1, markdown="Less.")

    assert stale == {"code": "STALE_VERSION", "currentVersion": 2}
    assert await nobody.ask(ADDRESS, path="boring-code") == {"resolvePath": None}
    published = await ada.do("publishPost", "post { status }", postId=post, version=2)
    assert published == {"post": {"status": "PUBLISHED"}}
    read = (await nobody.ask(ADDRESS, path="boring-code"))["resolvePath"]
    assert read["content"]["text"].endswith("More.")
    assert read["coverImage"] == {"sizes": [{"width": 320}, {"width": 640}]}
    return post


async def _editing_what_is_public(ada: Person, nobody: Person, post: str) -> None:
    """Readers keep the text until the edit is published, and the old address leads to it."""
    edit = {"title": "Dull code", "slug": "dull-code", "tags": ["SQL"]}
    await ada.do("savePost", "post { id }", postId=post, version=2, **edit)
    before = await nobody.ask(ADDRESS, path="boring-code")
    how = {"version": 3, "isSubstantial": True, "note": "Renamed."}
    await ada.do("publishPostEdits", "post { id }", postId=post, **how)
    moved = await nobody.ask(ADDRESS, path="boring-code")
    after = await nobody.ask(ADDRESS, path="dull-code")

    assert before["resolvePath"]["title"] == "Boring code"
    assert moved == {"resolvePath": {"target": "/dull-code", "isPermanent": True}}
    assert after["resolvePath"]["title"] == "Dull code"
    entry = {"note": "Renamed.", "titleBefore": "Boring code"}
    assert await nobody.ask(LOG, id=post) == {"node": {"changeLog": {"nodes": [entry]}}}


async def _going_back(ada: Person, nobody: Person, post: str) -> None:
    """Compare revisions, restore one, and show it to somebody before readers see it."""
    later, earlier = (await ada.ask(REVISIONS, id=post))["node"]["revisions"]["nodes"]
    compared = await ada.ask(COMPARED, **{"from": earlier["id"], "to": later["id"]})
    restored = await ada.do(
        "restoreRevision", "post { title }", revisionId=earlier["id"], version=3
    )
    shown = "token previewLink { id }"
    link = await ada.do("createPreviewLink", shown, postId=post)
    seen = await nobody.ask(PREVIEW, token=link["token"])
    revoked = {"previewLinkId": link["previewLink"]["id"]}
    await ada.do("revokePreviewLink", "post { id }", **revoked)

    change = {"title": {"before": "Boring code", "after": "Dull code"}, "addedTags": ["SQL"]}
    assert compared == {"compareRevisions": change}
    assert restored == {"post": {"title": "Dull code"}}
    assert seen == {"postPreview": {"title": "Boring code"}}
    assert await nobody.ask(PREVIEW, token=link["token"]) == {"postPreview": None}


async def _writing_together(site: Site, ada: Person, grace: Person, publication: str) -> None:
    """Grace is invited by letter, submits, is asked for changes, and has Ada as her co-author."""
    invited = {"email": "grace@example.org", "role": "CONTRIBUTOR"}
    shown = "invitation { role }"
    await ada.do("inviteToPublication", shown, publicationId=publication, **invited)
    token = await site.token_sent_to("grace@example.org", "You are invited")
    joined = await grace.do("acceptInvitation", "membership { role }", token=token)
    begun = await grace.do("createPost", "post { id }", publicationId=publication, title="Figures")
    post = {"postId": begun["post"]["id"]}
    refused = await grace.do("publishPost", "post { id }", **post)
    await grace.do("submitPost", "review { state }", **post)
    asked = await ada.do("requestChanges", "review { state }", reason="Whence?", **post)
    await grace.do("savePost", "post { id }", version=1, markdown="From the *archive*.", **post)
    await grace.do("submitPost", "review { state }", **post)
    stale = await ada.do("approvePost", "post { status }", version=1, **post)
    approved = await ada.do("approvePost", "post { status }", version=2, **post)
    asking = await grace.do("inviteCoAuthor", "invitation { id }", username="ada", **post)
    alone = await grace.ask(AUTHORS, id=post["postId"])
    await ada.do("acceptCoAuthorship", "post { id }", invitationId=asking["invitation"]["id"])

    assert joined == {"membership": {"role": "CONTRIBUTOR"}}
    assert refused == {"code": "PERMISSION_DENIED"}
    assert asked == {"review": {"state": "CHANGES_REQUESTED"}}
    assert stale == {"code": "STALE_VERSION", "currentVersion": 2}
    assert approved == {"post": {"status": "PUBLISHED"}}
    assert alone == {"node": {"author": {"name": "Grace"}, "coAuthors": []}}
    together = {"author": {"name": "Grace"}, "coAuthors": [{"name": "Ada"}]}
    assert await grace.ask(AUTHORS, id=post["postId"]) == {"node": together}


async def _lending(site: Site, ada: Person) -> None:
    """A program that reads does no more, until it is told to stop."""
    shown = "secret accessToken { id }"
    lent = await ada.do("createAccessToken", shown, name="Reader", scopes=["READ"])
    program = await site.bearer(lent["secret"])

    assert await program.ask("{ viewer { scopes } }") == {"viewer": {"scopes": ["READ"]}}
    assert await program.do("createPost", "post { id }", title="x") == {"code": "SCOPE_MISSING"}
    assert await _export(program) == (403, "SESSION_NEEDED")
    await ada.do("revokeAccessToken", "revokedId", id=lent["accessToken"]["id"])
    assert await _export(program) == (401, "UNAUTHENTICATED")


async def _export(person: Person) -> tuple[int, str]:
    answer = await person.client.get("/export")
    told: Answer = answer.json()
    return answer.status_code, told["errors"][0]["extensions"]["code"]


async def _leaving(ada: Person, grace: Person, nobody: Person, post: str, publication: str) -> None:
    """Ada takes along what she made, gives the publication away, and what is public stays."""
    lines = (await ada.client.get("/export")).text.splitlines()
    going = {"password": PASSWORD, "content": "KEEP_ANONYMOUS"}
    too_early = await ada.do("deleteAccount", "userId", **going)
    heir = (await grace.ask("{ viewer { user { id } } }"))["viewer"]["user"]["id"]
    given = {"publicationId": publication, "userId": heir}
    await ada.do("transferOwnership", "membership { role }", **given)
    await ada.do("deleteAccount", "userId", **going)

    assert lines[-1] == f'{{"type":"end","lines":{len(lines)}}}'
    assert too_early == {"code": "PUBLICATION_NEEDS_OWNER"}
    assert await _export(ada) == (401, "UNAUTHENTICATED")
    left = {"author": {"name": "Somebody who left"}, "coAuthors": []}
    assert await nobody.ask(AUTHORS, id=post) == {"node": left}
