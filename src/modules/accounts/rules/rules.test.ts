import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ROLES, type Viewer } from '#platform/contract/access.ts'
import { ADMINISTRATORS, mayInvite } from '../policy.ts'
import { CODE_ALPHABET, CODE_LENGTH, groupCode, normaliseCode } from './code.ts'
import { deviceOf } from './device.ts'
import { passwordLength, passwordProblem } from './password.ts'
import { mayBeResetBy } from './reset.ts'

const code = fc
  .array(fc.constantFrom(...CODE_ALPHABET), { minLength: CODE_LENGTH, maxLength: CODE_LENGTH })
  .map(characters => characters.join(''))

test('a code has more than 60 bits, and however it is typed it is itself', () => {
  expect(Math.log2(CODE_ALPHABET.length) * CODE_LENGTH).toBeGreaterThan(60)
  fc.assert(
    fc.property(code, fc.constantFrom('', ' ', '-', ' – '), (code, between) => {
      expect(normaliseCode(groupCode(code).toLowerCase().replaceAll('-', between))).toBe(code)
    }),
  )
})

test('whatever is not a code is none', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 60 }), typed => {
      const found = normaliseCode(typed)
      expect(found === undefined || [...found].every(c => CODE_ALPHABET.includes(c))).toBe(true)
    }),
  )
})

test('a password is never accepted below its length, nor made of one thing again and again', () => {
  const length = fc.constantFrom(8, 10)
  fc.assert(
    fc.property(fc.string({ maxLength: 40 }), length, (password, length) => {
      if ([...password.normalize('NFKC')].length < length)
        expect(passwordProblem(password, { length, own: [] })).toBe('short')
    }),
  )
  fc.assert(
    fc.property(fc.string({ minLength: 1, maxLength: 4 }), piece => {
      const problem = passwordProblem(piece.repeat(10), { length: 8, own: [] })
      expect(['common', 'short']).toContain(problem)
    }),
  )
})

test.each([
  ['12345678', 'common'],
  ['87654321', 'common'],
  ['qwertyuiop', 'common'],
  ['Password2026!', 'common'],
  ['woaini1314', 'common'],
  ['20070812', 'common'],
  ['li.ming@school.cn', 'personal'],
  ['S2023010712', 'personal'],
  ['河边的白鹭飞过桥', null],
])('%s is %s', (password, problem) => {
  const own = ['李明', 'S20230107', 'li.ming@school.cn']
  expect(passwordProblem(password, { length: 8, own })).toBe(problem)
})

test('who holds others’ data has the longer password', () => {
  expect(passwordLength(['student', 'guardian'])).toBe(8)
  for (const role of ROLES)
    expect(passwordLength(['student', role])).toBe(
      ['student', 'guardian', 'resident'].includes(role) ? 8 : 10,
    )
})

const id = fc.constantFrom('a', 'b', 'c')

test('an organisation resets only whom nobody else has a say in', () => {
  fc.assert(
    fc.property(
      id,
      fc.record({
        email: fc.option(fc.constant('a@example.org')),
        secondFactor: fc.boolean(),
        organisationIds: fc.uniqueArray(id),
      }),
      (organisationId, account) => {
        if (!mayBeResetBy(organisationId, account)) return
        expect(account).toEqual({ email: null, secondFactor: false, organisationIds: [organisationId] })
      },
    ),
  )
})

test('a secretariat invites first administrators of its group alone', () => {
  const viewer: fc.Arbitrary<Viewer> = fc.record({
    personId: id,
    affiliationId: id,
    role: fc.constantFrom(...ADMINISTRATORS, 'secretariat' as const),
    organisationId: id,
    groupId: fc.option(id),
  })
  const invited = fc.record({
    organisationId: id,
    role: fc.constantFrom(...ROLES),
    groupIds: fc.uniqueArray(id),
    administered: fc.boolean(),
  })
  fc.assert(
    fc.property(viewer, invited, (viewer, invited) => {
      if (!mayInvite(viewer, invited)) return
      if (viewer.role !== 'secretariat') {
        expect(viewer.organisationId).toBe(invited.organisationId)
        return
      }
      expect(invited.administered).toBe(false)
      expect(invited.groupIds).toContain(viewer.groupId)
      expect(ADMINISTRATORS).toContain(invited.role)
    }),
  )
})

test('a browser is told by name and system, never by more', () => {
  const wechat = 'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/116 Mobile MicroMessenger/8.0'
  expect(deviceOf(wechat)).toEqual({ browser: 'WeChat', system: 'Android' })
  expect(deviceOf(null)).toEqual({ browser: null, system: null })
})
