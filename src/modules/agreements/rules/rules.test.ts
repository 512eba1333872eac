import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hanNumber } from './clause-number.ts'
import { differenceOf, piecesOf } from './difference.ts'
import { problemOf } from './ending.ts'
import { canonicalText, type SignedText } from './signed-text.ts'
import { forceOf, statusOf } from './status.ts'
import { wantsOf } from './steps.ts'
import { overlap, type Signed, takesOver } from './succession.ts'

const day = fc
  .integer({ min: 0, max: 1500 })
  .map(n => new Date(Date.UTC(2024, 0, 1 + n)).toISOString().slice(0, 10))
const cohort = fc.integer({ min: 2024, max: 2032 })
const none = null
const signed: fc.Arbitrary<Signed> = fc
  .record({
    from: fc.tuple(day, day),
    open: fc.boolean(),
    signedOn: day,
    cohorts: fc.option(fc.tuple(cohort, fc.option(cohort))),
  })
  .map(({ from, open, signedOn, cohorts }) => {
    const [fromDate, untilDate] = [...from].sort() as [string, string]
    const [a, b] = cohorts ?? [none, none]
    return {
      ...{ state: 'signed' as const, fromDate, untilDate: open ? null : untilDate, signedOn },
      ...{ endedOn: null, handover: null, lastCohort: null },
      fromCohort: a !== null && b !== null ? Math.min(a, b) : a,
      untilCohort: a !== null && b !== null ? Math.max(a, b) : b,
    }
  })

test('nothing holds before it is signed, nor after its end', () => {
  fc.assert(
    fc.property(signed, day, (term, today) => {
      expect(statusOf({ ...term, state: 'review', signedOn: null }, today)).toBe('review')
      expect(forceOf({ ...term, signedOn: null })).toBe(null)
      const force = forceOf(term)
      if (force) {
        expect(force.from >= term.signedOn && force.from >= term.fromDate).toBe(true)
        expect(statusOf(term, force.from)).toBe('in_force')
        if (force.until) expect(statusOf(term, force.until)).toBe('in_force')
      }
      if (statusOf(term, today) === 'in_force')
        expect(today >= term.signedOn && today >= term.fromDate).toBe(true)
    }),
  )
})

test('after a later version took over no year of entry has two on any day, and nobody before it loses theirs', () => {
  fc.assert(
    fc.property(signed, signed, (earlier, later) => {
      const left = takesOver(earlier, later)
      expect(overlap(left, later)).toBe(false)
      if (!overlap(earlier, later)) expect(left).toEqual(earlier)
      // Years of entry before the later one's first keep the earlier version for as long as it had them.
      if (left.state === 'signed') expect(left.endedOn).toBe(earlier.endedOn)
      else expect(left.handover).toBe('move')
      expect(takesOver(left, later)).toEqual(left)
    }),
  )
})

test('a text is the same whatever the order of its keys, and another when anything in it is', () => {
  const text: SignedText = {
    ...{ kind: 'order_class', number: 1, reference: null, title: { zh: '协议', en: null } },
    ...{
      fromDate: '2026-01-01',
      untilDate: null,
      fromCohort: 2026,
      untilCohort: null,
      open: true,
      groupId: null,
    },
    parties: [],
    clauses: [
      {
        ...{ number: 1, kind: 'text', title: { zh: '一', en: null }, text: { zh: '甲', en: null } },
        ...{ data: { b: 1, a: [2, { d: 3, c: 4 }] }, says: { zh: [], en: [] } },
      },
    ],
  }
  const turned = JSON.parse(JSON.stringify(text), (_, value: unknown) =>
    value && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).reverse())
      : value,
  ) as SignedText
  expect(canonicalText(turned)).toBe(canonicalText(text))
  fc.assert(
    fc.property(fc.string(), fc.string(), (a, b) => {
      const other = (zh: string) => canonicalText({ ...text, title: { zh, en: null } })
      expect(other(a) === other(b)).toBe(a === b)
    }),
  )
})

test('the pieces of a difference give both texts back', () => {
  const words = fc.array(fc.constantFrom('三维', '动画', '课程', ' ', 'credit', '，', '3', '二'), {
    maxLength: 40,
  })
  fc.assert(
    fc.property(words, words, (a, b) => {
      const [before, after] = [a.join(''), b.join('')]
      const pieces = piecesOf(before, after)
      const kept = (without: string) =>
        pieces
          .filter(({ change }) => change !== without)
          .map(({ text }) => text)
          .join('')
      expect([kept('added'), kept('removed')]).toEqual([before, after])
      expect(pieces.every(({ text }) => text !== '')).toBe(true)
    }),
  )
})

test('one change in a long text is shown as one, and two texts with nothing in common as replaced', () => {
  const words = Array.from({ length: 3100 }, (_, i) => `w${i}`)
  const changed = words.with(1500, 'new').join('，')
  expect(piecesOf(words.join('，'), changed).filter(({ change }) => change !== 'same')).toEqual([
    { text: 'w1500', change: 'removed' },
    { text: 'new', change: 'added' },
  ])
  const [before, after] = ['甲'.repeat(3000), '乙'.repeat(3000)]
  expect(piecesOf(before, after)).toEqual([
    { text: before, change: 'removed' },
    { text: after, change: 'added' },
  ])
})

test('clauses are matched by their line: added, removed, changed, moved', () => {
  const one = (line: string, number: number, text = '甲') => ({ line, number, title: '题', text })
  const changes = differenceOf(
    [one('a', 1), one('b', 2), one('c', 3)],
    [one('c', 1), one('a', 2, '乙'), one('d', 3)],
  )
  expect(changes.map(({ line, change }) => [line, change])).toEqual([
    ['c', 'moved'],
    ['a', 'changed'],
    ['d', 'added'],
    ['b', 'removed'],
  ])
})

test('a draft says all it lacks, each with its clause', () => {
  const clause = { number: 1, kind: 'text', titleZh: '题', textZh: '文', textEn: null, grave: 0, known: true }
  const draft = {
    ...{ draftedBy: 'a', fromDate: '2026-01-01', untilDate: null, byCohort: true, fromCohort: 2026 },
    parties: [
      { organisationId: 'a', mustSign: true },
      { organisationId: 'b', mustSign: true },
    ],
    clauses: [clause],
  }
  expect(wantsOf(draft)).toEqual([])
  expect(wantsOf({ ...draft, parties: [], fromCohort: null, clauses: [] }).map(({ want }) => want)).toEqual([
    ...['two_parties', 'drafter_party', 'from_cohort', 'no_clauses'],
  ])
  expect(
    wantsOf({
      ...draft,
      parties: draft.parties.map(party => ({ ...party, mustSign: party.organisationId === 'b' })),
      clauses: [
        { ...clause, textZh: '' },
        { ...clause, number: 2, textEn: 'within ＿＿ days' },
        { ...clause, number: 3, kind: 'bridge', grave: 1 },
        { ...clause, number: 4, kind: 'gone', known: false },
      ],
    }),
  ).toEqual([
    ...[{ want: 'two_signers' }, { want: 'drafter_party' }, { want: 'no_text', clause: 1 }],
    ...[
      { want: 'blank', clause: 2 },
      { want: 'clause_problem', clause: 3 },
      { want: 'kind_unknown', clause: 4 },
    ],
  ])
})

test('an end lies ahead and never strands a year of entry', () => {
  const version = { untilDate: '2030-08-31', fromCohort: 2026, untilCohort: 2029 }
  const proposal = { endsOn: '2027-08-31', handover: 'finish' as const, lastCohort: 2027 }
  const code = (
    more: Partial<Parameters<typeof problemOf>[0]>,
    of: Parameters<typeof problemOf>[1] = version,
  ) => problemOf({ ...proposal, ...more }, of, '2026-11-26')?.code ?? null
  expect(code({})).toBe(null)
  expect(code({ endsOn: '2026-11-26' })).toBe(null)
  expect(code({ endsOn: '2026-11-25' })).toBe('past')
  expect(code({ endsOn: '2030-09-01' })).toBe('after_end')
  expect(code({ handover: 'stop' })).toBe('strands')
  expect([code({ lastCohort: null }), code({ lastCohort: 2025 }), code({ lastCohort: 2030 })]).toEqual([
    ...['cohort', 'cohort', 'cohort'],
  ])
  const plain = { untilDate: null, fromCohort: null, untilCohort: null }
  expect(code({ handover: 'stop', lastCohort: null }, plain)).toBe(null)
  expect(code({ lastCohort: 2027 }, plain)).toBe('cohort_unknown')
})

test('clauses are numbered as Chinese writes them', () => {
  expect([1, 9, 10, 11, 20, 21, 60, 99, 100].map(hanNumber)).toEqual([
    ...['一', '九', '十', '十一', '二十', '二十一', '六十', '九十九', '100'],
  ])
})
