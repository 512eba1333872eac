import { Upload } from 'tus-js-client'
import type { TestApp, TestClient } from '#test/app.ts'
import { beginUpload } from '../../contract/uploads.ts'
import { receiveUpload } from './receive-job.ts'

export const headersOf = (client: TestClient): Record<string, string> => ({
  'x-overpass': '1',
  cookie: [...client.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
})
export const bytesAt = (app: TestApp, uploadId: string) =>
  `${app.address}/api/library/uploads/${uploadId}/bytes`

type Sending = { chunkSize?: number; stopAfter?: number; headers?: Record<string, string> }

/** Sends bytes as a tus client would, from where the server has them; stops when so many have been taken, if told to. */
export function sendBytes(
  app: TestApp,
  client: TestClient,
  uploadId: string,
  bytes: Buffer,
  { chunkSize = Number.POSITIVE_INFINITY, stopAfter, headers = {} }: Sending = {},
): Promise<'sent' | 'stopped'> {
  return new Promise((resolve, reject) => {
    const upload = new Upload(bytes, {
      ...{ uploadUrl: bytesAt(app, uploadId), chunkSize, retryDelays: null },
      headers: { ...headersOf(client), ...headers },
      onError: reject,
      onSuccess: () => resolve('sent'),
      onChunkComplete(_size, taken) {
        if (stopAfter !== undefined && taken >= stopAfter)
          void upload.abort().then(() => resolve('stopped'), reject)
      },
    })
    upload.start()
  })
}

/** Runs the job that makes a file of a finished upload, as a worker would. */
export const finish = (app: TestApp, uploadId: string, lastAttempt = false) =>
  receiveUpload.run(
    { uploadId },
    { services: app.services, signal: new AbortController().signal, attempt: 1, lastAttempt },
  )

/** A whole file from its opening to its being there. */
export async function sendFile(
  app: TestApp,
  client: TestClient,
  versionId: string,
  { name, bytes, sha256 = null }: { name: string; bytes: Buffer; sha256?: string | null },
): Promise<string> {
  const { id } = await client(beginUpload, {
    params: { id: versionId },
    body: { name, size: bytes.length, sha256 },
  })
  await sendBytes(app, client, id, bytes)
  await finish(app, id)
  return id
}
