import { today } from '#platform/contract/days.ts'
import { missing } from '#platform/contract/errors.ts'
import type { Db } from '#platform/server/database/session.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type * as contract from '../contract/admissions.ts'
import { phaseOf, scoreOf } from '../rules/admission.ts'
import { sumCredits, tenths } from '../rules/credits.ts'
import { evaluate, judge } from '../rules/evaluate.ts'
import { partsOfEntry } from '../rules/readiness.ts'
import { standingFor } from './bridges.ts'
import { loadKnown } from './facts.ts'
import { loadOutcomes } from './outcomes.ts'
import { insertApplication, type NewApplication } from './queries/admissions.ts'
import {
  type SignedBridge,
  selectOptionalBridge,
  selectTargetCourses,
  selectTargetVersion,
  servesToday,
} from './queries/bridges.ts'
import { selectOptionalIntake } from './queries/intakes.ts'
import { selectOwnStandings } from './queries/learners.ts'
import { textOf } from './text-of.ts'
import { fail } from './values.ts'

/** Applies: the rule looks at the learner's record as it is today, and what it finds goes to the school. */
export const applyAlong: Handler<typeof contract.applyAlong> = async (context, { params, body }) => {
  const { db } = context
  const { personId } = context.signedIn()
  const intake = (await selectOptionalIntake(db, params.id)) ?? missing()
  const phase = phaseOf(
    { ...intake, ranked: intake.rankedAt !== null, cancelled: intake.cancelReason !== null },
    today(),
  )
  if (phase !== 'open') fail('conflict', 'overpass.intake_not_open')
  if (intake.applicationId) fail('conflict', 'overpass.applied_already')
  const bridge = (await selectOptionalBridge(db, intake.clauseId)) ?? missing()
  const standings = await selectOwnStandings(db)
  const standing = standingFor(bridge, standings) ?? fail('conflict', 'overpass.not_for_you')
  if (!(await servesToday(db, bridge.versionId, standing.cohort))) fail('conflict', 'overpass.not_in_force')
  const judged = await judgeRecord(
    db,
    bridge,
    standings.map(one => one.learnerId),
  )
  const id = await insertApplication(db, {
    ...judged,
    ...{ intakeId: intake.id, receivingOrganisationId: intake.organisation.id, personId, note: body.note },
    ...{
      organisationId: standing.organisationId,
      learnerId: standing.learnerId,
      learnerName: standing.name,
    },
  })
  await context.audit({
    action: 'overpass.applied',
    subject: { kind: 'admission', id },
    organisationId: intake.organisation.id,
    data: { intake: intake.id, clause: intake.clauseId },
  })
  return { id }
}

type Judged = Pick<NewApplication, 'entryMet' | 'score' | 'credits' | 'facts'>

/** What the rule of a bridge finds in a record today, with the words for it. */
export async function judgeRecord(
  db: Db,
  { data }: Pick<SignedBridge, 'data'>,
  learnerIds: readonly string[],
): Promise<Judged> {
  const outcomes = await loadOutcomes(db, learnerIds)
  const titles = new Map(outcomes.map(one => [one.id, one.title ?? { zh: '—', en: null }]))
  const versionId = data.to.kind === 'programme' ? await selectTargetVersion(db, data.to) : null
  const courses = versionId ? await selectTargetCourses(db, versionId) : []
  const { entry, recognised, total } = evaluate(data, outcomes, today(), courses)
  const { names } = await loadKnown(db, [data])
  return {
    ...{ entryMet: entry.met, score: scoreOf(data, outcomes, today()), credits: tenths(total) },
    facts: {
      parts: partsOfEntry(data).map(part => {
        const verdict = judge(part, outcomes, today(), data.validYears)
        const by = verdict.is === 'leaf' ? verdict.outcomeId : null
        return {
          met: verdict.met,
          text: textOf(part, names),
          outcome: by ? (titles.get(by) ?? null) : null,
        }
      }),
      outcomes: [...Map.groupBy(recognised, line => line.outcomeId)].map(([outcomeId, lines]) => ({
        title: titles.get(outcomeId) ?? { zh: '—', en: null },
        credits: sumCredits(lines.map(line => line.credits)),
      })),
    },
  }
}
