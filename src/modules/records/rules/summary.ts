import type { Bilingual } from '#platform/contract/fields.ts'
import type { Kind, State } from './vocabulary.ts'

export type Fact = {
  kind: Kind
  state: State
  disputed: boolean
  passed: boolean | null
  credits: number | null
  courseCode: string | null
  confirmingOrganisationId: string
  competencies: readonly { id: string | null; name: Bilingual; level: number }[] | null
}

type Competency = { id: string | null; name: Bilingual; level: number; outcomes: number }
export type Summary = {
  confirmed: number
  pending: number
  disputed: number
  credits: number
  kinds: { kind: Kind; count: number; credits: number }[]
  competencies: Competency[]
}

/** Hundredths, since halves of credits are added up. */
const sum = (values: Iterable<number>) =>
  [...values].reduce((total, value) => total + Math.round(value * 100), 0) / 100

/**
 * What a record adds up to. Only what is confirmed and not failed counts; a course that was sat twice gives its
 * credits once.
 */
export function summarise(facts: readonly Fact[]): Summary {
  const confirmed = facts.filter(fact => fact.state === 'confirmed')
  const counting = confirmed.filter(fact => fact.passed !== false)
  const kinds = new Map<Kind, { count: number; credits: Map<string, number> }>()
  for (const [i, fact] of confirmed.entries()) {
    const kind = kinds.get(fact.kind) ?? { count: 0, credits: new Map() }
    kinds.set(fact.kind, kind)
    kind.count += 1
    if (fact.passed === false) continue
    const key = fact.courseCode ? `${fact.confirmingOrganisationId} ${fact.courseCode}` : `${i}`
    kind.credits.set(key, Math.max(kind.credits.get(key) ?? 0, fact.credits ?? 0))
  }
  const rows = [...kinds].map(([kind, { count, credits }]) => ({
    kind,
    count,
    credits: sum(credits.values()),
  }))
  return {
    confirmed: confirmed.length,
    pending: facts.filter(fact => fact.state === 'pending').length,
    disputed: facts.filter(fact => fact.disputed).length,
    credits: sum(rows.map(row => row.credits)),
    kinds: rows,
    competencies: competenciesOf(counting),
  }
}

function competenciesOf(facts: readonly Fact[]): Competency[] {
  const found = new Map<string, Competency>()
  for (const fact of facts)
    for (const { id, name, level } of fact.competencies ?? []) {
      const key = id ?? name.zh
      const known = found.get(key) ?? { id, name, level, outcomes: 0 }
      found.set(key, { ...known, level: Math.max(known.level, level), outcomes: known.outcomes + 1 })
    }
  return [...found.values()].toSorted((a, b) => b.level - a.level || b.outcomes - a.outcomes)
}

export type Point = { x: number; y: number }

/** The corners of a radar within a circle of radius 1, the first at the top; shares are between 0 and 1. */
export function radarPoints(shares: readonly number[]): Point[] {
  return shares.map((share, i) => {
    const angle = (i / shares.length) * 2 * Math.PI - Math.PI / 2
    return { x: share * Math.cos(angle), y: share * Math.sin(angle) }
  })
}
