// The pool that the Node.js peers share: as many connections as Broadsheet has, statements prepared.

import pg from 'pg'

const TIMESTAMPTZ = 1184

// As text, because making a Date of it and text of that again would cost the peer time.
pg.types.setTypeParser(TIMESTAMPTZ, (text) => `${text.slice(0, 10)}T${text.slice(11)}:00`)

const pool = new pg.Pool({ max: 10 })

// Commits what `work` does with the function of its own that it is given, or nothing of it.
export async function inTransaction(work) {
  const client = await pool.connect()
  try {
    await client.query('BEGIN')
    const done = await work(async (name, text, values) => {
      const answer = await client.query({ name, text, values })
      return answer.rows
    })
    await client.query('COMMIT')
    return done
  } catch (error) {
    await client.query('ROLLBACK')
    throw error
  } finally {
    client.release()
  }
}

export async function rows(name, text, values) {
  const answer = await pool.query({ name, text, values })
  return answer.rows
}
