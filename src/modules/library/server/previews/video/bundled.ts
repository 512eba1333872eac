import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { limitedNode } from '#platform/server/documents/table-process.ts'
import { builtProgram } from '#platform/server/programs/built-program.ts'
import { PREVIEW_PROBLEMS, type PreviewProblem } from '../../../rules/vocabulary.ts'
import { PreviewRefusal } from '../make-previews.ts'
import { AV_PACKAGE } from './av-binding.ts'
import type { Converter, Work } from './converter.ts'
import { said } from './isolation.ts'
import type { Probed } from './plan.ts'
import { runLimited } from './run-limited.ts'
import type { AvTask } from './video-child.ts'

const CHILD = fileURLToPath(new URL('./video-child.ts', import.meta.url))

/** FFmpeg's libraries as a package of the registry brings them, where there is one for this machine. */
export function bundled(): Converter | null {
  try {
    import.meta.resolve(AV_PACKAGE)
  } catch {
    return null
  }
  return {
    name: AV_PACKAGE,
    probe: work => ask<Probed>(work, { reader: work.reader }),
    convert: (work, plan, folder) =>
      ask<{ frames: number }>(work, { reader: work.reader, convert: { plan, folder } }, folder),
  }
}

/** Whether the package's native code runs here: it is built for one C library alone. */
export async function loads(): Promise<boolean> {
  try {
    const path = fileURLToPath(import.meta.resolve(AV_PACKAGE))
    return (await said(process.execPath, ['-e', `require(${JSON.stringify(path)})`])) !== null
  } catch {
    return false
  }
}

async function ask<Answer extends object>(
  { path, limits, signal }: Work,
  task: AvTask,
  folder?: string,
): Promise<Answer> {
  const seconds = folder ? limits.convertSeconds : limits.probeSeconds
  const { memoryBytes, outputBytes } = limits
  const program = await builtProgram(CHILD, { native: true })
  const writes = folder ? [`--allow-fs-write=${join(folder, '*')}`] : []
  const text = await runLimited({
    ...{ command: process.execPath, path, signal, limits: { seconds, memoryBytes, outputBytes } },
    args: [...limitedNode(program, true), ...writes, program, JSON.stringify(task)],
    ...(folder && { folder }),
  })
  const answer: Answer | { error: string } = parsed(text)
  if ('error' in answer) throw new PreviewRefusal(problemOf(answer.error))
  return answer
}

function parsed<Answer>(text: string): Answer | { error: string } {
  try {
    return JSON.parse(text)
  } catch {
    return { error: 'crashed' }
  }
}

const problemOf = (code: unknown): PreviewProblem =>
  PREVIEW_PROBLEMS.find(problem => problem === code) ?? 'crashed'
