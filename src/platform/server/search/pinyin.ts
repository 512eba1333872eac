import { pinyin } from 'pinyin-pro'

export type Syllable = { sound: string; tone: string }

/** A person's name has up to four characters; longer runs are names of places and institutions. */
const PERSON_NAME = 4
const READINGS_MOST = 3

const options = { toneType: 'num', type: 'array', v: true } as const

let lastRun = ''
let lastSyllables: Syllable[] = []

/**
 * How a run of Han characters is read, one syllable per character. Short runs are taken for persons' names,
 * whose first character has its reading as a surname (曾 zeng, 单 shan, 解 xie, 尉迟 yu chi).
 */
export function readHan(run: string): Syllable[] {
  // Imports ask for the terms and for the sort key of one name in turn.
  if (run === lastRun) return lastSyllables
  const characters = Array.from(run)
  const read = pinyin(run, { ...options, surname: characters.length <= PERSON_NAME ? 'head' : 'off' })
  lastSyllables = read.length === characters.length ? read.map(split) : characters.map(char => split(char))
  lastRun = run
  return lastSyllables
}

const readings = new Map<string, string[]>()

/** Every usual reading of one character, without tones; lü also as lu, which many keyboards type. */
export function readingsOf(character: string): string[] {
  const known = readings.get(character)
  if (known) return known
  const all = [
    ...pinyin(character, { ...options, surname: 'head' }),
    ...pinyin(character, { ...options, multiple: true }),
  ].map(text => split(text).sound)
  const found = [...new Set(all.flatMap(spellings))].filter(isSound).slice(0, READINGS_MOST)
  readings.set(character, found)
  return found
}

function spellings(sound: string): string[] {
  return sound.includes('v') ? [sound, sound.replace('v', 'u')] : [sound]
}

export function isSound(text: string): boolean {
  return /^[a-z]+$/.test(text)
}

/** "zhang1" -> zhang and 1; a character without known reading stays itself. */
function split(text: string): Syllable {
  const last = text.charCodeAt(text.length - 1)
  const toned = last >= 48 && last <= 57
  return toned ? { sound: text.slice(0, -1), tone: text.slice(-1) } : { sound: text, tone: '' }
}
