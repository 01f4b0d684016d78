// PostGraphile with its recommended preset: the schema is what it makes of our tables.

import { createServer } from 'node:http'
import { grafserv } from 'postgraphile/grafserv/node'
import { makePgService } from 'postgraphile/adaptors/pg'
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber'
import { postgraphile } from 'postgraphile'

const preset = {
  extends: [PostGraphileAmberPreset],
  pgServices: [makePgService({ poolConfig: { max: 10 }, schemas: ['public'] })],
  // Partial indexes do not count as indexes for it, and it offers no filter without one.
  disablePlugins: ['PgIndexBehaviorsPlugin'],
  grafserv: { graphiql: false, graphqlPath: '/graphql' },
  grafast: { explain: false },
}

const server = createServer()
const instance = postgraphile(preset)
await instance.createServ(grafserv).addTo(server)
server.listen(0, '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${server.address().port}/graphql`)
})
