import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate, useSearchParams } from 'react-router'
import { inAudience } from '#platform/contract/access.ts'
import { addressOf } from '#platform/contract/client.ts'
import { useFormat } from '#platform/web/format.ts'
import { useCommand, useRead } from '#platform/web/query.ts'
import { useViewer } from '#platform/web/session.ts'
import { DataTable } from '#platform/web/ui/DataTable.tsx'
import { SideDrawer } from '#platform/web/ui/Dialog.tsx'
import { PageHeader } from '#platform/web/ui/PageHeader.tsx'
import { SearchInput } from '#platform/web/ui/SearchInput.tsx'
import { Empty, Loaded } from '#platform/web/ui/states.tsx'
import { exportOccupations, importResearch, listOccupations } from '../../contract/occupations.ts'
import { createOwn, reportResearch } from '../../policy.ts'
import '../programmes.css'
import { TableImport } from '../TableImport.tsx'
import { OccupationForm } from './OccupationForm.tsx'

/** Occupations, and how many people companies look for in each. */
export default function OccupationsPage() {
  const { t } = useTranslation()
  const { name, number } = useFormat()
  const navigate = useNavigate()
  const viewer = useViewer()
  const [search, setSearch] = useSearchParams()
  const q = search.get('q')?.slice(0, 100) || undefined
  const read = useRead(listOccupations, { query: { q } })
  const take = useCommand(importResearch)
  const [open, setOpen] = useState<'new' | 'import' | null>(null)
  const reports = inAudience(reportResearch, viewer)
  return (
    <>
      <PageHeader
        title={t('programmes.occupations.title')}
        lead={t('programmes.occupations.lead')}
        trail={[{ to: '/programmes', label: t('programmes.title') }]}
        action={
          <div className="programme-actions">
            {reports && (
              <Button onClick={() => setOpen('import')}>{t('programmes.occupations.import')}</Button>
            )}
            {inAudience(createOwn, viewer) && (
              <Button type="primary" onClick={() => setOpen('new')}>
                {t('programmes.occupations.new')}
              </Button>
            )}
          </div>
        }
      />
      <div className="stack">
        <SearchInput
          value={q ?? ''}
          label={t('programmes.occupations.search')}
          onChange={text => setSearch(text ? { q: text } : {}, { replace: true })}
        />
        <Loaded read={read}>
          {({ rows }) =>
            rows.length === 0 ? (
              <Empty
                title={t('programmes.occupations.empty')}
                text={t('programmes.occupations.empty_text')}
              />
            ) : (
              <DataTable
                label={t('programmes.occupations.title')}
                rows={rows}
                rowKey={row => row.id}
                rowLink={row => `/occupations/${row.id}`}
                columns={[
                  { key: 'name', title: t('programmes.occupations.one'), render: row => name(row.name) },
                  {
                    key: 'demand',
                    title: t('programmes.occupations.demand'),
                    align: 'end',
                    render: row => number(row.demand),
                  },
                  {
                    key: 'companies',
                    title: t('programmes.occupations.companies'),
                    align: 'end',
                    render: row => number(row.companies),
                  },
                  {
                    key: 'day',
                    title: t('programmes.occupations.latest'),
                    align: 'end',
                    render: row => row.surveyedOn ?? '—',
                  },
                ]}
              />
            )
          }
        </Loaded>
        <p>
          <a href={addressOf(exportOccupations, { query: { format: 'xlsx' } })}>
            {t('programmes.occupations.export')}
          </a>
        </p>
      </div>
      <SideDrawer
        open={open !== null}
        title={t(open === 'import' ? 'programmes.occupations.import' : 'programmes.occupations.new')}
        onClose={() => setOpen(null)}
      >
        {open === 'new' && <OccupationForm onDone={id => void navigate(`/occupations/${id}`)} />}
        {open === 'import' && (
          <TableImport
            hint={t('programmes.occupations.table_hint')}
            send={file => take.run({ query: { name: file.name }, upload: file })}
          />
        )}
      </SideDrawer>
    </>
  )
}
