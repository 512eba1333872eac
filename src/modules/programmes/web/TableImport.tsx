import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useErrorText } from '#platform/web/errors.ts'
import { FilePick } from '#platform/web/ui/FilePick.tsx'
import type { ImportAnswer } from '../contract/parts.ts'

type Props = {
  hint: string
  send: (file: File) => Promise<ImportAnswer>
}

/** Takes a table in: all of it, or a list of what is wrong by row and column and nothing. */
export function TableImport({ hint, send }: Props) {
  const { t } = useTranslation()
  const textOf = useErrorText()
  const [file, setFile] = useState<File | null>(null)
  const [busy, setBusy] = useState(false)
  const [answer, setAnswer] = useState<ImportAnswer | null>(null)
  const [failure, setFailure] = useState('')
  const take = async () => {
    if (!file) return
    setBusy(true)
    setFailure('')
    setAnswer(null)
    try {
      setAnswer(await send(file))
    } catch (error) {
      setFailure(textOf(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <div className="stack">
      <FilePick
        label={t('programmes.table.file')}
        hint={hint}
        types={['.xlsx', '.csv']}
        maxBytes={5_000_000}
        value={file}
        onPick={setFile}
      />
      <div>
        <Button type="primary" disabled={!file} loading={busy} onClick={() => void take()}>
          {t('programmes.table.import')}
        </Button>
      </div>
      <p role="alert" className="form-problem">
        {failure ||
          (answer &&
            answer.problems.length > 0 &&
            t('programmes.table.refused', { count: answer.problems.length }))}
      </p>
      {answer && answer.problems.length === 0 && (
        <p role="status">
          {t('programmes.table.done', {
            ...{ added: answer.added, changed: answer.changed, unchanged: answer.unchanged },
          })}
        </p>
      )}
      {answer && answer.problems.length > 0 && (
        <ul className="line-list">
          {answer.problems.map(problem => (
            <li key={`${problem.row} ${problem.column} ${problem.code} ${JSON.stringify(problem.data)}`}>
              <span>
                {t('programmes.table.at', { row: problem.row, column: problem.column })}{' '}
                {t(
                  `programmes.problem.${problem.code}` as 'programmes.problem.twice',
                  problem.data as { row: number },
                )}
              </span>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
