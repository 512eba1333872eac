import { BLANK, TEXT_CLAUSE } from './vocabulary.ts'

/** What moves a version on before it is signed. Signing is the parties' own and no step of the drafter's. */
export const STEPS = ['send', 'back', 'withdraw'] as const
export type Step = (typeof STEPS)[number]

export type DraftClause = {
  number: number
  kind: string
  titleZh: string
  textZh: string
  textEn: string | null
  /** What is wrong with its data and keeps it from being signed. */
  grave: number
  /** Whether the platform knows its kind. */
  known: boolean
}

export type Draft = {
  draftedBy: string
  parties: readonly { organisationId: string; mustSign: boolean }[]
  fromDate: string
  untilDate: string | null
  byCohort: boolean
  fromCohort: number | null
  clauses: readonly DraftClause[]
}

/** What a draft still lacks before its parties can be asked to sign; `clause` where it is about one. */
export type Want = {
  want:
    | 'two_parties'
    | 'two_signers'
    | 'drafter_party'
    | 'from_cohort'
    | 'no_clauses'
    | 'no_text'
    | 'blank'
    | 'clause_problem'
    | 'kind_unknown'
  clause?: number
}

/** All a draft lacks, in the order in which one would mend it. Empty: it can be sent. */
export function wantsOf(draft: Draft): Want[] {
  const wants: Want[] = []
  if (draft.parties.length < 2) wants.push({ want: 'two_parties' })
  else if (draft.parties.filter(party => party.mustSign).length < 2) wants.push({ want: 'two_signers' })
  if (!draft.parties.some(party => party.organisationId === draft.draftedBy && party.mustSign))
    wants.push({ want: 'drafter_party' })
  if (draft.byCohort && draft.fromCohort === null) wants.push({ want: 'from_cohort' })
  if (draft.clauses.length === 0) wants.push({ want: 'no_clauses' })
  for (const clause of draft.clauses) {
    const about = { clause: clause.number }
    if (clause.kind === TEXT_CLAUSE && clause.textZh === '') wants.push({ want: 'no_text', ...about })
    if (hasBlank(clause)) wants.push({ want: 'blank', ...about })
    if (!clause.known) wants.push({ want: 'kind_unknown', ...about })
    else if (clause.grave > 0) wants.push({ want: 'clause_problem', ...about })
  }
  return wants
}

export const hasBlank = ({ titleZh, textZh, textEn }: Pick<DraftClause, 'titleZh' | 'textZh' | 'textEn'>) =>
  [titleZh, textZh, textEn ?? ''].some(text => text.includes(BLANK))
