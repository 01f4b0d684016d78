"""Anybody does anything to a post, in any order: each is told what a small model says.

After every step the model also says who sees what of it, wherever they look.
BROADSHEET_TEST_STEPS sets how many steps there are for each seed.
"""

import json
import os
from dataclasses import dataclass, field
from random import Random
from typing import Any

import pytest

from domain.actor import Anonymous
from domain.ids import PUBLICATION, USER
from domain.posts.models import PostStatus
from tests.api.client import Api
from tests.api.people import EVERYBODY, People, announced, make_people
from tests.api.post_life import AUTHOR, CO_AUTHOR, HIDDEN, SLUGS, TAKEN, Life, Step
from tests.factories import make_post, make_series, make_tag
from tests.pinned import PinnedDatabase

SEEDS = range(44, 48)
"""Those of which a test below says that they do everything."""

STEPS = int(os.environ.get("BROADSHEET_TEST_STEPS", "50"))

NAMES = {
    "savePost": 6,
    "publishPost": 4,
    "publishPostEdits": 4,
    "discardPostEdits": 4,
    "unpublishPost": 1,
    "archivePost": 1,
    "deletePost": 1,
    "restorePost": 3,
    "submitPost": 4,
    "withdrawSubmission": 3,
    "requestChanges": 3,
    "approvePost": 2,
    "pinPost": 1,
    "createPreviewLink": 1,
    "removeCoAuthor": 0.4,
}
"""What is done, and how often."""

_NAMES_A_VERSION = {
    "savePost",
    "publishPost",
    "publishPostEdits",
    "discardPostEdits",
    "approvePost",
}

TAKEN_DOWN = {"PUBLISHED": 0.05, "REMOVED": 0.5}
"""How likely it is that moderators take a post down, or put it up again."""

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
        if step.name in _NAMES_A_VERSION:
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


def any_step(random: Random, life: Life) -> Step | None:
    """Return what somebody tries next, or None where moderators take the post down or put it up.

    Half of it is what somebody may do, so that something comes of it.
    """
    if random.random() < TAKEN_DOWN.get(life.status, 0):
        return None
    steps = [_drawn(random) for _ in range(random.choice((1, 12)))]
    return next((step for step in steps if life.refusal(step) is None), steps[0])


def _drawn(random: Random) -> Step:
    [name] = random.choices(list(NAMES), list(NAMES.values()))
    slug = random.choice((None, *SLUGS, TAKEN)) if name == "savePost" else None
    is_stale = name in _NAMES_A_VERSION and random.random() < 0.2
    return Step(random.choice(EVERYBODY), name, slug, is_stale)


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


async def take_down_or_put_up(world: World) -> None:
    """Do what moderators will: there is no mutation for it yet. A pending edit stays beside it."""
    world.life.take_down_or_put_up()
    await world.database.execute(
        "UPDATE posts SET status = $2 WHERE id = $1",
        world.people.post_id,
        PostStatus[world.life.status],
    )


@pytest.mark.parametrize("seed", SEEDS)
async def test_whatever_happens_to_a_post_is_what_the_model_says(
    database: PinnedDatabase, api: Api, seed: int
) -> None:
    random = Random(seed)  # noqa: S311 - the same every time
    world = await begin(database, api)
    life, done = world.life, list[Step | None]()
    for _ in range(STEPS):
        step = any_step(random, life)
        done.append(step)
        if step is None:
            await take_down_or_put_up(world)
        else:
            expected = life.refusal(step)
            assert await world.do(step) == expected, done
            if expected is not None:
                assert len(await announced(database)) == life.events, done
                continue
            life.live(step)
        await check(world)
        assert len(await announced(database)) == life.events, done


def test_so_many_steps_do_everything_and_run_into_everything() -> None:
    told: set[tuple[str, str | None]] = set()
    for seed in SEEDS:
        random, life = Random(seed), Life()  # noqa: S311 - the same every time
        for _ in range(50):
            step = any_step(random, life)
            if step is None:
                life.take_down_or_put_up()
                continue
            refusal = life.refusal(step)
            told.add((step.name, refusal))
            if refusal is None:
                life.live(step)

    assert {name for name, refusal in told if refusal is None} == set(NAMES)
    assert {refusal for _, refusal in told} >= {
        "PERMISSION_DENIED",
        "POST_NOT_FOUND",
        "STALE_VERSION",
        "SLUG_TAKEN",
        "POST_DELETED",
        "POST_REMOVED",
    }
