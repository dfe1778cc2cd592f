// A store on S3 that loses nothing that it has confirmed.
//
// S3 takes parts of 5 MB and more, but for the last. @tus/s3-store keeps an end that is shorter as an
// object of its own, ID.part, and removes it before the part is stored that takes it in: where that
// failed, confirmed bytes were gone. Here it stays until then. It bears the number that its part will
// have, by which one is known that was left over when its part was stored already.

import { S3Store } from '@tus/s3-store'

const NUMBER = 'part-number'

export class LosslessS3Store extends S3Store {
  #requests = new Map() // by upload, while one is written: its first and next number, what is on its way

  async uploadParts(metadata, stream, number, offset) {
    const { id } = metadata.file
    this.#requests.set(id, { first: number, next: number, onTheWay: [] })
    try {
      return await super.uploadParts(metadata, stream, number, offset)
    } finally {
      this.#requests.delete(id)
    }
  }

  async uploadPart(metadata, stream, number) {
    const { id } = metadata.file
    const storing = super.uploadPart(metadata, stream, number)
    const request = this.#requests.get(id)
    request?.onTheWay.push(storing)
    if (request) request.next = number + 1
    const tag = await storing
    if (request?.first === number) await this.#removeLeftOver(id)
    return tag
  }

  // The bytes that each upload has or will have whose name begins so, by id.
  async sizes(prefix) {
    const found = new Map()
    let page = {}
    do {
      page = await this.client.listObjectsV2({
        Bucket: this.bucket,
        Prefix: prefix,
        ContinuationToken: page.NextContinuationToken,
      })
      for (const { Key } of page.Contents ?? []) {
        if (!Key.endsWith('.info')) continue
        const id = Key.slice(0, -'.info'.length)
        found.set(id, (await this.getMetadata(id)).file.size ?? 0)
      }
    } while (page.IsTruncated)
    return found
  }

  async uploadIncompletePart(id, stream) {
    const { next, onTheWay } = this.#requests.get(id)
    await Promise.all(onTheWay) // an end without what is before it would be of no use
    const stored = await this.client.putObject({
      Bucket: this.bucket,
      Key: this.partKey(id, true),
      Body: stream,
      Tagging: this.useCompleteTag('false'),
      Metadata: { [NUMBER]: String(next) },
    })
    return stored.ETag
  }

  async deleteIncompletePart() {} // what is asked for before its bytes are stored elsewhere

  async getIncompletePart(id) {
    const found = await this.#incompletePart(id, 'getObject')
    if (found && (await this.#isLeftOver(id, found))) {
      found.Body.destroy()
      return undefined
    }
    return found?.Body
  }

  async getIncompletePartSize(id) {
    const found = await this.#incompletePart(id, 'headObject')
    return found && !(await this.#isLeftOver(id, found)) ? found.ContentLength : undefined
  }

  async #incompletePart(id, ask) {
    try {
      return await this.client[ask]({ Bucket: this.bucket, Key: this.partKey(id, true) })
    } catch (error) {
      if (['NotFound', 'NoSuchKey'].includes(error.name)) return undefined
      throw error
    }
  }

  async #isLeftOver(id, { Metadata }) {
    const number = Metadata?.[NUMBER]
    const last = (await this.retrieveParts(id)).at(-1)?.PartNumber ?? 0
    return number !== undefined && Number(number) !== last + 1
  }

  async #removeLeftOver(id) {
    try {
      await super.deleteIncompletePart(id)
    } catch (error) {
      console.error(`${id}: what is left over of it stays:`, error.message)
    }
  }
}
