import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { usePaged } from '#platform/web/query.ts'
import { DataTable } from '#platform/web/ui/DataTable.tsx'
import { ErrorState, Skeleton } from '#platform/web/ui/states.tsx'
import { listOneRosterProblems } from '../../contract.ts'

/** Everything wrong with the set: file, row and column as they stand in it, what is there and what should be. */
export function OneRosterProblems({ id, count }: { id: string; count: number }) {
  const { t } = useTranslation()
  const list = usePaged(listOneRosterProblems, { params: { id } })
  if (list.error && list.rows.length === 0) return <ErrorState error={list.error} onRetry={list.retry} />
  if (list.isLoading) return <Skeleton lines={6} />
  return (
    <>
      <p role="alert" className="attention">
        {t('members.oneroster.problems', { count })}
      </p>
      <DataTable
        label={t('members.oneroster.problem')}
        rows={list.rows}
        rowKey={row => [row.file, row.row, row.field, row.code, row.value].join(' ')}
        columns={[
          {
            key: 'place',
            title: t('members.oneroster.place'),
            render: row => `${row.file}.csv, ${t('members.oneroster.problem_row', { row: row.row })}`,
          },
          { key: 'field', title: t('members.import.column'), render: row => row.field },
          {
            key: 'value',
            title: t('members.oneroster.value'),
            render: row => <span className="oneroster-value">{row.value}</span>,
          },
          {
            key: 'problem',
            title: t('members.oneroster.problem'),
            render: ({ code, data }) =>
              t(
                `members.oneroster.problem.${code}`,
                'file' in data ? { ...data, file: `${data.file}.csv` } : data,
              ),
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
