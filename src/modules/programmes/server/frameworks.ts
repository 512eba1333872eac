import { missing, stale } from '#platform/contract/errors.ts'
import type { Context } from '#platform/server/context.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type * as contract from '../contract/frameworks.ts'
import { keepOwn } from '../policy.ts'
import {
  deleteCompetency,
  insertCompetency,
  insertFramework,
  type StoredFramework,
  selectCompetencies,
  selectFrameworks,
  selectHighestUse,
  selectOptionalCompetency,
  selectOptionalFramework,
  updateCompetencyRow,
  updateFrameworkRow,
} from './queries/frameworks.ts'
import { fail } from './values.ts'

/** For whom the viewer keeps frameworks and occupations: their organisation, or the group they are secretariat of. */
export function ownerOf(context: Context): { organisationId: string; groupId: string | null } {
  const { organisationId, groupId, role } = context.signedIn()
  return {
    organisationId: organisationId ?? fail('forbidden', 'programmes.no_organisation'),
    groupId: role === 'secretariat' ? groupId : null,
  }
}

export const listFrameworks: Handler<typeof contract.listFrameworks> = async context => ({
  rows: await selectFrameworks(context.db),
})

export const getFramework: Handler<typeof contract.getFramework> = async (context, { params }) => {
  const framework = (await selectOptionalFramework(context.db, params.id)) ?? missing()
  return { ...framework, rows: await selectCompetencies(context.db, params.id) }
}

export const createFramework: Handler<typeof contract.createFramework> = async (context, { body }) => {
  checkStandard(body)
  const id = await insertFramework(context.db, ownerOf(context), body)
  await note(context, 'programmes.framework_created', id, { name: body.name.zh })
  return { id }
}

export const updateFramework: Handler<typeof contract.updateFramework> = async (
  context,
  { params, body },
) => {
  const framework = await keptFramework(context, params.id)
  const { version: seen, ...input } = body
  checkStandard(input)
  const used = await selectHighestUse(context.db, params.id)
  if (input.levels.zh.length < used)
    fail('conflict', 'programmes.level_used', { level: used }, [{ path: 'body.levels.zh', code: 'invalid' }])
  const version = (await updateFrameworkRow(context.db, params.id, seen, input)) ?? stale(framework.version)
  await note(context, 'programmes.framework_updated', params.id, { name: body.name.zh })
  return { version }
}

/** A certificate standard says who issues the certificate, and in which edition. */
function checkStandard({ kind, issuer, edition }: { kind: string; issuer: unknown; edition: unknown }): void {
  if (kind !== 'certificate_standard' || (issuer && edition)) return
  fail('unprocessable', 'programmes.standard_incomplete', undefined, [
    { path: issuer ? 'body.edition' : 'body.issuer.zh', code: 'required' },
  ])
}

/** A framework that the viewer keeps. */
export async function keptFramework(context: Context, id: string): Promise<StoredFramework> {
  const framework = (await selectOptionalFramework(context.db, id)) ?? missing()
  context.require(keepOwn, framework)
  return framework
}

export const createCompetency: Handler<typeof contract.createCompetency> = async (
  context,
  { params, body },
) => {
  await keptFramework(context, params.id)
  const id = await insertCompetency(context.db, params.id, body)
  await note(context, 'programmes.competency_added', params.id, { code: body.code })
  return { id }
}

export const updateCompetency: Handler<typeof contract.updateCompetency> = async (
  context,
  { params, body },
) => {
  const competency = (await selectOptionalCompetency(context.db, params.id)) ?? missing()
  await keptFramework(context, competency.frameworkId)
  const { version: seen, ...input } = body
  const version = (await updateCompetencyRow(context.db, params.id, seen, input)) ?? stale(competency.version)
  await note(context, 'programmes.competency_changed', competency.frameworkId, { code: body.code })
  return { version }
}

export const removeCompetency: Handler<typeof contract.removeCompetency> = async (context, { params }) => {
  const competency = (await selectOptionalCompetency(context.db, params.id)) ?? missing()
  await keptFramework(context, competency.frameworkId)
  await deleteCompetency(context.db, params.id)
  await note(context, 'programmes.competency_removed', competency.frameworkId, { code: competency.code })
  return undefined
}

const note = (context: Context, action: string, id: string, data: Record<string, unknown>) =>
  context.audit({ action, subject: { kind: 'framework', id }, data })
