import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { may } from '#platform/contract/access.ts'
import { addressOf } from '#platform/contract/client.ts'
import { useFormat } from '#platform/web/format.ts'
import { useCommand, useRead } from '#platform/web/query.ts'
import { useViewer } from '#platform/web/session.ts'
import { DetailPage } from '#platform/web/ui/DetailPage.tsx'
import { SideDrawer } from '#platform/web/ui/Dialog.tsx'
import { FactList } from '#platform/web/ui/FactList.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { Empty } from '#platform/web/ui/states.tsx'
import {
  type Competency,
  exportFramework,
  type Framework,
  getFramework,
  importCompetencies,
} from '../../contract/frameworks.ts'
import { keepOwn } from '../../policy.ts'
import '../programmes.css'
import { usePageId } from '#platform/web/page-id.ts'
import { TableImport } from '../TableImport.tsx'
import { CompetencyForm } from './CompetencyForm.tsx'
import { FrameworkForm } from './FrameworkForm.tsx'

type Open = 'framework' | 'import' | { competency: Competency | null }

/** One framework: its competencies and what somebody can do at each level. */
export default function FrameworkPage() {
  const { t } = useTranslation()
  const { name } = useFormat()
  const viewer = useViewer()
  const id = usePageId()
  const read = useRead(getFramework, { params: { id } })
  const take = useCommand(importCompetencies)
  const [open, setOpen] = useState<Open | null>(null)
  const close = () => setOpen(null)
  const title = () =>
    open === 'import'
      ? t('programmes.table.import')
      : open === 'framework'
        ? t('programmes.change')
        : open?.competency
          ? name(open.competency.name)
          : t('programmes.add_competency')
  return (
    <DetailPage read={read}>
      {framework => {
        const keeps = may(keepOwn, viewer, framework)
        return {
          title: name(framework.name),
          lead: t(`programmes.framework_kind.${framework.kind}`),
          trail: [
            { to: '/programmes', label: t('programmes.title') },
            { to: '/frameworks', label: t('programmes.frameworks.title') },
          ],
          action: keeps && (
            <div className="programme-actions">
              <Button onClick={() => setOpen('import')}>{t('programmes.table.import')}</Button>
              <Button type="primary" onClick={() => setOpen({ competency: null })}>
                {t('programmes.add_competency')}
              </Button>
            </div>
          ),
          main: (
            <>
              {framework.rows.length === 0 && (
                <Empty title={t('programmes.frameworks.bare')} text={t('programmes.frameworks.bare_text')} />
              )}
              {framework.rows.map(competency => (
                <OneCompetency
                  key={competency.id}
                  framework={framework}
                  competency={competency}
                  onOpen={keeps ? () => setOpen({ competency }) : undefined}
                />
              ))}
              <SideDrawer open={open !== null} title={title()} onClose={close}>
                {open === 'framework' && <FrameworkForm framework={framework} onDone={close} />}
                {open === 'import' && (
                  <TableImport
                    hint={t('programmes.frameworks.table_hint')}
                    send={file => take.run({ params: { id }, query: { name: file.name }, upload: file })}
                  />
                )}
                {open !== null && typeof open === 'object' && (
                  <CompetencyForm framework={framework} competency={open.competency} onDone={close} />
                )}
              </SideDrawer>
            </>
          ),
          side: <About framework={framework} onChange={keeps ? () => setOpen('framework') : undefined} />,
        }
      }}
    </DetailPage>
  )
}

function About({ framework, onChange }: { framework: Framework; onChange?: () => void }) {
  const { t } = useTranslation()
  const { name } = useFormat()
  const { levels } = framework
  const table = addressOf(exportFramework, { params: { id: framework.id }, query: { format: 'xlsx' } })
  return (
    <Sheet
      title={t('programmes.about')}
      aside={
        onChange && (
          <Button size="small" onClick={onChange}>
            {t('programmes.change')}
          </Button>
        )
      }
    >
      {framework.description && <p className="kept-lines">{name(framework.description)}</p>}
      <FactList
        facts={[
          {
            label: t('programmes.frameworks.owner'),
            value: name((framework.group ?? framework.organisation).name),
          },
          { label: t('programmes.frameworks.issuer'), value: framework.issuer && name(framework.issuer) },
          { label: t('programmes.frameworks.edition'), value: framework.edition },
          {
            label: t('programmes.frameworks.levels'),
            value: levels.zh.map((zh, i) => `${i + 1} ${name({ zh, en: levels.en[i] || null })}`).join(' · '),
          },
          { label: t('programmes.papers.table'), value: <a href={table}>Excel</a> },
        ]}
      />
    </Sheet>
  )
}

type OneProps = { framework: Framework; competency: Competency; onOpen?: () => void }

function OneCompetency({ framework, competency, onOpen }: OneProps) {
  const { t } = useTranslation()
  const { name, language } = useFormat()
  const { descriptors } = competency
  const described = framework.levels.zh.flatMap((zh, i) => {
    const text = (language === 'en' && descriptors.en[i]) || descriptors.zh[i]
    return text ? [{ label: name({ zh, en: framework.levels.en[i] || null }), value: text }] : []
  })
  return (
    <Sheet
      title={name(competency.name)}
      note={competency.code}
      aside={
        onOpen && (
          <Button size="small" onClick={onOpen}>
            {t('programmes.change')}
            <span className="visually-hidden">{name(competency.name)}</span>
          </Button>
        )
      }
    >
      {competency.description && <p className="caption">{name(competency.description)}</p>}
      <FactList facts={described} />
    </Sheet>
  )
}
