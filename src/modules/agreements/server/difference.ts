import { missing } from '#platform/contract/errors.ts'
import type { Context } from '#platform/server/context.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type { compareVersions as contract } from '../contract/versions.ts'
import { differenceOf, piecesOf } from '../rules/difference.ts'
import type { StoredClause } from './queries/clauses.ts'
import { type Parts, readParts } from './read-version.ts'

export const compareVersions: Handler<typeof contract> = async (context, { params, query }) => {
  const to = await readParts(context, params.id)
  const from = await readParts(context, query.from ?? to.version.basedOn?.id ?? to.version.id)
  if (from.version.agreementId !== to.version.agreementId) missing()
  const [before, after] = [outlineOf(context, from), outlineOf(context, to)]
  return {
    ...{ agreementId: to.version.agreementId, title: to.version.title },
    from: { id: from.version.id, number: from.version.number },
    to: { id: to.version.id, number: to.version.number },
    outline: FIELDS.filter(field => before[field] !== after[field]).map(field => ({
      ...{ field, before: before[field], after: after[field] },
    })),
    clauses: differenceOf(compared(from.clauses), compared(to.clauses)).map(
      ({ line, change, before: was, after: is }) => ({
        ...{ line, change, before: was?.number ?? null, after: is?.number ?? null },
        title: piecesOf(was?.title ?? '', is?.title ?? ''),
        text: piecesOf(was?.text ?? '', is?.text ?? ''),
      }),
    ),
  }
}

const FIELDS = ['title', 'reference', 'days', 'cohorts', 'parties', 'group', 'open'] as const

type Names = { zh: string; en: string | null }
/** In both languages: both are signed, and what changed in one alone is a change. */
const named = ({ zh, en }: Names) => [zh, en].filter(Boolean).join(' / ')

/** What stands before the clauses; the words of the platform are in the reader's language. */
function outlineOf({ language, text }: Context, { version, parties }: Parts) {
  const none = text(language, 'agreements.none')
  const span = (from: string | number | null, until: string | number | null) =>
    from === null && until === null ? none : `${from ?? '…'} – ${until ?? '…'}`
  return {
    title: named(version.title),
    reference: version.reference ?? none,
    days: span(version.fromDate, version.untilDate),
    cohorts: span(version.fromCohort, version.untilCohort),
    parties: parties
      .map(
        party =>
          `${named(party.name)} (${text(language, `agreements.role.${party.role}`)}${party.mustSign ? '' : `, ${text(language, 'agreements.signs_not')}`})`,
      )
      .join(language === 'zh' ? '、' : ', '),
    group: version.group ? named(version.group.name) : none,
    open: text(language, version.open ? 'agreements.open' : 'agreements.closed'),
  }
}

/** Clauses in both languages, what their data say after their text. */
const compared = (clauses: readonly StoredClause[]) =>
  clauses.map(clause => ({
    ...{ line: clause.line, number: clause.number },
    title: named({ zh: clause.titleZh, en: clause.titleEn }),
    text: [clause.textZh, ...clause.saysZh, clause.textEn, ...clause.saysEn].filter(Boolean).join('\n'),
  }))
