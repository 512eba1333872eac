import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { usePaged } from '#platform/web/query.ts'
import { DataTable } from '#platform/web/ui/DataTable.tsx'
import { ErrorState, Skeleton } from '#platform/web/ui/states.tsx'
import { type ImportChange, listImportChanges, type OneRosterChange, type Outcome } from '../../contract.ts'

type Props = { id: string; outcome: Outcome; done: boolean }

/** The people of one outcome, field by field what was and what is to be. */
export function ChangeList({ id, outcome, done }: Props) {
  const { t } = useTranslation()
  const list = usePaged(listImportChanges, { params: { id }, query: { outcome } })
  if (list.error && list.rows.length === 0) return <ErrorState error={list.error} onRetry={list.retry} />
  if (list.isLoading) return <Skeleton lines={6} />
  const withFields = outcome === 'changed' || outcome === 'back' || outcome === 'ended'
  return (
    <>
      <DataTable<ImportChange>
        label={t(`members.import.${outcome}`)}
        rows={list.rows}
        rowKey={row => row.affiliationId}
        rowLink={row => (outcome === 'added' && !done ? undefined : `/people/${row.affiliationId}`)}
        columns={[
          { key: 'name', title: t('members.import.person'), render: row => row.name },
          { key: 'number', title: t('members.import.field.number'), render: row => row.number },
          { key: 'class', title: t('members.import.field.class_name'), render: row => row.className },
          ...(withFields
            ? [
                {
                  key: 'fields',
                  title: t('members.import.change'),
                  render: (row: ImportChange) => <Fields fields={row.fields} />,
                },
              ]
            : []),
          {
            key: 'row',
            title: t('members.import.row'),
            align: 'end' as const,
            render: row => row.row,
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

type Changed = (ImportChange['fields'][number] | OneRosterChange['fields'][number])[]

/** Each field as it was and as it is to be. */
export function Fields({ fields }: { fields: Changed }) {
  const { t } = useTranslation()
  return (
    <ul className="import-fields">
      {fields.map(({ field, before, after }) => (
        <li key={field}>
          {t(`members.import.field.${field}`)}: <del>{before ?? t('members.import.empty_value')}</del>{' '}
          <ins>{after ?? t('members.import.empty_value')}</ins>
        </li>
      ))}
    </ul>
  )
}
