// A tus 1.0 receiver on 127.0.0.1 that says its port on the first line and ends with its stdin.
//
//   node tus_receiver.mjs FOLDER [--port N] [--user U --password P] [--max-size BYTES]
//                                [--expire MILLISECONDS] [--cert FILE --key FILE] [--no-read]
//                                [--checksum] [--digest]
//
// @tus/server has neither checksums nor digests; with the last two options it gets the checksum
// extension of tus 1.0, and tells the Repr-Digest (RFC 9530) of what it has.

import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import { parseArgs } from 'node:util'

import { FileStore } from '@tus/file-store'
import { Server } from '@tus/server'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    port: { type: 'string', default: '0' },
    user: { type: 'string' },
    password: { type: 'string' },
    'max-size': { type: 'string', default: '0' },
    expire: { type: 'string', default: '0' },
    cert: { type: 'string' },
    key: { type: 'string' },
    'no-read': { type: 'boolean', default: false },
    checksum: { type: 'boolean', default: false },
    digest: { type: 'boolean', default: false },
  },
})

const datastore = new FileStore({
  directory: positionals[0],
  expirationPeriodInMilliseconds: Number(values.expire),
})
const tus = new Server({
  path: '/files',
  datastore,
  maxSize: Number(values['max-size']),
  relativeLocation: true,
  lockDrainTimeout: 200,
})

const wanted = `Basic ${Buffer.from(`${values.user}:${values.password}`).toString('base64')}`

function answer(request, response) {
  if (values.user && request.headers.authorization !== wanted) {
    refuse(response, 401, { 'WWW-Authenticate': 'Basic realm="tus"' })
  } else if (values['no-read'] && request.method === 'GET') {
    refuse(response, 405)
  } else if (values.checksum && request.method === 'PATCH') {
    check(request, response)
  } else if (values.checksum && request.method === 'OPTIONS') {
    announceChecksums(response)
  } else {
    if (values.digest && request.method === 'HEAD') tellDigest(request, response)
    tus.handle(request, response)
  }
}

function refuse(response, status, headers = {}) {
  response.writeHead(status, { ...headers, Connection: 'close' })
  response.end()
}

function announceChecksums(response) {
  response.writeHead(204, {
    'Tus-Resumable': '1.0.0',
    'Tus-Version': '1.0.0',
    'Tus-Extension': 'creation,termination,expiration,checksum',
    'Tus-Checksum-Algorithm': 'md5,sha1,sha256',
  })
  response.end()
}

// Takes a whole PATCH before any of it is written, since what does not fit must leave no trace.
async function check(request, response) {
  const blocks = []
  try {
    for await (const block of request) blocks.push(block)
  } catch {
    return // the sender is gone
  }
  const body = Buffer.concat(blocks)
  const [algorithm, told] = (request.headers['upload-checksum'] ?? ' ').split(' ')
  if (algorithm && createHash(algorithm).update(body).digest('base64') !== told) {
    refuse(response, 460)
    return
  }
  const url = `http://${request.headers.host}${request.url}`
  const { method, headers } = request
  const answered = await tus.handleWeb(new Request(url, { method, headers, body }))
  response.writeHead(answered.status, Object.fromEntries(answered.headers))
  response.end(await answered.text())
}

function tellDigest(request, response) {
  try {
    const data = readFileSync(`${positionals[0]}/${request.url.split('/').at(-1)}`)
    const digest = createHash('sha256').update(data).digest('base64')
    response.setHeader('Repr-Digest', `sha-256=:${digest}:`)
  } catch {
    // there is no such upload, as the receiver says itself
  }
}

const listener = values.cert
  ? createSecureServer({ cert: readFileSync(values.cert), key: readFileSync(values.key) }, answer)
  : createServer(answer)
listener.listen(Number(values.port), '127.0.0.1', () => console.log(listener.address().port))

// Node.js 20 throws this when somebody who reads an upload goes away in the middle of it.
process.on('uncaughtException', (error) => {
  if (error.code !== 'ERR_INVALID_STATE') throw error
})

process.stdin.on('end', () => process.exit())
process.stdin.resume()
