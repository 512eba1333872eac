import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Break, type Crypto, checkChain, commitmentOf, GENESIS, type Linked, linkOf } from './chain.ts'
import { FIVE_GRADES, isOnScale, isPassed, readScore, SCALES, type Score, writeScore } from './score.ts'
import { mayFollow, stateOf } from './states.ts'
import { ENTRIES } from './vocabulary.ts'

const tenth = (max: number) => fc.integer({ min: 0, max: max * 10 }).map(n => n / 10)
const anyScore: fc.Arbitrary<Score> = fc.oneof(
  tenth(100).map(value => ({ scale: 'percent' as const, value })),
  fc.constantFrom(...FIVE_GRADES).map(grade => ({ scale: 'five' as const, grade })),
  fc.boolean().map(passed => ({ scale: 'pass' as const, passed })),
  tenth(200)
    .filter(max => max > 0)
    .chain(max => tenth(max).map(value => ({ scale: 'points' as const, value: Math.min(value, max), max }))),
)

test('a score written down is read back as it was', () => {
  fc.assert(
    fc.property(anyScore, score => {
      expect(readScore(writeScore(score), score.scale)).toEqual(score)
      expect(isOnScale(score)).toBe(true)
    }),
  )
})

test('whatever is written, what is read is on its scale', () => {
  fc.assert(
    fc.property(fc.string(), fc.constantFrom(...SCALES), fc.option(tenth(100)), (text, scale, max) => {
      const read = readScore(text, scale, max)
      if (typeof read === 'object') expect(isOnScale(read)).toBe(true)
    }),
  )
})

test.each([
  ['８５', 'percent', { scale: 'percent', value: 85 }],
  [' 85.50 分', 'percent', { scale: 'percent', value: 85.5 }],
  ['101', 'percent', 'off_scale'],
  ['-1', 'percent', 'off_scale'],
  ['85.55', 'percent', 'decimals'],
  ['八十五', 'percent', 'no_number'],
  ['', 'percent', 'empty'],
  ['缺考', 'percent', 'absent'],
  ['优秀', 'five', { scale: 'five', grade: 'excellent' }],
  ['不及格', 'five', { scale: 'five', grade: 'fail' }],
  ['A', 'five', 'no_grade'],
  ['合格', 'pass', { scale: 'pass', passed: true }],
  ['未通过', 'pass', { scale: 'pass', passed: false }],
  ['constructor', 'five', 'no_grade'],
  ['45/50', 'points', { scale: 'points', value: 45, max: 50 }],
  ['45', 'points', 'max_missing'],
  ['51/50', 'points', 'off_scale'],
  ['0/0', 'points', 'off_scale'],
] as const)('%s on the scale %s', (text, scale, read) => {
  expect(readScore(text, scale)).toEqual(read)
})

test('a higher score never fails where a lower one passes', () => {
  fc.assert(
    fc.property(tenth(100), tenth(100), tenth(100), (a, b, mark) => {
      const passes = (value: number) => isPassed({ scale: 'percent', value }, mark)
      expect(passes(Math.max(a, b)) || !passes(Math.min(a, b))).toBe(true)
      expect(passes(a)).toBe(Math.round(a * 10) >= Math.round(mark * 10))
    }),
  )
  expect(isPassed({ scale: 'points', value: 30, max: 50 }, 60)).toBe(true)
  expect(isPassed({ scale: 'points', value: 29.9, max: 50 }, 60)).toBe(false)
})

test('what has been refused, withdrawn or revoked is followed by nothing', () => {
  const step = fc.constantFrom(...ENTRIES).map(entry => ({ entry }))
  fc.assert(
    fc.property(fc.constantFrom('outcome' as const, 'claim' as const), fc.array(step), (entry, tries) => {
      const after: { entry: (typeof ENTRIES)[number] }[] = []
      for (const one of tries) if (mayFollow({ entry }, after, one.entry)) after.push(one)
      const ends = after.findIndex(one => ['refusal', 'withdrawal', 'revocation'].includes(one.entry))
      if (ends >= 0) expect(ends).toBe(after.length - 1)
      if (entry === 'outcome') expect(stateOf({ entry }, after)).toMatch(/confirmed|revoked/)
    }),
  )
})

const crypto: Crypto = {
  hash: (...parts) => {
    const hash = createHash('sha256')
    for (const part of parts) hash.update(part)
    return hash.digest()
  },
  canonical: facts => JSON.stringify(facts),
}

function chainOf(texts: readonly string[]): Linked[] {
  let previous: Uint8Array = GENESIS
  return texts.map((text, i) => {
    const facts = {
      ...{
        id: `id-${i}`,
        seq: i + 1,
        organisationId: 'o',
        learnerId: 'l',
        at: '2026-01-01',
        entry: 'outcome',
      },
      ...{
        rootId: null,
        kind: 'award',
        heldOn: '2026-01-01',
        confirmingOrganisationId: 'o',
        courseId: null,
        confirmingGroupId: null,
      },
      ...{ resultKey: null, visibility: 'school', payload: { text }, salt: Uint8Array.of(i), previous },
    }
    const none = new Uint8Array()
    const commitment = commitmentOf(crypto, { ...facts, commitment: none, link: none }, facts.salt)
    const link = linkOf(crypto, previous, commitment, facts.seq)
    previous = link
    return { ...facts, commitment, link }
  })
}
const headOf = (chain: Linked[]) => {
  const last = chain.at(-1)
  return last ? { seq: last.seq, link: last.link } : null
}
const texts = fc.array(fc.string(), { minLength: 1, maxLength: 8 })

test('a whole chain is whole, also after the law has erased what an entry said', () => {
  fc.assert(
    fc.property(texts, fc.nat(7), (said, at) => {
      const chain = chainOf(said)
      expect(checkChain(crypto, chain, headOf(chain))).toBeNull()
      const erased = chain.map((entry, i) => (i === at ? { ...entry, payload: null, salt: null } : entry))
      expect(checkChain(crypto, erased, headOf(chain))).toBeNull()
    }),
  )
})

const ATTACKS: Record<string, (chain: Linked[], at: number) => [Linked[], Break['code'][]]> = {
  'facts changed': (chain, at) => [
    chain.map((entry, i) =>
      i === at ? { ...entry, payload: { text: 'forged', was: entry.payload } } : entry,
    ),
    ['facts'],
  ],
  'day changed': (chain, at) => [
    chain.map((entry, i) => (i === at ? { ...entry, heldOn: '2020-01-01' } : entry)),
    ['facts'],
  ],
  'commitment made anew': (chain, at) => [
    chain.map((entry, i) => (i === at ? { ...entry, commitment: new Uint8Array(32) } : entry)),
    ['link'],
  ],
  'entry removed': (chain, at) => [chain.filter((_, i) => i !== at), ['missing', 'head']],
  'entry twice': (chain, at) => [
    chain.flatMap((entry, i) => (i === at ? [entry, entry] : [entry])),
    ['order'],
  ],
}

test.each(Object.keys(ATTACKS))('%s: the first broken entry is named', name => {
  fc.assert(
    fc.property(texts, fc.nat(), (said, n) => {
      const chain = chainOf(said)
      const at = n % chain.length
      const [attacked, codes] = (ATTACKS[name] as (typeof ATTACKS)[string])(chain, at)
      const broken = checkChain(crypto, attacked, headOf(chain))
      expect(codes).toContain(broken?.code)
      if (codes.length === 1) expect(broken?.seq).toBe(at + 1)
    }),
  )
})

test('a tail that was cut, or put anew behind an untouched beginning, does not fit the head', () => {
  const chain = chainOf(['a', 'b', 'c'])
  expect(checkChain(crypto, chain.slice(0, 2), headOf(chain))).toMatchObject({ code: 'head', seq: 2 })
  const anew = [...chain.slice(0, 2), ...chainOf(['a', 'b', 'other']).slice(2)]
  expect(checkChain(crypto, anew, headOf(chain))).toMatchObject({ code: 'head', seq: 3 })
  expect(checkChain(crypto, [], headOf(chain))).toMatchObject({ code: 'head', seq: 0 })
})
