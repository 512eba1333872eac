import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { AnswerOf } from '#platform/contract/endpoint.ts'
import { useFormat } from '#platform/web/format.ts'
import { useRead } from '#platform/web/query.ts'
import { DataTable } from '#platform/web/ui/DataTable.tsx'
import { DetailPage } from '#platform/web/ui/DetailPage.tsx'
import { FactList } from '#platform/web/ui/FactList.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { Empty } from '#platform/web/ui/states.tsx'
import { getConversion } from '../contract.ts'
import { useCredits } from './credits.ts'
import './overpass.css'

type Row = AnswerOf<typeof getConversion>['rows'][number]

/** How much of what was deposited became credit somewhere: by bridge and school, in counts. */
export default function ConversionPage() {
  const { t } = useTranslation()
  const { credits } = useCredits()
  const read = useRead(getConversion, {})
  return (
    <DetailPage read={read}>
      {({ deposits, rows }) => {
        const share = deposits.deposited ? Math.round((deposits.converted / deposits.deposited) * 100) : null
        return {
          title:
            share === null ? t('overpass.conversion.title') : t('overpass.conversion.heading', { share }),
          lead: t('overpass.conversion.lead'),
          main:
            rows.length === 0 ? (
              <Empty
                title={t('overpass.conversion.empty')}
                text={t('overpass.conversion.empty_text')}
                action={<Link to="/bridges">{t('overpass.bridges.nav')}</Link>}
              />
            ) : (
              <Bridges rows={rows} />
            ),
          side: (
            <Sheet title={t('overpass.conversion.deposits')}>
              <FactList
                facts={[
                  { label: t('overpass.conversion.people'), value: deposits.people },
                  { label: t('overpass.account.deposited'), value: credits(deposits.deposited) },
                  { label: t('overpass.conversion.converted'), value: credits(deposits.converted) },
                ]}
              />
            </Sheet>
          ),
        }
      }}
    </DetailPage>
  )
}

function Bridges({ rows }: { rows: readonly Row[] }) {
  const { t } = useTranslation()
  const { name } = useFormat()
  const { credits, of } = useCredits()
  return (
    <Sheet title={t('overpass.conversion.bridges')} note={t('overpass.conversion.bridges_note')}>
      <DataTable
        label={t('overpass.conversion.bridges')}
        columns={[
          {
            ...{ key: 'bridge', title: t('overpass.grounds.agreement') },
            render: row => name(row.grounds.title),
          },
          {
            ...{ key: 'school', title: t('overpass.field.school'), wideOnly: true },
            render: row => name(row.receiving.name),
          },
          {
            ...{ key: 'claims', title: t('overpass.conversion.claims'), align: 'end' },
            render: row => row.claims,
          },
          {
            ...{ key: 'waiting', title: t('overpass.conversion.waiting'), align: 'end', wideOnly: true },
            render: row =>
              row.overdue
                ? t('overpass.conversion.overdue', { waiting: row.waiting, overdue: row.overdue })
                : row.waiting,
          },
          {
            ...{ key: 'credits', title: t('overpass.field.recognised_of'), align: 'end' },
            render: of,
          },
          {
            ...{ key: 'used', title: t('overpass.account.used'), align: 'end', wideOnly: true },
            render: row => credits(row.used),
          },
          {
            ...{ key: 'days', title: t('overpass.conversion.days'), align: 'end', wideOnly: true },
            render: row => row.daysMedian,
          },
          {
            ...{ key: 'reasons', title: t('overpass.conversion.reasons'), wideOnly: true },
            render: row =>
              row.reasons.map(({ code, count }) => `${t(`overpass.reason.${code}`)} ${count}`).join(' · '),
          },
        ]}
        rows={rows}
        rowKey={row => `${row.grounds.clauseId} ${row.receiving.id}`}
        rowLink={row => `/bridges/${row.grounds.clauseId}`}
      />
    </Sheet>
  )
}
