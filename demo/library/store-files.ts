import { Readable } from 'node:stream'
import type pg from 'pg'
import type { FileStore } from '#platform/server/files/store.ts'
import { ITEM_IDS } from './ids.ts'

/**
 * Puts the bytes of the demo library into the store, where the database names some that are not there: a database may be
 * given its demo group before it has a store.
 */
export async function storeDemoFiles(ownerPool: pg.Pool, files: FileStore): Promise<void> {
  const { rows } = await ownerPool.query<{ sha256: string }>(
    `select f.sha256 from library.files f where f.item_id = any ($1) union
      select r.sha256 from library.renditions r join library.files f on f.id = r.file_id where f.item_id = any ($1)`,
    [ITEM_IDS],
  )
  const there = await Promise.all(rows.map(({ sha256 }) => files.has(sha256)))
  if (!there.includes(false)) return
  const { demoContents } = await import('./contents.ts')
  for (const content of (await demoContents()).values())
    for (const { bytes } of [content, ...(content.picture?.renditions ?? [])])
      await files.put(Readable.from([bytes]), { maxBytes: bytes.length })
  await ownerPool.query(
    `select platform.enqueue('library.' || job, json_build_object('fileId', f.id), 'library.' || job || 's', null, 5, null)
      from library.files f cross join lateral
        (select case when f.media_type ~ '^(audio|video)/' then 'video' else 'preview' end as job) way
      where f.item_id = any ($1) and f.preview = 'waiting' order by f.id`,
    [ITEM_IDS],
  )
}
