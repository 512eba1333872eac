import type { Chance } from '../random.ts'
import { GIVEN } from './given-names.ts'
import { DOTTED, UNDIVIDED } from './other-names.ts'
import { type Part, spell } from './part.ts'
import { SURNAMES } from './surnames.ts'
import { WELL_KNOWN } from './well-known.ts'

export type Gender = 'male' | 'female'
export type Generation = 'young' | 'grown'
/** `surname` is what a child takes from its father; null where names go otherwise. */
export type PersonName = { zh: string; latin: string; gender: Gender; surname: Part | null }

/** One in so many has a name of another tradition than the Han one. */
const OTHER_SHARE = 0.018

/**
 * A name out of the lists, believable for its generation.
 * @param surname the family's, where it is known
 * @param other true for a name of another tradition than the Han one
 */
export function drawName(
  chance: Chance,
  generation: Generation,
  given: { gender?: Gender; surname?: Part | null; other?: boolean } = {},
): PersonName {
  const gender = given.gender ?? (chance.happens(0.5) ? 'male' : 'female')
  if (given.other ?? (!given.surname && chance.happens(OTHER_SHARE))) return otherName(chance, gender)
  const surname = given.surname ?? chance.pick(SURNAMES)
  for (;;) {
    const syllables = drawGiven(chance, generation, gender)
    const zh = surname.zh + syllables.map(part => part.zh).join('')
    if (WELL_KNOWN.has(zh)) continue
    return { zh, latin: `${surname.latin} ${spell(syllables.map(part => part.latin))}`, gender, surname }
  }
}

function drawGiven(chance: Chance, generation: Generation, gender: Gender): Part[] {
  const { first, last, single } = GIVEN[generation][gender]
  if (chance.happens(generation === 'young' ? 0.1 : 0.2)) return [chance.pick(single)]
  for (;;) {
    const parts = [chance.pick(first), chance.pick(last)]
    if (parts[0]?.zh !== parts[1]?.zh) return parts
  }
}

function otherName(chance: Chance, gender: Gender): PersonName {
  if (chance.happens(0.6)) {
    const [own, father] = [chance.pick(DOTTED[gender]), chance.pick(DOTTED.father)]
    return { zh: `${own.zh}·${father.zh}`, latin: `${own.latin} ${father.latin}`, gender, surname: null }
  }
  const name = chance.pick(UNDIVIDED[gender])
  return { zh: name.zh, latin: name.latin.replace('_', ' '), gender, surname: null }
}
