import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useFormat } from '#platform/web/format.ts'
import { FactList } from '#platform/web/ui/FactList.tsx'
import type { OneImport } from '../../contract.ts'
import { Outcomes } from './Outcomes.tsx'
import { StateTag } from './StateTag.tsx'

/** What came of it, and where it stands in the trail. */
export function ResultStep({ roster }: { roster: OneImport }) {
  const { t } = useTranslation()
  const { instant } = useFormat()
  const { counts, state, finishedAt } = roster
  if (state !== 'done' || !counts) return <p role="status">{t('members.import.cancelled')}</p>
  const { added, changed, back, ended, bad } = counts
  return (
    <>
      <p role="status">
        <StateTag state={state} /> {t('members.import.done_note', { added, changed: changed + back, ended })}
      </p>
      <FactList
        facts={[
          { label: t('members.import.by'), value: roster.by },
          { label: t('members.import.when'), value: finishedAt && instant(finishedAt) },
          roster.leaveOutBad && {
            label: t('members.import.problems'),
            value: t('members.import.left_out', { count: bad }),
          },
          {
            label: t('members.import.hash'),
            value: <code className="import-hash">{roster.fileHash}</code>,
          },
        ]}
      />
      <p className="import-links">
        <Link to="/people">{t('members.import.to_people')}</Link>
        <Link to={`/audit?subject=${roster.id}`}>{t('members.import.audit')}</Link>
        <Link to="/people/imports">{t('members.import.history')}</Link>
      </p>
      <Outcomes roster={roster} counts={counts} />
    </>
  )
}
