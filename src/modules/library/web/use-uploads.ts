import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { Upload as Sender } from 'tus-js-client'
import { RequestError } from '#platform/contract/client.ts'
import { api } from '#platform/web/api.ts'
import { beginUpload, findSame, type Upload } from '../contract/uploads.ts'

/** Files up to here are hashed before they are sent, so that the same bytes are told of first. */
const HASHED_BYTES = 64_000_000
const CHUNK_BYTES = 8 * 1024 * 1024
const RETRIES = [0, 1000, 3000, 10_000, 30_000]

export type Running = {
  key: string
  name: string
  size: number
  sent: number
  state: 'preparing' | 'sending' | 'sent' | 'paused' | 'failed'
  error: unknown
}

type Same = Awaited<ReturnType<typeof api<typeof findSame>>>['rows']
type Asking = {
  versionId: string
  /** Uploads that were begun before and can be gone on with. */
  open: readonly Upload[]
  /** Asks whether to send what is there already. */
  sendAgain: (file: File, same: Same) => Promise<boolean>
}

async function hashOf(file: File): Promise<string | null> {
  // Browsers hash only where the connection is safe; the server hashes in any case.
  if (file.size > HASHED_BYTES || !globalThis.crypto?.subtle) return null
  const hash = await crypto.subtle.digest('SHA-256', await file.arrayBuffer())
  return [...new Uint8Array(hash)].map(byte => byte.toString(16).padStart(2, '0')).join('')
}

/** A refusal of the server as any other command tells it; a broken line otherwise. */
function refusalOf(error: unknown): unknown {
  const answer = (error as { originalResponse?: { getStatus(): number; getBody(): string } | null })
    .originalResponse
  if (!answer) return new RequestError(0, { code: 'network' })
  try {
    return new RequestError(answer.getStatus(), JSON.parse(answer.getBody()).error)
  } catch {
    return new RequestError(answer.getStatus(), { code: 'network' })
  }
}

/**
 * Sends files by tus, one after the other. A file that was begun before, by name and size, goes on where the server has it; one
 * that breaks off is tried again by itself, and stays to be gone on with.
 */
export function useUploads({ versionId, open, sendAgain }: Asking) {
  const queries = useQueryClient()
  const [running, setRunning] = useState<Running[]>([])
  const senders = useRef(new Map<string, Sender>())
  const change = useCallback(
    (key: string, part: Partial<Running>) =>
      setRunning(all => all.map(one => (one.key === key ? { ...one, ...part } : one))),
    [],
  )
  const reread = useCallback(
    () => queries.invalidateQueries({ predicate: ({ queryKey: [id] }) => String(id).startsWith('library.') }),
    [queries],
  )
  // Leaving the page pauses: what has been sent stays with the server.
  useEffect(() => {
    const all = senders.current
    return () => {
      for (const sender of all.values()) void sender.abort()
    }
  }, [])

  const send = async (file: File) => {
    const key = crypto.randomUUID()
    const begun = open.find(
      one => one.state === 'receiving' && one.size === file.size && one.name === file.name,
    )
    const first: Running = {
      ...{ key, name: file.name, size: file.size, sent: begun?.received ?? 0 },
      ...{ state: 'preparing', error: null },
    }
    setRunning(all => [...all.filter(one => one.name !== file.name), first])
    try {
      let id = begun?.id
      if (!id) {
        const sha256 = await hashOf(file)
        const same = sha256 ? (await api(findSame, { query: { sha256 } })).rows : []
        if (same.length > 0 && !(await sendAgain(file, same))) {
          setRunning(all => all.filter(one => one.key !== key))
          return
        }
        const body = { name: file.name, size: file.size, sha256 }
        id = (await api(beginUpload, { params: { id: versionId }, body })).id
      }
      await push(key, id, file)
      change(key, { state: 'sent', sent: file.size })
    } catch (error) {
      change(key, { state: 'failed', error })
    }
    void reread()
  }

  const push = (key: string, id: string, file: File) =>
    new Promise<void>((resolve, reject) => {
      const sender = new Sender(file, {
        uploadUrl: `/api/library/uploads/${id}/bytes`,
        ...{ chunkSize: CHUNK_BYTES, retryDelays: RETRIES, storeFingerprintForResuming: false },
        headers: { 'x-overpass': '1' },
        onProgress: sent => change(key, { state: 'sending', sent }),
        onError: error => reject(refusalOf(error)),
        onSuccess: () => resolve(),
      })
      senders.current.set(key, sender)
      sender.start()
    })

  return {
    running,
    /** Takes files one after the other, so that each question has its turn. */
    async add(files: readonly File[]) {
      for (const file of files) await send(file)
    },
    async pause(key: string) {
      await senders.current.get(key)?.abort()
      change(key, { state: 'paused' })
      void reread()
    },
    resume(key: string) {
      change(key, { state: 'sending' })
      senders.current.get(key)?.start()
    },
  }
}
