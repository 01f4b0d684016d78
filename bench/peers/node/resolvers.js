// Resolvers for servers that start from SDL. What is not here is read by its name.

import { readFileSync } from 'node:fs'
import { newestPosts, postBySlug } from './loaders.js'

export const typeDefs = readFileSync(process.env.BENCH_SCHEMA, 'utf8')

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
}
