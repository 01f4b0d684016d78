// One statement for a level of the answer, by dataloaders that live as long as a request.

import DataLoader from 'dataloader'
import { rows } from './postgres.js'

const POST = `p.id, p.publication_id AS "publicationId", p.author_id AS "authorId",
  p.tag_ids AS "tagIds", p.content_id AS "contentId", p.slug, p.title, p.subtitle, p.brief,
  p.published_at AS "publishedAt", p.reading_minutes AS "readTimeInMinutes",
  p.comment_count AS "commentCount", p.reaction_count AS "reactionCount"`

const COMMENT = `c.id, c.author_id AS "authorId", c.content_id AS "contentId",
  c.created_at AS "createdAt", c.reaction_count AS "reactionCount"`

const IS_SHOWN = 'c.hidden_at IS NULL AND NOT c.is_buried'

const MEMBER = 'm.user_id AS "userId", m.role, m.joined_at AS "joinedAt"'

export async function postBySlug(publication, slug) {
  const found = await rows(
    'post-by-slug',
    `SELECT ${POST} FROM posts p JOIN publications b ON b.id = p.publication_id
      WHERE b.handle = $1 AND p.slug = $2 AND p.status = 'published'`,
    [publication, slug],
  )
  return found[0] ?? null
}

export async function newestPosts(first) {
  const found = await rows(
    `newest-posts-${first}`,
    `SELECT ${POST} FROM posts p WHERE p.status = 'published'
      ORDER BY p.published_at DESC, p.id DESC LIMIT ${first + 1}`,
    [],
  )
  return page(found, first)
}

export function makeLoaders() {
  return {
    user: byId('users', 'SELECT id, username, name, avatar_url AS "avatarUrl" FROM users'),
    publication: byId('publications', 'SELECT id, handle, name, description FROM publications'),
    tag: byId('tags', 'SELECT id, slug, name FROM tags'),
    content: byId('contents', 'SELECT id, html FROM contents'),
    comments: commentPages('comments', 'c.post_id = wanted.id AND c.parent_id IS NULL'),
    replies: commentPages('replies', 'c.parent_id = wanted.id'),
    members: childPages(
      'members',
      `SELECT ${MEMBER} FROM memberships m WHERE m.publication_id = wanted.id`,
      '"joinedAt", "userId"',
    ),
  }
}

function byId(name, select) {
  return new DataLoader(async (ids) => {
    const found = await rows(name, `${select} WHERE id = ANY($1::uuid[])`, [ids])
    const known = new Map(found.map((row) => [row.id, row]))
    return ids.map((id) => known.get(id) ?? null)
  })
}

function commentPages(name, condition) {
  const select = `SELECT ${COMMENT} FROM comments c WHERE ${condition} AND ${IS_SHOWN}`
  return childPages(name, select, '"createdAt", id')
}

function childPages(name, select, order) {
  const loaders = new Map()
  return (first) => {
    if (!loaders.has(first)) loaders.set(first, childPagesOf(name, select, order, first))
    return loaders.get(first)
  }
}

function childPagesOf(name, select, order, first) {
  return new DataLoader(async (ids) => {
    const found = await rows(
      `${name}-${first}`,
      `SELECT wanted.ordinal::integer, item.*
         FROM unnest($1::uuid[]) WITH ORDINALITY AS wanted (id, ordinal)
        CROSS JOIN LATERAL (
                ${select} ORDER BY ${order} LIMIT ${first + 1}
              ) AS item
        ORDER BY wanted.ordinal, ${order}`,
      [ids],
    )
    const lists = ids.map(() => [])
    for (const row of found) lists[row.ordinal - 1].push(row)
    return lists.map((list) => page(list, first))
  })
}

function page(found, first) {
  const hasNextPage = found.length > first
  return { nodes: hasNextPage ? found.slice(0, first) : found, pageInfo: { hasNextPage } }
}
