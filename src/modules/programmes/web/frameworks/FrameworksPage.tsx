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
import { type FrameworkRow, listFrameworks } from '../../contract/frameworks.ts'
import { createOwn } from '../../policy.ts'
import { FRAMEWORK_KINDS } from '../../rules/vocabulary.ts'
import '../programmes.css'
import { FrameworkForm } from './FrameworkForm.tsx'

/** Competency frameworks and certificate standards of the groups and their members. */
export default function FrameworksPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const read = useRead(listFrameworks, {})
  const [open, setOpen] = useState(false)
  return (
    <>
      <PageHeader
        title={t('programmes.frameworks.title')}
        lead={t('programmes.frameworks.lead')}
        trail={[{ to: '/programmes', label: t('programmes.title') }]}
        action={
          inAudience(createOwn, useViewer()) && (
            <Button type="primary" onClick={() => setOpen(true)}>
              {t('programmes.frameworks.new')}
            </Button>
          )
        }
      />
      <Loaded read={read}>
        {({ rows }) => (
          <div className="stack">
            {rows.length === 0 && (
              <Empty title={t('programmes.frameworks.empty')} text={t('programmes.frameworks.empty_text')} />
            )}
            {FRAMEWORK_KINDS.map(kind => (
              <Frameworks key={kind} kind={kind} rows={rows.filter(row => row.kind === kind)} />
            ))}
          </div>
        )}
      </Loaded>
      <SideDrawer open={open} title={t('programmes.frameworks.new')} onClose={() => setOpen(false)}>
        <FrameworkForm onDone={id => void navigate(`/frameworks/${id}`)} />
      </SideDrawer>
    </>
  )
}

function Frameworks({ kind, rows }: { kind: FrameworkRow['kind']; rows: FrameworkRow[] }) {
  const { t } = useTranslation()
  const { name } = useFormat()
  if (rows.length === 0) return null
  const standard = kind === 'certificate_standard'
  return (
    <Sheet
      title={t(`programmes.frameworks.${kind}`)}
      note={standard ? t('programmes.frameworks.never_issued') : undefined}
    >
      <ul className="line-list">
        {rows.map(row => (
          <li key={row.id}>
            <div>
              <Link to={`/frameworks/${row.id}`}>{name(row.name)}</Link>
              <p className="caption">
                {[
                  row.issuer && t('programmes.frameworks.issued_by', { issuer: name(row.issuer) }),
                  row.edition && t('programmes.frameworks.edition_of', { edition: row.edition }),
                  name((row.group ?? row.organisation).name),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </p>
            </div>
            <span className="caption figures">
              {t('programmes.frameworks.count', { count: row.competencies })}
            </span>
          </li>
        ))}
      </ul>
    </Sheet>
  )
}
