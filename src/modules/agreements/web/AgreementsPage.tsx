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
import {
  type AgreementRow,
  countAgreements,
  exportAgreements,
  listAgreements,
} from '../contract/agreements.ts'
import { createAgreement } from '../policy.ts'
import { STATUSES } from '../rules/vocabulary.ts'
import { STATUS_TONES } from './values.ts'
import { useTermWords } from './words.ts'

const SHAPE = {
  facets: { whose: ['own'], status: STATUSES, kind: null, party: null },
  sorts: ['newest'],
} as const

/** Agreements that the viewer may read, version by version, the newest first. */
export default function AgreementsPage() {
  const { t } = useTranslation()
  const { name } = useFormat()
  const creates = inAudience(createAgreement, useViewer())
  const list = useListState(SHAPE)
  const query = {
    q: list.q || undefined,
    ...{ whose: list.one('whose'), status: list.one('status'), kind: list.one('kind') },
    party: list.one('party'),
  }
  const rows = usePaged(listAgreements, { query })
  const counts = useRead(countAgreements, { query }).data
  // Chosen on the page of an organisation; here it can be dropped again.
  const chosen = rows.rows.flatMap(row => row.parties).find(party => party.id === query.party)
  const parties = chosen ? [{ value: chosen.id, label: name(chosen.name) }] : []
  const begin = creates && (
    <Link to="/agreements/new">
      <Button type="primary">{t('agreements.new')}</Button>
    </Link>
  )
  return (
    <ListPage
      title={t('agreements.title')}
      lead={t('agreements.lead')}
      list={list}
      rows={rows}
      total={counts?.total}
      searchLabel={t('agreements.search')}
      facets={[
        {
          name: 'whose',
          label: t('agreements.whose'),
          single: true,
          options: (counts?.whose ?? []).map(one => ({ ...one, label: t('agreements.whose_own') })),
        },
        ...(query.party ? [{ name: 'party', label: t('agreements.paper.party'), options: parties }] : []),
        {
          name: 'status',
          label: t('agreements.column.status'),
          single: true,
          options: (counts?.statuses ?? []).map(one => ({
            ...one,
            label: t(`agreements.status.${one.value as 'draft'}`),
          })),
        },
        {
          name: 'kind',
          label: t('agreements.column.kind'),
          single: true,
          options: (counts?.kinds ?? []).map(({ value, count, label }) => ({
            value,
            count,
            label: name(label),
          })),
        },
      ]}
      exports={{
        excel: addressOf(exportAgreements, { query: { ...query, format: 'xlsx' } }),
        csv: addressOf(exportAgreements, { query: { ...query, format: 'csv' } }),
      }}
      columns={[
        { key: 'title', title: t('agreements.column.title'), render: row => name(row.title) },
        {
          key: 'kind',
          title: t('agreements.column.kind'),
          wideOnly: true,
          render: row => name(row.kind.name),
        },
        {
          key: 'parties',
          title: t('agreements.column.parties'),
          render: row => row.parties.map(party => name(party.name)).join(t('agreements.comma')),
        },
        { key: 'days', title: t('agreements.paper.days'), wideOnly: true, render: row => <Term row={row} /> },
        { key: 'status', title: t('agreements.column.status'), render: row => <Status row={row} /> },
      ]}
      rowKey={row => row.id}
      rowLink={row => `/agreements/${row.agreementId}?version=${row.id}`}
      action={begin}
      empty={<Empty title={t('agreements.empty')} text={t('agreements.empty_text')} action={begin} />}
    />
  )
}

function Term({ row }: { row: AgreementRow }) {
  const words = useTermWords()
  return (
    <>
      {words.days(row)}
      {words.cohorts(row) && <span className="caption"> {words.cohorts(row)}</span>}
    </>
  )
}

function Status({ row }: { row: AgreementRow }) {
  const { t } = useTranslation()
  return row.toSign ? (
    <StatusTag tone="act">{t('agreements.to_sign')}</StatusTag>
  ) : (
    <StatusTag tone={STATUS_TONES[row.status]}>{t(`agreements.status.${row.status}`)}</StatusTag>
  )
}
