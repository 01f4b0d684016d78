// Resolvers for servers that start from SDL. What is not here is read by its name.

import { readFileSync } from 'node:fs'
import { newestPosts, postBySlug } from './loaders.js'
import { updatePublication } from './mutations.js'

export const typeDefs = ['schema.graphql', 'mutations.graphql']
  .map((file) => readFileSync(`${process.env.BENCH_SCHEMAS}/${file}`, 'utf8'))
  .join('\n')

const idText = (prefix) => (row) => `${prefix}_${row.id.replaceAll('-', '')}`

export const resolvers = {
  Query: {
    post: (_, { publication, slug }) => postBySlug(publication, slug),
    posts: (_, { first }) => newestPosts(first),
  },
  Post: {
    id: idText('post'),
    content: (post, _, { loaders }) => loaders.content.load(post.contentId),
    author: (post, _, { loaders }) => loaders.user.load(post.authorId),
    publication: (post, _, { loaders }) => loaders.publication.load(post.publicationId),
    tags: (post, _, { loaders }) => loaders.tag.loadMany(post.tagIds),
    comments: (post, { first }, { loaders }) => loaders.comments(first).load(post.id),
  },
  Comment: {
    id: idText('comment'),
    content: (comment, _, { loaders }) => loaders.content.load(comment.contentId),
    author: (comment, _, { loaders }) => loaders.user.load(comment.authorId),
    replies: (comment, { first }, { loaders }) => loaders.replies(first).load(comment.id),
  },
  User: { id: idText('user') },
  Publication: {
    id: idText('publication'),
    members: (publication, { first }, { loaders }) => loaders.members(first).load(publication.id),
  },
  Membership: {
    role: (membership) => membership.role.toUpperCase(),
    user: (membership, _, { loaders }) => loaders.user.load(membership.userId),
  },
  Mutation: {
    updatePublication: (_, { input }, { authorization }) => updatePublication(authorization, input),
  },
}
