import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useErrorText } from '#platform/web/errors.ts'
import { useCommand } from '#platform/web/query.ts'
import { FilePick } from '#platform/web/ui/FilePick.tsx'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { addApplicationDocument, DOCUMENT_BYTES, DOCUMENT_TYPES } from '../../contract.ts'

/** Adds one file to one's application. */
export function AddDocument({ ticket, onDone }: { ticket: string; onDone: () => void }) {
  const { t } = useTranslation()
  const textOf = useErrorText()
  const notice = useNotice()
  const [file, setFile] = useState<File | null>(null)
  const add = useCommand(addApplicationDocument)
  const send = async () => {
    if (!file) return
    try {
      await add.run({ query: { name: file.name, ticket }, upload: file })
    } catch {
      return
    }
    setFile(null)
    notice(t('members.own.sent'))
    onDone()
  }
  return (
    <div className="stack add-document">
      <FilePick
        label={t('members.own.add')}
        hint={t('members.own.pick_hint')}
        types={DOCUMENT_TYPES}
        maxBytes={DOCUMENT_BYTES}
        value={file}
        onPick={next => {
          add.reset()
          setFile(next)
        }}
      />
      {add.error !== null && (
        <p role="alert" className="attention">
          {textOf(add.error)}
        </p>
      )}
      {file && (
        <div>
          <Button type="primary" loading={add.pending} onClick={() => void send()}>
            {t('members.own.send_file')}
          </Button>
        </div>
      )}
    </div>
  )
}
