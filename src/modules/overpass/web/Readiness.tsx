import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AnswerOf } from '#platform/contract/endpoint.ts'
import { useLanguage } from '#platform/web/i18n.ts'
import { useRead } from '#platform/web/query.ts'
import { DataTable } from '#platform/web/ui/DataTable.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { StatusTag } from '#platform/web/ui/StatusTag.tsx'
import { Loaded } from '#platform/web/ui/states.tsx'
import { getReadiness } from '../contract.ts'
import { useCredits } from './credits.ts'

type Readiness = AnswerOf<typeof getReadiness>
const A_TIME = 20

/** Which of the own school's learners could go along a bridge, and what keeps the others out. */
export function ReadinessSheet({ id }: { id: string }) {
  const read = useRead(getReadiness, { params: { id } })
  // A bridge that starts at other schools says nothing here.
  return <Loaded read={read}>{found => (found.looked > 0 ? <Standing found={found} /> : null)}</Loaded>
}

function Standing({ found }: { found: Readiness }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { credits } = useCredits()
  const { looked, ready, more, creditsMean, parts } = found
  const keptOut = parts.filter(part => part.lacking > 0)
  return (
    <Sheet
      title={t('overpass.ready.title', { ready, looked })}
      note={[t('overpass.ready.note'), more && t('overpass.try.more')].filter(Boolean).join(' ')}
    >
      {keptOut.length > 0 && (
        <section className="overpass-ready">
          <h3>{t('overpass.ready.keeps_out')}</h3>
          <ul className="overpass-list">
            {keptOut.map(part => (
              <li key={part.text.zh}>
                <span>{part.text[language]}</span>
                <span className="caption">{t('overpass.ready.lacking', { count: part.lacking })}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {creditsMean > 0 && <p>{t('overpass.ready.mean', { credits: credits(creditsMean) })}</p>}
      <Learners found={found} />
    </Sheet>
  )
}

function Learners({ found: { learners, parts } }: { found: Readiness }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { credits } = useCredits()
  const [shown, setShown] = useState(A_TIME)
  // A single condition stands above already.
  const lacks = (places: readonly number[]) =>
    parts.length === 1
      ? t('overpass.entry.no')
      : places.map(place => parts[place]?.text[language]).join(t('overpass.ready.and'))
  return (
    <>
      <DataTable
        label={t('overpass.ready.learners')}
        columns={[
          { key: 'name', title: t('overpass.field.learner'), render: row => row.name },
          { key: 'class', title: t('overpass.ready.class'), render: row => row.className },
          {
            ...{ key: 'lacks', title: t('overpass.ready.lacks') },
            render: row =>
              row.lacking.length ? (
                lacks(row.lacking)
              ) : (
                <StatusTag tone="agreed">{t('overpass.ready.yes')}</StatusTag>
              ),
          },
          {
            ...{ key: 'credits', title: t('overpass.ready.credits'), align: 'end' },
            render: row => credits(row.credits),
          },
        ]}
        rows={learners.slice(0, shown)}
        rowKey={row => row.id}
        rowLink={row => `/people/${row.id}`}
      />
      {shown < learners.length && (
        <Button onClick={() => setShown(shown + A_TIME)}>{t('action.more')}</Button>
      )}
    </>
  )
}
