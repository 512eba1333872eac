import type { Asker, Met } from './asker.ts'
import { NEVER } from './calendar.ts'
import type { Graph } from './graph.ts'
import { ALL, LEAF, NO_CAP, NOT } from './rules-code.ts'
import type { Offer } from './world.ts'

/** One outcome's credits for one course: outcome, or slot of the stage ahead from `AHEAD` on. */
export type Taken = { recognition: number; source: number; slot: number; amount: number }
export const AHEAD = 1_000_000
const BLOCKED = { blocked: true, open: false, offer: null }
const OWN_DOING = { blocked: false, open: true, offer: null }

/**
 * Weighs one bridge for one learner: the same answer as `evaluate` of the bridge's rules gives for the learner's
 * outcomes and the courses the stage before will bring, and what is missing to enter. Results stand in the fields until
 * the next call; nothing is made anew while a plan weighs thousands.
 */
export class Scales {
  /** Cannot be taken: a requirement is missing that nobody can plan for. */
  blocked = false
  gapMonths = 0
  gapFen = 0
  /** A requirement is missing that the way closes. */
  lacking = false
  /** It is left to the learner: a test, a certificate, a rating, work, a score. */
  open = false
  /** The last day on which everything it rests on still counts. */
  soundUntil = NEVER
  recognised = 0
  brought = 0
  targetCredits = 0
  months = 0
  taken: Taken[] | null = null

  private readonly graph: Graph
  private readonly asker: Asker
  private aheadFrom = 0
  private aheadEnd = 0
  private validYears = 0
  private at = 0
  private readonly spent: Uint8Array
  private spentAhead = new Uint8Array(64)
  private room = new Int32Array(64)

  constructor(graph: Graph, asker: Asker) {
    this.graph = graph
    this.asker = asker
    this.spent = new Uint8Array(asker.outcomes.length)
  }

  /**
   * @param version the version of the stage that will be finished first, -1 for none
   * @param explain also says line by line what was recognised, in `taken`
   */
  weigh(bridge: number, version: number, explain = false): void {
    const { graph, asker } = this
    this.aheadFrom = version < 0 ? 0 : graph.slotStart.at(version)
    this.aheadEnd = version < 0 ? 0 : graph.slotStart.at(version + 1)
    this.validYears = graph.validYears.at(bridge)
    this.soundUntil = NEVER
    this.taken = explain ? [] : null
    this.at = graph.entryAt.at(bridge)
    this.condition()
    const target = graph.toVersion.at(bridge)
    this.targetCredits = target < 0 ? 0 : graph.versionCredits.at(target)
    this.recognised = 0
    this.brought = 0
    this.months = graph.months.at(bridge)
    if (this.blocked || (graph.level[graph.to.at(bridge)] as number) < 0) return
    this.brought = asker.ownCredits
    for (let slot = this.aheadFrom; slot < this.aheadEnd; slot++)
      if (!asker.passed.has(graph.slotCourse.at(slot))) this.brought += graph.slotCredits.at(slot)
    if (target < 0) return
    this.recognise(bridge, target)
    if (this.targetCredits > 0)
      this.months = Math.ceil((this.months * (this.targetCredits - this.recognised)) / this.targetCredits)
  }

  /** Reads the condition at `at`: sets `blocked`, `gapMonths`, `gapFen`, `open`, lowers `soundUntil`; met or not. */
  private condition(): boolean {
    const { code } = this.graph.rules
    const kind = code.at(this.at++)
    if (kind === LEAF) return this.leaf(code.at(this.at++))
    if (kind === NOT) return this.not()
    const count = code.at(this.at++)
    return kind === ALL ? this.all(count) : this.any(count)
  }

  private free(): void {
    this.blocked = false
    this.lacking = false
    this.open = false
    this.gapMonths = 0
    this.gapFen = 0
  }

  private not(): boolean {
    const sound = this.soundUntil
    const met = this.condition()
    this.free()
    this.soundUntil = sound
    this.blocked = met
    return !met
  }

  private all(count: number): boolean {
    let [met, blocked, lacking, open, months, fen] = [true, false, false, false, 0, 0]
    for (let i = 0; i < count; i++) {
      met = this.condition() && met
      blocked ||= this.blocked
      lacking ||= this.lacking
      open ||= this.open
      months = Math.max(months, this.gapMonths)
      fen += this.gapFen
    }
    this.set(blocked, lacking, open, months, fen)
    return met
  }

  /** The part that stays sound longest where one is met; otherwise the one that is soonest closed. */
  private any(count: number): boolean {
    const before = this.soundUntil
    let [met, sound, blocked, open, months, fen] = [false, 0, true, false, 0, 0]
    let lacking = false
    for (let i = 0; i < count; i++) {
      this.soundUntil = NEVER
      if (this.condition()) {
        sound = met ? Math.max(sound, this.soundUntil) : this.soundUntil
        met = true
      } else if (!met && !this.blocked && (blocked || this.lessThan(open, months, fen))) {
        blocked = false
        lacking = this.lacking
        open = this.open
        months = this.gapMonths
        fen = this.gapFen
        sound = this.soundUntil
      }
    }
    if (met) this.free()
    else this.set(blocked, lacking, open, months, fen)
    this.soundUntil = blocked && !met ? before : Math.min(before, sound)
    return met
  }

  private lessThan(open: boolean, months: number, fen: number): boolean {
    if (this.open !== open) return !this.open
    return this.gapMonths === months ? this.gapFen < fen : this.gapMonths < months
  }

  private set(blocked: boolean, lacking: boolean, open: boolean, months: number, fen: number): void {
    this.blocked = blocked
    this.lacking = lacking
    this.open = open
    this.gapMonths = months
    this.gapFen = fen
  }

  private leaf(number: number): boolean {
    const met = this.asker.met(number)
    this.free()
    const own = this.newest(met)
    if (own >= 0) {
      // What the stage ahead will bring anew does not run out before.
      if (this.aheadOf(met, this.aheadFrom) >= 0) return true
      this.soundUntil = Math.min(this.soundUntil, this.asker.lastDay(own, met.leaf, this.validYears))
      return true
    }
    if (this.aheadOf(met, this.aheadFrom) >= 0) return true
    this.missing(met)
    return false
  }

  private missing(met: Met): void {
    const { blocked, open, offer } = this.closing(met)
    this.set(blocked, !blocked, open, offer?.months ?? 0, offer?.feeFen ?? 0)
  }

  /** How a missing leaf can be closed: by a course on offer, by the learner's own doing, or not. An award cannot be planned. */
  closing(met: Met): { blocked: boolean; open: boolean; offer: Offer | null } {
    const { leaf, offer } = met
    if (leaf.is === 'award') return BLOCKED
    if (leaf.is !== 'course' && leaf.is !== 'competency') return OWN_DOING
    if (leaf.is === 'course' && met.courses.some(course => this.slotAhead(course) >= 0)) return OWN_DOING
    if (!offer) return BLOCKED
    return { blocked: false, open: leaf.is === 'course' && leaf.minScore !== null, offer }
  }

  /** The newest outcome of the learner's own that meets a leaf under the bridge's validity; -1: none. */
  newest(met: Met): number {
    const first = met.own[0]
    if (first === undefined) return -1
    return (this.asker.heldCode[first] as number) >= this.asker.oldest(this.validYears) ? first : -1
  }

  /** The first slot from `from` on of the stage ahead that will meet a leaf; -1: none. */
  aheadOf(met: Met, from: number): number {
    const { graph, asker } = this
    const { leaf } = met
    if (leaf.is !== 'course' && leaf.is !== 'competency') return -1
    if (leaf.is === 'course' && leaf.minScore !== null) return -1
    for (let slot = from; slot < this.aheadEnd; slot++) {
      const course = graph.slotCourse.at(slot)
      if (leaf.is === 'course') {
        if (met.courses.includes(course) && !asker.passed.has(course)) return slot
      } else if (this.teaches(slot, met.competency, leaf.level) && !asker.passed.has(course)) return slot
    }
    return -1
  }

  get aheadBegins(): number {
    return this.aheadFrom
  }

  private slotAhead(course: number): number {
    for (let slot = this.aheadFrom; slot < this.aheadEnd; slot++)
      if (this.graph.slotCourse.at(slot) === course && !this.asker.passed.has(course)) return slot
    return -1
  }

  private teaches(slot: number, competency: number, level: number): boolean {
    const { aimStart, aimCompetency, aimLevel } = this.graph
    const end = aimStart.at(slot + 1)
    for (let i = aimStart.at(slot); i < end; i++)
      if (aimCompetency.at(i) === competency && aimLevel.at(i) >= level) return true
    return false
  }

  /** As `evaluate` does it: rule by rule, the newest outcome first, each once, within room and caps. */
  private recognise(bridge: number, target: number): void {
    const { graph, asker } = this
    const { code } = graph.rules
    let p = graph.recognitionsAt.at(bridge)
    const rules = code.at(p++)
    if (rules === 0) return
    const first = graph.slotStart.at(target)
    const size = graph.slotStart.at(target + 1) - first
    if (this.room.length < size) this.room = new Int32Array(size * 2)
    for (let i = 0; i < size; i++) this.room[i] = graph.slotCredits.at(first + i)
    const ahead = this.aheadEnd - this.aheadFrom
    if (this.spentAhead.length < ahead) this.spentAhead = new Uint8Array(ahead * 2)
    this.spentAhead.fill(0, 0, ahead)
    this.spent.fill(0)
    let left = graph.capTotal.at(bridge)
    const oldest = asker.oldest(this.validYears)
    for (let r = 0; r < rules; r++) {
      const met = asker.met(code.at(p))
      let cap = code.at(p + 1)
      const recognition = code.at(p + 2)
      const count = code.at(p + 3)
      p += 4
      const give = (source: number): boolean => {
        let gave = false
        for (let c = 0; c < count; c++) {
          const slot = code.at(p + c * 2)
          const amount = Math.min(code.at(p + c * 2 + 1), this.room[slot] as number, cap, left)
          if (amount <= 0) continue
          this.room[slot] = (this.room[slot] as number) - amount
          if (cap !== NO_CAP) cap -= amount
          if (left !== NO_CAP) left -= amount
          this.recognised += amount
          gave = true
          this.taken?.push({ recognition, source, slot, amount })
        }
        return gave
      }
      const own = (at: number): void => {
        if (this.spent[at] || (asker.heldCode[at] as number) < oldest || !give(at)) return
        this.spent[at] = 1
        const last = asker.lastDay(at, met.leaf, this.validYears)
        this.soundUntil = Math.min(this.soundUntil, last)
      }
      for (const at of met.own) if (at < asker.today) own(at)
      for (let s = this.aheadOf(met, this.aheadFrom); s >= 0; s = this.aheadOf(met, s + 1)) {
        const index = s - this.aheadFrom
        if (!this.spentAhead[index] && give(AHEAD + s)) this.spentAhead[index] = 1
      }
      for (const at of met.own) if (at >= asker.today) own(at)
      p += count * 2
    }
  }
}
