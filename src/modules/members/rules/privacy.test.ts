import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ROLES } from '#platform/contract/access.ts'
import { daysAfter } from '#platform/contract/days.ts'
import { type CORRECTED_FIELDS, isPossible, keepUntil, keptPeriodOf } from './privacy.ts'
import { afterStep, isSeenByReceiver, mayAgree, TRANSFER_STATES, whatIsSent } from './transfers.ts'

const TODAY = '2026-11-26'
const day = fc
  .date({ min: new Date('1950-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
  .map(at => at.toISOString().slice(0, 10))

test('an entry is never kept longer than its days allow, counted from its end or from today', () => {
  fc.assert(
    fc.property(fc.option(day), fc.nat(40_000), (endsOn, days) => {
      const until = keepUntil({ endsOn, today: TODAY, days })
      expect(until >= TODAY).toBe(true)
      expect(until <= daysAfter(TODAY, days)).toBe(true)
      if (endsOn === null || endsOn >= TODAY) expect(until).toBe(daysAfter(TODAY, days))
    }),
  )
})

test('every role has a period', () => {
  for (const role of ROLES) expect(keptPeriodOf(role)).toMatch(/^kept_(student|staff|family|resident)$/)
})

test('a wish is possible only as a value of its field', () => {
  const cases: [(typeof CORRECTED_FIELDS)[number], string | null, boolean][] = [
    ['name', '林晓雨', true],
    ['name', 'a\nb', false],
    ['name', `a\u202eb`, false],
    ['number', 'x'.repeat(41), false],
    ['email', 'lin@example.org', true],
    ['email', 'lin', false],
    ['phone', '+86 138 0000 0000', true],
    ['phone', 'call me', false],
    ['birth_date', '2010-02-30', false],
    ['birth_date', '2010-03-01', true],
    ['birth_date', '2999-03-01', false],
    ['joining', null, true],
    ['joining', 'x', false],
    ['class', null, false],
  ]
  for (const [field, wanted, possible] of cases)
    expect([field, wanted, isPossible(field, wanted, TODAY)]).toEqual([field, wanted, possible])
})

test('nothing reaches the receiving school before it was sent, and what has ended stays ended', () => {
  for (const state of TRANSFER_STATES)
    for (const step of ['agree', 'decline', 'withdraw', 'accept', 'refuse', 'expire'] as const) {
      const next = afterStep(state, step)
      if (state !== 'proposed' && state !== 'sent') expect(next).toBeUndefined()
      if (step === 'accept' || step === 'refuse') expect(next === undefined || state === 'sent').toBe(true)
    }
  expect(TRANSFER_STATES.filter(isSeenByReceiver)).toEqual(['sent', 'accepted', 'refused'])
  expect(mayAgree('person', true)).toBe(false)
  expect(mayAgree('guardian', true)).toBe(true)
  expect(mayAgree('person', false)).toBe(true)
})

test('of a learner only what was chosen leaves, and no class without its school', () => {
  const known = { name: '林', birthDate: '2010-01-01', school: { zh: '甲', en: null }, class: '一班' }
  fc.assert(
    fc.property(fc.boolean(), fc.boolean(), fc.boolean(), (birthDate, formerSchool, formerClass) => {
      const sent = whatIsSent(known, { birthDate, formerSchool, formerClass })
      expect(sent.name).toBe('林')
      expect(sent.birthDate !== null).toBe(birthDate)
      expect(sent.formerSchool !== null).toBe(formerSchool)
      expect(sent.formerClass !== null).toBe(formerSchool && formerClass)
    }),
  )
})
