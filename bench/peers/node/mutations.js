// Changing a publication: whoever may do it is found, the row is held, and the change, its audit entry
// and its event are one transaction.

import { createHash, randomUUID } from 'node:crypto'
import { inTransaction, rows } from './postgres.js'

const LONGEST_DESCRIPTION = 1000

const CALLER = `SELECT s.user_id AS "userId", a.role FROM sessions s
  JOIN accounts a ON a.user_id = s.user_id WHERE s.token_hash = $1 AND s.expires_at > now()`
const LOCK = `SELECT id, handle, name, description FROM publications WHERE id = $1
  FOR NO KEY UPDATE`
const ROLE = 'SELECT role FROM memberships WHERE publication_id = $1 AND user_id = $2'
const SAVE = 'UPDATE publications SET description = $2 WHERE id = $1'
const AUDIT = `INSERT INTO audit_entries
  (id, actor_id, action, subject, details, occurred_at, publication_id)
  VALUES ($1, $2, $3, $4, $5, $6, $7)`
const ANNOUNCE = 'INSERT INTO outbox (name, occurred_at, payload) VALUES ($1, $2, $3)'

const EVENT = 'publication.updated'

export async function updatePublication(authorization, { publicationId, description }) {
  const caller = await callerWith(authorization)
  if (!caller) return refused('UnauthenticatedError', 'UNAUTHENTICATED', 'Sign in to do this.')
  const id = publicationId.replace('publication_', '')
  return inTransaction(async (rows) => {
    const [publication] = await rows('lock-publication', LOCK, [id])
    if (!publication) {
      const message = 'There is no such publication.'
      return refused('NotFoundError', 'PUBLICATION_NOT_FOUND', message)
    }
    const [membership] = await rows('role', ROLE, [id, caller.userId])
    if (caller.role !== 'admin' && membership?.role !== 'owner') {
      const message = 'Only its owners change a publication.'
      return refused('PermissionDeniedError', 'PERMISSION_DENIED', message)
    }
    const text = description.trim()
    if (text.length > LONGEST_DESCRIPTION) {
      return refused('InvalidInputError', 'INVALID_INPUT', 'The description is too long.')
    }
    const updated = { ...publication, description: text || null }
    if (updated.description !== publication.description) await save(rows, updated, caller)
    return { __typename: 'UpdatePublicationSuccess', publication: updated }
  })
}

async function callerWith(authorization) {
  if (!authorization?.startsWith('Bearer ')) return null
  const hash = createHash('sha256').update(authorization.slice('Bearer '.length)).digest()
  const found = await rows('caller', CALLER, [hash])
  return found[0] ?? null
}

async function save(rows, publication, caller) {
  const at = new Date().toISOString()
  const subject = `publication_${publication.id.replaceAll('-', '')}`
  const actor = `user_${caller.userId.replaceAll('-', '')}`
  const details = JSON.stringify({ changed: 'description' })
  const event = JSON.stringify({
    occurred_at: at,
    publication_id: subject,
    actor_id: actor,
    changed: ['description'],
  })
  await rows('save-publication', SAVE, [publication.id, publication.description])
  const entry = [randomUUID(), caller.userId, EVENT, subject, details, at, publication.id]
  await rows('audit', AUDIT, entry)
  await rows('announce', ANNOUNCE, [EVENT, at, event])
}

function refused(type, code, message) {
  return { __typename: type, code, message }
}
