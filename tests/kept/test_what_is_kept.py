"""Which answers are kept, and that whoever writes finds the next one new."""

from domain.ids import POST, USER
from tests.kept.site import Site
from tests.kept.town import Town


async def test_whoever_publishes_finds_the_post_in_the_next_answer(site: Site, town: Town) -> None:
    query = "{ posts { nodes { id } } }"
    assert POST.text_of(town.draft) not in str(await site.ask(query))
    assert site.keeps(query)

    await site.publish(town.bob, town.draft)

    assert not site.keeps(query)
    assert POST.text_of(town.draft) in str(await site.ask(query))


async def test_what_is_shown_to_one_member_alone_is_not_kept_for_others(
    site: Site, town: Town
) -> None:
    query = "query ($id: ID!) { node(id: $id) { id } }"
    draft = POST.text_of(town.draft)
    assert await site.ask(query, id=draft) == {"node": None}

    assert await site.ask(query, actor=town.bob, id=draft) == {"node": {"id": draft}}
    assert await site.ask(query, id=draft) == {"node": None}


async def test_what_looks_at_the_clock_is_not_kept(site: Site, town: Town) -> None:
    user = USER.text_of(town.ada.user_id)
    top = "{ posts(orderBy: TOP_OF_DAY) { nodes { id } } }"
    below = (
        "query ($id: ID!, $by: PostOrder!)"
        " { node(id: $id) { ... on User { posts(orderBy: $by) { totalCount } } } }"
    )
    await site.ask(top)
    await site.ask(below, id=user, by="TOP_OF_WEEK")
    await site.ask(below, id=user, by="NEWEST")

    assert not site.keeps(top)
    assert not site.keeps(below, id=user, by="TOP_OF_WEEK")
    assert site.keeps(below, id=user, by="NEWEST")
