import { spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { ClipTask } from './clip-child.ts'

const CHILD = fileURLToPath(new URL('./clip-child.ts', import.meta.url))

/** A small film of the encoder's own, as bytes. */
export async function clip(task: ClipTask): Promise<Buffer> {
  const child = spawn(process.execPath, [CHILD, JSON.stringify(task)], { stdio: 'ignore' })
  await new Promise(resolve => child.once('close', resolve))
  return readFile(task.path)
}

export const FILM = { frames: 30, rate: { num: 24_000, den: 1001 }, width: 320, height: 180 }
