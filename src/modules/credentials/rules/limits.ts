/** What a credential may be at most: far above what honest ones need, far below what hurts. */
export const LIMITS = {
  /** Of a file that is handed in, picture included. */
  bytes: 4_194_304,
  /** Of the credential itself. */
  characters: 1_000_000,
  depth: 40,
  values: 20_000,
  /** Credentials inside a presentation or a learner record that are looked at. */
  inner: 100,
} as const

/** Why a document is too much to look at; null when it is not. Walks without recursion. */
export function excess(document: unknown): 'too_deep' | 'too_many_values' | null {
  let values = 0
  let level: unknown[] = [document]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > LIMITS.depth) return 'too_deep'
    const next: unknown[] = []
    for (const value of level) {
      if (++values > LIMITS.values) return 'too_many_values'
      if (typeof value === 'object' && value !== null)
        for (const part of Object.values(value)) next.push(part)
    }
    level = next
  }
  return null
}

/** Whether text nests deeper than anything we parse; a parser must not meet a million brackets first. */
export function nestsTooDeep(json: string): boolean {
  let depth = 0
  let inText = false
  for (let i = 0; i < json.length; i++) {
    const character = json.charCodeAt(i)
    if (inText) {
      if (character === 0x5c) i++
      else if (character === 0x22) inText = false
    } else if (character === 0x22) inText = true
    else if (character === 0x7b || character === 0x5b) {
      if (++depth > LIMITS.depth) return true
    } else if (character === 0x7d || character === 0x5d) depth--
  }
  return false
}
