import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import {
  CopyObjectCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  paginateListObjectsV2,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3'
import { Upload } from '@aws-sdk/lib-storage'
import { Failure } from '../../contract/errors.ts'
import type { Config } from '../config.ts'
import { HASH, measure, pathOfHash } from './put.ts'
import type { FileStore } from './store.ts'

const PREFIX = 'files/'
const PART_BYTES = 8 * 1024 * 1024

type S3Config = Pick<Config, 'S3_ENDPOINT' | 'S3_REGION' | 'S3_BUCKET' | 'S3_ACCESS_KEY' | 'S3_SECRET_KEY'>

/**
 * Files in an S3 bucket. The hash is known only when the last byte has passed, so a file is uploaded under a
 * passing name and then copied by the store to `files/ab/cd/<sha256>`. A rule of the bucket should expire
 * `incoming/` after a day, for uploads that a crash has left behind.
 */
export function s3Store(config: S3Config): FileStore {
  const Bucket = config.S3_BUCKET ?? ''
  const client = new S3Client({
    region: config.S3_REGION,
    endpoint: config.S3_ENDPOINT,
    forcePathStyle: config.S3_ENDPOINT !== undefined,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    credentials: {
      accessKeyId: config.S3_ACCESS_KEY ?? '',
      secretAccessKey: config.S3_SECRET_KEY ?? '',
    },
  })
  const keyOf = (sha256: string) => PREFIX + pathOfHash(sha256)
  const has = (Key: string) =>
    client.send(new HeadObjectCommand({ Bucket, Key })).then(
      () => true,
      error => {
        if (isMissing(error)) return false
        throw unavailable(error)
      },
    )

  return {
    async put(content, { maxBytes }) {
      const aside = `incoming/${randomUUID()}`
      const measured = measure(maxBytes)
      const Body = Readable.from(measured.through(content), { objectMode: false })
      try {
        await new Upload({
          client,
          params: { Bucket, Key: aside, Body },
          partSize: PART_BYTES,
          queueSize: 2,
        }).done()
        const stored = measured.stored()
        const Key = keyOf(stored.sha256)
        if (!(await has(Key)))
          await client.send(new CopyObjectCommand({ Bucket, Key, CopySource: `${Bucket}/${aside}` }))
        return stored
      } catch (error) {
        throw unavailable(error)
      } finally {
        await client.send(new DeleteObjectCommand({ Bucket, Key: aside })).catch(() => {})
      }
    },
    async read(sha256, range) {
      try {
        const { Body } = await client.send(
          new GetObjectCommand({
            Bucket,
            Key: keyOf(sha256),
            Range: range && `bytes=${range.start}-${range.end}`,
          }),
        )
        if (!(Body instanceof Readable)) throw new Error('the store answered without a body')
        return Body
      } catch (error) {
        throw isMissing(error) ? new Failure('missing', 'file.missing') : unavailable(error)
      }
    },
    has: async sha256 => has(keyOf(sha256)),
    async remove(sha256) {
      await client.send(new DeleteObjectCommand({ Bucket, Key: keyOf(sha256) }))
    },
    async *list() {
      for await (const { Contents } of paginateListObjectsV2({ client }, { Bucket, Prefix: PREFIX }))
        for (const { Key = '', Size = 0, LastModified = new Date() } of Contents ?? []) {
          const sha256 = Key.slice(Key.lastIndexOf('/') + 1)
          if (HASH.test(sha256)) yield { sha256, size: Size, storedAt: LastModified }
        }
    },
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof S3ServiceException && ['NoSuchKey', 'NotFound'].includes(error.name)
}

/** What the store or the way to it refuses is told as "try again later", a full one as full. */
function unavailable(error: unknown): unknown {
  if (error instanceof S3ServiceException) {
    const full = /QuotaExceeded|InsufficientStorage|XMinioStorageFull/.test(error.name)
    return Object.assign(new Failure('unavailable', full ? 'full' : 'unavailable'), { cause: error })
  }
  const { code, name } = error as { code?: string; name?: string }
  const lost = /^(ECONN|ENOTFOUND|EAI_AGAIN|EPIPE|ETIMEDOUT)/.test(code ?? '') || name === 'TimeoutError'
  return lost ? Object.assign(new Failure('unavailable', 'unavailable'), { cause: error }) : error
}
