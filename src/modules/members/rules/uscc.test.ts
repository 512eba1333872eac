import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isUscc, usccCheckCharacter } from './uscc.ts'

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const character = fc.constantFrom(...ALPHABET)
const body = fc.array(character, { minLength: 17, maxLength: 17 }).map(all => all.join(''))
const complete = (text: string) => text + usccCheckCharacter(text)

test('a code worked out by hand from the weights of the standard', () => {
  // Only the first place differs from 0: 9 * 1 = 9, 31 - 9 = 22, and place 22 of the alphabet is N.
  expect(usccCheckCharacter('90000000000000000')).toBe('N')
  // Weights 1, 3, 9, 27, 19 (81 mod 31): 1 + 6 + 27 + 108 + 95 = 237 = 7 * 31 + 20, 31 - 20 = 11 = B.
  expect(usccCheckCharacter('12345000000000000')).toBe('B')
  expect(isUscc('12345000000000000B')).toBe(true)
})

test('every body has one check character, and no other is taken', () => {
  fc.assert(
    fc.property(body, character, (text, other) => {
      expect(isUscc(complete(text))).toBe(true)
      fc.pre(other !== usccCheckCharacter(text))
      expect(isUscc(text + other)).toBe(false)
    }),
  )
})

test('one wrong character is always found', () => {
  fc.assert(
    fc.property(body, fc.nat(17), character, (text, place, wrong) => {
      const code = complete(text)
      fc.pre(code[place] !== wrong)
      expect(isUscc(code.slice(0, place) + wrong + code.slice(place + 1))).toBe(false)
    }),
  )
})

test('two neighbours exchanged are always found', () => {
  fc.assert(
    fc.property(body, fc.nat(15), (text, place) => {
      const code = complete(text)
      const [a, b] = [code[place], code[place + 1]]
      fc.pre(a !== b)
      expect(isUscc(`${code.slice(0, place)}${b}${a}${code.slice(place + 2)}`)).toBe(false)
    }),
  )
})

test('what is not of the alphabet or the length is refused', () => {
  for (const code of [
    '',
    '9',
    '12345000000000000b',
    '1234500000000000OI',
    '12345000000000000BB',
    '１2345000000000000B',
  ])
    expect(isUscc(code)).toBe(false)
})
