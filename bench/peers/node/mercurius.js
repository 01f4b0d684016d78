// Mercurius with graphql-jit: operations are compiled at their first repetition.

import Fastify from 'fastify'
import mercurius from 'mercurius'
import { makeLoaders } from './loaders.js'
import { resolvers, typeDefs } from './resolvers.js'

const app = Fastify({ logger: false })

app.register(mercurius, {
  schema: typeDefs,
  resolvers,
  context: (request) => ({
    loaders: makeLoaders(),
    authorization: request.headers.authorization,
  }),
  jit: 1,
})

const address = await app.listen({ host: '127.0.0.1', port: 0 })
console.log(`${address}/graphql`)
