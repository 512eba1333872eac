import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import { inAudience } from '#platform/contract/access.ts'
import { useErrorText } from '#platform/web/errors.ts'
import { useCommand } from '#platform/web/query.ts'
import { useViewer } from '#platform/web/session.ts'
import { FilePick } from '#platform/web/ui/FilePick.tsx'
import { PageHeader } from '#platform/web/ui/PageHeader.tsx'
import { Wizard } from '#platform/web/ui/Wizard.tsx'
import { ROSTER_BYTES, uploadRoster } from '../../contract.ts'
import { importOneRoster } from '../../policy.ts'
import { STEPS } from './steps.ts'

/** The first step of an import: the file. From there on the import has a page of its own. */
export default function NewImportPage() {
  const { t } = useTranslation()
  const textOf = useErrorText()
  const navigate = useNavigate()
  const viewer = useViewer()
  const [file, setFile] = useState<File | null>(null)
  const upload = useCommand(uploadRoster)
  const send = async () => {
    if (!file) return false
    try {
      const one = await upload.run({ query: { name: file.name }, upload: file })
      navigate(`/people/imports/${one.id}`)
    } catch {
      // said below the file
    }
    return false
  }
  const content = (
    <>
      <FilePick
        label={t('members.import.drop')}
        hint={t('members.import.drop_hint')}
        types={['.xlsx', '.csv']}
        maxBytes={ROSTER_BYTES}
        value={file}
        onPick={next => {
          upload.reset()
          setFile(next)
        }}
      />
      {upload.pending && <p role="status">{t('members.import.uploading')}</p>}
      {upload.error !== null && (
        <p role="alert" className="attention">
          {textOf(upload.error)}
        </p>
      )}
      <p className="caption">{t('members.import.file_note')}</p>
      {inAudience(importOneRoster, viewer) && (
        <p>
          <Link to="/people/import/oneroster">{t('members.oneroster.link')}</Link>
        </p>
      )}
    </>
  )
  return (
    <>
      <PageHeader
        title={t('members.import.title')}
        lead={t('members.import.intro')}
        trail={[{ to: '/people', label: t('members.people.title') }]}
        action={<Link to="/people/imports">{t('members.import.history')}</Link>}
      />
      <Wizard
        at={0}
        onMove={() => {}}
        busy={upload.pending}
        steps={STEPS.map((step, at) => ({
          key: step,
          title: t(`members.import.step.${step}`),
          content: at === 0 ? content : null,
          ready: file !== null,
          onNext: send,
        }))}
      />
    </>
  )
}
