import '../import/import.css'
import { Button, Radio, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addressOf } from '#platform/contract/client.ts'
import { useFormat } from '#platform/web/format.ts'
import { usePaged } from '#platform/web/query.ts'
import { DataTable } from '#platform/web/ui/DataTable.tsx'
import { SearchInput } from '#platform/web/ui/SearchInput.tsx'
import { Empty, ErrorState, Skeleton } from '#platform/web/ui/states.tsx'
import {
  exportOneRosterChanges,
  listOneRosterChanges,
  ONEROSTER_OUTCOMES,
  ONEROSTER_ROLES,
  type OneRosterChange,
  type OneRosterImport,
} from '../../contract.ts'
import { Fields } from '../import/ChangeList.tsx'

type Role = (typeof ONEROSTER_ROLES)[number]

/** Person by person what the set would do, or has done; asked for by outcome, role and name. */
export function OneRosterChanges({ roster }: { roster: OneRosterImport }) {
  const { t } = useTranslation()
  const { number } = useFormat()
  const users = roster.counts?.find(({ file }) => file === 'users')
  const shown = ONEROSTER_OUTCOMES.filter(outcome => users && users[outcome] > 0)
  const [chosen, setChosen] = useState<(typeof shown)[number]>()
  const [role, setRole] = useState<Role>()
  const [q, setQ] = useState('')
  const outcome = chosen ?? shown[0]
  if (!users || !outcome) return null
  const filters = { outcome, role, q: q || undefined }
  const file = (format: 'xlsx' | 'csv') =>
    addressOf(exportOneRosterChanges, {
      params: { id: roster.id },
      query: { role, q: q || undefined, format },
    })
  return (
    <>
      <h3 className="oneroster-heading">{t('members.oneroster.changes')}</h3>
      <Radio.Group
        className="import-tabs"
        optionType="button"
        aria-label={t('members.oneroster.outcome')}
        value={outcome}
        onChange={event => setChosen(event.target.value)}
        options={shown.map(value => ({
          value,
          label: `${t(`members.oneroster.${value}`)} ${number(users[value])}`,
        }))}
      />
      <div className="oneroster-filters">
        <SearchInput value={q} onChange={setQ} label={t('members.people.search')} />
        <Select<Role>
          aria-label={t('members.field.role')}
          placeholder={t('members.field.role')}
          allowClear
          value={role}
          onChange={value => setRole(value)}
          options={ONEROSTER_ROLES.map(value => ({ value, label: t(`role.${value}`) }))}
        />
        <a href={file('xlsx')} download>
          {t('action.export_excel')}
        </a>
        <a href={file('csv')} download>
          {t('action.export_csv')}
        </a>
      </div>
      <ChangeRows roster={roster} filters={filters} />
    </>
  )
}

type Filters = { outcome: OneRosterChange['outcome']; role: Role | undefined; q: string | undefined }

function ChangeRows({ roster, filters }: { roster: OneRosterImport; filters: Filters }) {
  const { t } = useTranslation()
  const list = usePaged(listOneRosterChanges, { params: { id: roster.id }, query: filters })
  if (list.error && list.rows.length === 0) return <ErrorState error={list.error} onRetry={list.retry} />
  if (list.isLoading) return <Skeleton lines={6} />
  if (list.rows.length === 0)
    return <Empty title={t('web.list.nothing.title')} text={t('web.list.nothing.text')} />
  const there = filters.outcome !== 'added' || roster.state === 'done'
  return (
    <>
      <DataTable<OneRosterChange>
        label={t('members.oneroster.changes')}
        rows={list.rows}
        rowKey={row => String(row.place)}
        rowLink={row => (there ? `/people/${row.affiliationId}` : undefined)}
        columns={[
          { key: 'name', title: t('members.import.person'), render: row => row.name },
          { key: 'number', title: t('members.import.field.number'), render: row => row.number },
          { key: 'role', title: t('members.field.role'), render: row => t(`role.${row.role}`) },
          ...(filters.outcome === 'added'
            ? []
            : [
                {
                  key: 'fields',
                  title: t('members.import.change'),
                  render: (row: OneRosterChange) => <Fields fields={row.fields} />,
                },
              ]),
        ]}
      />
      {list.hasMore && (
        <Button onClick={list.more} loading={list.isLoadingMore}>
          {t('action.more')}
        </Button>
      )}
    </>
  )
}
