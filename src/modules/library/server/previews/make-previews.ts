import { fileURLToPath } from 'node:url'
import { type ReadingProgram, readingMessages } from '#platform/server/documents/table-process.ts'
import type { FileDetails } from '../../contract/details.ts'
import { PREVIEW_PROBLEMS, type PreviewProblem, type RenditionKind } from '../../rules/vocabulary.ts'
import type { PreviewMessage, PreviewTask } from './preview-messages.ts'

/** A picture that no preview can be made of, and why. */
export class PreviewRefusal extends Error {
  readonly problem: PreviewProblem

  constructor(problem: PreviewProblem) {
    super(problem)
    this.problem = problem
  }
}

/** What the reading of any file can end in, by the names of the process that does it. */
const ENDS: Record<string, PreviewProblem> = {
  'table.timeout': 'too_slow',
  'table.too_large': 'too_large',
}
const isProblem = (code: string): code is PreviewProblem =>
  (PREVIEW_PROBLEMS as readonly string[]).includes(code)

/** How what a process says of a file is told. */
export const refusalOf = (code: string): PreviewRefusal =>
  new PreviewRefusal(isProblem(code) ? code : (ENDS[code] ?? 'crashed'))

const CHILD = fileURLToPath(new URL('./preview-child.ts', import.meta.url))
const PROGRAM: ReadingProgram = {
  path: CHILD,
  native: true,
  refusal: refusalOf,
}

export const PREVIEW_TASK: PreviewTask = {
  limits: { seconds: 60, fileBytes: 400_000_000, pixels: 150_000_000, memoryBytes: 1_200_000_000 },
  sizes: { thumb: 400, large: 1800 },
}

/** One thing that was made: its bytes, or the file of this machine that holds them. */
export type Rendition = {
  kind: RenditionKind
  mediaType: string
  width: number
  height: number
  content: Buffer | { path: string; length: number }
}
export type Previews = {
  /** Of what is only heard, none. */
  width: number | null
  height: number | null
  details: FileDetails | null
  renditions: Rendition[]
}

/** Small pictures of a picture on this machine. Throws PreviewRefusal. */
export async function makePreviews(
  path: string,
  { task = PREVIEW_TASK, signal }: { task?: PreviewTask; signal?: AbortSignal } = {},
): Promise<Previews> {
  const made: Previews = { width: 0, height: 0, details: null, renditions: [] }
  for await (const message of readingMessages<PreviewMessage>(PROGRAM, path, task, signal)) {
    if ('picture' in message) Object.assign(made, message.picture)
    if ('rendition' in message) {
      const { size, base64, ...rest } = message.rendition
      const content = Buffer.from(base64, 'base64')
      made.renditions.push({ kind: size, mediaType: 'image/webp', ...rest, content })
    }
  }
  return made
}
