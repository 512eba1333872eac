import { canonical } from '#platform/contract/canonical.ts'
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

/** The same text gives the same characters, in which it is hashed. */
export const canonicalText = (text: SignedText): string => canonical(text)
