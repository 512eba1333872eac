/** Competencies of a programme with the highest level any of its courses teaches them to. */
export type Taught = ReadonlyMap<string, number>

export type Overlap = {
  /** From 0 (nothing in common) to 1 (the same competencies to the same levels). */
  share: number
  common: string[]
  onlyFirst: string[]
  onlySecond: string[]
}

/**
 * How much two programmes teach alike: over all competencies that either teaches, the sum of the lower levels
 * divided by the sum of the higher ones (the weighted Jaccard similarity, Ioffe 2010). Never typed in.
 */
export function overlapOf(first: Taught, second: Taught): Overlap {
  const all = [...new Set([...first.keys(), ...second.keys()])]
  let [lower, higher] = [0, 0]
  for (const id of all) {
    const [a, b] = [first.get(id) ?? 0, second.get(id) ?? 0]
    lower += Math.min(a, b)
    higher += Math.max(a, b)
  }
  return {
    share: higher === 0 ? 0 : lower / higher,
    common: all.filter(id => first.has(id) && second.has(id)),
    onlyFirst: all.filter(id => !second.has(id)),
    onlySecond: all.filter(id => !first.has(id)),
  }
}
