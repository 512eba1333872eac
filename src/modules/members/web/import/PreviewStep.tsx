import { Button, Checkbox } from 'antd'
import { useTranslation } from 'react-i18next'
import { addressOf, RequestError } from '#platform/contract/client.ts'
import { useErrorText } from '#platform/web/errors.ts'
import { useFormat } from '#platform/web/format.ts'
import { downloadImportProblems, type OneImport } from '../../contract.ts'
import { endsMany } from '../../rules/roster/endings.ts'
import { Outcomes } from './Outcomes.tsx'

export type Answers = { leaveOutBad: boolean; endMany: boolean }
type Props = {
  roster: OneImport
  answers: Answers
  onAnswer: (answers: Answers) => void
  onAgain: () => void
  /** The people have changed since: only a new preview helps. */
  stale: boolean
}

/** What the file would do, every problem in it, and the questions that only a person can answer. */
export function PreviewStep({ roster, answers, onAnswer, onAgain, stale }: Props) {
  const { t } = useTranslation()
  const { number } = useFormat()
  const textOf = useErrorText()
  const { counts, error } = roster
  if (roster.state === 'failed' || !counts)
    return (
      <div role="alert">
        <p className="attention">{error && textOf(new RequestError(422, error))}</p>
        <p>{t('members.import.failed')}</p>
        <Button onClick={onAgain}>{t('members.import.preview_again')}</Button>
      </div>
    )
  const nothing = counts.added + counts.changed + counts.back + counts.ended === 0
  return (
    <>
      {nothing && counts.bad === 0 && <p role="status">{t('members.import.nothing')}</p>}
      {counts.newClasses > 0 && (
        <p>
          {t('members.import.new_classes', {
            count: counts.newClasses,
            names: `${counts.newClassNames.slice(0, 8).join('、')}${counts.newClasses > 8 ? '…' : ''}`,
          })}
        </p>
      )}
      {counts.bad > 0 && (
        <div className="import-question">
          <p className="attention">{t('members.import.problem_rows', { count: counts.bad })}</p>
          <p>
            <a href={addressOf(downloadImportProblems, { params: { id: roster.id } })} download>
              {t('members.import.download_problems')}
            </a>
          </p>
          <Checkbox
            checked={answers.leaveOutBad}
            onChange={event => onAnswer({ ...answers, leaveOutBad: event.target.checked })}
          >
            {t('members.import.leave_out_bad', { count: counts.bad })}
          </Checkbox>
        </div>
      )}
      {endsMany(counts) && (
        <div className="import-question">
          <Checkbox
            checked={answers.endMany}
            onChange={event => onAnswer({ ...answers, endMany: event.target.checked })}
          >
            {t('members.import.end_many', {
              count: counts.ended,
              percent: number(Math.round((100 * counts.ended) / counts.inScope)),
            })}
          </Checkbox>
        </div>
      )}
      {stale && (
        <p>
          <Button onClick={onAgain}>{t('members.import.preview_again')}</Button>
        </p>
      )}
      <Outcomes roster={roster} counts={counts} />
      <p className="caption">{t('members.import.confirm_note')}</p>
    </>
  )
}
