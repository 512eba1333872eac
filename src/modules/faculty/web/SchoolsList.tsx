import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useFormat } from '#platform/web/format.ts'
import { useRead } from '#platform/web/query.ts'
import { DataTable } from '#platform/web/ui/DataTable.tsx'
import { PageHeader } from '#platform/web/ui/PageHeader.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { Empty, Loaded } from '#platform/web/ui/states.tsx'
import { countSchools, type SchoolCounts } from '../contract/teachers.ts'

/** For the secretariat: counts of each school, few of them hidden. */
export function SchoolsList() {
  const { t } = useTranslation()
  const read = useRead(countSchools, {})
  return (
    <>
      <PageHeader
        title={
          read.data
            ? t('faculty.schools.heading', { count: read.data.rows.length })
            : t('faculty.schools.title')
        }
        lead={
          <>
            {read.data && t('faculty.schools.lead', { least: read.data.least })}{' '}
            <Link to="/faculty/given">{t('faculty.teachers.to_given')}</Link>
          </>
        }
      />
      <Sheet>
        <Loaded read={read}>
          {({ rows, least }) =>
            rows.length === 0 ? (
              <Empty title={t('faculty.schools.empty')} text={t('faculty.schools.empty_text')} />
            ) : (
              <Schools rows={rows} least={least} />
            )
          }
        </Loaded>
      </Sheet>
    </>
  )
}

function Schools({ rows, least }: { rows: readonly SchoolCounts[]; least: number }) {
  const { t } = useTranslation()
  const { name, number } = useFormat()
  const column = (key: 'teachers' | 'enough' | 'dual') => ({
    ...{ key, title: t(`faculty.schools.${key}`), align: 'end' as const },
    render: (row: SchoolCounts) => {
      const count = row[key]
      return count === null ? (
        <span className="caption">{t('faculty.schools.few', { least })}</span>
      ) : (
        number(count)
      )
    },
  })
  return (
    <DataTable
      label={t('faculty.schools.title')}
      columns={[
        { key: 'school', title: t('faculty.schools.school'), render: row => name(row.school.name) },
        ...[column('teachers'), column('enough'), column('dual')],
      ]}
      rows={rows}
      rowKey={row => row.school.id}
      rowLink={row => `/organisations/${row.school.id}`}
    />
  )
}
