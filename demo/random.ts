import { hash } from 'node:crypto'

/** Reproducible chance: the same key always gives the same sequence, whatever was drawn elsewhere. */
export type Chance = {
  /** From 0 up to, not including, 1. */
  next(): number
  /** A whole number from `from` to `to`, both included. */
  between(from: number, to: number): number
  pick<T>(choices: readonly T[]): T
  /** True in `share` of the draws. */
  happens(share: number): boolean
}

/** Chance for one thing of the demo group, for example one student: `chanceOf('student BC01 2026010112')`. */
export function chanceOf(key: string): Chance {
  let state = seedOf(key)
  // mulberry32: 32 bits of state are enough for the few draws that one key makes.
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  return {
    next,
    between: (from, to) => from + Math.floor(next() * (to - from + 1)),
    pick: choices => {
      const chosen = choices[Math.floor(next() * choices.length)]
      if (chosen === undefined) throw new Error('nothing to choose from')
      return chosen
    },
    happens: share => next() < share,
  }
}

/** FNV-1a over the key's UTF-16 units, mixed once more so that keys that differ at the end differ widely. */
function seedOf(key: string): number {
  let h = 0x811c9dc5
  for (let i = 0; i < key.length; i++) h = Math.imul(h ^ key.charCodeAt(i), 0x01000193)
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  return Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
}

const ID_SPACE = 'overpass demo group '

/** The fixed id of a thing by its key, as RFC 9562 version 8 (SHA-1 of the key): the same in every demo database. */
export function demoId(key: string): string {
  const hex = hash('sha1', ID_SPACE + key, 'hex')
  const variant = '89ab'[Number.parseInt(hex.charAt(16), 16) & 3]
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
