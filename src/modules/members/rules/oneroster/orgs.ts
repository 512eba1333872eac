import type { ReadFile } from './files.ts'
import type { RowProblem } from './problem.ts'
import { type FileMode, readStatus } from './status.ts'
import { type RowReader, shownValue } from './values.ts'

/** org types of the specification, both versions. */
export const ORG_TYPES = ['department', 'school', 'district', 'local', 'state', 'national'] as const
export type OrgRow = {
  row: number
  gone: boolean
  sourcedId: string
  name: string
  identifier: string | null
  parent: string | null
}
/** `below`: a part of the organisation; `above`: what it is itself a part of. */
export type OrgRelation = 'self' | 'below' | 'above'
export type KnownOrg = { sourcedId: string; relation: OrgRelation; name: string }
export type OrgProblem = RowProblem & { file: ReadFile; row: number }

export function readOrg(row: RowReader, number: number, mode: FileMode): OrgRow | null {
  const gone = readStatus(row, mode)
  const sourcedId = row.requiredGuid('sourcedId')
  const name = gone ? row.text('name', 200) : row.required('name', 200)
  if (!gone) row.token('type', ORG_TYPES)
  const identifier = row.text('identifier', 200)
  const parent = row.guid('parentSourcedId')
  if (row.problems.length > 0 || sourcedId === null) return null
  return { row: number, gone, sourcedId, name: name ?? sourcedId, identifier, parent }
}

export type OurNames = {
  /** sourcedId that an earlier import joined to the organisation, or that its administrator names now. */
  sourcedId: string | null
  /** Code and unified social credit code: what `identifier` may say. */
  identifiers: readonly string[]
}

/** Which organisation of the file is ours; undefined when none is. */
export function findOurs(rows: readonly OrgRow[], ours: OurNames): OrgRow | undefined {
  const there = rows.filter(row => !row.gone)
  const plain = ours.identifiers.map(value => value.toUpperCase())
  return (
    there.find(row => row.sourcedId === ours.sourcedId) ??
    there.find(row => row.identifier !== null && plain.includes(row.identifier.toUpperCase()))
  )
}

/**
 * Says what each organisation of the file is to ours. Whatever is neither ours, nor a part of it, nor above it
 * belongs to somebody else and is a problem: a school hands in nobody but itself.
 * `known` is what earlier files have told, for deltas that name a part only.
 */
export function relateOrgs(
  rows: readonly OrgRow[],
  ourId: string,
  known: readonly KnownOrg[],
): { orgs: KnownOrg[]; problems: OrgProblem[] } {
  const byId = new Map<string, OrgRow>()
  const before = new Map(known.map(org => [org.sourcedId, org.relation]))
  const above = new Set<string>()
  const problems: OrgProblem[] = []
  for (const row of rows) {
    const first = byId.get(row.sourcedId)
    if (first) problems.push({ ...at(row), code: 'duplicate', data: { other: first.row } })
    else byId.set(row.sourcedId, row)
  }
  let parent = byId.get(ourId)?.parent ?? null
  while (parent !== null && parent !== ourId && !above.has(parent)) {
    above.add(parent)
    parent = byId.get(parent)?.parent ?? null
  }
  const orgs: KnownOrg[] = []
  for (const row of byId.values()) {
    if (row.gone) continue
    const relation = row.sourcedId === ourId ? 'self' : above.has(row.sourcedId) ? 'above' : below(row)
    if (relation) orgs.push({ sourcedId: row.sourcedId, relation, name: row.name })
    else problems.push({ ...at(row), code: 'foreign_org' })
  }
  return { orgs, problems }

  function at(row: OrgRow): Pick<OrgProblem, 'file' | 'row' | 'field' | 'value'> {
    return { file: 'orgs', row: row.row, field: 'sourcedId', value: shownValue(row.sourcedId) }
  }

  function below(row: OrgRow): 'below' | 'above' | undefined {
    const seen = new Set<string>([row.sourcedId])
    for (let parent = row.parent; parent !== null; parent = byId.get(parent)?.parent ?? null) {
      const told = before.get(parent)
      if (parent === ourId || told === 'self' || told === 'below') return 'below'
      if (seen.has(parent)) return undefined
      seen.add(parent)
    }
    const told = before.get(row.sourcedId)
    return told === 'above' || told === 'below' ? told : undefined
  }
}
