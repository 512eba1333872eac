import { signatureOf } from '#modules/members/server/index.ts'
import { today } from '#platform/contract/days.ts'
import { missing, stale } from '#platform/contract/errors.ts'
import type { Context } from '#platform/server/context.ts'
import type { Handler } from '#platform/server/http/route.ts'
import { queryTerms } from '#platform/server/search/search-terms.ts'
import type * as contract from '../contract/occupations.ts'
import { keepOwn } from '../policy.ts'
import { ownerOf } from './frameworks.ts'
import { selectLevelCounts } from './queries/frameworks.ts'
import {
  insertOccupation,
  insertResearch,
  selectLeadingProgrammes,
  selectOccupations,
  selectOptionalOccupation,
  selectResearch,
  updateOccupationRow,
} from './queries/occupations.ts'
import { fail } from './values.ts'

export const listOccupations: Handler<typeof contract.listOccupations> = async (context, { query }) => {
  const terms = query.q ? queryTerms(query.q) : null
  // A search for nothing that can be looked for finds nothing.
  return { rows: terms?.length === 0 ? [] : await selectOccupations(context.db, terms) }
}

export const getOccupation: Handler<typeof contract.getOccupation> = async (context, { params }) => {
  const occupation = (await selectOptionalOccupation(context.db, params.id)) ?? missing()
  return {
    ...occupation,
    research: await selectResearch(context.db, params.id),
    programmes: await selectLeadingProgrammes(context.db, params.id),
  }
}

export const createOccupation: Handler<typeof contract.createOccupation> = async (context, { body }) => {
  const id = await insertOccupation(context.db, ownerOf(context), body)
  await note(context, 'programmes.occupation_created', id, { code: body.code, name: body.name.zh })
  return { id }
}

export const updateOccupation: Handler<typeof contract.updateOccupation> = async (
  context,
  { params, body },
) => {
  const occupation = (await selectOptionalOccupation(context.db, params.id)) ?? missing()
  context.require(keepOwn, occupation)
  const { version: seen, ...input } = body
  const version = (await updateOccupationRow(context.db, params.id, seen, input)) ?? stale(occupation.version)
  await note(context, 'programmes.occupation_updated', params.id, { code: body.code, name: body.name.zh })
  return { version }
}

export const reportDemand: Handler<typeof contract.reportDemand> = async (context, { params, body }) => {
  const occupation = (await selectOptionalOccupation(context.db, params.id)) ?? missing()
  const { organisationId } = ownerOf(context)
  if (body.surveyedOn > today())
    fail('unprocessable', 'programmes.day_to_come', undefined, [{ path: 'body.surveyedOn', code: 'invalid' }])
  await checkLevels(context, body.skills, 'skills')
  const research = { ...body, occupationId: occupation.id, organisationId }
  const id = await insertResearch(context.db, research, await signatureOf(context))
  await note(context, 'programmes.research_reported', params.id, {
    surveyedOn: body.surveyedOn,
    demand: body.demand,
  })
  return { id }
}

/** Competencies that exist, each once, at levels their frameworks have. */
export async function checkLevels(
  { db }: Pick<Context, 'db'>,
  aims: readonly { competencyId: string; level: number }[],
  field: 'skills' | 'aims',
): Promise<void> {
  const levels = await selectLevelCounts(
    db,
    aims.map(aim => aim.competencyId),
  )
  const seen = new Set<string>()
  for (const [i, { competencyId, level }] of aims.entries()) {
    const path = `body.${field}.${i}.competencyId`
    const most = levels.get(competencyId)
    if (most === undefined)
      return fail('unprocessable', 'programmes.competency_unknown', undefined, [{ path, code: 'invalid' }])
    if (seen.has(competencyId))
      fail('unprocessable', 'programmes.competency_twice', undefined, [{ path, code: 'invalid' }])
    if (level > most)
      fail('unprocessable', 'programmes.level_unknown', { most }, [
        { path: `body.${field}.${i}.level`, code: 'invalid' },
      ])
    seen.add(competencyId)
  }
}

const note = (context: Context, action: string, id: string, data: Record<string, unknown>) =>
  context.audit({ action, subject: { kind: 'occupation', id }, data })
