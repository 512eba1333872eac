import { constants, createReadStream } from 'node:fs'
import { mkdir, open } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { type Head, head } from './chain.ts'

/** The file of heads in the data folder; the operator ships copies of it to where nobody here can write. */
export const headsFile = (dataDir: string): string => join(dataDir, 'audit', 'heads.log')

const TAIL_BYTES = 4096

/** The last whole line of the file, null when there is none, and where it ends: what follows was cut by a crash. */
export async function lastHead(path: string): Promise<{ head: Head | null; end: number }> {
  const file = await open(path).catch(() => null)
  if (!file) return { head: null, end: 0 }
  try {
    const { size } = await file.stat()
    const position = Math.max(0, size - TAIL_BYTES)
    const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(TAIL_BYTES), position })
    const end = buffer.subarray(0, bytesRead).lastIndexOf('\n') + 1
    const line = buffer.toString('utf8', 0, end).trimEnd().split('\n').at(-1) ?? ''
    return { head: parseHead(line), end: position + end }
  } finally {
    await file.close()
  }
}

/** Adds heads behind the whole lines and waits until they are on the disk. */
export async function appendHeads(path: string, end: number, heads: readonly Head[]): Promise<number> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const file = await open(path, constants.O_RDWR | constants.O_CREAT, 0o600)
  try {
    const bytes = Buffer.from(heads.map(one => `${JSON.stringify(one)}\n`).join(''))
    await file.truncate(end)
    await file.write(bytes, 0, bytes.length, end)
    await file.sync()
    return end + bytes.length
  } finally {
    await file.close()
  }
}

/** The heads of a shipped file, line by line; null for a line that is none. */
export async function* readHeads(path: string): AsyncGenerator<{ line: number; head: Head | null }> {
  const lines = createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY })
  let line = 0
  for await (const text of lines) {
    line += 1
    if (text.trim()) yield { line, head: parseHead(text) }
  }
}

function parseHead(text: string): Head | null {
  try {
    return head.parse(JSON.parse(text))
  } catch {
    return null
  }
}
