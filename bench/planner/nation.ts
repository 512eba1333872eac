// A nation by chance, the same each time: programmes by province and field, bridges with the shapes that rules have.
import {
  AWARD_LEVELS,
  type Bridge,
  type Condition,
  type Leaf,
  type Recognition,
  type Way,
} from '#modules/overpass/rules/bridge.ts'
import type {
  Learner,
  MapBridge,
  OwnOutcome,
  Place,
  Version,
  World,
} from '#modules/overpass/rules/planner/world.ts'

const PROVINCES = 31
const FIELDS = 19
const COURSES = 12
const COMPETENCIES = 40
const OCCUPATIONS = 500
export const TODAY = '2026-11-26'

const HEX = Buffer.from('0123456789abcdef')
const uuid = Buffer.from('00000000-0000-7000-8000-000000000000')
function write(n: number, from: number, digits: number): void {
  for (let at = from + digits - 1, rest = n; at >= from; at--, rest = Math.floor(rest / 16))
    uuid[at] = HEX[rest % 16] as number
}
/** A UUID whose digits are spread as those of real ones are; one piece of text, as what was read is. */
function idOf(kind: number, n: number): string {
  write(Math.imul(n + 1, 0x9e3779b1) >>> 0, 0, 8)
  write(kind, 9, 4)
  write(n, 24, 12)
  return uuid.toString('latin1')
}

export class Chance {
  private state: number
  constructor(seed: number) {
    this.state = seed >>> 0
  }
  /** A whole number below `limit`. */
  below(limit: number): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0
    let t = Math.imul(this.state ^ (this.state >>> 15), this.state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * limit)
  }
  of<T>(list: readonly T[]): T {
    return list[this.below(list.length)] as T
  }
}

type Kind = 'secondary' | 'higher_vocational' | 'bachelor' | 'continuing'
/** Of twenty programmes so many are of each level. */
const MIX: readonly Kind[] = [
  ...Array<Kind>(9).fill('secondary'),
  ...Array<Kind>(7).fill('higher_vocational'),
  ...Array<Kind>(2).fill('bachelor'),
  ...Array<Kind>(2).fill('continuing'),
]
const LEADS: readonly { way: Way; from: Kind; to: Kind | 'work'; share: number; months: number }[] = [
  { way: 'secondary_to_higher', from: 'secondary', to: 'higher_vocational', share: 36, months: 36 },
  { way: 'through_training', from: 'secondary', to: 'higher_vocational', share: 10, months: 24 },
  { way: 'through_training', from: 'secondary', to: 'bachelor', share: 3, months: 48 },
  { way: 'top_up', from: 'higher_vocational', to: 'bachelor', share: 16, months: 24 },
  { way: 'transfer', from: 'secondary', to: 'secondary', share: 6, months: 24 },
  { way: 'transfer', from: 'higher_vocational', to: 'higher_vocational', share: 7, months: 24 },
  { way: 'order_class', from: 'secondary', to: 'work', share: 4, months: 6 },
  { way: 'order_class', from: 'higher_vocational', to: 'work', share: 8, months: 6 },
  { way: 'short_course', from: 'continuing', to: 'work', share: 2, months: 3 },
  { way: 'return_to_study', from: 'continuing', to: 'higher_vocational', share: 5, months: 30 },
  { way: 'credit', from: 'continuing', to: 'bachelor', share: 3, months: 36 },
]

const WAYS_BY_SHARE = LEADS.flatMap(lead => Array<typeof lead>(lead.share).fill(lead))

export class Nation {
  private readonly programmes: number
  private readonly at = new Map<string, number[]>()
  private readonly levels: readonly Kind[]

  constructor(programmes: number) {
    this.programmes = programmes
    this.levels = Array.from({ length: programmes }, (_, n) => MIX[Math.imul(n, 7919) % MIX.length] as Kind)
    for (let n = 0; n < programmes; n++)
      for (const key of [this.key(n, n % PROVINCES), this.key(n, -1)]) {
        const list = this.at.get(key)
        if (list) list.push(n)
        else this.at.set(key, [n])
      }
  }

  /** Made anew at each call, so that the map alone remembers it. */
  world(): World {
    const { programmes } = this
    const places = Array.from(
      { length: programmes },
      (_, n): Place => ({
        ...{ id: idOf(1, n), kind: 'programme', level: this.levels[n] as Kind },
        ...{ region: `province ${n % PROVINCES}`, partTime: n % 5 === 0, versionId: idOf(2, n) },
      }),
    )
    const versions = Array.from(
      { length: programmes },
      (_, n): Version => ({
        id: idOf(2, n),
        courses: Array.from({ length: COURSES }, (_, c) => ({
          ...{ id: this.course(n, c), credits: 2 + ((n + c) % 7) },
          competencies: [{ id: this.competency(n, c), level: 1 + ((n + c) % 3) }],
        })),
      }),
    )
    const work = { region: null, partTime: false, versionId: null }
    for (let n = 0; n < OCCUPATIONS; n++)
      places.push({ ...{ id: idOf(5, n), kind: 'occupation', level: null }, ...work })
    const offers = Array.from({ length: Math.floor(programmes / 20) }, (_, n) => ({
      ...{ courseId: this.course(n * 20, n % COURSES), months: 3 + (n % 2) * 3, feeFen: (n % 4) * 40_000 },
      competencies: [{ id: this.competency(n * 20, n % COURSES), level: 3 }],
    }))
    return { places, versions, offers }
  }

  /** Bridges from `first` on, as texts that were read, which is how a database hands them over. */
  bridges(first: number, count: number): MapBridge[] {
    return JSON.parse(JSON.stringify(Array.from({ length: count }, (_, i) => this.bridge(first + i))))
  }

  /** A bridge; the same number gives the same one. */
  bridge(n: number): MapBridge {
    const chance = new Chance(Math.imul(n, 0x9e3779b1))
    const lead = chance.of(WAYS_BY_SHARE)
    const from = this.programmeAt(lead.from, chance)
    // Most stay in the province and the field; some leave one of them.
    const far = chance.below(8)
    const province = far === 0 ? -1 : from % PROVINCES
    const field = far < 3 ? chance.below(FIELDS) : from % FIELDS
    const near = this.at.get(`${lead.to}|${province}|${field}`)
    const to = lead.to === 'work' ? -1 : near ? chance.of(near) : this.programmeAt(lead.to, chance)
    const binding = chance.below(10) > 0
    const cohort = 2021 + chance.below(5)
    return {
      id: idOf(3, n),
      basis: binding
        ? {
            kind: 'clause',
            agreementId: idOf(6, n >> 3),
            versionId: idOf(7, n >> 3),
            clause: 1 + chance.below(9),
          }
        : { kind: 'default', parameter: 'overpass.national' },
      rule: this.rule(lead, from, to, chance),
      ...{ fromDay: `${cohort}-03-01`, untilDay: null, fromCohort: cohort },
      untilCohort: chance.below(3) === 0 ? null : cohort + 3 + chance.below(6),
    }
  }

  /** Somebody in the first year of a secondary programme, with sixty outcomes. */
  learner(at: number): Learner {
    const home = this.programmeFrom('secondary', at)
    const chance = new Chance(at + 99)
    const outcomes = Array.from({ length: 60 }, (_, n): OwnOutcome => {
      const kind = chance.of([
        'course_result',
        'course_result',
        'certificate',
        'award',
        'project_rating',
      ] as const)
      return {
        ...{ id: idOf(8, n), kind, heldOn: `202${4 + (n % 3)}-0${1 + (n % 9)}-15` },
        courseId: kind === 'course_result' && n % 6 > 0 ? this.course(home, n % COURSES) : null,
        ...{ score: 60 + chance.below(40), passed: true, prize: null, teamPlace: null, hours: null },
        level: kind === 'award' ? chance.of(AWARD_LEVELS) : chance.of(['junior', 'intermediate']),
        competencies: [{ id: this.competency(home, chance.below(COMPETENCIES)), level: 1 + chance.below(3) }],
        words: `三维建模 professional test ${n}`,
        credits: 1 + chance.below(4),
      }
    })
    return { at: [{ placeId: idOf(1, home), monthsLeft: 24, cohort: 2025 }], outcomes }
  }

  /** A programme above the secondary level; in the province of the learner's, where one is given. */
  higher(chance: Chance, learner: number | null): string {
    const level = chance.of(['higher_vocational', 'bachelor'] as const)
    if (learner === null) return idOf(1, this.programmeAt(level, chance))
    const province = this.programmeFrom('secondary', learner) % PROVINCES
    const near = this.at.get(`${level}|${province}|${chance.below(FIELDS)}`)
    return idOf(1, near ? chance.of(near) : this.programmeAt(level, chance))
  }
  placeId(n: number): string {
    return n < this.programmes ? idOf(1, n) : idOf(5, n - this.programmes)
  }
  get places(): number {
    return this.programmes + OCCUPATIONS
  }

  private key(n: number, province: number): string {
    return `${this.levels[n]}|${province}|${n % FIELDS}`
  }
  private course = (programme: number, c: number) => idOf(4, programme * COURSES + c)
  /** Frameworks are a field's. */
  private competency = (programme: number, c: number) =>
    idOf(9, (programme % FIELDS) * COMPETENCIES + (c % COMPETENCIES))

  private programmeAt(level: Kind, chance: Chance): number {
    return this.programmeFrom(level, chance.below(this.programmes))
  }
  private programmeFrom(level: Kind, start: number): number {
    let n = start % this.programmes
    while (this.levels[n] !== level) n = (n + 1) % this.programmes
    return n
  }

  private rule(lead: (typeof LEADS)[number], from: number, to: number, chance: Chance): Bridge {
    const occupation = idOf(5, (from * 7 + chance.below(12)) % OCCUPATIONS)
    return {
      way: lead.way,
      from: { programmeIds: [idOf(1, from)], levels: [] },
      to:
        to < 0
          ? { kind: 'occupation', occupationId: occupation }
          : { kind: 'programme', programmeId: idOf(1, to), versionId: null },
      entry: this.entry(from, chance),
      recognitions: to < 0 ? [] : this.recognitions(from, to, chance),
      capTotal: 10 + chance.below(6) * 5,
      validYears: chance.below(2) === 0 ? 5 : null,
      quota: chance.below(3) === 0 ? 30 + chance.below(60) : null,
      documents: [],
      feeFen: chance.below(12) * 150_000,
      intakes: chance.below(4) === 0 ? ['2027-03-01', '2027-09-01'] : ['2027-09-01'],
      months: lead.months,
      automatic: chance.below(3) === 0,
    }
  }

  private entry(from: number, chance: Chance): Condition {
    const test: Leaf = {
      ...{ is: 'test', named: chance.of(['professional test', '文化素质测试']) },
      ...{ minScore: 60 + chance.below(4) * 5, withinYears: 2 },
    }
    const parts: Condition[] = [
      this.core(from, chance),
      { is: 'any', of: [this.certificate(chance), this.skill(from, chance), this.award(chance)] },
      test,
    ]
    return { is: 'all', of: parts.slice(0, 1 + chance.below(3)) }
  }

  private recognitions(from: number, to: number, chance: Chance): Recognition[] {
    const target = (count: number) =>
      Array.from({ length: count }, (_, i) => ({
        ...{ courseId: this.course(to, (chance.below(COURSES) + i) % COURSES), credits: 1 + chance.below(4) },
      }))
    const rules: Recognition[] = [
      { id: 'core', when: this.core(from, chance), courses: target(2), cap: null },
      { id: 'skill', when: this.skill(from, chance), courses: target(1), cap: 6 },
      { id: 'x', when: this.certificate(chance), courses: target(2), cap: 3 },
      { id: 'award', when: this.award(chance), courses: target(1), cap: 4 },
      { id: 'second', when: this.core(from, chance), courses: target(1), cap: null },
    ]
    return rules.slice(0, 2 + chance.below(4))
  }

  private core(from: number, chance: Chance): Leaf {
    const first = chance.below(3)
    const courseIds = [this.course(from, first), this.course(from, first + 3)]
    return { is: 'course', courseIds, minScore: chance.below(3) === 0 ? 70 : null, withinYears: null }
  }
  private skill(from: number, chance: Chance): Leaf {
    const competencyId = this.competency(from, chance.below(COURSES))
    return { is: 'competency', competencyId, level: 1 + chance.below(3), withinYears: null }
  }
  private certificate(chance: Chance): Leaf {
    const named = chance.of(['三维建模', '数字影视', '界面设计', null])
    return {
      is: 'certificate',
      named,
      level: chance.of(['junior', 'intermediate', 'senior']),
      withinYears: 5,
    }
  }
  private award(chance: Chance): Leaf {
    const level = chance.of(['municipal', 'provincial', 'national'] as const)
    return { ...{ is: 'award', named: null, level, prize: null }, teamPlaceAtMost: 3, withinYears: 3 }
  }
}
