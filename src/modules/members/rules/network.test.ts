import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ORGANISATION_KINDS, POSITIONS } from '../contract/vocabulary.ts'
import { inForceOn } from './charters.ts'
import { amountFor, dueDay, dueState, isAmbiguous, lapsesWith, owesFor, type Rate } from './dues.ts'
import { holdsOn, sidesOf } from './relations.ts'

const day = fc
  .date({ min: new Date('2015-01-01'), max: new Date('2035-12-31'), noInvalidDate: true })
  .map(date => date.toISOString().slice(0, 10))
const kind = fc.constantFrom(...ORGANISATION_KINDS)
const position = fc.constantFrom(...POSITIONS)
const rates = fc.array(
  fc.record({
    position: fc.option(position),
    kind: fc.option(kind),
    amountFen: fc.integer({ min: 1, max: 1_000_000_00 }),
  }),
  { maxLength: 12 },
)

test('an amount comes from a rate about the member, and from the one that names most of it', () => {
  fc.assert(
    fc.property(rates, position, kind, (all, position, kind) => {
      const amount = amountFor(all, { position, kind })
      const about = all.filter(
        rate =>
          (rate.position === null || rate.position === position) &&
          (rate.kind === null || rate.kind === kind),
      )
      if (position === 'authority' || about.length === 0) return amount === 0
      const named = (rate: Rate) => (rate.position ? 2 : 0) + (rate.kind ? 1 : 0)
      const most = Math.max(...about.map(named))
      return about.some(rate => named(rate) === most && rate.amountFen === amount)
    }),
  )
})

test('without two rates about the same, the order of the rates says nothing', () => {
  fc.assert(
    fc.property(rates, position, kind, (all, position, kind) => {
      fc.pre(!isAmbiguous(all))
      const member = { position, kind }
      return amountFor(all, member) === amountFor([...all].reverse(), member)
    }),
  )
})

test('a member of the whole year owes it; one that rests, left or joined later does not', () => {
  const member = { startsOn: '2020-03-27', endsOn: null, suspendedOn: null }
  expect(owesFor(2026, member)).toBe(true)
  expect(owesFor(2026, { ...member, startsOn: '2026-01-01' })).toBe(true)
  expect(owesFor(2026, { ...member, startsOn: '2026-01-02' })).toBe(false)
  expect(owesFor(2026, { ...member, suspendedOn: '2025-06-01' })).toBe(false)
  expect(owesFor(2026, { ...member, endsOn: '2026-02-01' })).toBe(false)
})

test('dues never fall due in the past, and on the day of the scheme when there is time', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 1, max: 28 }),
      fc.integer({ min: 2015, max: 2035 }),
      day,
      (dueMonth, dueOnDay, year, today) => {
        const due = dueDay({ dueMonth, dueDay: dueOnDay }, year, today)
        return due >= today && (due.startsWith(`${year}-`) || due === today)
      },
    ),
  )
  expect(dueDay({ dueMonth: 3, dueDay: 28 }, 2026, '2026-01-02')).toBe('2026-03-28')
  expect(dueDay({ dueMonth: 3, dueDay: 28 }, 2026, '2026-05-02')).toBe('2026-12-31')
  expect(dueDay({ dueMonth: 3, dueDay: 28 }, 2025, '2026-05-02')).toBe('2026-05-02')
})

test('leaving lets go of what was not yet due, never of what was, nor of what is partly paid', () => {
  fc.assert(
    fc.property(day, day, fc.nat(1000), (dueOn, endedOn, paidFen) =>
      lapsesWith({ dueOn, paidFen }, endedOn)
        ? endedOn <= dueOn && paidFen === 0
        : endedOn > dueOn || paidFen > 0,
    ),
  )
  expect(dueState({ state: 'open', dueOn: '2026-03-28' }, '2026-03-28')).toBe('open')
  expect(dueState({ state: 'open', dueOn: '2026-03-28' }, '2026-03-29')).toBe('overdue')
  expect(dueState({ state: 'paid', dueOn: '2026-03-28' }, '2026-03-29')).toBe('paid')
})

test('an alliance is the alliance of its member, whoever proposes it', () => {
  fc.assert(
    fc.property(kind, kind, (one, two) => {
      const [a, b] = [
        { id: 'a', kind: one },
        { id: 'b', kind: two },
      ]
      const [asked, answered] = [sidesOf('alliance_of', a, b), sidesOf('alliance_of', b, a)]
      if ((one === 'alliance') === (two === 'alliance')) return asked === null && answered === null
      return asked?.fromId === answered?.fromId && asked?.fromId === (one === 'alliance' ? 'a' : 'b')
    }),
  )
})

test('a relation holds from its first day to its last', () => {
  fc.assert(
    fc.property(day, day, day, (a, b, on) => {
      const [startsOn, endsOn] = a <= b ? [a, b] : [b, a]
      return holdsOn({ startsOn, endsOn }, on) === (startsOn <= on && on <= endsOn)
    }),
  )
})

test('the charter in force is the last version whose day has come', () => {
  const versions = [
    { number: 3, inForceFrom: '2027-01-01' },
    { number: 2, inForceFrom: '2024-01-01' },
    { number: 1, inForceFrom: '2020-03-27' },
  ]
  expect(inForceOn(versions, '2026-11-26')).toBe(2)
  expect(inForceOn(versions, '2027-01-01')).toBe(3)
  expect(inForceOn(versions, '2020-03-26')).toBeNull()
})
