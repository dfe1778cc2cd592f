// Takes packages by tus 1.0, for nginx on the same computer, and has each one filed that is whole.
//
// Settings are variables of the environment (receiver.conf). INCOMING is a folder, or s3://BUCKET/
// for a bucket that is for this alone; keys and region are then those of the AWS tools, and
// AWS_ENDPOINT_URL is for storage that is not Amazon's.

import { spawn } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'

import { FileStore } from '@tus/file-store'
import { EVENTS, Server } from '@tus/server'

import { removeGivenUp } from './given_up.mjs'
import { LosslessS3Store } from './s3_store.mjs'
import { Allowance, nameUpload, requireOwn } from './senders.mjs'

const { INCOMING, PORT = '8080', MAX_SIZE = '2000000000', FILE_RECEIVED } = process.env
const { SENDER_LIMIT = '20000000000' } = process.env
const A_MONTH = 30 * 24 * 3600 * 1000 // after which what was begun and given up may go

function store() {
  const bucket = /^s3:\/\/([^/]+)\/?$/.exec(INCOMING)
  if (bucket) {
    const endpoint = process.env.AWS_ENDPOINT_URL
    return new LosslessS3Store({
      partSize: 8 * 1024 * 1024,
      expirationPeriodInMilliseconds: A_MONTH,
      useTags: !endpoint, // few but Amazon's have them
      s3ClientConfig: {
        bucket: bucket[1],
        region: process.env.AWS_REGION,
        ...(endpoint && {
          endpoint,
          forcePathStyle: true,
          requestChecksumCalculation: 'WHEN_REQUIRED', // few but Amazon's know the newer ones
          responseChecksumValidation: 'WHEN_REQUIRED',
        }),
      },
    })
  }
  mkdirSync(INCOMING, { recursive: true, mode: 0o750 })
  return new FileStore({ directory: INCOMING, expirationPeriodInMilliseconds: A_MONTH })
}

// What a candidate reads back. Node itself closes such a stream twice where the candidate hangs up
// with the last byte, and ends the process over it.
function readable(file) {
  file.on('error', () => {}) // the next chunk says so; one that nobody asks for ends no process
  const chunks = file[Symbol.asyncIterator]()
  return new ReadableStream(
    {
      async pull(controller) {
        const { value, done } = await chunks.next()
        if (done) controller.close()
        else controller.enqueue(value)
      },
      cancel: () => file.destroy(),
    },
    { highWaterMark: 0 },
  )
}

const datastore = store()
const read = datastore.read.bind(datastore)
datastore.read = async (id) => readable(await read(id))

// A store can have every part of an upload and not the upload, where it failed or we were ended
// before the last step. Whoever asks for it next has it put together.
async function putTogether(id, size) {
  try {
    await datastore.write(Readable.from([]), id, size)
  } catch (error) {
    if (['NoSuchUpload', 'NoSuchKey'].includes(error.name)) return // it was already
    throw error
  }
  fileReceived()
}

if (datastore instanceof LosslessS3Store) {
  const getUpload = datastore.getUpload.bind(datastore)
  datastore.getUpload = async (id) => {
    const upload = await getUpload(id)
    if (upload.offset === upload.size) await putTogether(id, upload.size)
    return upload
  }
}

// The bytes that a sender's uploads have or will have, by id.
async function sizes(prefix) {
  if (datastore instanceof LosslessS3Store) return datastore.sizes(prefix)
  const found = new Map()
  for (const name of await readdir(INCOMING)) {
    if (!name.startsWith(prefix) || name.endsWith('.json')) continue
    const said = await datastore.configstore.get(name).catch(() => undefined)
    const has = await stat(join(INCOMING, name)).catch(() => undefined)
    if (has) found.set(name, Math.max(said?.size ?? 0, has.size))
  }
  return found
}

const allowance = new Allowance(Number(SENDER_LIMIT), sizes)

const tus = new Server({
  path: '/packages',
  datastore,
  maxSize: Number(MAX_SIZE),
  relativeLocation: true, // no header of a sender changes where an upload is
  disableTerminationForFinishedUploads: true, // nobody can delete what was handed in
  namingFunction: nameUpload,
  onIncomingRequest: async (request, id) => requireOwn(request, id),
  onUploadCreate: async (request, upload) => {
    await allowance.admit(request, upload)
    return {}
  },
})

// One run files all that is there. One that is asked for meanwhile comes after it, however often.
let running = false
let again = false

function fileReceived() {
  if (!FILE_RECEIVED) return
  if (running) {
    again = true
    return
  }
  running = true
  const run = spawn(FILE_RECEIVED, { shell: true, stdio: ['ignore', 'inherit', 'inherit'] })
  const done = () => {
    if (!running) return
    running = false
    if (again) {
      again = false
      fileReceived()
    }
  }
  run.on('error', done)
  run.on('exit', done)
}

tus.on(EVENTS.POST_FINISH, fileReceived)
tus.on(EVENTS.POST_TERMINATE, (_request, _response, id) => allowance.forget(id))
setInterval(() => {
  const removing =
    datastore instanceof FileStore
      ? removeGivenUp(datastore, A_MONTH)
      : datastore.deleteExpired()
  removing.catch((error) => console.error('given-up uploads:', error.message))
}, 24 * 3600 * 1000).unref()

const server = tus.listen({ host: '127.0.0.1', port: Number(PORT) }, () => {
  console.log(`listening on ${server.address().port}`)
  fileReceived() // what came in before a stop
})
