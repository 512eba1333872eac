import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { may } from '#platform/contract/access.ts'
import { useFormat } from '#platform/web/format.ts'
import { useRead } from '#platform/web/query.ts'
import { useViewer } from '#platform/web/session.ts'
import { DataTable } from '#platform/web/ui/DataTable.tsx'
import { DetailPage } from '#platform/web/ui/DetailPage.tsx'
import { SideDrawer } from '#platform/web/ui/Dialog.tsx'
import { FactList } from '#platform/web/ui/FactList.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { StatusTag } from '#platform/web/ui/StatusTag.tsx'
import { Empty } from '#platform/web/ui/states.tsx'
import { getClass, type OneClass } from '../contract.ts'
import { changeClass } from '../policy.ts'
import { EditClassForm, EndClassForm } from './ClassForm.tsx'
import './members.css'
import { usePageId } from '#platform/web/page-id.ts'
import { Names } from './Names.tsx'
import { PrintCodes } from './PrintCodes.tsx'

export default function ClassPage() {
  const { t } = useTranslation()
  const { name } = useFormat()
  const viewer = useViewer()
  const [open, setOpen] = useState<'edit' | 'end' | null>(null)
  const read = useRead(getClass, { params: { id: usePageId() } })
  const close = () => setOpen(null)
  const keeps = may(changeClass, viewer, { organisationId: viewer?.organisationId ?? '' })
  return (
    <DetailPage read={read}>
      {group => ({
        title: group.name,
        lead: group.programme && name(group.programme),
        trail: [{ to: '/classes', label: t('members.classes.title') }],
        action: keeps && (
          <div className="actions-row">
            {!group.endsOn && <Button onClick={() => setOpen('end')}>{t('members.class.end')}</Button>}
            {!group.endsOn && (
              <Link to={`/consents/requests/new?class=${group.id}`}>
                <Button>{t('members.request.new')}</Button>
              </Link>
            )}
            <Button onClick={() => setOpen('edit')}>{t('members.class.edit')}</Button>
            <PrintCodes group={group} />
          </div>
        ),
        main: (
          <>
            <Members members={group.members} classId={group.id} />
            <SideDrawer open={open === 'edit'} title={t('members.class.edit')} onClose={close}>
              <EditClassForm group={group} reread={read.refetch} onDone={close} />
            </SideDrawer>
            <SideDrawer open={open === 'end'} title={t('members.class.end')} onClose={close}>
              <EndClassForm group={group} onDone={close} />
            </SideDrawer>
          </>
        ),
        side: <Facts group={group} />,
      })}
    </DetailPage>
  )
}

function Members({ members, classId }: { members: OneClass['members']; classId: string }) {
  const { t } = useTranslation()
  if (members.length === 0)
    return <Empty title={t('members.class.empty')} text={t('members.class.empty_text')} />
  return (
    <Sheet
      title={t('members.class.people')}
      aside={<Link to={`/results/sheets/new?class=${classId}`}>{t('records.sheets.new')}</Link>}
    >
      <DataTable
        label={t('members.class.people')}
        rows={members}
        rowKey={row => row.id}
        rowLink={row => `/people/${row.id}`}
        columns={[
          { key: 'name', title: t('members.field.person'), render: row => <Names row={row} /> },
          { key: 'number', title: t('members.field.number'), render: row => row.number },
          { key: 'role', title: t('members.field.role'), render: row => t(`role.${row.role}`) },
          {
            key: 'account',
            title: t('members.field.account'),
            render: row => (
              <StatusTag tone={row.claimed ? 'agreed' : 'uncertain'}>
                {t(row.claimed ? 'members.account.yes' : 'members.account.no')}
              </StatusTag>
            ),
          },
        ]}
      />
    </Sheet>
  )
}

function Facts({ group }: { group: OneClass }) {
  const { t } = useTranslation()
  const { day, number, name } = useFormat()
  return (
    <Sheet title={t('members.facts')}>
      <FactList
        facts={[
          { label: t('members.field.students'), value: number(group.students) },
          { label: t('members.field.cohort'), value: group.cohort },
          { label: t('members.field.programme'), value: group.programme && name(group.programme) },
          { label: t('members.field.class_starts'), value: day(group.startsOn) },
          { label: t('members.field.ends'), value: group.endsOn && day(group.endsOn) },
        ]}
      />
    </Sheet>
  )
}
