import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { inAudience } from '#platform/contract/access.ts'
import { addressOf } from '#platform/contract/client.ts'
import { useFormat } from '#platform/web/format.ts'
import { usePaged, useRead } from '#platform/web/query.ts'
import { useViewer } from '#platform/web/session.ts'
import { ListPage } from '#platform/web/ui/ListPage.tsx'
import { useListState } from '#platform/web/ui/list-state.ts'
import { StatusTag } from '#platform/web/ui/StatusTag.tsx'
import { Empty } from '#platform/web/ui/states.tsx'
import { countIssued, exportIssued, ISSUED_STATES, listIssued, listTemplates } from '../contract.ts'
import { issueForOutcomes } from '../policy.ts'
import { STATE_TONES } from './tones.ts'

const SHAPE = { facets: { state: ISSUED_STATES, template: null, batch: null }, sorts: ['latest'] } as const

/** What the reader's organisation or group has issued. */
export default function IssuedPage() {
  const { t } = useTranslation()
  const { name, day } = useFormat()
  const earns = inAudience(issueForOutcomes, useViewer())
  const list = useListState(SHAPE)
  const filters = {
    q: list.q || undefined,
    state: list.one('state'),
    template: list.one('template'),
    batch: list.one('batch'),
  }
  const rows = usePaged(listIssued, { query: filters })
  const counts = useRead(countIssued, { query: filters }).data
  const templates = useRead(listTemplates, {}).data?.rows ?? []
  return (
    <ListPage
      title={t('credentials.issued.title')}
      lead={
        <>
          <Link to="/credentials/templates">{t('credentials.templates.title')}</Link>
          {' · '}
          <Link to="/credentials/batches">{t('credentials.issued.batches')}</Link>
          {earns && (
            <>
              {' · '}
              <Link to="/credentials/earned">{t('credentials.earned.link')}</Link>
            </>
          )}
        </>
      }
      list={list}
      rows={rows}
      total={counts?.total}
      searchLabel={t('credentials.issued.search')}
      facets={[
        {
          name: 'state',
          label: t('credentials.field.state'),
          single: true,
          options: (counts?.states ?? []).map(({ state, count }) => ({
            value: state,
            count,
            label: t(`credentials.state.${state}`),
          })),
        },
        {
          name: 'template',
          label: t('credentials.field.template'),
          single: true,
          options: templates.map(one => ({ value: one.id, label: name(one.name), count: one.issued })),
        },
      ]}
      exports={{
        excel: addressOf(exportIssued, { query: { ...filters, format: 'xlsx' } }),
        csv: addressOf(exportIssued, { query: { ...filters, format: 'csv' } }),
      }}
      columns={[
        { key: 'learner', title: t('credentials.field.learner'), render: row => row.learner },
        { key: 'name', title: t('credentials.field.name'), render: row => name(row.name) },
        { key: 'level', title: t('credentials.field.level'), wideOnly: true, render: row => row.level },
        {
          key: 'awarded',
          title: t('credentials.field.awarded'),
          align: 'end',
          render: row => day(row.awardedOn, 'short'),
        },
        {
          key: 'state',
          title: t('credentials.field.state'),
          render: row => (
            <StatusTag tone={STATE_TONES[row.state]}>{t(`credentials.state.${row.state}`)}</StatusTag>
          ),
        },
      ]}
      rowKey={row => row.id}
      rowLink={row => `/credentials/${row.id}`}
      action={
        <Link to="/credentials/issue">
          <Button type="primary">{t('credentials.issue.title')}</Button>
        </Link>
      }
      empty={
        <Empty
          title={t('credentials.issued.empty')}
          text={t('credentials.issued.empty_text')}
          action={<Link to="/credentials/templates/new">{t('credentials.templates.new')}</Link>}
        />
      }
    />
  )
}
