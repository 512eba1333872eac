import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { useFormat } from '#platform/web/format.ts'
import { useRead } from '#platform/web/query.ts'
import { DetailPage } from '#platform/web/ui/DetailPage.tsx'
import { SideDrawer } from '#platform/web/ui/Dialog.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { Empty } from '#platform/web/ui/states.tsx'
import { type AgreementVersion, getVersion } from '../../contract/versions.ts'
import '../agreements.css'
import { usePageId } from '#platform/web/page-id.ts'
import type { ClauseEditor } from '../parts/clause-editor.ts'
import { useSteps } from '../use-steps.ts'
import { ClauseList } from './ClauseList.tsx'
import { OutlineForm } from './OutlineForm.tsx'

/** A draft: outline and parties, clauses, and what is missing before it can be sent. */
export function EditPage({ editors }: { editors: readonly ClauseEditor[] }) {
  const { t } = useTranslation()
  const { name } = useFormat()
  const read = useRead(getVersion, { params: { id: usePageId() } })
  return (
    <DetailPage read={read}>
      {version => ({
        title: t('agreements.edit_of', { title: name(version.title) }),
        lead: t('agreements.edit_lead'),
        trail: [
          { to: '/agreements', label: t('agreements.title') },
          { to: `/agreements/${version.agreementId}?version=${version.id}`, label: name(version.title) },
        ],
        action: <Send version={version} />,
        main: version.state === 'draft' ? <ClauseList version={version} editors={editors} /> : <Sent />,
        side: (
          <>
            <Missing version={version} />
            <OutlineSheet version={version} />
          </>
        ),
      })}
    </DetailPage>
  )
}

function Sent() {
  const { t } = useTranslation()
  return <Empty title={t('agreements.not_draft')} text={t('agreements.not_draft_text')} />
}

function Send({ version }: { version: AgreementVersion }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { take, pending } = useSteps(version)
  if (version.state !== 'draft') return null
  const page = `/agreements/${version.agreementId}?version=${version.id}`
  const done = async (step: 'send' | 'withdraw') => {
    if (await take(step)) await navigate(page)
  }
  return (
    <div className="agreement-actions">
      <Button loading={pending} onClick={() => void done('withdraw')}>
        {t('agreements.step.withdraw')}
      </Button>
      <Button
        type="primary"
        loading={pending}
        disabled={version.wants.length > 0}
        onClick={() => void done('send')}
      >
        {t('agreements.step.send')}
      </Button>
    </div>
  )
}

/** What keeps the draft from being sent, each as a sentence. */
function Missing({ version }: { version: AgreementVersion }) {
  const { t } = useTranslation()
  if (version.state !== 'draft') return null
  return (
    <Sheet title={t('agreements.missing')}>
      {version.wants.length === 0 ? (
        <p>{t('agreements.nothing_missing')}</p>
      ) : (
        <ul className="wants">
          {version.wants.map(({ want, clause }) => (
            <li key={`${want} ${clause ?? ''}`}>
              {t(`error.agreements.want.${want}`, { clause: clause ?? 0 })}
            </li>
          ))}
        </ul>
      )}
    </Sheet>
  )
}

function OutlineSheet({ version }: { version: AgreementVersion }) {
  const { t } = useTranslation()
  const { name } = useFormat()
  const [open, setOpen] = useState(false)
  return (
    <Sheet
      title={t('agreements.outline')}
      aside={
        version.state === 'draft' && (
          <Button size="small" onClick={() => setOpen(true)}>
            {t('agreements.change')}
          </Button>
        )
      }
    >
      <ul className="line-list">
        {version.parties.map(party => (
          <li key={party.id}>
            <span>{name(party.name)}</span>
            <span className="caption">{t(`agreements.role.${party.role}`)}</span>
          </li>
        ))}
      </ul>
      <SideDrawer open={open} title={t('agreements.outline')} onClose={() => setOpen(false)}>
        <OutlineForm version={version} onDone={() => setOpen(false)} />
      </SideDrawer>
    </Sheet>
  )
}
