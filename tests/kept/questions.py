"""Questions about a town whose answers are kept."""

POST_PAGE = """{
  post(publication: "daily", slug: "shown") {
    title author { name } tags { name } series { title } commentCount content { html }
    reactionCounts { kind count }
    comments { totalCount nodes { content { html } author { name } } }
  }
}"""

WHO_REACTED = """{
  post(publication: "daily", slug: "shown") {
    reactions { totalCount nodes { user { name } } }
    comments { nodes { reactions(kind: "love") { totalCount nodes { user { name } } } } }
  }
}"""

NEWEST = "{ posts(first: 1, orderBy: OLDEST) { nodes { title commentCount } } }"
PUBLICATION = '{ publication(handle: "daily") { name posts { nodes { title } totalCount } } }'
AUTHOR = '{ user(username: "ada") { name posts { nodes { title } } comments { totalCount } } }'
TAG = '{ tag(slug: "sql") { name posts { nodes { title } } } }'
ADDRESS = '{ resolvePath(publication: "daily", path: "shown") { ... on Post { title } } }'
NO_POST = '{ post(publication: "daily", slug: "later") { title } }'
NO_USER = '{ user(username: "eve") { name } }'
NO_PATH = '{ resolvePath(publication: "daily", path: "old") { __typename } }'
NEIGHBOURS = '{ post(publication: "daily", slug: "shown") { next { title } previous { title } } }'
DISCUSSED = "{ posts(orderBy: MOST_DISCUSSED, first: 1) { nodes { slug } } }"
COUNT = "{ posts { totalCount } }"
GERMAN = '{ posts(filter: {language: "de"}) { nodes { slug } } }'
BY_BOB = '{ posts(filter: {author: "bob"}) { totalCount } }'
ABOUT_SQL = '{ posts(filter: {tag: "sql"}) { totalCount } }'
OF_WEEKLY = '{ posts(filter: {publication: "weekly"}) { totalCount } }'
COMMENTS_OF_BOB = '{ user(username: "bob") { comments { totalCount } } }'
SERIES = '{ publication(handle: "weekly") { series { nodes { title posts { totalCount } } } } }'
REDIRECTS = '{ publication(handle: "daily") { redirects { nodes { target } } } }'
MEMBERS = '{ publication(handle: "daily") { members { nodes { role } } } }'
MEMBERSHIPS = '{ user(username: "bob") { publications { nodes { handle } } } }'
TAGS_OF_DAILY = '{ publication(handle: "daily") { tags { nodes { slug } } } }'
TAGS = "{ tags(orderBy: NEWEST) { nodes { slug } } }"
NO_TAG = '{ tag(slug: "later") { name } }'
NO_PAGE = '{ page(publication: "daily", slug: "later") { title } }'

MENTIONED = """{
  post(publication: "daily", slug: "shown") {
    mentions { name }
    comments { nodes { mentions { name } replies { nodes { quoted { id reactionCount } } } } }
  }
}"""

REPLIES = """{
  post(publication: "daily", slug: "shown") {
    title
    comments { nodes { replies { nodes { editedAt } } } }
  }
}"""

FRONT = '{ publication(handle: "daily") { pinnedPost { title } navigationLinks { label } } }'
NO_FORMER = '{ publication(handle: "later") { handle } }'
NO_FORMER_USER = '{ user(username: "later") { name } }'
POSTS_OF_FORMER = '{ posts(filter: {publication: "later"}) { totalCount } }'
THREAD = '{ post(publication: "daily", slug: "shown") { thread { totalCount } } }'

CHANGE_LOG = """{
  post(publication: "daily", slug: "shown") { changeLog { totalCount nodes { title } } }
}"""

PEOPLE = "{ users(first: 1) { nodes { username } } }"
