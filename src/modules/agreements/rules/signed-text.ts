import type { PartyRole } from './vocabulary.ts'

type Names = { zh: string; en: string | null }

/** Everything that a signature is about: what is not in here can change after signing, what is in here cannot. */
export type SignedText = {
  kind: string
  number: number
  reference: string | null
  title: Names
  fromDate: string
  untilDate: string | null
  fromCohort: number | null
  untilCohort: number | null
  open: boolean
  groupId: string | null
  parties: readonly {
    organisationId: string
    name: Names
    uscc: string | null
    role: PartyRole
    mustSign: boolean
  }[]
  clauses: readonly {
    number: number
    kind: string
    title: Names
    text: Names
    data: unknown
    says: { zh: readonly string[]; en: readonly string[] }
  }[]
}

/** The same text gives the same characters: keys in order, nothing between them. */
export function canonicalText(text: SignedText): string {
  return written(text)
}

function written(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(written).join(',')}]`
  if (value === null || value === undefined || typeof value !== 'object') return JSON.stringify(value ?? null)
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([key, part]) => `${JSON.stringify(key)}:${written(part)}`).join(',')}}`
}
