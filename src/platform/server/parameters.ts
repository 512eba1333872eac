import { sql } from 'kysely'
import { today } from '../contract/days.ts'
import { Failure } from '../contract/errors.ts'
import type { Bilingual } from '../contract/fields.ts'
import { isWhole, type ParameterUnit } from '../contract/parameter.ts'
import type { Context } from './context.ts'
import type { Db } from './database/session.ts'

/**
 * A number of the field that rules read: what it is called and within which bounds a value makes sense. The values
 * themselves are rows of `platform.parameters`; a module's migration brings the first one with its source.
 */
export type Parameter = {
  /** `module.noun`; its words are `parameter.<name>` in the module's messages. */
  readonly name: `${string}.${string}`
  readonly unit: ParameterUnit
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

/** A value of the history, with the day it was written down. */
export type PastValue = ParameterValue & { ownOfGroup: boolean; writtenAt: string }

/** Every value it has had and is to have, the latest first: the general ones and the group's own. */
export async function readParameterHistory(
  db: Db,
  parameter: Parameter,
  groupId: string | null = null,
): Promise<PastValue[]> {
  const { rows } = await sql<Row & { verified: boolean; ownOfGroup: boolean; writtenAt: Date }>`
    select value, valid_from, cohort, source_zh, source_en, verified, group_id is not null as own_of_group,
      created_at as written_at
    from platform.parameters where name = ${parameter.name} and (group_id is null or group_id = ${groupId})
    order by valid_from desc, id desc limit ${MOST}`.execute(db)
  return rows.map(({ sourceZh, sourceEn, value, writtenAt, ...row }) => ({
    ...row,
    value: Number(value),
    source: { zh: sourceZh, en: sourceEn },
    writtenAt: writtenAt.toISOString(),
  }))
}

type Held = Omit<ParameterValue, 'cohort'> & { ownOfGroup: boolean }
/** What holds today for every year of entry, and what is to take its place. */
export type Standing = { name: string; now: Held | null; next: Held | null }

/** How parameters stand for a group today, and what is to change, in their order and in one statement. */
export async function readStandings(
  db: Db,
  parameters: readonly Parameter[],
  groupId: string,
): Promise<Standing[]> {
  const names = parameters.map(({ name }) => name)
  const held = sql`json_build_object('value', p.value, 'validFrom', p.valid_from, 'verified', p.verified,
    'ownOfGroup', p.group_id is not null, 'source', json_build_object('zh', p.source_zh, 'en', p.source_en))`
  const { rows } = await sql<Standing>`select n.name, now.held as now, next.held as next
    from unnest(${names}::text[]) with ordinality n (name, place)
      left join lateral (select ${held} as held, p.group_id is not null as own from platform.parameters p
        where p.name = n.name and p.cohort is null and (p.group_id is null or p.group_id = ${groupId})
          and p.valid_from <= platform.today()
        order by p.group_id is null, p.valid_from desc, p.id desc limit 1) now on true
      left join lateral (select ${held} as held from platform.parameters p
        where p.name = n.name and p.cohort is null and p.valid_from > platform.today()
          and (p.group_id = ${groupId} or (p.group_id is null and not coalesce(now.own, false)))
        order by p.valid_from, p.group_id is null, p.id desc limit 1) next on true
    order by n.place`.execute(db)
  return rows
}

/** A group's own decision about a value, from a day on. */
export type Decision = { value: number; validFrom: string; source: { zh: string; en: string } }

/**
 * Writes a group's own value as the viewer's, who acts for that group; the endpoint's permission has said that they
 * may, and row-level security says it again. Earlier values stay, and what was done by them stays right: no value is
 * for a day that has passed.
 * @throws Failure `parameter.not_by_group`, `parameter.out_of_bounds`, `parameter.not_whole`, `parameter.past`
 */
export async function decideParameter(
  context: Context,
  parameter: Parameter,
  decision: Decision,
  byName: string,
): Promise<void> {
  const { affiliationId, groupId } = context.signedIn()
  const { value, validFrom, source } = decision
  const { name, unit, least, most } = parameter
  if (!parameter.byGroup) throw new Failure('conflict', 'parameter.not_by_group')
  if (value < least || value > most)
    throw new Failure('unprocessable', 'parameter.out_of_bounds', { least, most }, [
      { path: 'body.value', code: 'parameter.out_of_bounds', data: { least, most } },
    ])
  if (isWhole(unit) && !Number.isInteger(value))
    throw new Failure('unprocessable', 'parameter.not_whole', undefined, [
      { path: 'body.value', code: 'parameter.not_whole' },
    ])
  if (validFrom < today())
    throw new Failure('unprocessable', 'parameter.past', undefined, [
      { path: 'body.validFrom', code: 'parameter.past' },
    ])
  await sql`insert into platform.parameters (name, group_id, valid_from, value, source_zh, source_en, verified,
      by_affiliation_id, by_name)
    values (${name}, ${groupId}, ${validFrom}, ${value}, ${source.zh}, ${source.en}, true, ${affiliationId},
      ${byName})`.execute(context.db)
  await context.audit({
    action: 'platform.parameter_decided',
    subject: { kind: 'parameter', id: name },
    data: { value, validFrom },
  })
}
