import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { addressOf } from '#platform/contract/client.ts'
import { dayOf } from '#platform/contract/days.ts'
import { useFormat } from '#platform/web/format.ts'
import { usePaged } from '#platform/web/query.ts'
import { ListPage } from '#platform/web/ui/ListPage.tsx'
import { useListState } from '#platform/web/ui/list-state.ts'
import { Empty } from '#platform/web/ui/states.tsx'
import { AUDIT_AREAS, exportAudit, listAudit } from '../contract.ts'
import { AuditDrawer } from './AuditDrawer.tsx'
import { useAuditWords } from './audit-words.ts'

const PERIODS = { day: 0, week: 6, month: 29, year: 364 } as const
const SINCE = ['day', 'week', 'month', 'year'] as const
const SHAPE = {
  facets: { area: AUDIT_AREAS, since: SINCE, person: null, subject: null },
  sorts: ['newest'],
} as const
const DAY_MS = 86_400_000

/** The first day of a period that ends today, in the group's zone. */
function firstDay(period: keyof typeof PERIODS): string {
  return dayOf(new Date(Date.now() - PERIODS[period] * DAY_MS))
}

export default function AuditPage() {
  const { t } = useTranslation()
  const { instant } = useFormat()
  const words = useAuditWords()
  const list = useListState(SHAPE)
  const [params, setParams] = useSearchParams()
  const since = list.one('since')
  const query = {
    q: list.q || undefined,
    area: list.one('area'),
    from: since && firstDay(since),
    person: list.one('person'),
    subject: list.one('subject'),
  }
  const rows = usePaged(listAudit, { query })
  const opened = Number(params.get('entry'))
  const withEntry = (entry: number | null) => {
    const next = new URLSearchParams(params)
    if (entry === null) next.delete('entry')
    else next.set('entry', String(entry))
    return next
  }
  const chosen = (name: 'person' | 'subject', label: string) => {
    const value = list.one(name)
    return value ? [{ name, label, single: true, options: [{ value, label }] }] : []
  }
  return (
    <>
      <ListPage
        title={t('house.audit.title')}
        lead={t('house.audit.lead')}
        list={list}
        rows={rows}
        searchLabel={t('house.audit.search')}
        facets={[
          {
            name: 'area',
            label: t('house.audit.area'),
            single: true,
            options: AUDIT_AREAS.map(value => ({ value, label: t(`house.audit.area.${value}`) })),
          },
          {
            name: 'since',
            label: t('house.audit.since'),
            single: true,
            options: SINCE.map(value => ({ value, label: t(`house.audit.since.${value}`) })),
          },
          ...chosen('person', t('house.audit.same_person')),
          ...chosen('subject', t('house.audit.same_subject')),
        ]}
        exports={{
          excel: addressOf(exportAudit, { query: { ...query, format: 'xlsx' } }),
          csv: addressOf(exportAudit, { query: { ...query, format: 'csv' } }),
        }}
        columns={[
          { key: 'action', title: t('house.audit.action'), render: row => words.action(row) },
          { key: 'actor', title: t('house.audit.actor'), render: row => words.actor(row) },
          {
            key: 'subject',
            title: t('house.audit.subject'),
            wideOnly: true,
            render: row => words.subject(row),
          },
          { key: 'at', title: t('house.audit.at'), align: 'end', render: row => instant(row.at) },
        ]}
        rowKey={row => String(row.id)}
        rowLink={row => `/audit?${withEntry(row.id)}`}
        empty={<Empty title={t('house.audit.empty')} text={t('house.audit.empty_text')} />}
      />
      <AuditDrawer
        entry={rows.rows.find(row => row.id === opened)}
        onClose={() => setParams(withEntry(null), { replace: true, preventScrollReset: true })}
      />
    </>
  )
}
