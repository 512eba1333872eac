import { isIgnoredFile, isReadFile, type OneRosterVersion, type ReadFile } from './files.ts'
import type { FileMode } from './status.ts'

/** What manifest.csv says, as far as it concerns us. */
export type Manifest = {
  version: OneRosterVersion
  files: Partial<Record<ReadFile, FileMode>>
  /** Files of the specification that are in the set and not opened. */
  ignored: string[]
  /** What the sending system calls itself. */
  source: string | null
}
export const MANIFEST_ERRORS = [
  'oneroster.manifest_header',
  'oneroster.manifest_twice', // property
  'oneroster.manifest_version', // value
  'oneroster.version', // value
  'oneroster.manifest_value', // property, value
  'oneroster.manifest_nothing',
  'oneroster.roles_in_1_1',
] as const
export type ManifestError = { code: (typeof MANIFEST_ERRORS)[number]; data: Record<string, string> }

const shown = (value: string | undefined) => (value ?? '').slice(0, 80)

/**
 * Reads manifest.csv: columns `propertyName,value`; `manifest.version` 1.0 and `oneroster.version` 1.1 or 1.2;
 * for each file `file.<name>` with absent, bulk or delta (all from the specification, which 1.1 and 1.2 share).
 * A file that is not named is absent. Properties we do not know say nothing about rosters and are passed over.
 */
export function readManifest(rows: readonly (readonly string[])[]): Manifest | ManifestError {
  const [header, ...lines] = rows
  if (header?.[0]?.trim() !== 'propertyName' || header[1]?.trim() !== 'value')
    return { code: 'oneroster.manifest_header', data: {} }
  const properties = new Map<string, string>()
  for (const line of lines) {
    const name = line[0]?.trim() ?? ''
    if (name === '') continue
    if (properties.has(name)) return { code: 'oneroster.manifest_twice', data: { property: shown(name) } }
    properties.set(name, line[1]?.trim() ?? '')
  }
  if (properties.get('manifest.version') !== '1.0')
    return { code: 'oneroster.manifest_version', data: { value: shown(properties.get('manifest.version')) } }
  const version = properties.get('oneroster.version')
  if (version !== '1.1' && version !== '1.2')
    return { code: 'oneroster.version', data: { value: shown(version) } }
  return readFiles(properties, version)
}

function readFiles(properties: Map<string, string>, version: OneRosterVersion): Manifest | ManifestError {
  const files: Manifest['files'] = {}
  const ignored: string[] = []
  for (const [property, value] of properties) {
    if (!property.startsWith('file.')) continue
    const file = property.slice('file.'.length)
    if (value !== 'absent' && value !== 'bulk' && value !== 'delta')
      return { code: 'oneroster.manifest_value', data: { property: shown(property), value: shown(value) } }
    if (value === 'absent') continue
    if (file === 'roles' && version === '1.1') return { code: 'oneroster.roles_in_1_1', data: {} }
    if (isReadFile(file)) files[file] = value
    else if (isIgnoredFile(file)) ignored.push(file)
  }
  if (Object.keys(files).length === 0) return { code: 'oneroster.manifest_nothing', data: {} }
  const source = properties.get('source.systemName')?.slice(0, 100) || null
  return { version, files, ignored, source }
}
