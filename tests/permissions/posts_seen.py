"""Who finds posts, and what they are offered to do with them."""

from tests.permissions.rules import NO_ONE, Read, Viewed

_SEEN_BY = "writers editors staff reader"
"""Who may edit a post sees it whatever its state, and so do the staff."""

_EDITED_BY = "writers editors admin reader"

_HIDDEN = dict.fromkeys(("draft", "withdrawn", "archived", "deleted", "removed"), _SEEN_BY)
_BY_NAME = {"published": "everyone", "edited": "everyone", **_HIDDEN}
_IN_LISTS = {
    "published": "everyone",
    "edited": "everyone",
    **dict.fromkeys(_HIDDEN, NO_ONE),
}

_PAGE = "totalCount nodes { id }"
_POSTS = f"posts(first: 100) {{ {_PAGE} }}"

_NAMED = {
    "node": "query ($id: ID!) { node(id: $id) { id } }",
    "nodes": "query ($id: ID!) { nodes(ids: [$id]) { id } }",
    "post(slug)": '{ post(publication: "daily", slug: "STATE") { id } }',
    "resolvePath": '{ resolvePath(publication: "daily", path: "STATE") { ... on Post { id } } }',
}

_LISTED = {
    "posts": f"{{ {_POSTS} }}",
    "posts, backward": f"{{ posts(last: 100, orderBy: OLDEST) {{ {_PAGE} }} }}",
    "posts(filter)": f'{{ posts(filter: {{author: "co-author", tag: "a-tag"}}) {{ {_PAGE} }} }}',
    "Publication.posts": f'{{ publication(handle: "daily") {{ postCount {_POSTS} }} }}',
    "Tag.posts": f'{{ tag(slug: "a-tag") {{ postCount {_POSTS} }} }}',
    "User.posts": f'{{ user(username: "co-author") {{ {_POSTS} }} }}',
    "Series.posts": f'{{ publication(handle: "daily") {{ series {{ nodes {{ {_POSTS} }} }} }} }}',
    "Post.previous": '{ post(publication: "daily", slug: "after-STATE") { previous { id } } }',
}

_TITLES = "nodes { title brief }"

READS = [
    *(Read("Post", way, document, _BY_NAME) for way, document in _NAMED.items()),
    *(Read("Post", way, document, _IN_LISTS) for way, document in _LISTED.items()),
    Read(
        "Edit of a post",
        "Post.pendingEdit",
        '{ post(publication: "daily", slug: "STATE") { pendingEdit { title } } }',
        {"edited": _EDITED_BY},
    ),
    Read(
        "Edit of a post",
        "Post.newestEdit",
        '{ post(publication: "daily", slug: "STATE") { newestEdit { title } } }',
        {"edited": _EDITED_BY},
    ),
    Read(
        "Edit of a post",
        "Post.newestEdit, of node",
        "query ($id: ID!) { node(id: $id) { ... on Post { newestEdit { title } } } }",
        {"edited": _EDITED_BY},
    ),
    Read(
        "Edit of a post",
        "Post.title",
        f'{{ posts {{ {_TITLES} }} post(publication: "daily", slug: "STATE") {{ title brief }} }}',
        {"edited": NO_ONE},
    ),
]

_UNSEEN_BY = "anonymous contributor outsiders"

_WHO_MAY_EDIT = "writers editors admin"

VIEWED = [
    Viewed(
        "Post.viewerCanEdit",
        {
            "published": (_WHO_MAY_EDIT, NO_ONE),
            "draft": (_WHO_MAY_EDIT, _UNSEEN_BY),
            "removed": (_WHO_MAY_EDIT, _UNSEEN_BY),
        },
    ),
    Viewed(
        "Post.viewerCanPublish",
        {
            "published": ("editors admin", NO_ONE),
            "draft": ("editors admin", _UNSEEN_BY),
        },
    ),
    Viewed(
        "Post.viewerCanUnpublish",
        {
            "published": ("author editors staff", NO_ONE),
            "draft": ("author editors staff", _UNSEEN_BY),
        },
    ),
    Viewed(
        "Post.viewerCanDelete",
        {
            "published": ("editors admin", NO_ONE),
            "draft": ("author editors admin", _UNSEEN_BY),
        },
    ),
    Viewed(
        "Post.viewerCanSubmit",
        {
            "edited": (_WHO_MAY_EDIT, NO_ONE),
            "draft": (_WHO_MAY_EDIT, _UNSEEN_BY),
        },
    ),
    Viewed(
        "Post.viewerCanChooseCoAuthors",
        {
            "published": ("author editors admin", NO_ONE),
            "draft": ("author editors admin", _UNSEEN_BY),
        },
    ),
]
