import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isGroupAddress, pathOf, readPageNumber, readPath, type SiteAddress } from './addresses.ts'

const group = fc.stringMatching(/^[a-z][a-z0-9]{1,8}(-[a-z0-9]{1,6}){0,2}$/).filter(isGroupAddress)
const page: fc.Arbitrary<SiteAddress> = fc.oneof(
  fc.constant<SiteAddress>({ kind: 'front' }),
  fc.constant<SiteAddress>({ kind: 'sign_in' }),
  fc.record({
    kind: fc.constantFrom(
      'group' as const,
      'members' as const,
      'news' as const,
      'feed' as const,
      'join' as const,
    ),
    group,
  }),
  fc.record({ kind: fc.constant('notice' as const), group, id: fc.uuid() }),
  fc.record({ kind: fc.constant('member' as const), code: fc.stringMatching(/^[a-z][a-z0-9]{1,11}$/) }),
)
const language = fc.constantFrom('zh' as const, 'en' as const)

test('every page has one address in each language, and is found under it', () => {
  fc.assert(
    fc.property(page, language, (page, language) => {
      expect(readPath(pathOf(page, language))).toEqual({ page, language })
    }),
  )
})

test('a path that is read is the very path of its page: nothing has two addresses', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      'site',
      'zh',
      'en',
      'members',
      'news',
      'news.atom',
      'join',
      'sign-in',
      '',
      'bc01',
      'BC01',
      '..',
    ),
    fc.string({ maxLength: 12 }),
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 7 }), pieces => {
      const path = `/${pieces.join('/')}`
      const found = readPath(path)
      if (found) expect(pathOf(found.page, found.language)).toBe(path)
    }),
    { numRuns: 2000 },
  )
})

test('addresses of groups are plain, and no word of the site', () => {
  for (const good of ['bincheng', 'digital-media-2', 'b2']) expect(isGroupAddress(good), good).toBe(true)
  for (const bad of [
    '',
    'b',
    'members',
    'zh',
    'sign-in',
    'B2',
    '2b',
    'a--b',
    'a-',
    '滨城',
    'a/b',
    'x'.repeat(41),
  ])
    expect(isGroupAddress(bad), bad).toBe(false)
})

test('only plain numbers are pages of a list', () => {
  expect(readPageNumber(undefined, 9)).toBe(1)
  expect(readPageNumber('9', 9)).toBe(9)
  for (const bad of ['0', '10', '-1', '1.5', 'x', '', ['1'], '1e3'])
    expect(readPageNumber(bad, 9)).toBeUndefined()
})
