import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { addressOf } from '#platform/contract/client.ts'
import { useErrorText } from '#platform/web/errors.ts'
import { useCommand } from '#platform/web/query.ts'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { getTranscript, makeTranscript } from '../contract.ts'

/** Prints the confirmed part of a record, and saves the file. */
export function TranscriptButton({ learnerId }: { learnerId: string }) {
  const { t } = useTranslation()
  const notice = useNotice()
  const textOf = useErrorText()
  const make = useCommand(makeTranscript)
  const print = () =>
    make.run({ params: { id: learnerId } }).then(
      ({ number }) => window.location.assign(addressOf(getTranscript, { params: { number } })),
      error => notice(textOf(error)),
    )
  return (
    <Button onClick={() => void print()} loading={make.pending}>
      {t('records.transcript.print')}
    </Button>
  )
}
