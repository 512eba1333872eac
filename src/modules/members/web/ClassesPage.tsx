import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'react-router'
import { inAudience } from '#platform/contract/access.ts'
import { useFormat } from '#platform/web/format.ts'
import { useRead } from '#platform/web/query.ts'
import { useViewer } from '#platform/web/session.ts'
import { DataTable } from '#platform/web/ui/DataTable.tsx'
import { SideDrawer } from '#platform/web/ui/Dialog.tsx'
import { PageHeader } from '#platform/web/ui/PageHeader.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { Empty, Loaded } from '#platform/web/ui/states.tsx'
import { listClasses } from '../contract.ts'
import { createClass } from '../policy.ts'
import { NewClassForm } from './ClassForm.tsx'

export default function ClassesPage() {
  const { t } = useTranslation()
  const { name, number, day } = useFormat()
  const viewer = useViewer()
  const [params, setParams] = useSearchParams()
  const [adding, setAdding] = useState(false)
  const state = params.get('state') === 'ended' ? 'ended' : 'active'
  const read = useRead(listClasses, { query: { state } })
  const add = inAudience(createClass, viewer) && (
    <Button type="primary" onClick={() => setAdding(true)}>
      {t('members.class.new')}
    </Button>
  )
  return (
    <>
      <PageHeader
        title={t('members.classes.title')}
        lead={<Link to="/results">{t('records.results.title')}</Link>}
        action={add}
      />
      <Sheet
        aside={
          <Button
            type="text"
            onClick={() => setParams(state === 'ended' ? {} : { state: 'ended' }, { replace: true })}
          >
            {t(state === 'ended' ? 'members.classes.show_active' : 'members.classes.show_ended')}
          </Button>
        }
        title={t(state === 'ended' ? 'members.classes.ended' : 'members.classes.active')}
      >
        <Loaded read={read}>
          {({ rows }) =>
            rows.length === 0 ? (
              <Empty title={t('members.classes.empty')} text={t('members.classes.empty_text')} />
            ) : (
              <DataTable
                label={t('members.classes.title')}
                rows={rows}
                rowKey={row => row.id}
                rowLink={row => `/classes/${row.id}`}
                columns={[
                  { key: 'name', title: t('members.field.class'), render: row => row.name },
                  { key: 'cohort', title: t('members.field.cohort'), render: row => row.cohort },
                  {
                    key: 'programme',
                    title: t('members.field.programme'),
                    render: row => row.programme && name(row.programme),
                  },
                  {
                    key: 'students',
                    title: t('members.field.students'),
                    align: 'end',
                    render: row => number(row.students),
                  },
                  {
                    key: 'starts',
                    title: t('members.field.class_starts'),
                    align: 'end',
                    wideOnly: true,
                    render: row => day(row.startsOn, 'short'),
                  },
                ]}
              />
            )
          }
        </Loaded>
      </Sheet>
      <SideDrawer open={adding} title={t('members.class.new')} onClose={() => setAdding(false)}>
        <NewClassForm onDone={() => setAdding(false)} />
      </SideDrawer>
    </>
  )
}
