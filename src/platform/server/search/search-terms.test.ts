import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { queryTerms, searchTerms, TERMS_MOST } from './search-terms.ts'

/** What the database answers to `grams @> queryTerms`. */
function finds(query: string, text: string, options?: { name?: boolean }): boolean {
  const grams = new Set(searchTerms(text, options))
  const wanted = queryTerms(query)
  return wanted.length > 0 && wanted.every(term => grams.has(term))
}
const findsName = (query: string, name: string) => finds(query, name, { name: true })

describe('names', () => {
  test.each([
    'zhangwei',
    'zhang wei',
    'zw',
    '张伟',
    '张',
    'zhangw',
    'ZhangW',
    'zhang w',
    'z',
    'wei',
    'Ｚｈａｎｇ',
    'zhāng wěi',
  ])('%s finds 张伟', query => expect(findsName(query, '张伟')).toBe(true))

  test.each(['zhangwu', 'wz', '伟张', 'zhangweii', '李', 'hang'])('%s does not find 张伟', query =>
    expect(findsName(query, '张伟')).toBe(false),
  )

  test.each([
    ['zeng', '曾小明'],
    ['zengxm', '曾小明'],
    ['xiaoming', '曾小明'],
    ['xm', '曾小明'],
    ['shan', '单雄'],
    ['xie', '解缙'],
    ['ouyangxiu', '欧阳修'],
    ['yuchi', '尉迟恭'],
    ['zhangyue', '张乐'],
    ['zhangle', '张乐'],
    ['lvbu', '吕布'],
    ['lubu', '吕布'],
    ['lǚ bù', '吕布'],
    ['chongqing', '重庆大学'],
    ['shuzimeiti', '江城数字媒体职业技术学院'],
    ['jcsz', '江城数字媒体职业技术学院'],
    ['leshan', '乐山师院'],
    ["xi'an", '西安'],
    ['o’ne', "Mary O'Neil"],
  ])('%s finds %s', (query, name) => expect(findsName(query, name)).toBe(true))
})

describe('texts', () => {
  test.each([
    ['绑定', 'Maya Rigging Basics'],
    ['rigging', '角色绑定入门'],
    ['vfx', '影视特效合成'],
    ['visual effects', '影视特效合成'],
    ['特效', 'Visual Effects with Nuke'],
    ['动捕', 'Motion Capture Lab'],
    ['modeling', '三维建模'],
    ['maya 建', '三维建模 MAYA 2026'],
    ['2026', '三维建模 MAYA 2026'],
    ['室内', '室内设计'],
  ])('%s finds %s', (query, text) => expect(finds(query, text)).toBe(true))

  test('half of a phrase has no synonyms', () => {
    expect(finds('动捕', 'capture the flag')).toBe(false)
    expect(finds('特效', 'visual arts')).toBe(false)
  })
})

const han = fc.integer({ min: 0x4e00, max: 0x9fff }).map(code => String.fromCodePoint(code))
const rareHan = fc.integer({ min: 0x20000, max: 0x2a6df }).map(code => String.fromCodePoint(code))
const other = fc.constantFrom('a', 'Z', '7', ' ', '·', '，', 'é', 'й', 'が', "'", '\u0000')
const mixed = fc.array(fc.oneof({ weight: 5, arbitrary: han }, rareHan, other), {
  minLength: 1,
  maxLength: 40,
})

test('a text is found by every part of it that is Han', () => {
  fc.assert(
    fc.property(mixed, fc.nat(), fc.nat(), fc.boolean(), (characters, a, b, name) => {
      const from = a % characters.length
      const part = characters.slice(from, from + 1 + (b % 12)).filter(char => /\p{sc=Han}/u.test(char))
      const whole = characters.join('')
      fc.pre(part.length > 0 && whole.includes(part.join('')))
      expect(finds(part.join(''), whole, { name })).toBe(true)
    }),
  )
})

test('a text is found by every beginning of its words', () => {
  const word = fc.stringMatching(/^[a-zA-Z0-9é]{1,30}$/)
  fc.assert(
    fc.property(
      fc.array(word, { minLength: 1, maxLength: 6 }),
      fc.nat(),
      fc.nat(),
      (words, which, length) => {
        const chosen = words[which % words.length] ?? ''
        expect(finds(chosen.slice(0, 1 + (length % chosen.length)), words.join(' '))).toBe(true)
      },
    ),
  )
})

test('any input gives bounded, storable terms', () => {
  const anything = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.string(),
    mixed.map(c => c.join('')),
  )
  const long = fc.constantFrom('张', 'a', 'ﷺ', '𠮷', '\ud800', '😀', ' ').map(char => char.repeat(10_000))
  fc.assert(
    fc.property(fc.oneof({ weight: 20, arbitrary: anything }, long), fc.boolean(), (text, name) => {
      const asked = queryTerms(text)
      const stored = searchTerms(text, { name })
      expect(asked.length).toBeLessThanOrEqual(32)
      expect(stored.length).toBeLessThanOrEqual(TERMS_MOST)
      for (const term of [...asked, ...stored]) {
        expect(term.length).toBeGreaterThan(0)
        expect(term.length).toBeLessThanOrEqual(20)
        expect(term.isWellFormed()).toBe(true)
        expect(term).not.toContain('\u0000')
      }
    }),
  )
  expect(queryTerms(' ·。')).toEqual([])
})
