import { InputNumber } from 'antd'
import { useTranslation } from 'react-i18next'
import { useFormat } from '#platform/web/format.ts'
import type { Claim } from './ClaimPage.tsx'

export type Amount = { outcomeId: string; courseId: string; credits: number }

/** What each line of a claim is to get, between nothing (or what it has already) and what was claimed. */
export function Amounts({
  claim,
  value,
  onChange,
}: {
  claim: Claim
  value: readonly Amount[]
  onChange: (value: Amount[]) => void
}) {
  const { t } = useTranslation()
  const { name } = useFormat()
  const lines = claim.items.flatMap(item =>
    item.lines.map(line => ({ ...line, outcomeId: item.outcomeId, title: item.facts?.title })),
  )
  return (
    <div className="overpass-amounts">
      {lines.map(line => {
        const at = value.find(one => one.outcomeId === line.outcomeId && one.courseId === line.courseId)
        const set = (credits: number) =>
          onChange([
            ...value.filter(one => one !== at),
            { outcomeId: line.outcomeId, courseId: line.courseId, credits },
          ])
        return (
          <div key={`${line.outcomeId} ${line.courseId}`} className="overpass-amount">
            <span>
              {name(line.name)}
              {line.title && <span className="caption"> · {name(line.title)}</span>}
            </span>
            <InputNumber
              aria-label={name(line.name)}
              min={0}
              max={line.claimed}
              step={0.5}
              precision={1}
              value={at?.credits ?? line.recognised}
              onChange={credits => set(credits ?? 0)}
              suffix={t('overpass.of', { claimed: line.claimed })}
            />
          </div>
        )
      })}
    </div>
  )
}
