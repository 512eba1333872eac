import { type Bridge, PROGRAMME_LEVELS, type ProgrammeLevel, WAYS } from '../bridge.ts'
import { Bases } from './bases.ts'
import { dayCode, NEVER } from './calendar.ts'
import { Ids } from './ids.ts'
import { Ints, intsOf, Lists } from './ints.ts'
import { NO_CAP, RulesCode, tenths } from './rules-code.ts'
import type { Basis, MapBridge, Offer, Place, World } from './world.ts'

export const BINDING = 1
export const AUTOMATIC = 2
export const QUOTA = 4
export const GONE = 8

/** Numbers that the rules of a bridge mostly take; where they take more, the row grows. */
const MOSTLY = 36
/** Sources beside the places: each level, and everybody. */
export const SOURCES = PROGRAMME_LEVELS.length + 1

const levelNumber = (level: ProgrammeLevel | null) => (level === null ? -1 : PROGRAMME_LEVELS.indexOf(level))

/**
 * The map in rows of numbers: places, versions with their courses, bridges. `index` is called once all are in; after
 * that a bridge can be put in, changed or taken out at any time, and the next plan sees it.
 */
export class Graph {
  readonly places: readonly Place[]
  readonly placeIds = new Ids()
  readonly courseIds = new Ids()
  readonly competencyIds = new Ids()
  readonly level: Int8Array
  readonly version: Int32Array
  /** Courses of version v are the slots from `slotStart[v]` on, in the order of their ids. */
  readonly slotStart = new Ints()
  readonly slotCourse = new Ints()
  readonly slotCredits = new Ints()
  readonly aimStart = new Ints()
  readonly aimCompetency = new Ints()
  readonly aimLevel = new Ints()
  readonly versionCredits = new Ints()
  readonly offersOfCourse = new Map<number, Offer>()
  readonly offersOfCompetency = new Map<number, { level: number; offer: Offer }[]>()
  readonly rules: RulesCode

  readonly bridgeIds = new Ids()
  readonly to = new Ints()
  readonly toVersion = new Ints()
  readonly flags = new Ints()
  readonly way = new Ints()
  readonly months = new Ints()
  readonly feeFen = new Ints()
  readonly capTotal = new Ints()
  readonly validYears = new Ints()
  readonly fromCode = new Ints()
  readonly untilCode = new Ints()
  readonly fromCohort = new Ints()
  readonly untilCohort = new Ints()
  readonly lastIntake = new Ints()
  readonly entryAt = new Ints()
  readonly recognitionsAt = new Ints()
  readonly intakesAt = new Ints()
  private readonly idOfSlot = new Ints()
  private readonly bases = new Bases()
  /** By the number of a bridge's id; -1 where it is not on the map. */
  private readonly slotOfBridge = new Ints()

  private readonly versionIds = new Ids()
  private edges: { list: Ints; item: Ints } = { list: new Ints(), item: new Ints() }
  private out: Lists | null = null
  private into: Lists | null = null
  /** What came after `index`, by source and by target. */
  private readonly outLater = new Map<number, number[]>()
  private readonly intoLater = new Map<number, { source: number; bridge: number }[]>()

  /** @param bridges how many will be put in, as far as that is known: rows that need not grow are made sooner */
  constructor(world: World, bridges = 0) {
    this.places = world.places
    this.rules = new RulesCode(this.courseIds, this.slotCourse, this.competencyIds)
    this.makeRoom(world, bridges)
    for (const version of world.versions) {
      this.versionIds.add(version.id)
      this.slotStart.push(this.slotCourse.length)
      let sum = 0
      const courses = [...version.courses].sort((a, b) => (a.id < b.id ? -1 : 1))
      for (const course of courses) {
        this.slotCourse.push(this.courseIds.add(course.id))
        this.slotCredits.push(tenths(course.credits))
        sum += tenths(course.credits)
        this.aimStart.push(this.aimCompetency.length)
        for (const aim of course.competencies) {
          this.aimCompetency.push(this.competencyIds.add(aim.id))
          this.aimLevel.push(aim.level)
        }
      }
      this.versionCredits.push(sum)
    }
    this.slotStart.push(this.slotCourse.length)
    this.aimStart.push(this.aimCompetency.length)
    this.level = Int8Array.from(world.places, place => levelNumber(place.level))
    this.version = Int32Array.from(world.places, place => {
      this.placeIds.add(place.id)
      return place.versionId === null ? -1 : this.versionIds.find(place.versionId)
    })
    for (const offer of world.offers) this.addOffer(offer)
  }

  /** Puts a bridge in, in place of the one with its id. False when it leads to no place of the map. */
  put(bridge: MapBridge): boolean {
    const id = this.numberOf(bridge.id)
    this.takeOff(id)
    const { rule } = bridge
    const target = this.placeIds.find(
      rule.to.kind === 'programme' ? rule.to.programmeId : rule.to.occupationId,
    )
    if (target < 0) return false
    const asked = rule.to.kind === 'programme' && rule.to.versionId !== null ? rule.to.versionId : null
    const version = asked === null ? (this.version[target] as number) : this.versionIds.find(asked)
    const slot = this.to.length
    this.slotOfBridge.data[id] = slot
    this.idOfSlot.push(id)
    this.bases.push(bridge.basis)
    const first = this.link(rule, target, slot)
    this.write(bridge, target, version, first < 0 ? -1 : (this.version[first] as number))
    return true
  }

  /** Takes a bridge off the map; nothing happens where it is not on it. */
  remove(id: string): void {
    const at = this.bridgeIds.find(id)
    if (at >= 0) this.takeOff(at)
  }

  /** Sorts the bridges by where they begin and end. */
  index(): void {
    const lists = this.places.length + SOURCES
    const { list, item } = this.edges
    this.out = new Lists(lists, this.edges)
    const targets = new Ints(list.length)
    const order = new Ints(list.length)
    for (let i = 0; i < list.length; i++) {
      targets.push(this.to.at(item.at(i)))
      order.push(i)
    }
    const into = new Lists(this.places.length, { list: targets, item: order })
    for (let i = 0; i < into.items.length; i++) into.items[i] = list.at(into.items[i] as number)
    this.into = into
    this.edges = { list: new Ints(0), item: new Ints(0) }
    for (const row of this.rows()) row.trim()
  }

  /** Calls `visit` for every bridge that starts at a source and has not been taken off. */
  eachFrom(source: number, visit: (bridge: number) => void): void {
    const { start, items } = this.out as Lists
    const end = start[source + 1] as number
    for (let i = start[source] as number; i < end; i++) visit(items[i] as number)
    for (const bridge of this.outLater.get(source) ?? []) visit(bridge)
  }

  /** How many sources lead to a place. */
  countInto(place: number): number {
    const { start } = this.into as Lists
    return (start[place + 1] as number) - (start[place] as number) + (this.intoLater.get(place)?.length ?? 0)
  }

  /** Sources that lead to a place; one whose bridge has been taken off may be among them. */
  eachInto(place: number, visit: (source: number) => void): void {
    const { start, items } = this.into as Lists
    const end = start[place + 1] as number
    for (let i = start[place] as number; i < end; i++) visit(items[i] as number)
    for (const { source } of this.intoLater.get(place) ?? []) visit(source)
  }

  levelSource(place: number): number {
    const level = this.level[place] as number
    return level < 0 ? -1 : this.places.length + level
  }
  get everybody(): number {
    return this.places.length + PROGRAMME_LEVELS.length
  }

  bridgeId = (bridge: number): string => this.bridgeIds.text(this.idOfSlot.at(bridge))

  basisOf = (bridge: number): Basis => this.bases.at(bridge)

  /** The bytes of the rows themselves. */
  get bytes(): number {
    const lists = [this.out, this.into].flatMap(each => (each ? [each.start, each.items] : []))
    return [...this.rows().map(each => each.data), ...lists].reduce((sum, each) => sum + each.byteLength, 0)
  }

  private rows(): Ints[] {
    return [...intsOf(this), ...intsOf(this.bases), this.rules.code]
  }

  private makeRoom({ places, versions }: World, bridges: number): void {
    let slots = 0
    for (const version of versions) slots += version.courses.length
    for (const row of this.rows()) row.reserve(bridges)
    for (const row of [this.slotCourse, this.slotCredits, this.aimStart, this.aimCompetency, this.aimLevel])
      row.reserve(slots + 1)
    for (const row of [this.slotStart, this.versionCredits]) row.reserve(versions.length + 1)
    for (const row of [this.edges.list, this.edges.item]) row.reserve(bridges)
    this.rules.code.reserve(bridges * MOSTLY)
    this.courseIds.reserve(slots)
    this.versionIds.reserve(versions.length)
    this.placeIds.reserve(places.length)
    this.bridgeIds.reserve(bridges)
  }

  private numberOf(id: string): number {
    const at = this.bridgeIds.add(id)
    if (at === this.slotOfBridge.length) this.slotOfBridge.push(-1)
    return at
  }

  private takeOff(id: number): void {
    const slot = this.slotOfBridge.at(id)
    if (slot >= 0) this.flags.data[slot] = this.flags.at(slot) | GONE
  }

  /** @param before the version of a stage it leads on from, whose courses its rules mostly name; -1: none */
  private write(bridge: MapBridge, target: number, version: number, before: number): void {
    const { rule, basis } = bridge
    this.to.push(target)
    this.toVersion.push(version)
    this.flags.push(
      (basis.kind === 'clause' ? BINDING : 0) |
        (rule.automatic ? AUTOMATIC : 0) |
        (rule.quota === null ? 0 : QUOTA),
    )
    this.way.push(WAYS.indexOf(rule.way))
    this.months.push(rule.months)
    this.feeFen.push(rule.feeFen ?? 0)
    this.capTotal.push(rule.capTotal === null ? NO_CAP : tenths(rule.capTotal))
    this.validYears.push(rule.validYears ?? 0)
    let first = NEVER
    let last = 0
    for (const day of rule.intakes) {
      const code = dayCode(day)
      first = Math.min(first, code)
      last = Math.max(last, code)
    }
    const from = bridge.fromDay === null ? 0 : dayCode(bridge.fromDay)
    this.fromCode.push(last === 0 ? from : Math.max(from, first))
    this.untilCode.push(bridge.untilDay === null ? NEVER : dayCode(bridge.untilDay))
    this.fromCohort.push(bridge.fromCohort ?? 0)
    this.untilCohort.push(bridge.untilCohort ?? NEVER)
    this.lastIntake.push(last === 0 ? NEVER : last)
    const { slotStart } = this
    if (before < 0) this.rules.expect(0, 0)
    else this.rules.expect(slotStart.at(before), slotStart.at(before + 1))
    this.entryAt.push(this.rules.condition(rule.entry))
    const begins = version < 0 ? 0 : slotStart.at(version)
    const end = version < 0 ? 0 : slotStart.at(version + 1)
    this.recognitionsAt.push(this.rules.recognitions(rule, begins, end))
    this.intakesAt.push(this.rules.intakes(rule.intakes))
  }

  /** Puts a bridge where it begins; the first programme it leads on from, -1 where it names none. */
  private link(rule: Bridge, target: number, slot: number): number {
    const { programmeIds, levels } = rule.from
    let first = -1
    for (let i = 0; i < programmeIds.length; i++) {
      const id = programmeIds[i] as string
      if (i > 0 && programmeIds.indexOf(id) < i) continue
      const place = this.placeIds.find(id)
      if (place < 0) continue
      if (first < 0) first = place
      this.edge(place, target, slot)
    }
    for (const level of levels) this.edge(this.places.length + levelNumber(level), target, slot)
    if (programmeIds.length === 0 && levels.length === 0) this.edge(this.everybody, target, slot)
    return first
  }

  private edge(source: number, target: number, slot: number): void {
    if (source === target) return
    if (this.out === null) {
      this.edges.list.push(source)
      this.edges.item.push(slot)
    } else {
      push(this.outLater, source, slot)
      push(this.intoLater, target, { source, bridge: slot })
    }
  }

  private addOffer(offer: Offer): void {
    this.offersOfCourse.set(this.courseIds.add(offer.courseId), offer)
    for (const { id, level } of offer.competencies)
      push(this.offersOfCompetency, this.competencyIds.add(id), { level, offer })
  }
}

function push<T>(lists: Map<number, T[]>, key: number, value: T): void {
  const list = lists.get(key)
  if (list) list.push(value)
  else lists.set(key, [value])
}
