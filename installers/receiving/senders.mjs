// Whose an upload is, and how much each sender may have here.
//
// nginx knows who sends and says so in a header, which it takes from nobody else. The name of an
// upload begins with what stands for its sender, so that nothing has to be looked up.

import { createHash, randomBytes } from 'node:crypto'

const SENDER = 'x-lssc-sender'
const LEAST = 1_000_000 // bytes that an upload counts for, so that many small ones fill no disk either
const FORGOTTEN_AFTER = 10 * 60 * 1000 // milliseconds; an upload is in the store long before

const refused = (status_code, body) => ({ status_code, body: `${body}\n` })

function prefixOf(request) {
  const sender = request.headers.get(SENDER)
  if (!sender) throw refused(403, 'nginx does not say who sends (X-Lssc-Sender).')
  return `${createHash('sha256').update(sender, 'latin1').digest('hex').slice(0, 32)}-`
}

// A new name for an upload of whoever sends this request.
export function nameUpload(request) {
  return prefixOf(request) + randomBytes(16).toString('hex')
}

// Others' uploads are to a sender as ones that are not there.
export function requireOwn(request, id) {
  if (!id.startsWith(prefixOf(request))) throw refused(404, 'There is no such upload.')
}

export class Allowance {
  #limit
  #sizes // of a prefix: the bytes of each upload in the store, by id
  #begun = new Map() // what was let in, and may not be in the store yet

  constructor(limit, sizes) {
    if (!(limit > 0)) throw new Error('SENDER_LIMIT must be a number of bytes.')
    this.#limit = limit
    this.#sizes = sizes
  }

  // Let an upload in where its sender has room for it.
  async admit(request, { id, size }) {
    if (size === undefined) throw refused(400, 'The length must be said (Upload-Length).')
    const prefix = prefixOf(request)
    const found = await this.#sizes(prefix) // nothing is waited for after this: two at once both count
    const now = Date.now()
    for (const [other, begun] of this.#begun) {
      if (now - begun.at > FORGOTTEN_AFTER) this.#begun.delete(other)
      else if (other.startsWith(prefix)) found.set(other, begun.size)
    }
    let sum = Math.max(size, LEAST)
    for (const each of found.values()) sum += Math.max(each, LEAST)
    if (sum > this.#limit) throw refused(507, 'You have no room left here.')
    this.#begun.set(id, { size, at: now })
  }

  // An upload was ended, and takes no room.
  forget(id) {
    this.#begun.delete(id)
  }
}
