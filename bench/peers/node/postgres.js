// The pool that the Node.js peers share: as many connections as Broadsheet has, statements prepared.

import pg from 'pg'

const TIMESTAMPTZ = 1184

// As text, because making a Date of it and text of that again would cost the peer time.
pg.types.setTypeParser(TIMESTAMPTZ, (text) => `${text.slice(0, 10)}T${text.slice(11)}:00`)

const pool = new pg.Pool({ max: 10 })

export async function rows(name, text, values) {
  const answer = await pool.query({ name, text, values })
  return answer.rows
}
