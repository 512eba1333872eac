import { createHash } from 'node:crypto'
import { utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestServices, type TestServices } from '#test/services.ts'
import { sweepFiles } from './stored-files.ts'

let services: TestServices
beforeAll(async () => {
  services = await openTestServices()
})
afterAll(() => services.close())

const put = (text: string) => services.files.put(Readable.from([Buffer.from(text)]), { maxBytes: 100 })
const hashOf = (text: string) => createHash('sha256').update(text).digest('hex')

async function age(text: string): Promise<void> {
  const hash = hashOf(text)
  const long = new Date(Date.now() - 2 * 86_400_000)
  const path = join(services.config.dataDir, 'files', hash.slice(0, 2), hash.slice(2, 4), hash)
  await utimes(path, long, long)
}

test('bytes that nothing names go after a day; used and fresh ones stay', async () => {
  for (const text of ['refused', 'used', 'fresh']) await put(text)
  for (const text of ['refused', 'used']) await age(text)
  await services.ownerPool.query(
    `insert into platform.files (purpose, name, media_type, size, sha256) values ('test', 'a', 'text/plain', 4, $1)`,
    [Buffer.from(hashOf('used'), 'hex')],
  )
  await sweepFiles.run({}, { services, signal: new AbortController().signal, attempt: 1, lastAttempt: true })
  const left = await Promise.all(['refused', 'used', 'fresh'].map(text => services.files.has(hashOf(text))))
  expect(left).toEqual([false, true, true])
})
