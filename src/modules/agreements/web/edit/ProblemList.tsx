import i18next from 'i18next'
import { useTranslation } from 'react-i18next'
import { StatusTag } from '#platform/web/ui/StatusTag.tsx'
import type { Clause } from '../../contract/clauses.ts'

/** What the server found wrong with a clause's data, in the words of the module whose kind it is. */
export function ProblemList({ problems }: { problems: Clause['problems'] }) {
  const { t } = useTranslation()
  if (problems.length === 0) return null
  const loosely = t as unknown as (key: string, data: Clause['problems'][number]['data']) => string
  return (
    <ul className="wants">
      {problems.map(({ path, key, data, grave }) => (
        <li key={`${path} ${key}`}>
          <StatusTag tone={grave ? 'act' : 'uncertain'}>
            {t(grave ? 'agreements.problem_grave' : 'agreements.problem_hint')}
          </StatusTag>{' '}
          {i18next.exists(key) ? loosely(key, data) : t('agreements.problem_unknown')}
        </li>
      ))}
    </ul>
  )
}
