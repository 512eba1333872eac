import { z } from 'zod'
import { today } from '#platform/contract/days.ts'
import { missing } from '#platform/contract/errors.ts'
import type { Context } from '#platform/server/context.ts'
import { readKey, writeKey } from '#platform/server/database/keyset.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type * as contract from '../contract/bridges.ts'
import type { Grounds } from '../contract/parts.ts'
import { bridge as bridgeShape } from '../rules/bridge.ts'
import { sumCredits } from '../rules/credits.ts'
import { evaluate, judge } from '../rules/evaluate.ts'
import { fits } from '../rules/fits.ts'
import { problemsOf } from '../rules/problems.ts'
import { partsOfEntry } from '../rules/readiness.ts'
import { sayIn } from '../rules/say.ts'
import { type Known, loadKnown, readBack } from './facts.ts'
import { loadOutcomes } from './outcomes.ts'
import {
  type SignedBridge,
  selectBridgesInForce,
  selectOptionalBridge,
  selectTargetCourses,
  selectTargetVersion,
  servesToday,
} from './queries/bridges.ts'
import { selectLinesBefore } from './queries/claims.ts'
import { type OwnStanding, selectOwnStandings } from './queries/learners.ts'
import { textOf } from './text-of.ts'
import { fail } from './values.ts'

export const groundsOf = (bridge: SignedBridge): Grounds => ({
  ...{ clauseId: bridge.clauseId, agreementId: bridge.agreementId },
  title: { zh: bridge.titleZh, en: bridge.titleEn },
  ...{ versionNumber: bridge.versionNumber, clauseNumber: bridge.clauseNumber },
  ...{ from: bridge.inForceFrom, until: bridge.inForceUntil },
})

/** As whose learner the viewer may go along a bridge; undefined where it is not there for them. */
export const standingFor = (bridge: SignedBridge, standings: readonly OwnStanding[]) =>
  standings.find(standing => fits(bridge.data, bridge, standing))

function rowOf(bridge: SignedBridge, known: Known, standings: readonly OwnStanding[]) {
  const { data } = bridge
  const { names, programmes } = known
  const nameOf = (id: string) => names.of[id] ?? { zh: '', en: null }
  const { to } = data
  const targetId = to.kind === 'programme' ? to.programmeId : to.occupationId
  const at = programmes.get(targetId)
  return {
    grounds: groundsOf(bridge),
    way: data.way,
    from: [
      ...data.from.programmeIds.map(nameOf),
      ...data.from.levels.map(level => ({
        zh: sayIn('zh')(`overpass.say.level.${level}`),
        en: sayIn('en')(`overpass.say.level.${level}`),
      })),
    ],
    to: {
      ...{ kind: to.kind, id: targetId },
      name: at ? { zh: at.nameZh, en: at.nameEn } : nameOf(targetId),
      organisation: at
        ? { id: at.organisationId, name: { zh: at.organisationZh, en: at.organisationEn } }
        : null,
    },
    ...{ capTotal: data.capTotal, automatic: data.automatic, untilCohort: bridge.untilCohort },
    mine: standingFor(bridge, standings) !== undefined,
  }
}

/** Whether the text of its agreement is open to the viewer: to everybody, or as one of a party. */
const isOpen = (bridge: SignedBridge, context: Context, standings: readonly OwnStanding[]) =>
  bridge.open ||
  bridge.partyIds.includes(context.signedIn().organisationId ?? '') ||
  standings.some(({ organisationId }) => bridge.partyIds.includes(organisationId))

export const listBridges: Handler<typeof contract.listBridges> = async (context, { query }) => {
  const standings = await selectOwnStandings(context.db)
  const own = context.signedIn().organisationId
  const parties = [...new Set([...standings.map(one => one.organisationId), ...(own ? [own] : [])])]
  const after = readKey(query.after, z.tuple([z.uuid()]))
  const found = await selectBridgesInForce(
    context.db,
    { partyIds: parties, mine: query.mine === 'yes' },
    { after: after?.[0] ?? null, limit: query.limit + 1 },
  )
  const rows = found.slice(0, query.limit)
  const known = await loadKnown(
    context.db,
    rows.map(row => row.data),
  )
  const shown = rows.map(row => rowOf(row, known, standings))
  const last = rows.at(-1)
  return {
    rows: query.mine ? shown.filter(row => row.mine) : shown,
    next: found.length > query.limit && last ? writeKey([last.clauseId]) : null,
  }
}

export const getBridge: Handler<typeof contract.getBridge> = async (context, { params }) => {
  const bridge = (await selectOptionalBridge(context.db, params.id)) ?? missing()
  const standings = await selectOwnStandings(context.db)
  if (!isOpen(bridge, context, standings)) missing()
  const known = await loadKnown(context.db, [bridge.data])
  const standing = standingFor(bridge, standings)
  const serves = standing ? await servesToday(context.db, bridge.versionId, standing.cohort) : false
  return {
    ...rowOf(bridge, known, standings),
    mine: serves,
    sentences: readBack(bridge.data, known.names),
    // Whoever is on an agreement that has ended goes on under it.
    inForce: bridge.inForce || serves,
  }
}

/** What a bridge and the viewer's own record make of each other, before anything is claimed. */
export const getOffer: Handler<typeof contract.getOffer> = async (context, { params }) => {
  const bridge = (await selectOptionalBridge(context.db, params.id)) ?? missing()
  const standings = await selectOwnStandings(context.db)
  if (!isOpen(bridge, context, standings)) missing()
  const standing = standingFor(bridge, standings) ?? fail('conflict', 'overpass.not_for_you')
  if (!(await servesToday(context.db, bridge.versionId, standing.cohort)))
    fail('conflict', 'overpass.not_in_force')
  const known = await loadKnown(context.db, [bridge.data])
  const outcomes = await loadOutcomes(
    context.db,
    standings.map(one => one.learnerId),
  )
  const { to, validYears } = bridge.data
  const versionId = to.kind === 'programme' ? await selectTargetVersion(context.db, to) : null
  const courses = versionId ? await selectTargetCourses(context.db, versionId) : []
  const before =
    to.kind === 'programme'
      ? await selectLinesBefore(context.db, context.signedIn().personId, to.programmeId, bridge)
      : []
  const given = evaluate(bridge.data, outcomes, today(), courses, before)
  const { recognised, total, missingCourses } = given
  const titles = new Map(outcomes.map(one => [one.id, one]))
  const nameOf = new Map(courses.map(course => [course.id, course.name]))
  const named = (courseId: string) => nameOf.get(courseId) ?? { zh: '', en: null }
  const ids = [...new Set(recognised.map(line => line.outcomeId))]
  return {
    outcomes: ids.map(outcomeId => {
      const lines = recognised.filter(line => line.outcomeId === outcomeId)
      const outcome = titles.get(outcomeId) ?? missing()
      return {
        ...{ outcomeId, title: outcome.title ?? { zh: '', en: null }, day: outcome.heldOn },
        credits: sumOf(lines),
        courses: lines.map(({ courseId, credits }) => ({ courseId, name: named(courseId), credits })),
      }
    }),
    total,
    entry: {
      met: given.entry.met,
      parts: partsOfEntry(bridge.data).map(part => {
        const verdict = judge(part, outcomes, today(), validYears)
        const met = verdict.is === 'leaf' ? verdict.outcomeId : null
        return {
          met: verdict.met,
          text: textOf(part, known.names),
          outcome: met ? (titles.get(met)?.title ?? null) : null,
        }
      }),
    },
    missing: missingCourses.map(({ courseId, credits }) => ({ courseId, name: named(courseId), credits })),
    before: sumOf(before),
  }
}

const sumOf = (lines: readonly { credits: number }[]) => sumCredits(lines.map(line => line.credits))

export const checkBridge: Handler<typeof contract.checkBridge> = async (context, { body }) => {
  const read = bridgeShape.safeParse(body.bridge)
  if (!read.success)
    return {
      problems: read.error.issues
        .slice(0, 50)
        .map(issue => ({ at: issue.path.join('.'), code: 'shape' as const })),
      sentences: [],
    }
  const known = await loadKnown(context.db, [read.data])
  const { partyIds, from, until } = body
  return {
    problems: problemsOf(read.data, { ...known.facts, partyIds, from, until }),
    sentences: readBack(read.data, known.names),
  }
}
