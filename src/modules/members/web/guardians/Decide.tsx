import { Button, Input } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useErrorText } from '#platform/web/errors.ts'
import { useCommand } from '#platform/web/query.ts'
import { useConfirm } from '#platform/web/ui/Confirm.tsx'
import { FilePick } from '#platform/web/ui/FilePick.tsx'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import {
  addConsentScan,
  answerConsent,
  FAMILY_DOCUMENT_BYTES,
  FAMILY_DOCUMENT_TYPES,
  type OwnConsent,
} from '../../contract.ts'
import type { ConsentAnswer } from '../../rules/consents.ts'

/** Yes, no, or taking a yes back; the signed paper goes with it where one is needed. */
export function Decide({ consent }: { consent: OwnConsent }) {
  const { t } = useTranslation()
  const textOf = useErrorText()
  const confirm = useConfirm()
  const notice = useNotice()
  const noteId = useId()
  const [file, setFile] = useState<File | null>(null)
  const [note, setNote] = useState('')
  const scan = useCommand(addConsentScan)
  const answer = useCommand(answerConsent, ['information.'])
  if (consent.choices.length === 0) return null
  const gives = consent.choices.includes('given')
  const send = async (given: ConsentAnswer) => {
    const question = {
      title: t(`members.consent.ask.${given}`),
      text: t(`members.consent.ask_text.${given}`),
      confirm: t(`members.consent.choose.${given}`),
      grave: given !== 'given',
    }
    if (given !== 'given' && !(await confirm(question))) return
    try {
      const params = { id: consent.id }
      const kept =
        given === 'given' && file
          ? await scan.run({ params, query: { name: file.name }, upload: file })
          : null
      const body = { answer: given, note: note.trim() || null, documentId: kept?.id ?? null }
      await answer.run({ params, body })
    } catch {
      return
    }
    notice(t(`members.consent.done.${given}`))
  }
  const problem = scan.error ?? answer.error
  const busy = scan.pending || answer.pending
  return (
    <div className="stack">
      {gives && consent.onPaper && (
        <FilePick
          label={t('members.consent.scan')}
          hint={t('members.consent.scan_hint')}
          types={FAMILY_DOCUMENT_TYPES}
          maxBytes={FAMILY_DOCUMENT_BYTES}
          value={file}
          onPick={next => {
            scan.reset()
            answer.reset()
            setFile(next)
          }}
        />
      )}
      <div>
        <label htmlFor={noteId} className="caption">
          {t('members.consent.note')}
        </label>
        <Input.TextArea
          id={noteId}
          rows={2}
          maxLength={1000}
          value={note}
          onChange={event => setNote(event.target.value)}
        />
      </div>
      {problem !== null && (
        <p role="alert" className="attention">
          {textOf(problem)}
        </p>
      )}
      <div className="consent-choices">
        {consent.choices.map(choice => (
          <Button
            key={choice}
            type={choice === 'given' ? 'primary' : 'default'}
            loading={busy}
            onClick={() => void send(choice)}
          >
            {t(`members.consent.choose.${choice}`)}
          </Button>
        ))}
      </div>
      <p className="caption">{t('members.consent.click_note')}</p>
    </div>
  )
}
