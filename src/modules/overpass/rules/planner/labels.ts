import { Ints } from './ints.ts'
import { CRITERIA, type Criterion } from './world.ts'

/** A way as far as it goes: where, over which bridge, after which label, and its sums, credit and cost in whole buckets. */
export type Label = {
  place: number
  /** -1 where the learner stands now. */
  before: number
  bridge: number
  start: number
  round: number
  /** Since today, as day codes differ. */
  time: number
  lost: number
  cost: number
  certainty: number
}

/** Of CRITERIA, in their order, those that count. */
type Compared = readonly boolean[]

/** Labels in rows, linked by place. */
export class Labels {
  readonly place = new Ints(1024)
  readonly before = new Ints(1024)
  readonly bridge = new Ints(1024)
  readonly start = new Ints(1024)
  readonly round = new Ints(1024)
  readonly time = new Ints(1024)
  readonly lost = new Ints(1024)
  readonly cost = new Ints(1024)
  readonly certainty = new Ints(1024)
  /** The next label of the same place; -1: none. */
  readonly next = new Ints(1024)
  private readonly heads: Int32Array
  private readonly touched: number[] = []
  /** What ways are compared by, and what labels of one place are: that, and what decides how far they get. */
  private readonly by: Compared
  private readonly apart: Compared

  /**
   * @param heads a row of -1, one for each place; `clear` gives it back so
   * @param spent what may run out on the way: who has spent less of it may get further, whatever ways are compared by
   */
  constructor(heads: Int32Array, criteria: readonly Criterion[], spent: readonly Criterion[]) {
    this.heads = heads
    this.by = CRITERIA.map(each => criteria.includes(each))
    this.apart = CRITERIA.map(each => criteria.includes(each) || spent.includes(each))
  }

  get length(): number {
    return this.place.length
  }

  head(place: number): number {
    return this.heads[place] as number
  }

  /** Keeps a label; `linked` at its place, where others are held against it. */
  add(label: Label, linked: boolean): number {
    const at = this.place.length
    this.place.push(label.place)
    this.before.push(label.before)
    this.bridge.push(label.bridge)
    this.start.push(label.start)
    this.round.push(label.round)
    this.time.push(label.time)
    this.lost.push(label.lost)
    this.cost.push(label.cost)
    this.certainty.push(label.certainty)
    const head = this.heads[label.place] as number
    this.next.push(linked ? head : -1)
    if (!linked) return at
    if (head < 0) this.touched.push(label.place)
    this.heads[label.place] = at
    return at
  }

  /** Takes labels of this round that a new one is as good as out of their place's list. */
  drop(label: Label): void {
    let kept = -1
    for (let at = this.heads[label.place] as number; at >= 0; at = this.next.at(at)) {
      if (this.round.at(at) === label.round && this.isAsGood(label, at, this.apart)) {
        if (kept < 0) this.heads[label.place] = this.next.at(at)
        else this.next.data[kept] = this.next.at(at)
      } else kept = at
    }
  }

  /** Whether one at its place is as good as it in everything. */
  isBeaten(label: Label): boolean {
    for (let at = this.heads[label.place] as number; at >= 0; at = this.next.at(at))
      if (this.beats(at, label, this.apart)) return true
    return false
  }

  /** Whether a kept label is at least as good as another in every criterion that counts. */
  beats(at: number, label: Label, by: Compared = this.by): boolean {
    const [months, credits, fen, certainty] = by
    return (
      (!months || this.time.at(at) <= label.time) &&
      (!credits || this.lost.at(at) <= label.lost) &&
      (!fen || this.cost.at(at) <= label.cost) &&
      (!certainty || this.certainty.at(at) <= label.certainty)
    )
  }

  isAsGood(label: Label, at: number, by: Compared = this.by): boolean {
    const [months, credits, fen, certainty] = by
    return (
      (!months || label.time <= this.time.at(at)) &&
      (!credits || label.lost <= this.lost.at(at)) &&
      (!fen || label.cost <= this.cost.at(at)) &&
      (!certainty || label.certainty <= this.certainty.at(at))
    )
  }

  isSame(at: number, label: Label): boolean {
    return this.beats(at, label) && this.isAsGood(label, at)
  }

  /** Whether one kept label is at least as good as another. */
  bests(at: number, other: number): boolean {
    return this.isAsGood(this.read(at), other)
  }

  private read(at: number): Label {
    return {
      ...{ place: this.place.at(at), before: this.before.at(at), bridge: this.bridge.at(at) },
      ...{ start: this.start.at(at), round: this.round.at(at), time: this.time.at(at) },
      ...{ lost: this.lost.at(at), cost: this.cost.at(at), certainty: this.certainty.at(at) },
    }
  }

  clear(): void {
    for (const place of this.touched) this.heads[place] = -1
  }
}
