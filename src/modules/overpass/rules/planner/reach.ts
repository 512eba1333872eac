import { PROGRAMME_LEVELS } from '../bridge.ts'
import type { Graph } from './graph.ts'

/** Sources looked at backwards before the search goes on without knowing more. */
const MOST = 150_000

/**
 * How many steps a place is from the goal at least, counted backwards over the bridges as if everybody could take
 * them: a label that could not arrive any more is not made.
 */
export class Reach {
  private readonly steps: Uint8Array
  private readonly marks: number[] = []
  private readonly levels = new Uint8Array(PROGRAMME_LEVELS.length)
  private everybody = 0
  /** Every place within so many steps has been found. */
  private known = 0
  private readonly graph: Graph

  /** @param steps a row of zeros of the length of the places, which `clear` gives back as it was */
  constructor(graph: Graph, steps: Uint8Array) {
    this.graph = graph
    this.steps = steps
  }

  find(goals: readonly number[], most: number): void {
    let frontier: number[] = []
    for (const goal of goals) this.mark(goal, 1, frontier)
    let looked = 0
    for (let far = 1; far <= most; far++) {
      let next = 0
      for (const place of frontier) next += this.graph.countInto(place)
      looked += next
      if (looked > MOST) return
      const found: number[] = []
      let wide = false
      for (const place of frontier)
        this.graph.eachInto(place, source => {
          if (source < this.graph.places.length) this.mark(source, far + 1, found)
          else {
            wide = true
            const level = source - this.graph.places.length
            if (level === PROGRAMME_LEVELS.length) this.everybody ||= far
            else this.levels[level] ||= far
          }
        })
      this.known = far
      // Whole levels lead on from here: who leads to them is not looked up place by place.
      if (wide) return
      frontier = found
    }
  }

  /** Steps from a place to the goal: never more than there are. */
  atLeast(place: number): number {
    const steps = this.steps[place] as number
    if (steps > 0) return steps - 1
    let least = this.known + 1
    if (this.everybody > 0) least = Math.min(least, this.everybody)
    const level = this.graph.level[place] as number
    const ofLevel = level < 0 ? 0 : (this.levels[level] as number)
    return ofLevel > 0 ? Math.min(least, ofLevel) : least
  }

  clear(): void {
    for (const place of this.marks) this.steps[place] = 0
  }

  private mark(place: number, value: number, into: number[]): void {
    if (this.steps[place] !== 0) return
    this.steps[place] = value
    this.marks.push(place)
    into.push(place)
  }
}
