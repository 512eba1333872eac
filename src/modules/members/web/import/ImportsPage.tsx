import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useFormat } from '#platform/web/format.ts'
import { usePaged } from '#platform/web/query.ts'
import { DataTable } from '#platform/web/ui/DataTable.tsx'
import { PageHeader } from '#platform/web/ui/PageHeader.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { Empty, ErrorState, Skeleton } from '#platform/web/ui/states.tsx'
import { type ImportRow, listImports } from '../../contract.ts'
import { StateTag } from './StateTag.tsx'

/** What has been handed in before, newest first. */
export default function ImportsPage() {
  const { t } = useTranslation()
  const { instant } = useFormat()
  const list = usePaged(listImports, {})
  const begin = (
    <Link to="/people/import">
      <Button type="primary">{t('members.import.new')}</Button>
    </Link>
  )
  const columns = [
    { key: 'file', title: t('members.import.file'), render: (row: ImportRow) => row.fileName },
    {
      key: 'state',
      title: t('members.import.state'),
      render: (row: ImportRow) => <StateTag state={row.state} />,
    },
    {
      key: 'role',
      title: t('members.import.role'),
      render: (row: ImportRow) => row.role && t(`members.import.roles.${row.role}`),
    },
    { key: 'changes', title: t('members.import.change'), render: (row: ImportRow) => <Changes row={row} /> },
    { key: 'by', title: t('members.import.by'), wideOnly: true, render: (row: ImportRow) => row.by },
    {
      key: 'when',
      title: t('members.import.when'),
      align: 'end' as const,
      render: (row: ImportRow) => instant(row.createdAt),
    },
  ]
  return (
    <>
      <PageHeader
        title={t('members.import.history')}
        lead={t('members.import.intro')}
        trail={[{ to: '/people', label: t('members.people.title') }]}
        action={list.rows.length > 0 && begin}
      />
      <Sheet>
        {list.error && list.rows.length === 0 ? (
          <ErrorState error={list.error} onRetry={list.retry} />
        ) : list.isLoading ? (
          <Skeleton lines={6} />
        ) : list.rows.length === 0 ? (
          <Empty
            title={t('members.import.no_imports')}
            text={t('members.import.no_imports_hint')}
            action={begin}
          />
        ) : (
          <DataTable
            label={t('members.import.history')}
            columns={columns}
            rows={list.rows}
            rowKey={row => row.id}
            rowLink={row => `/people/imports/${row.id}`}
          />
        )}
        {list.hasMore && (
          <Button onClick={list.more} loading={list.isLoadingMore}>
            {t('action.more')}
          </Button>
        )}
      </Sheet>
    </>
  )
}

function Changes({ row: { counts } }: { row: ImportRow }) {
  const { t } = useTranslation()
  const { number } = useFormat()
  if (!counts) return null
  const shown = { added: counts.added, changed: counts.changed + counts.back, ended: counts.ended }
  return (['added', 'changed', 'ended'] as const)
    .filter(outcome => shown[outcome] > 0)
    .map(outcome => `${t(`members.import.${outcome}`)} ${number(shown[outcome])}`)
    .join(' · ')
}
