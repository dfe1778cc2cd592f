// Uploads that were begun and given up.

// Remove what was begun so long ago and is not whole. What is whole stays, also where it is not
// filed yet: FileStore's own deleteExpired takes that for given up too.
export async function removeGivenUp(store, milliseconds) {
  let removed = 0
  for (const id of await store.configstore.list()) {
    const upload = await store.getUpload(id).catch(() => undefined)
    if (!upload?.creation_date || upload.offset === upload.size) continue
    if (Date.now() - Date.parse(upload.creation_date) <= milliseconds) continue
    await store.remove(id)
    removed += 1
  }
  return removed
}
