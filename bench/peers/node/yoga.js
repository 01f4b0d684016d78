// Yoga with graphql-jit by Envelop's plugin, and its caches of parsed and validated documents.

import { createServer } from 'node:http'
import { useGraphQlJit } from '@envelop/graphql-jit'
import { createSchema, createYoga } from 'graphql-yoga'
import { makeLoaders } from './loaders.js'
import { resolvers, typeDefs } from './resolvers.js'

const yoga = createYoga({
  schema: createSchema({ typeDefs, resolvers }),
  context: ({ request }) => ({
    loaders: makeLoaders(),
    authorization: request.headers.get('authorization'),
  }),
  plugins: [useGraphQlJit()],
  graphiql: false,
  logging: false,
})

const server = createServer(yoga)
server.listen(0, '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${server.address().port}/graphql`)
})
