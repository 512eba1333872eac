import type { ErrorData } from '#platform/contract/errors.ts'
import type { Context } from '#platform/server/context.ts'
import type { ClauseContext, ClauseKind, ClauseProblem } from './clause-kinds.ts'
import { fail } from './values.ts'

/** The kinds of clause that other modules bring, by name. */
export type ClauseKinds = ReadonlyMap<string, ClauseKind>

/** Names two kinds alike: a mistake of ours, told when the platform starts. */
export function clauseKindsOf(kinds: readonly ClauseKind[]): ClauseKinds {
  const known = new Map(kinds.map(one => [one.kind, one]))
  if (known.size !== kinds.length) throw new Error('two kinds of clause have the same name')
  return known
}

export type Problem = { path: string; key: string; data: ErrorData; grave: boolean }
const toProblem = ({ data = {}, ...problem }: ClauseProblem): Problem => ({ ...problem, data })

/** What is wrong with a stored clause; data that its kind no longer reads is one problem of its own. */
export async function problemsOf(
  { db }: Context,
  kinds: ClauseKinds,
  clause: { kind: string; data: unknown },
  context: ClauseContext,
): Promise<Problem[]> {
  const kind = kinds.get(clause.kind)
  if (!kind) return []
  const parsed = kind.data.safeParse(clause.data)
  if (!parsed.success) return [{ path: '', key: 'agreements.clause_unreadable', data: {}, grave: true }]
  return (await kind.check(db, parsed.data, context)).map(toProblem)
}

const BYTES_MOST = 100_000

/**
 * Data as their kind reads them, with what they say and what is wrong with them. Data of a wrong shape are refused,
 * each field by its place; problems of the rules are told and stay in the draft.
 */
export async function readData(
  { db }: Context,
  kinds: ClauseKinds,
  clause: { kind: string; data: unknown },
  context: ClauseContext,
): Promise<{ data: unknown; says: { zh: string[]; en: string[] }; problems: Problem[] }> {
  const kind = kinds.get(clause.kind)
  if (!kind)
    return fail('unprocessable', 'agreements.clause_kind_unknown', { kind: clause.kind }, [
      { path: 'body.kind', code: 'invalid' },
    ])
  if (JSON.stringify(clause.data ?? null).length > BYTES_MOST)
    fail('unprocessable', 'agreements.clause_too_large')
  const parsed = kind.data.safeParse(clause.data)
  if (!parsed.success)
    return fail(
      'unprocessable',
      'agreements.clause_data',
      undefined,
      parsed.error.issues.slice(0, 50).map(issue => ({
        path: ['body', 'data', ...issue.path.map(String)].join('.'),
        code: 'invalid',
      })),
    )
  return {
    data: parsed.data,
    says: await saysOf({ db }, kind, parsed.data),
    problems: (await kind.check(db, parsed.data, context)).map(toProblem),
  }
}

/** What data say in words today. */
export async function saysOf(
  { db }: Pick<Context, 'db'>,
  kind: ClauseKind,
  data: unknown,
): Promise<{ zh: string[]; en: string[] }> {
  const sentences = await kind.sentences(db, data)
  return { zh: sentences.map(({ zh }) => zh), en: sentences.map(({ en }) => en) }
}
