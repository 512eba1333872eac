import type { LinkState } from '../../rules/links.ts'
import type { PackageProblem } from '../../rules/package.ts'

/** What the program that reads packages is told, and what it says. */
export type PackageLimits = {
  seconds: number
  fileBytes: number
  memoryBytes: number
  entries: number
  depth: number
  nameBytes: number
  inflatedBytes: number
  /** How many times its own size a zip may unpack to, once that is much at all. */
  ratio: number
  ratioAbove: number
  /** What is looked through for references, of one scene. */
  sceneBytes: number
  links: number
}
export type PackageTask = { limits: PackageLimits }

export type ReadEntry = {
  path: string
  size: number
  mediaType: string
  sha256: string
  starts: number
  packed: number
  deflated: boolean
}
export type ReadLink = { path: string; target: string; state: LinkState }
export type PackageMessage =
  | { entries: ReadEntry[] }
  | { links: { found: number; problems: ReadLink[] } }
  | { error: { code: PackageProblem; data: Record<string, never> } }
  | { end: true }
