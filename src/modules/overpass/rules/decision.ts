export const CLAIM_STATES = ['submitted', 'approved', 'reduced', 'refused', 'withdrawn'] as const
export type ClaimState = (typeof CLAIM_STATES)[number]
export const OPINIONS = ['approve', 'reduce', 'refuse'] as const
export type Opinion = (typeof OPINIONS)[number]
/** Why, in words that can be counted; `as_the_rule` is the reason of an approval. */
export const REASONS = [
  'as_the_rule',
  'evidence',
  'content',
  'level',
  'outdated',
  'duplicate',
  'other',
] as const
export type Reason = (typeof REASONS)[number]
export const DECIDED = { approve: 'approved', reduce: 'reduced', refuse: 'refused' } as const

export type Line = { outcomeId: string; courseId: string; claimed: number }
export type Given = { outcomeId: string; courseId: string; recognised: number }

/**
 * What the voices allow: the opinions that most of them have, in the order of the vocabulary. Nobody decides alone
 * what the committee does not want; where voices are even, whoever decides chooses among them.
 */
export function allowedBy(votes: readonly Opinion[]): Opinion[] {
  const count = (opinion: Opinion) => votes.filter(vote => vote === opinion).length
  const most = Math.max(...OPINIONS.map(count))
  return OPINIONS.filter(opinion => count(opinion) === most)
}

/** Which opinion a set of given credits (tenths) is: everything, something, nothing. */
export function opinionOf(lines: readonly Line[], given: readonly Given[]): Opinion {
  const sum = (values: readonly number[]) => values.reduce((all, each) => all + each, 0)
  const [claimed, recognised] = [
    sum(lines.map(line => line.claimed)),
    sum(given.map(line => line.recognised)),
  ]
  return recognised === 0 ? 'refuse' : recognised === claimed ? 'approve' : 'reduce'
}

/** What each line of a claim gets. Lines not named get nothing when reduced; all or nothing otherwise. */
export function givenBy(opinion: Opinion, lines: readonly Line[], said: readonly Given[]): Given[] {
  return lines.map(({ outcomeId, courseId, claimed }) => ({
    ...{ outcomeId, courseId },
    recognised:
      opinion === 'approve'
        ? claimed
        : opinion === 'refuse'
          ? 0
          : Math.min(
              claimed,
              said.find(one => one.outcomeId === outcomeId && one.courseId === courseId)?.recognised ?? 0,
            ),
  }))
}

export type ClaimFacts = { state: ClaimState; appealed: boolean }

/** Whether a decision can still be appealed on a day: refused or reduced, not yet appealed, within the days. */
export const isAppealable = (claim: ClaimFacts, lastDay: string | null, today: string) =>
  (claim.state === 'refused' || claim.state === 'reduced') &&
  !claim.appealed &&
  lastDay !== null &&
  today <= lastDay
