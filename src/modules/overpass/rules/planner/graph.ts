import { PROGRAMME_LEVELS, type ProgrammeLevel, WAYS } from '../bridge.ts'
import { dayCode, NEVER } from './calendar.ts'
import { Ids } from './ids.ts'
import { Ints, Lists } from './ints.ts'
import { NO_CAP, RulesCode, tenths } from './rules-code.ts'
import type { Basis, MapBridge, Offer, Place, World } from './world.ts'

export const BINDING = 1
export const AUTOMATIC = 2
export const QUOTA = 4
export const GONE = 8

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
  private readonly basisKind = new Ints()
  private readonly basisClause = new Ints()
  /** Of a clause its agreement; of a default the name of its parameter. */
  private readonly basisAgreement = new Ints()
  private readonly basisVersion = new Ints()
  private readonly agreementIds = new Ids()
  private readonly parameters: string[] = []
  private readonly dayCodes = new Map<string, number>()

  private readonly versionIds = new Ids()
  private edges: { list: Ints; item: Ints } = { list: new Ints(), item: new Ints() }
  private out: Lists | null = null
  private into: Lists | null = null
  /** What came after `index`, by source and by target. */
  private readonly outLater = new Map<number, number[]>()
  private readonly intoLater = new Map<number, { source: number; bridge: number }[]>()

  constructor(world: World) {
    this.places = world.places
    this.rules = new RulesCode(this.courseIds, this.competencyIds)
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
    this.remove(bridge.id)
    const { rule } = bridge
    const target = this.placeIds.find(
      rule.to.kind === 'programme' ? rule.to.programmeId : rule.to.occupationId,
    )
    if (target < 0) return false
    const asked = rule.to.kind === 'programme' && rule.to.versionId !== null ? rule.to.versionId : null
    const version = asked === null ? (this.version[target] as number) : this.versionIds.find(asked)
    const slot = this.to.length
    this.write(bridge, target, version)
    for (const source of this.sourcesOf(bridge)) {
      if (source === target) continue
      if (this.out === null) {
        this.edges.list.push(source)
        this.edges.item.push(slot)
      } else {
        push(this.outLater, source, slot)
        push(this.intoLater, target, { source, bridge: slot })
      }
    }
    return true
  }

  /** Takes a bridge off the map; nothing happens where it is not on it. */
  remove(id: string): void {
    const at = this.bridgeIds.find(id)
    const slot = at < 0 ? -1 : this.slotOfBridge.at(at)
    if (slot >= 0) this.flags.data[slot] = this.flags.at(slot) | GONE
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
    for (const column of this.columns()) column.trim()
    this.rules.code.trim()
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

  basisOf(bridge: number): Basis {
    const kind = this.basisKind.at(bridge)
    const of = this.basisAgreement.at(bridge)
    if (kind === 2) return { kind: 'occupation' }
    if (kind === 1) return { kind: 'default', parameter: this.parameters[of] as string }
    return {
      kind: 'clause',
      agreementId: this.agreementIds.text(of),
      versionId: this.agreementIds.text(this.basisVersion.at(bridge)),
      clause: this.basisClause.at(bridge),
    }
  }

  /** The bytes of the rows themselves. */
  get bytes(): number {
    const lists = [this.out, this.into].flatMap(each => (each ? [each.start, each.items] : []))
    return [...this.columns().map(each => each.data), this.rules.code.data, ...lists].reduce(
      (sum, each) => sum + each.byteLength,
      0,
    )
  }

  private readonly slotOfBridge = new Ints()
  private readonly idOfSlot = new Ints()

  private columns(): Ints[] {
    return Object.values(this).filter(value => value instanceof Ints)
  }

  private write(bridge: MapBridge, target: number, version: number): void {
    const { rule, basis } = bridge
    const slot = this.to.length
    const at = this.bridgeIds.add(bridge.id)
    if (at === this.slotOfBridge.length) this.slotOfBridge.push(slot)
    else this.slotOfBridge.data[at] = slot
    this.idOfSlot.push(at)
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
    let [first, last] = [NEVER, 0]
    for (const day of rule.intakes) {
      const code = this.code(day)
      first = Math.min(first, code)
      last = Math.max(last, code)
    }
    const from = bridge.fromDay === null ? 0 : this.code(bridge.fromDay)
    this.fromCode.push(last === 0 ? from : Math.max(from, first))
    this.untilCode.push(bridge.untilDay === null ? NEVER : this.code(bridge.untilDay))
    this.fromCohort.push(bridge.fromCohort ?? 0)
    this.untilCohort.push(bridge.untilCohort ?? NEVER)
    this.lastIntake.push(last === 0 ? NEVER : last)
    this.entryAt.push(this.rules.condition(rule.entry))
    const begins = version < 0 ? 0 : this.slotStart.at(version)
    const end = version < 0 ? 0 : this.slotStart.at(version + 1)
    this.recognitionsAt.push(
      this.rules.recognitions(rule, courseId => {
        const slot = this.courseIds.seek(courseId, this.slotCourse.data, begins, end)
        return slot < 0 ? -1 : slot - begins
      }),
    )
    this.intakesAt.push(this.rules.intakes(rule.intakes))
    const signed = basis.kind === 'clause'
    this.basisKind.push(signed ? 0 : basis.kind === 'default' ? 1 : 2)
    this.basisClause.push(signed ? basis.clause : 0)
    this.basisAgreement.push(
      signed
        ? this.agreementIds.add(basis.agreementId)
        : basis.kind === 'default'
          ? this.text(basis.parameter)
          : 0,
    )
    this.basisVersion.push(signed ? this.agreementIds.add(basis.versionId) : 0)
  }

  /** Few days and many bridges that name them. */
  private code(day: string): number {
    let code = this.dayCodes.get(day)
    if (code === undefined) {
      code = dayCode(day)
      this.dayCodes.set(day, code)
    }
    return code
  }

  private sourcesOf({ rule }: MapBridge): number[] {
    const { programmeIds, levels } = rule.from
    if (programmeIds.length === 0 && levels.length === 0) return [this.everybody]
    const sources: number[] = []
    for (const id of programmeIds) {
      const place = this.placeIds.find(id)
      if (place >= 0 && !sources.includes(place)) sources.push(place)
    }
    for (const level of levels) sources.push(this.places.length + levelNumber(level))
    return sources
  }

  private addOffer(offer: Offer): void {
    this.offersOfCourse.set(this.courseIds.add(offer.courseId), offer)
    for (const { id, level } of offer.competencies)
      push(this.offersOfCompetency, this.competencyIds.add(id), { level, offer })
  }

  private text(parameter: string): number {
    const known = this.parameters.indexOf(parameter)
    return known >= 0 ? known : this.parameters.push(parameter) - 1
  }
}

function push<T>(lists: Map<number, T[]>, key: number, value: T): void {
  const list = lists.get(key)
  if (list) list.push(value)
  else lists.set(key, [value])
}
