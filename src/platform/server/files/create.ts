import { join } from 'node:path'
import type { Config } from '../config.ts'
import { localStore } from './local.ts'
import type { FileStore } from './store.ts'

/** The installation's file store: S3 where a bucket is set, else the data folder. */
export async function createFileStore(config: Config): Promise<FileStore> {
  if (!config.S3_BUCKET) return localStore(join(config.dataDir, 'files'))
  // Loaded only where it is used: the client is large.
  const { s3Store } = await import('./s3.ts')
  return s3Store(config)
}
