import { Radio } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '#platform/web/format.ts'
import { type ImportCounts, type OneImport, OUTCOMES } from '../../contract.ts'
import { ChangeList } from './ChangeList.tsx'
import { ProblemList } from './ProblemList.tsx'

const TABS = ['problems', ...OUTCOMES] as const

/** How many people of each kind, and the list behind each number. */
export function Outcomes({ roster, counts }: { roster: OneImport; counts: ImportCounts }) {
  const { t } = useTranslation()
  const { number } = useFormat()
  const shown = TABS.filter(
    tab => counts[tab] > 0 && !(roster.state === 'done' && (tab === 'unchanged' || tab === 'problems')),
  )
  const [chosen, setChosen] = useState<(typeof TABS)[number]>()
  const tab = chosen && shown.includes(chosen) ? chosen : shown[0]
  return (
    <>
      <Radio.Group
        className="import-tabs"
        optionType="button"
        aria-label={t('members.import.step.preview')}
        value={tab}
        onChange={event => setChosen(event.target.value)}
        options={shown.map(value => ({
          value,
          label: `${t(`members.import.${value}`)} ${number(counts[value])}`,
        }))}
      />
      {tab === 'problems' && <ProblemList id={roster.id} />}
      {tab && tab !== 'problems' && (
        <ChangeList key={tab} id={roster.id} outcome={tab} done={roster.state === 'done'} />
      )}
    </>
  )
}
