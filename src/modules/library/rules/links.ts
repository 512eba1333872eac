import { folderOf } from './package.ts'

/** What a reference in a scene came to, where it is not simply there. */
export const LINK_STATES = ['missing', 'case', 'outside', 'remote', 'unread'] as const
export type LinkState = (typeof LINK_STATES)[number]

const uriOf = (value: unknown): string[] => {
  const uri = (value as { uri?: unknown } | null)?.uri
  return typeof uri === 'string' && !/^data:/i.test(uri) ? [uri] : []
}
const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])

/** Files that a glTF scene refers to (glTF 2.0, buffers and images); what is embedded is no file. */
export function gltfLinks(scene: unknown): string[] {
  const { buffers, images } = (scene ?? {}) as { buffers?: unknown; images?: unknown }
  return [...listOf(buffers), ...listOf(images)].flatMap(uriOf).map(uri => {
    try {
      return decodeURIComponent(uri)
    } catch {
      return uri
    }
  })
}

/** Material libraries that a line of an OBJ file names; their names may hold spaces. */
export function objLinks(line: string): string[] {
  const named = /^\s*mtllib\s+(.+?)\s*$/.exec(line)?.[1]
  if (!named) return []
  return named.match(/\S.*?\.mtl(?=\s|$)/gi) ?? [named]
}

const NUMBER = '[-+]?[\\d.]+(?:e[-+]?\\d+)?'
/** Options before the file name of a map, after the MTL format's description. */
const OPTION = new RegExp(
  `^(?:-[sot](?:\\s+${NUMBER}){1,3}|-mm(?:\\s+${NUMBER}){1,2}|-[a-z_]+\\s+\\S+)\\s+`,
  'i',
)

/** The picture that a line of an MTL file names. */
export function mtlLinks(line: string): string[] {
  let rest = /^\s*(?:map_\w+|bump|disp|decal|norm|refl)\s+(.+?)\s*$/i.exec(line)?.[1] ?? ''
  for (let option = OPTION.exec(rest); option; option = OPTION.exec(rest)) rest = rest.slice(option[0].length)
  return rest === '' ? [] : [rest]
}

/** What the files of a package are called, and called without regard to case. */
export type Names = { exact: ReadonlySet<string>; folded: ReadonlySet<string> }
export const namesOf = (paths: readonly string[]): Names => ({
  exact: new Set(paths),
  folded: new Set(paths.map(path => path.toLowerCase())),
})

/** Where a reference leads, from the file that holds it; null where the file is there. */
export function stateOfLink(from: string, target: string, names: Names): LinkState | null {
  if (/^[a-z][a-z\d+.-]*:\/\//i.test(target)) return 'remote'
  const path = target.replaceAll('\\', '/').normalize('NFC')
  if (path.startsWith('/') || /^[a-z]:/i.test(path)) return 'outside'
  const parts = folderOf(from).split('/').filter(Boolean)
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue
    if (part !== '..') parts.push(part)
    else if (parts.pop() === undefined) return 'outside'
  }
  const full = parts.join('/')
  if (names.exact.has(full)) return null
  return names.folded.has(full.toLowerCase()) ? 'case' : 'missing'
}
