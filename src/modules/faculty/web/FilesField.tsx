import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { PAPERS } from '#platform/contract/file-kind.ts'
import { useErrorText } from '#platform/web/errors.ts'
import { useCommand } from '#platform/web/query.ts'
import { FilePick } from '#platform/web/ui/FilePick.tsx'
import { addFile } from '../contract/files.ts'
import { FILE_BYTES, MOST_FILES } from '../rules/vocabulary.ts'

export type Files = readonly { id: string; name: string }[]

/** Files of evidence of what is about to be said. */
export function FilesField({ files, onChange }: { files: Files; onChange: (files: Files) => void }) {
  const { t } = useTranslation()
  const textOf = useErrorText()
  const add = useCommand(addFile)
  const take = async (file: File | null) => {
    if (!file) return
    await add.run({ query: { name: file.name }, upload: file }).then(
      brought => onChange([...files, brought]),
      () => {},
    )
  }
  return (
    <div>
      {files.length < MOST_FILES && (
        <FilePick
          label={t('faculty.field.files')}
          hint={t('faculty.field.files_hint')}
          types={PAPERS.endings}
          maxBytes={FILE_BYTES}
          value={null}
          onPick={file => void take(file)}
        />
      )}
      {add.pending && <p role="status">{t('faculty.field.uploading')}</p>}
      {add.error !== null && (
        <p role="alert" className="attention">
          {textOf(add.error)}
        </p>
      )}
      <ul className="line-list">
        {files.map(file => (
          <li key={file.id}>
            <span>{file.name}</span>
            <span className="line-list-end">
              <Button type="text" size="small" onClick={() => onChange(files.filter(one => one !== file))}>
                {t('web.file.remove')}
              </Button>
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}
