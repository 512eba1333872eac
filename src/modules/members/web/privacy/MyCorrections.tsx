import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useErrorText } from '#platform/web/errors.ts'
import { useFormat } from '#platform/web/format.ts'
import { useCommand, useRead } from '#platform/web/query.ts'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { StatusTag } from '#platform/web/ui/StatusTag.tsx'
import { Loaded } from '#platform/web/ui/states.tsx'
import { type Correction, listMyCorrections, withdrawCorrection } from '../../contract.ts'
import { CORRECTION_TONE } from './tones.ts'

/** What one asked for and what was answered. */
export function MyCorrections() {
  const { t } = useTranslation()
  const read = useRead(listMyCorrections, {})
  return (
    <Sheet title={t('members.corrections.mine')}>
      <Loaded read={read}>
        {({ rows }) =>
          rows.length === 0 ? (
            <p className="caption">{t('members.corrections.mine_none')}</p>
          ) : (
            <ul className="plain-list">
              {rows.map(row => (
                <One key={row.id} row={row} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </Sheet>
  )
}

function One({ row }: { row: Correction }) {
  const { t } = useTranslation()
  const { day, name } = useFormat()
  const notice = useNotice()
  const textOf = useErrorText()
  const withdraw = useCommand(withdrawCorrection)
  const takeBack = () =>
    withdraw
      .run({ params: { id: row.id }, body: { version: row.version } })
      .catch(error => notice(textOf(error)))
  const isOpen = row.state === 'open'
  return (
    <li>
      <span>
        {t(`members.correct.${row.field}`)}
        {row.wanted && ` → ${row.wanted}`}
      </span>
      <span className="caption">
        {[
          name(row.organisation.name),
          isOpen && t('members.corrections.due', { day: day(row.dueOn, 'short') }),
          row.answer,
        ]
          .filter(Boolean)
          .join(' · ')}
      </span>
      <StatusTag tone={CORRECTION_TONE[row.state]}>{t(`members.correction.${row.state}`)}</StatusTag>
      {isOpen && (
        <Button size="small" onClick={() => void takeBack()} loading={withdraw.pending}>
          {t('members.corrections.take_back')}
        </Button>
      )}
    </li>
  )
}
