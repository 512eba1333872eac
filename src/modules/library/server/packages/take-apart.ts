import { fileURLToPath } from 'node:url'
import { type ReadingProgram, readingMessages } from '#platform/server/documents/table-process.ts'
import { PACKAGE_PROBLEMS, type PackageProblem } from '../../rules/package.ts'
import type { PackageMessage, PackageTask, ReadEntry, ReadLink } from './package-messages.ts'
import { PackageRefusal } from './zip-entries.ts'

/** What the reading of any file can end in, by the names of the process that does it. */
const ENDS: Record<string, PackageProblem> = {
  'table.timeout': 'too_slow',
  'table.too_large': 'too_large',
}
const isProblem = (code: string): code is PackageProblem =>
  (PACKAGE_PROBLEMS as readonly string[]).includes(code)

const CHILD = fileURLToPath(new URL('./package-child.ts', import.meta.url))
const PROGRAM: ReadingProgram = {
  path: CHILD,
  refusal: code => new PackageRefusal(isProblem(code) ? code : (ENDS[code] ?? 'crashed')),
}

export const PACKAGE_TASK: PackageTask = {
  limits: {
    ...{ seconds: 1800, fileBytes: 20_000_000_000, memoryBytes: 400_000_000 },
    ...{
      entries: 20_000,
      depth: 20,
      nameBytes: 500,
      inflatedBytes: 40_000_000_000,
      ratio: 200,
      ratioAbove: 100_000_000,
    },
    ...{ sceneBytes: 16_000_000, links: 5000 },
  },
}

export type Package = { entries: ReadEntry[]; found: number; problems: ReadLink[] }

/** The files of a zip on this machine, each with its hash. Throws PackageRefusal. */
export async function takeApart(
  path: string,
  { task = PACKAGE_TASK, signal }: { task?: PackageTask; signal?: AbortSignal } = {},
): Promise<Package> {
  const read: Package = { entries: [], found: 0, problems: [] }
  for await (const message of readingMessages<PackageMessage>(PROGRAM, path, task, signal))
    gather(read, message)
  return read
}

/** Adds what the reader says to what it has said. */
export function gather(read: Package, message: PackageMessage): void {
  if ('entries' in message) read.entries.push(...message.entries)
  if ('links' in message) Object.assign(read, message.links)
}
