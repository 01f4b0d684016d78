"""Animals made at random: mostly as they are declared, and sometimes not at all."""

from typing import Any

from hypothesis import strategies as st

from tests.execution.menagerie import Beast, Feline, Human, Size

_ANYTHING: st.SearchStrategy[Any] = st.one_of(
    st.none(), st.text(max_size=3), st.integers(-1, 2**31), st.floats(), st.booleans()
)


def _mostly(usual: Any) -> st.SearchStrategy[Any]:
    """Give what is declared nine times of ten, and anything else the tenth time."""
    return st.integers(0, 9).flatmap(lambda dice: _ANYTHING if dice == 9 else st.just(usual))


PEOPLE = st.builds(Human, name=_mostly("Ada"), pets=_mostly([Beast()]))

_OTHERS = st.lists(
    st.sampled_from([Beast(name="Tom"), Feline(), Human(), Beast(legs=None), None]), max_size=2
)

BEASTS = st.builds(
    Beast,
    name=_mostly("Rex"),
    born=_mostly(Beast().born),
    size=_mostly(Size.LARGE),
    weight=_mostly(3.5),
    legs=_mostly(4),
    ratio=_mostly(0.5),
    tricks=_mostly([["sit", None], []]),
    good=_mostly(True),
    tag=_mostly("tag"),
    owner=st.one_of(st.none(), PEOPLE),
    others=_OTHERS,
    pens=st.one_of(_ANYTHING, st.lists(_OTHERS, max_size=2)),
    packs=st.one_of(st.none(), st.lists(_OTHERS, max_size=2)),
    nicknames=st.one_of(st.none(), st.lists(_mostly("Wolf"), max_size=3)),
    sizes=st.lists(_mostly(Size.SMALL), max_size=2),
    old_name=_mostly("Wolf"),
)
