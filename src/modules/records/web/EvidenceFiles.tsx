import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useErrorText } from '#platform/web/errors.ts'
import { useCommand } from '#platform/web/query.ts'
import { FilePick } from '#platform/web/ui/FilePick.tsx'
import { addEvidence, EVIDENCE_BYTES, EVIDENCE_MOST } from '../contract.ts'
import { EVIDENCE_KINDS } from '../rules/evidence-kinds.ts'

type Files = { id: string; name: string }[]

/** Files brought as evidence of what is about to be said. */
export function EvidenceFiles({ files, onChange }: { files: Files; onChange: (files: Files) => void }) {
  const { t } = useTranslation()
  const textOf = useErrorText()
  const add = useCommand(addEvidence)
  const take = async (file: File | null) => {
    if (!file) return
    await add.run({ query: { name: file.name }, upload: file }).then(
      ({ id, name }) => onChange([...files, { id, name }]),
      () => {},
    )
  }
  return (
    <div className="evidence-files">
      {files.length < EVIDENCE_MOST && (
        <FilePick
          label={t('records.field.files')}
          hint={t('records.field.files_hint')}
          types={EVIDENCE_KINDS.endings}
          maxBytes={EVIDENCE_BYTES}
          value={null}
          onPick={file => void take(file)}
        />
      )}
      {add.pending && <p role="status">{t('records.field.uploading')}</p>}
      {add.error !== null && (
        <p role="alert" className="attention">
          {textOf(add.error)}
        </p>
      )}
      <ul className="records-list">
        {files.map(file => (
          <li key={file.id}>
            <span>{file.name}</span>
            <Button type="text" size="small" onClick={() => onChange(files.filter(one => one !== file))}>
              {t('web.file.remove')}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  )
}
