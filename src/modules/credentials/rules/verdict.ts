/** What can be said of whether a document is what its issuer signed. */
export const INTEGRITIES = [
  'intact',
  'tampered',
  'wrong_key',
  'unknown_key',
  'no_proof',
  'unsupported_proof',
  'untimely_proof',
  'unknown_context',
  'malformed',
  'unreadable',
  'too_large',
  'took_too_long',
] as const
export type Integrity = (typeof INTEGRITIES)[number]

export const STATUSES = ['in_force', 'revoked', 'suspended', 'expired', 'not_yet_valid', 'unknown'] as const
export type Status = (typeof STATUSES)[number]

/** Why something could not be looked up or relied on. */
export const FAULTS = [
  'not_looked_up',
  'inward',
  'unreachable',
  'stale',
  'too_short',
  'not_by_issuer',
  'bad_list',
  'unsupported',
  'no_such_key',
] as const
export type Fault = (typeof FAULTS)[number]

export const UNCHECKED = [
  'key',
  'status',
  'no_status',
  'issuer',
  'holder',
  'evidence',
  'schema',
  'related',
  'refresh',
  'terms',
  'meaning',
  'other_proofs',
  'subjects',
  'contents',
] as const
export type Unchecked = (typeof UNCHECKED)[number]

export type Claims = {
  id: string | null
  types: string[]
  title: string | null
  description: string | null
  criteria: string | null
  level: string | null
  learner: string | null
  validFrom: string | null
  validUntil: string | null
  awardedOn: string | null
  evidence: { name: string | null; address: string | null }[]
}

/** Who stands behind an issuer on this platform. */
export type Voucher = {
  organisation: { zh: string; en: string | null }
  /** A group itself, or a member of these groups. */
  isGroup: boolean
  memberships: { group: { zh: string; en: string | null }; since: string; until: string | null }[]
}

export type Verdict = {
  outcome: 'valid' | 'invalid' | 'uncertain'
  integrity: Integrity
  /** Why the key behind the proof was not had, where that is the reason. */
  keyFault: Fault | null
  /** Rules of the data model that are broken: `place: rule`. */
  problems: { path: string; code: string }[]
  form: 'data_integrity' | 'vc+jwt' | null
  status: Status
  statusFault: Fault | null
  claims: Claims | null
  /** The issuer as the document names it; nobody has confirmed that name unless `voucher` is there. */
  issuer: { id: string; name: string | null } | null
  voucher: Voucher | null
  unchecked: Unchecked[]
  checkedAt: string
  /** Credentials inside this one, each with a verdict of its own. */
  inner: Verdict[]
}

const BROKEN: readonly Integrity[] = ['tampered', 'wrong_key', 'malformed', 'untimely_proof']

/** Valid only when everything that decides has been seen to be right; silence never counts for a yes. */
export function outcomeOf(integrity: Integrity, status: Status): Verdict['outcome'] {
  if (BROKEN.includes(integrity)) return 'invalid'
  if (integrity !== 'intact') return 'uncertain'
  if (status === 'in_force') return 'valid'
  return status === 'unknown' ? 'uncertain' : 'invalid'
}
