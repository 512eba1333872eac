import type { Bilingual } from '#platform/contract/fields.ts'
import type { Db } from '#platform/server/database/session.ts'
import type { PlaceOnMap, StepOfWay } from '../../contract/planner.ts'
import type { Leaf } from '../../rules/bridge.ts'
import { isSupposed } from '../../rules/planner/what-if.ts'
import type { Basis, Requirement, Step, Way } from '../../rules/planner/world.ts'
import { sayIn } from '../../rules/say.ts'
import { leafText, type Names } from '../../rules/sentences.ts'
import { selectCompetencies } from '../queries/bridges.ts'
import {
  type ExpectedSource,
  type MapClause,
  type OfferedRow,
  type PlaceRow,
  selectCoursesTaught,
  selectExpectedSources,
} from '../queries/map.ts'
import { placeOf } from './standing.ts'

type Known = {
  places: readonly PlaceRow[]
  clauses: ReadonlyMap<string, { clause: Pick<MapClause, 'title'> }>
  /** Outcomes of the learner, supposed ones among them. */
  named: ReadonlyMap<string, Bilingual>
}
/** A step as it is told; whether one can apply today is not the planner's to know. */
type Told = Omit<StepOfWay, 'intake'>
const NAMELESS: Bilingual = { zh: '—', en: null }

/** Loads the names that the steps of these ways need, each kind in one statement, and tells steps with them. */
export async function tellerOf(db: Db, ways: readonly Way[], known: Known): Promise<(step: Step) => Told> {
  const steps = ways.flatMap(way => way.steps)
  const leaves = steps.flatMap(step => [...leavesOf(step.entry), ...step.gaps.map(gap => gap.leaf)])
  const courseIds = new Set([
    ...steps.flatMap(step => [
      ...step.missingCourses.map(each => each.courseId),
      ...step.recognised.flatMap(each => [
        each.courseId,
        ...(each.aheadCourseId ? [each.aheadCourseId] : []),
      ]),
      ...step.gaps.flatMap(gap => gap.courses.map(each => each.courseId)),
      ...aheadOf(step.entry),
    ]),
    ...leaves.flatMap(leaf => (leaf.is === 'course' ? leaf.courseIds : [])),
  ])
  const competencyIds = new Set(leaves.flatMap(leaf => (leaf.is === 'competency' ? [leaf.competencyId] : [])))
  const courses = new Map((await selectCoursesTaught(db, [...courseIds])).map(row => [row.id, row]))
  const competencies = await selectCompetencies(db, [...competencyIds])
  const sources = new Map((await selectExpectedSources(db)).map(row => [row.name, row]))
  const names: Names = {
    of: Object.fromEntries([
      ...[...courses.values()].map(row => [row.id, row.name]),
      ...competencies.map(row => [row.id, { zh: row.nameZh, en: row.nameEn }]),
    ]),
    levels: Object.fromEntries(
      competencies.map(row => [row.id, row.levelsZh.map((zh, i) => ({ zh, en: row.levelsEn[i] || null }))]),
    ),
  }
  const teller = new Teller(known, courses, names, sources)
  return step => teller.step(step)
}

class Teller {
  private readonly known: Known
  private readonly places: ReadonlyMap<string, PlaceRow>
  private readonly courses: ReadonlyMap<string, OfferedRow>
  private readonly names: Names
  private readonly sources: ReadonlyMap<string, ExpectedSource>

  constructor(
    known: Known,
    courses: ReadonlyMap<string, OfferedRow>,
    names: Names,
    sources: ReadonlyMap<string, ExpectedSource>,
  ) {
    this.known = known
    this.places = new Map(known.places.map(place => [place.id, place]))
    this.courses = courses
    this.names = names
    this.sources = sources
  }

  step(step: Step): Told {
    const { toId, entry, gaps, recognised, missingCourses, basis, ...rest } = step
    return {
      ...rest,
      to: this.place(toId),
      basis: basisFor(basis, step.bridgeId, this.known, this.sources),
      requirements: this.lines(entry, 0),
      gaps: gaps.map(gap => ({
        text: this.text(gap.leaf),
        courses: gap.courses.flatMap(({ courseId, months }) => {
          const course = this.courses.get(courseId)
          return course ? [{ ...course, months }] : []
        }),
      })),
      recognised: recognised.map(({ courseId, credits, outcomeId, aheadCourseId }) => ({
        ...{ course: { id: courseId, name: this.course(courseId) }, credits },
        // Only what is on record can be claimed for.
        outcomeId: outcomeId !== null && !isSupposed(outcomeId) ? outcomeId : null,
        by: this.by(outcomeId, aheadCourseId) ?? { kind: 'outcome', name: NAMELESS },
      })),
      missing: missingCourses.map(({ courseId, credits }) => ({
        ...{ id: courseId, name: this.course(courseId), credits },
      })),
    }
  }

  private place(id: string): PlaceOnMap {
    const place = this.places.get(id)
    if (!place) throw new Error(`no place ${id}`)
    return placeOf(place)
  }

  private course = (id: string): Bilingual => this.courses.get(id)?.name ?? NAMELESS

  private by(
    outcomeId: string | null,
    aheadCourseId: string | null,
  ): StepOfWay['recognised'][number]['by'] | null {
    if (aheadCourseId !== null) return { kind: 'ahead', name: this.course(aheadCourseId) }
    if (outcomeId === null) return null
    return {
      kind: isSupposed(outcomeId) ? 'supposed' : 'outcome',
      name: this.known.named.get(outcomeId) ?? NAMELESS,
    }
  }

  private text(leaf: Leaf) {
    const inWords = (language: 'zh' | 'en') =>
      leafText(leaf, { names: this.names, language, say: sayIn(language) })
    return { zh: inWords('zh'), en: inWords('en') }
  }

  /** A condition line by line; an empty one has none. */
  private lines(part: Requirement, depth: number): StepOfWay['requirements'] {
    if (part.is === 'leaf') {
      const by = this.by(part.outcomeId, part.aheadCourseId)
      return [{ depth, is: 'leaf', met: part.met, text: this.text(part.leaf), by }]
    }
    const parts = part.is === 'not' ? [part.of] : part.of
    // A single "all of these" at the top goes without saying.
    if (part.is === 'all' && (depth === 0 || parts.length < 2))
      return parts.flatMap(each => this.lines(each, depth))
    const head = { depth, is: part.is, met: part.met, text: { zh: '', en: '' }, by: null }
    return [head, ...parts.flatMap(each => this.lines(each, depth + 1))]
  }
}

/** What a bridge rests on, in words people can look up. */
export function basisFor(
  basis: Basis,
  bridgeId: string,
  { clauses }: Pick<Known, 'clauses'>,
  sources: ReadonlyMap<string, ExpectedSource>,
): StepOfWay['basis'] {
  if (basis.kind === 'occupation') return basis
  if (basis.kind === 'clause') {
    const title = clauses.get(bridgeId)?.clause.title ?? NAMELESS
    return { kind: 'clause', agreementId: basis.agreementId, title, clause: basis.clause }
  }
  const source = sources.get(basis.parameter)
  return { kind: 'default', source: source?.source ?? NAMELESS, verified: source?.verified ?? false }
}

function leavesOf(part: Requirement): Leaf[] {
  if (part.is === 'leaf') return [part.leaf]
  return part.is === 'not' ? leavesOf(part.of) : part.of.flatMap(leavesOf)
}
function aheadOf(part: Requirement): string[] {
  if (part.is === 'leaf') return part.aheadCourseId === null ? [] : [part.aheadCourseId]
  return part.is === 'not' ? aheadOf(part.of) : part.of.flatMap(aheadOf)
}
