import { existsSync, statfsSync } from 'node:fs'
import { dirname, resolve } from 'node:path'

/** Types of file systems that are the kernel's windows on itself, as statfs(2) names them: proc and sysfs. */
const WINDOWS = new Set([0x9fa0, 0x62656572])

/**
 * Whether files could be kept in a folder, which need not be there yet. Below `/proc` a folder can never be made,
 * and Node's recursive mkdir would try for ever.
 */
export function isOnDisk(folder: string): boolean {
  if (process.platform !== 'linux') return true
  let nearest = resolve(folder)
  while (!existsSync(nearest) && dirname(nearest) !== nearest) nearest = dirname(nearest)
  return !WINDOWS.has(statfsSync(nearest).type)
}
