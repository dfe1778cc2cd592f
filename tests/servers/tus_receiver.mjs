// A tus 1.0 receiver on 127.0.0.1 that says its port on the first line and ends with its stdin.
//
//   node tus_receiver.mjs FOLDER [--port N] [--user U --password P] [--max-size BYTES]
//                                [--expire MILLISECONDS] [--cert FILE --key FILE] [--no-read]

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
    response.writeHead(401, { 'WWW-Authenticate': 'Basic realm="tus"', Connection: 'close' })
    response.end()
  } else if (values['no-read'] && request.method === 'GET') {
    response.writeHead(405)
    response.end()
  } else {
    tus.handle(request, response)
  }
}

const listener = values.cert
  ? createSecureServer({ cert: readFileSync(values.cert), key: readFileSync(values.key) }, answer)
  : createServer(answer)
listener.listen(Number(values.port), '127.0.0.1', () => console.log(listener.address().port))

process.stdin.on('end', () => process.exit())
process.stdin.resume()
