"""A post that anybody does anything to, and what is seen of it wherever one looks."""

import json
from dataclasses import dataclass, field
from typing import Any

from domain.actor import Anonymous
from domain.ids import PUBLICATION, USER
from tests.api.client import Api
from tests.api.post_callers import People, make_people
from tests.api.post_life import AUTHOR, CO_AUTHOR, HIDDEN, SLUGS, TAKEN, Life, Step
from tests.factories import make_post, make_series, make_tag
from tests.pinned import PinnedDatabase

NAMES_A_VERSION = {
    "savePost",
    "publishPost",
    "publishPostEdits",
    "discardPostEdits",
    "approvePost",
}

EVERYWHERE = """
    query ($id: ID!, $author: ID!, $coAuthor: ID!, $publication: ID!) {
      node(id: $id) { ...shown }
      first: post(publication: "daily", slug: "first") { id }
      second: post(publication: "daily", slug: "second") { id }
      third: post(publication: "daily", slug: "third") { id }
      pathFirst: resolvePath(publication: "daily", path: "first") { ...found }
      pathSecond: resolvePath(publication: "daily", path: "second") { ...found }
      pathThird: resolvePath(publication: "daily", path: "third") { ...found }
      posts { ...listed }
      byTitle: posts(filter: { tag: "a-tag" }) { ...listed }
      tag(slug: "a-tag") { postCount posts { ...listed } }
      author: node(id: $author) { ... on User { posts { ...listed } } }
      coAuthor: node(id: $coAuthor) { ... on User { posts { ...listed } } }
      neighbour: post(publication: "daily", slug: "taken") {
        next { id title } previous { id title }
      }
      node2: node(id: $publication) {
        ... on Publication {
          postCount pinnedPost { id title } posts { ...listed }
          series { nodes { posts { ...listed } } }
          tags { nodes { slug postCount } }
          redirects { nodes { source target } }
        }
      }
    }
    fragment shown on Post {
      id title slug path brief status seo { title description }
      changeLog { nodes { title note } }
      pendingEdit { title } newestEdit { title version } version
    }
    fragment found on Addressed { __typename }
    fragment listed on PostConnection { totalCount nodes { id title slug } }
"""

PREVIEW = "query ($token: String!) { postPreview(token: $token) { title slug } }"


@dataclass
class World:
    database: PinnedDatabase
    api: Api
    people: People
    life: Life = field(default_factory=Life)
    links: list[str] = field(default_factory=list)

    async def do(self, step: Step) -> str | None:
        """Return the code of a refusal."""
        title = step.name[0].upper() + step.name[1:]
        secret = "token" if step.name == "createPreviewLink" else ""
        given: dict[str, Any] = {"postId": self.people.id}
        if step.name in NAMES_A_VERSION:
            given["version"] = self.life.version + 5 * step.is_stale
        if step.name == "savePost":
            given["title"] = f"{HIDDEN} {self.life.version + 1}"
            given |= {"slug": step.slug} if step.slug else {}
        if step.name == "requestChanges":
            given["reason"] = "Not yet."
        if step.name == "removeCoAuthor":
            given["userId"] = USER.text_of(self.people.member(CO_AUTHOR).user_id)
        answer = await self.api(
            f"""
            mutation ($input: {title}Input!) {{
              result: {step.name}(input: $input) {{
                ... on {title}Success {{ __typename {secret} }} ... on Error {{ code }}
              }}
            }}
            """,
            actor=self.people.actor(step.who),
            input=given,
        )
        if secret in answer["result"]:
            self.links.append(answer["result"]["token"])
        code: str | None = answer["result"].get("code")
        return code

    async def ask(self, who: str) -> Any:
        people = self.people
        return await self.api(
            EVERYWHERE,
            actor=people.actor(who),
            id=people.id,
            author=USER.text_of(people.member(AUTHOR).user_id),
            coAuthor=USER.text_of(people.member(CO_AUTHOR).user_id),
            publication=PUBLICATION.text_of(people.publication_id),
        )


async def begin(database: PinnedDatabase, api: Api) -> World:
    """Make a draft that is in every list as soon as it is public, and a post beside it."""
    people = await make_people(database, title=f"{HIDDEN} 1")
    await database.execute("UPDATE publications SET handle = 'daily'")
    await database.execute("UPDATE posts SET slug = $1, path = $1", SLUGS[0])
    await database.execute(
        """
        INSERT INTO post_tags (post_id, tag_id, position, publication_id, is_public, listed_at)
        SELECT id, $1, 0, publication_id, is_public, listed_at FROM posts
        """,
        await make_tag(database, "a-tag"),
    )
    owner = people.member("an owner")
    await make_post(database, owner, publication_id=people.publication_id, slug=TAKEN)
    await make_series(database, people.publication_id, slug="parts", posts=[people.post_id])
    return World(database, api, people)


def ids_in(found: Any) -> list[str]:
    return [node["id"] for node in found["nodes"]]


def check_lists(world: World, answer: Any) -> None:
    """Lists, counts and neighbours are the same for everybody, who sees more elsewhere or not."""
    life, id = world.life, world.people.id
    public = [id] if life.is_public else []
    listings = [
        answer["byTitle"],
        answer["author"]["posts"],
        *(series["posts"] for series in answer["node2"]["series"]["nodes"]),
        *([answer["tag"]["posts"]] if answer["tag"] else []),
    ]
    for listing in listings:
        assert ids_in(listing) == public
        assert listing["totalCount"] == len(public)
    assert ids_in(answer["coAuthor"]["posts"]) == (public if life.has_co_author else [])
    for listing in (answer["posts"], answer["node2"]["posts"]):
        assert (id in ids_in(listing)) is life.is_public
        assert listing["totalCount"] == len(listing["nodes"]) == 1 + len(public)
    assert answer["node2"]["postCount"] == 1 + len(public)
    assert (answer["tag"] or {"postCount": 0})["postCount"] == len(public)
    assert answer["node2"]["tags"]["nodes"] == [{"slug": "a-tag", "postCount": 1}] * len(public)
    pinned = answer["node2"]["pinnedPost"]
    assert (pinned is not None) is (life.is_pinned and life.is_public)
    neighbours = (answer["neighbour"]["next"], answer["neighbour"]["previous"])
    assert [found["id"] for found in neighbours if found] == public


def check_addresses(world: World, who: str, answer: Any) -> None:
    life = world.life
    sees = life.sees(who)
    for slug in SLUGS:
        at_slug, at_path = answer[slug], answer[f"path{slug.title()}"]
        assert (at_slug is not None) is (sees and slug == life.slug)
        if slug == life.slug:
            assert (at_path and at_path["__typename"]) == ("Post" if sees else None)
        elif life.is_public:
            leads_on = slug in life.old_slugs
            assert (at_path and at_path["__typename"]) == ("Redirect" if leads_on else None)
        elif who == "nobody":
            assert at_path is None
    public = {(slug, f"/{life.slug}") for slug in life.old_slugs} if life.is_public else set()
    listed = answer["node2"]["redirects"]["nodes"]
    assert {(redirect["source"], redirect["target"]) for redirect in listed} == public


def check_post(world: World, who: str, answer: Any) -> None:
    life, post = world.life, answer["node"]
    assert (post is not None) is life.sees(who)
    if post is None:
        return
    assert (post["title"], post["slug"], post["status"]) == (life.title, life.slug, life.status)
    edit = {"title": life.newest[0], "version": life.version} if life.writes(who) else None
    assert post["newestEdit"] == edit
    pending = {"title": life.newest[0]} if life.pending and life.writes(who) else None
    assert post["pendingEdit"] == pending


async def check(world: World) -> None:
    life = world.life
    for who in ("nobody", "a stranger", CO_AUTHOR, "a moderator", "an editor"):
        answer = await world.ask(who)
        check_post(world, who, answer)
        check_addresses(world, who, answer)
        check_lists(world, answer)
        if not life.sees(who):
            assert HIDDEN not in json.dumps(answer)
        elif life.pending and not life.writes(who):
            assert life.pending[0] not in json.dumps(answer)
    for token in world.links[-1:]:
        preview = (await world.api(PREVIEW, actor=Anonymous(), token=token))["postPreview"]
        title, slug = life.newest
        is_gone = life.status in {"DELETED", "REMOVED"}
        assert preview == (None if is_gone else {"title": title, "slug": slug})
