import { z } from 'zod'
import { endpoint } from '#platform/contract/endpoint.ts'
import { bilingual, id, text } from '#platform/contract/fields.ts'
import { editVersion } from '../policy.ts'
import { MOST_CLAUSES, TEXT_CLAUSE } from '../rules/vocabulary.ts'
import { named, params, version } from './parts.ts'
import './world.ts'

const value = z.union([z.string(), z.number(), z.boolean()]).nullable()

/** What is wrong with a clause's data; `key` names the text of the module whose kind of clause it is. */
const clauseProblem = z.object({
  path: z.string(),
  key: z.string(),
  data: z.record(z.string(), value),
  /** Keeps the draft from being sent. */
  grave: z.boolean(),
})

export const clause = z.object({
  id,
  /** The same in every version that has this clause. */
  line: id,
  number: z.int(),
  kind: z.string(),
  title: bilingual,
  text: bilingual,
  /** Null for text; otherwise what the kind's own form reads and writes. */
  data: z.unknown(),
  /** What the data say in words. */
  says: z.object({ zh: z.array(z.string()), en: z.array(z.string()) }),
  problems: z.array(clauseProblem),
  version: z.int(),
})
export type Clause = z.infer<typeof clause>

const clauseInput = z.object({
  /** `text`, or the name of a kind of clause that another module brings. */
  kind: z.string().regex(/^[a-z_.]{1,60}$/),
  title: named,
  text: z.object({ zh: text(8000), en: text(12_000).min(1).nullable() }),
  data: z.unknown(),
})
export type ClauseInput = z.infer<typeof clauseInput>

const sample = (): ClauseInput => ({
  ...{ kind: TEXT_CLAUSE, title: { zh: '师资', en: 'Teachers' }, data: null },
  text: { zh: '企业派出授课人员。', en: 'The company sends people to teach.' },
})

export const createClause = endpoint({
  id: 'agreements.createClause',
  method: 'POST',
  path: '/api/agreement-versions/:id/clauses',
  summary: 'Adds a clause at the end of a draft',
  permission: editVersion,
  params,
  body: clauseInput,
  answer: z.object({ id, problems: z.array(clauseProblem) }),
  example: async ({ agreements }) => {
    const made = await agreements.fresh('draft')
    return { params: { id: made.version.id }, body: sample(), subject: made.facts }
  },
})

export const updateClause = endpoint({
  id: 'agreements.updateClause',
  method: 'PUT',
  path: '/api/agreement-clauses/:id',
  summary: 'Changes a clause of a draft; says what is wrong with its data',
  permission: editVersion,
  params,
  body: clauseInput.extend({ version }),
  answer: z.object({ version: z.int(), problems: z.array(clauseProblem) }),
  example: async ({ agreements }) => {
    const made = await agreements.fresh('draft')
    return {
      params: { id: made.clause.id },
      body: { ...sample(), version: made.clause.version },
      subject: made.facts,
    }
  },
})

export const moveClause = endpoint({
  id: 'agreements.moveClause',
  method: 'POST',
  path: '/api/agreement-clauses/:id/move',
  summary: 'Puts a clause of a draft at another place',
  permission: editVersion,
  params,
  body: z.object({ to: z.int().min(1).max(MOST_CLAUSES) }),
  answer: 'nothing',
  example: async ({ agreements }) => {
    const made = await agreements.fresh('draft')
    return { params: { id: made.clause.id }, body: { to: 1 }, subject: made.facts }
  },
})

export const removeClause = endpoint({
  id: 'agreements.removeClause',
  method: 'DELETE',
  path: '/api/agreement-clauses/:id',
  summary: 'Takes a clause out of a draft',
  permission: editVersion,
  params,
  answer: 'nothing',
  example: async ({ agreements }) => {
    const made = await agreements.fresh('draft')
    return { params: { id: made.clause.id }, subject: made.facts }
  },
})
