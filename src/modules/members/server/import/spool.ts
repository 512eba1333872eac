import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { Failure } from '#platform/contract/errors.ts'
import type { Services } from '#platform/server/context.ts'
import { TableError } from '#platform/server/documents/read-table.ts'

const DAY_MS = 86_400_000

/**
 * Lends a stored file to `work` as a path of this machine, wherever files are stored. What the table reader
 * cannot read becomes a failure that its owner understands (`table.*`).
 */
export async function withLocalFile<T>(
  services: Pick<Services, 'files' | 'config'>,
  sha256: string,
  work: (path: string) => Promise<T>,
): Promise<T> {
  const folder = folderOf(services)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, randomUUID())
  try {
    await pipeline(await services.files.read(sha256), createWriteStream(path, { mode: 0o600 }))
    return await work(path)
  } catch (error) {
    throw error instanceof TableError ? failureOfTable(error) : error
  } finally {
    await rm(path, { force: true })
  }
}

const folderOf = (services: Pick<Services, 'config'>) => join(services.config.dataDir, 'spool')

/** Removes what a killed process has left behind; nothing reads a file for a day. */
export async function clearSpool(services: Pick<Services, 'config'>): Promise<void> {
  const folder = folderOf(services)
  for (const name of await readdir(folder).catch(() => [])) {
    const path = join(folder, name)
    const found = await stat(path).catch(() => null)
    if (found && Date.now() - found.mtimeMs > DAY_MS) await rm(path, { force: true })
  }
}

function failureOfTable({ code, data }: TableError): Failure {
  return new Failure(code === 'table.too_large' ? 'too_large' : 'unprocessable', code, data)
}
