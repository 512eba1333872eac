import { Button, Input } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useErrorText } from '#platform/web/errors.ts'
import { useCommand } from '#platform/web/query.ts'
import { FilePick } from '#platform/web/ui/FilePick.tsx'
import { PageHeader } from '#platform/web/ui/PageHeader.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { type ShownVerdict, verifyFile } from '../contract.ts'
import { LIMITS } from '../rules/limits.ts'
import { Verdict } from './Verdict.tsx'

const TYPES = ['.json', '.jsonld', '.jwt', '.txt', '.png', '.svg', '.pdf'] as const

/** Anybody asks what a credential is worth: pasted, uploaded, or by its link. */
export default function VerifyPage() {
  const { t } = useTranslation()
  const [verdicts, setVerdicts] = useState<ShownVerdict[] | null>(null)
  return (
    <>
      <PageHeader
        title={t('credentials.verify.title')}
        lead={verdicts ? undefined : t('credentials.verify.lead')}
        action={
          verdicts && <Button onClick={() => setVerdicts(null)}>{t('credentials.verify.again')}</Button>
        }
      />
      {verdicts ? (
        <div className="stack">
          {verdicts.map((verdict, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes
            <Verdict key={i} verdict={verdict} />
          ))}
        </div>
      ) : (
        <Ask onAnswer={setVerdicts} />
      )}
    </>
  )
}

function Ask({ onAnswer }: { onAnswer: (verdicts: ShownVerdict[]) => void }) {
  const { t } = useTranslation()
  const textOf = useErrorText()
  const id = useId()
  const [text, setText] = useState('')
  const [file, setFile] = useState<File | null>(null)
  const verify = useCommand(verifyFile)
  const send = async () => {
    const upload = file ?? new Blob([text.trim()])
    await verify.run({ query: {}, upload }).then(
      ({ verdicts }) => onAnswer(verdicts),
      () => {},
    )
  }
  return (
    <Sheet>
      <form
        className="stack"
        onSubmit={event => {
          event.preventDefault()
          void send()
        }}
      >
        <div>
          <label htmlFor={id}>{t('credentials.verify.paste')}</label>
          <p className="caption" id={`${id}-hint`}>
            {t('credentials.verify.paste_hint')}
          </p>
          <Input.TextArea
            id={id}
            aria-describedby={`${id}-hint`}
            rows={5}
            maxLength={LIMITS.characters}
            value={text}
            onChange={event => setText(event.target.value)}
          />
        </div>
        <FilePick
          label={t('credentials.verify.file')}
          hint={t('credentials.verify.file_hint')}
          types={TYPES}
          maxBytes={LIMITS.bytes}
          value={file}
          onPick={setFile}
        />
        {verify.error !== null && (
          <p role="alert" className="attention">
            {textOf(verify.error)}
          </p>
        )}
        <div>
          <Button type="primary" htmlType="submit" loading={verify.pending} disabled={!file && !text.trim()}>
            {t('credentials.verify.send')}
          </Button>
        </div>
        <p className="caption">{t('credentials.verify.kept')}</p>
      </form>
    </Sheet>
  )
}
