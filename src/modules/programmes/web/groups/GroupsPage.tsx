import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import { inAudience } from '#platform/contract/access.ts'
import { useFormat } from '#platform/web/format.ts'
import { useRead } from '#platform/web/query.ts'
import { useViewer } from '#platform/web/session.ts'
import { SideDrawer } from '#platform/web/ui/Dialog.tsx'
import { PageHeader } from '#platform/web/ui/PageHeader.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { Empty, Loaded } from '#platform/web/ui/states.tsx'
import { listProgrammeGroups } from '../../contract/groups.ts'
import { createProgrammeGroup } from '../../policy.ts'
import '../programmes.css'
import { GroupForm } from './GroupForm.tsx'

/** Programme groups across the member schools. */
export default function GroupsPage() {
  const { t } = useTranslation()
  const { name } = useFormat()
  const navigate = useNavigate()
  const read = useRead(listProgrammeGroups, {})
  const [open, setOpen] = useState(false)
  return (
    <>
      <PageHeader
        title={t('programmes.groups.title')}
        lead={t('programmes.groups.lead')}
        trail={[{ to: '/programmes', label: t('programmes.title') }]}
        action={
          inAudience(createProgrammeGroup, useViewer()) && (
            <Button type="primary" onClick={() => setOpen(true)}>
              {t('programmes.groups.new')}
            </Button>
          )
        }
      />
      <Loaded read={read}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty title={t('programmes.groups.empty')} text={t('programmes.groups.empty_text')} />
          ) : (
            <Sheet>
              <ul className="line-list">
                {rows.map(row => (
                  <li key={row.id}>
                    <div>
                      <Link to={`/programme-groups/${row.id}`}>{name(row.name)}</Link>
                      <p className="caption">{name(row.group.name)}</p>
                    </div>
                    <span className="caption figures">
                      {t('programmes.groups.size', { programmes: row.programmes, schools: row.schools })}
                    </span>
                  </li>
                ))}
              </ul>
            </Sheet>
          )
        }
      </Loaded>
      <SideDrawer open={open} title={t('programmes.groups.new')} onClose={() => setOpen(false)}>
        <GroupForm onDone={id => void navigate(`/programme-groups/${id}`)} />
      </SideDrawer>
    </>
  )
}
