import { endingOf } from './file-name.ts'

/** Why a zip was not taken apart. */
export const PACKAGE_PROBLEMS = [
  'broken',
  'encrypted',
  'too_many_entries',
  'too_deep',
  'unsafe_name',
  'twice',
  'link_inside',
  'bomb',
  'size_lies',
  'method_unknown',
  'too_large',
  'too_slow',
  'crashed',
] as const
export type PackageProblem = (typeof PACKAGE_PROBLEMS)[number]

/** What file managers leave in archives. */
const LITTER = /^__MACOSX\/|(^|\/)(\.DS_Store|Thumbs\.db|desktop\.ini)$/
export const isLitter = (path: string): boolean => LITTER.test(path)

/**
 * The path of an entry below the package's own folder, or null for one that points out of it or cannot be shown: unpacked
 * by whoever takes it, such a name could overwrite what is theirs.
 */
export function entryPath(given: string): string | null {
  const path = given.replaceAll('\\', '/').normalize('NFC')
  if (!path.isWellFormed() || /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u.test(path)) return null
  if (path.startsWith('/') || /^[a-z]:/i.test(path)) return null
  const parts = path.split('/').filter(part => part !== '' && part !== '.')
  return parts.length === 0 || parts.includes('..') ? null : parts.join('/')
}

export const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')))
export const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1)

export type TreeFolder = { path: string; files: number; size: number }

/** The folders that files lie in, each with how many and how much lie below it. */
export function foldersOf(files: readonly { path: string; size: number }[]): TreeFolder[] {
  const folders = new Map<string, TreeFolder>()
  for (const { path, size } of files)
    for (let at = folderOf(path); at !== ''; at = folderOf(at)) {
      const folder = folders.get(at) ?? { path: at, files: 0, size: 0 }
      folder.files += 1
      folder.size += size
      folders.set(at, folder)
    }
  return [...folders.values()]
}

/** Whether a path stands for two things, or for a file and a folder. */
export function hasTwice(paths: readonly string[]): boolean {
  const files = new Set(paths)
  return (
    files.size < paths.length ||
    foldersOf(paths.map(path => ({ path, size: 0 }))).some(one => files.has(one.path))
  )
}

/** Scenes and projects by their endings, what says most of a project first. */
const OPENED_FIRST = [
  ...[
    'blend',
    'ma',
    'mb',
    'max',
    'c4d',
    'hip',
    'hiplc',
    'ztl',
    'spp',
    'uproject',
    'aep',
    'prproj',
    'psd',
    'kra',
  ],
  ...['usd', 'usda', 'usdc', 'usdz', 'gltf', 'glb', 'fbx', 'abc', 'obj', 'pptx', 'pdf'],
]

/** What is most likely opened first: a project before a model, and what lies higher before what lies deeper. */
export function guessMain(paths: readonly string[]): string | null {
  const rank = (path: string) => OPENED_FIRST.indexOf(endingOf(path))
  const depth = (path: string) => path.split('/').length
  const known = paths.filter(path => rank(path) >= 0)
  known.sort((a, b) => rank(a) - rank(b) || depth(a) - depth(b) || (a < b ? -1 : 1))
  return known[0] ?? null
}
