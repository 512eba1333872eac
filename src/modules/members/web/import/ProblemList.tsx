import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { usePaged } from '#platform/web/query.ts'
import { DataTable } from '#platform/web/ui/DataTable.tsx'
import { ErrorState, Skeleton } from '#platform/web/ui/states.tsx'
import { listImportProblems } from '../../contract.ts'
import { columnLetters } from '../../rules/roster/columns.ts'

/** Everything wrong with the file: where a spreadsheet program shows it, and what. */
export function ProblemList({ id }: { id: string }) {
  const { t } = useTranslation()
  const list = usePaged(listImportProblems, { params: { id } })
  if (list.error && list.rows.length === 0) return <ErrorState error={list.error} onRetry={list.retry} />
  if (list.isLoading) return <Skeleton lines={6} />
  return (
    <>
      <DataTable
        label={t('members.import.problems')}
        rows={list.rows}
        rowKey={row => `${row.row} ${row.field} ${row.code}`}
        columns={[
          {
            key: 'where',
            title: t('members.import.where'),
            render: row => `${row.column ? columnLetters(row.column) : ''}${row.row}`,
          },
          {
            key: 'field',
            title: t('members.import.column'),
            render: row => row.header ?? t(`members.import.field.${row.field}`),
          },
          {
            key: 'problem',
            title: t('members.import.problem'),
            render: row => t(`import.problem.${row.code}`, row.data),
          },
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
