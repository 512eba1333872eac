import { sql } from 'kysely'
import { Failure } from '../contract/errors.ts'
import type { Bilingual } from '../contract/fields.ts'
import type { Context } from './context.ts'
import type { Db } from './database/session.ts'

/**
 * A number of the field that rules read: what it is called and within which bounds a value makes sense. The values
 * themselves are rows of `platform.parameters`; a module's migration brings the first one with its source.
 */
export type Parameter = {
  /** `module.noun`; its words are `parameter.<name>` in the module's messages. */
  readonly name: `${string}.${string}`
  readonly least: number
  readonly most: number
  /** Whether a group may decide otherwise; the law's own numbers are the same for all groups. */
  readonly byGroup: boolean
}

/** For whom and when a value is asked: today, every cohort and no group when left out. */
export type For = { on?: string; cohort?: number | null; groupId?: string | null }

/** A value with where it comes from, as a reader is shown it. */
export type ParameterValue = {
  value: number
  validFrom: string
  cohort: number | null
  source: Bilingual
  verified: boolean
}

type Row = { value: string; validFrom: string; cohort: number | null; sourceZh: string; sourceEn: string }
const MOST = 200

/**
 * @public
 * The value that holds. Throws where no migration has brought one: that is a mistake of ours.
 */
export async function readParameter(
  db: Db,
  parameter: Parameter,
  { on, cohort, groupId }: For = {},
): Promise<number> {
  const { rows } = await sql<{ value: string | null }>`select platform.parameter(${parameter.name},
    coalesce(${on ?? null}::date, platform.today()), ${cohort ?? null}::int, ${groupId ?? null}::uuid) as value`.execute(
    db,
  )
  const value = rows[0]?.value ?? null
  if (value === null) throw new Error(`the parameter ${parameter.name} has no value`)
  return Number(value)
}

/** The values of many that hold today for everybody, in their order and in one statement. */
export async function readParameters(db: Db, parameters: readonly Parameter[]): Promise<number[]> {
  const names = parameters.map(parameter => parameter.name)
  const { rows } = await sql<{ name: string; value: string | null }>`select n.name,
    platform.parameter(n.name, platform.today(), null::int, null::uuid) as value
    from unnest(${names}::text[]) with ordinality n (name, place) order by n.place`.execute(db)
  return rows.map(({ name, value }) => {
    if (value === null) throw new Error(`the parameter ${name} has no value`)
    return Number(value)
  })
}

/**
 * @public
 * Every value it has had and is to have, the latest first: the general ones and the group's own.
 */
export async function readParameterHistory(
  db: Db,
  parameter: Parameter,
  groupId: string | null = null,
): Promise<(ParameterValue & { ownOfGroup: boolean })[]> {
  const { rows } = await sql<Row & { verified: boolean; ownOfGroup: boolean }>`
    select value, valid_from, cohort, source_zh, source_en, verified, group_id is not null as own_of_group
    from platform.parameters where name = ${parameter.name} and (group_id is null or group_id = ${groupId})
    order by valid_from desc, id desc limit ${MOST}`.execute(db)
  return rows.map(({ sourceZh, sourceEn, value, ...row }) => ({
    ...row,
    value: Number(value),
    source: { zh: sourceZh, en: sourceEn },
  }))
}

/** A group's own decision about a value, from a day on. */
export type Decision = {
  value: number
  validFrom: string
  cohort: number | null
  source: { zh: string; en: string }
}

/**
 * @public
 * Writes a group's own value as the viewer's, who acts for that group; the endpoint's permission has said that they
 * may, and row-level security says it again. Earlier values stay.
 * @throws Failure `parameter.not_by_group`, `parameter.out_of_bounds`
 */
export async function decideParameter(
  context: Context,
  parameter: Parameter,
  decision: Decision,
  byName: string,
): Promise<void> {
  const { affiliationId, groupId } = context.signedIn()
  const { value, validFrom, cohort, source } = decision
  const { name, least, most } = parameter
  if (!parameter.byGroup) throw new Failure('conflict', 'parameter.not_by_group')
  if (value < least || value > most)
    throw new Failure('unprocessable', 'parameter.out_of_bounds', { least, most }, [
      { path: 'body.value', code: 'invalid' },
    ])
  await sql`insert into platform.parameters (name, group_id, cohort, valid_from, value, source_zh, source_en, verified,
      by_affiliation_id, by_name)
    values (${name}, ${groupId}, ${cohort}, ${validFrom}, ${value}, ${source.zh}, ${source.en}, true, ${affiliationId},
      ${byName})`.execute(context.db)
  await context.audit({
    action: 'platform.parameter_decided',
    subject: { kind: 'parameter', id: name },
    data: { value, validFrom, cohort },
  })
}
