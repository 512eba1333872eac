import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sortKey } from './sort-key.ts'

/** Byte order, as collation "C" has it. */
function sorted(names: string[]): string[] {
  return names
    .map(name => ({ name, key: Buffer.from(sortKey(name)) }))
    .sort((a, b) => Buffer.compare(a.key, b.key))
    .map(({ name }) => name)
}

test('names stand as in a Chinese directory', () => {
  const order = [
    'Alice',
    '长沙',
    '重庆',
    '李明',
    'Lily',
    '林心',
    '单雄',
    '王伟',
    '解缙',
    '曾小明',
    '张伟',
    '张伟国',
    '张小明',
    '章伟',
  ]
  expect(sorted(order.toReversed())).toEqual(order)
})

test('tones order what sounds alike', () => {
  const order = ['汪一', '王一', '网一', '望一']
  expect(sorted(order.toReversed())).toEqual(order)
})

test('never throws, stays short, tells different Han names apart', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), name => {
      expect(sortKey(name).length).toBeLessThan(2000)
      expect(sortKey(name).isWellFormed()).toBe(true)
    }),
  )
  const han = fc.string({
    unit: fc.integer({ min: 0x4e00, max: 0x9fff }).map(code => String.fromCharCode(code)),
    minLength: 1,
    maxLength: 4,
  })
  fc.assert(
    fc.property(han, han, (a, b) => {
      expect(sortKey(a) === sortKey(b)).toBe(a === b)
    }),
  )
})
