import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { addressOf } from '#platform/contract/client.ts'
import { useFormat } from '#platform/web/format.ts'
import { usePaged, useRead } from '#platform/web/query.ts'
import { ListPage } from '#platform/web/ui/ListPage.tsx'
import { useListState } from '#platform/web/ui/list-state.ts'
import { Empty } from '#platform/web/ui/states.tsx'
import { countOutcomes, exportOutcomes, listOutcomes } from '../contract.ts'
import { KINDS } from '../rules/vocabulary.ts'
import './records.css'
import { StateTag } from './StateTag.tsx'
import { recentTerms } from './term.ts'
import { useScore } from './use-score.ts'

/** What the own school stands for: found by learner, class, term and kind, and the ways to enter more. */
export default function ResultsPage() {
  const { t } = useTranslation()
  const { name, day } = useFormat()
  const scoreText = useScore()
  const terms = recentTerms()
  const list = useListState({ facets: { kind: KINDS, class: null, term: terms }, sorts: ['entered'] })
  const filters = {
    q: list.q || undefined,
    kind: list.one('kind'),
    class: list.one('class'),
    term: list.one('term'),
  }
  const rows = usePaged(listOutcomes, { query: filters })
  const counts = useRead(countOutcomes, { query: filters })
  const enter = (
    <>
      <Link to="/results/import">
        <Button>{t('records.import.open')}</Button>
      </Link>
      <Link to="/results/sheets/new">
        <Button type="primary">{t('records.sheets.new')}</Button>
      </Link>
    </>
  )
  return (
    <ListPage
      title={t('records.results.title')}
      lead={
        <>
          {t('records.results.lead')} <Link to="/results/sheets">{t('records.sheets.title')}</Link>{' '}
          <Link to="/shared-with-us">{t('records.with_us.title')}</Link>
        </>
      }
      action={<div className="records-actions">{enter}</div>}
      list={list}
      rows={rows}
      total={counts.data?.total}
      searchLabel={t('records.results.search')}
      facets={[
        {
          ...{ name: 'kind', label: t('records.field.kind'), single: true },
          options: (counts.data?.kinds ?? []).map(({ value, count }) => ({
            value,
            count,
            label: t(`records.kind.${value}`),
          })),
        },
        {
          ...{ name: 'term', label: t('records.field.term'), single: true },
          options: terms.map(value => ({ value, label: value })),
        },
      ]}
      exports={{
        excel: addressOf(exportOutcomes, { query: { ...filters, format: 'xlsx' } }),
        csv: addressOf(exportOutcomes, { query: { ...filters, format: 'csv' } }),
      }}
      columns={[
        { key: 'title', title: t('records.field.title'), render: row => name(row.title) },
        { key: 'learner', title: t('records.field.learner'), render: row => row.learner.name },
        {
          key: 'number',
          title: t('records.field.student_number'),
          render: row => row.learner.number,
          wideOnly: true,
        },
        { key: 'class', title: t('records.field.class'), render: row => row.learner.class, wideOnly: true },
        {
          ...{ key: 'score', title: t('records.field.score'), align: 'end' as const },
          render: row => scoreText(row.score),
        },
        {
          ...{ key: 'credits', title: t('records.field.credits'), align: 'end' as const },
          render: row => row.credits,
        },
        {
          ...{ key: 'day', title: t('records.field.day'), align: 'end' as const },
          render: row => day(row.day, 'short'),
        },
        {
          ...{ key: 'state', title: t('records.field.state') },
          render: row => <StateTag state={row.state} disputed={row.disputed} />,
        },
      ]}
      rowKey={row => row.id}
      rowLink={row => `/outcomes/${row.id}`}
      empty={
        <Empty
          title={t('records.results.empty')}
          text={t('records.results.empty_text')}
          action={
            <Link to="/results/sheets/new">
              <Button type="primary">{t('records.sheets.new')}</Button>
            </Link>
          }
        />
      }
    />
  )
}
