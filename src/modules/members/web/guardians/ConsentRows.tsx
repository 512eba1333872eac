import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useFormat } from '#platform/web/format.ts'
import { StatusTag } from '#platform/web/ui/StatusTag.tsx'
import { Empty } from '#platform/web/ui/states.tsx'
import type { OwnConsentRow } from '../../contract.ts'
import './guardians.css'
import { ConsentTag } from './tags.tsx'

/** Consents one may sign, those that wait first. */
export function ConsentRows({ rows, withStudent }: { rows: readonly OwnConsentRow[]; withStudent: boolean }) {
  const { t } = useTranslation()
  const { name, day } = useFormat()
  if (rows.length === 0)
    return <Empty title={t('members.consents.empty')} text={t('members.consents.empty_text')} />
  return (
    <ul className="family-list">
      {rows.map(row => (
        <li key={row.id}>
          <div className="family-who">
            <Link to={`/consents/${row.id}`}>{name(row.title)}</Link>
            {row.waitsForMe ? (
              <StatusTag tone="act">{t('members.consents.waits_for_you')}</StatusTag>
            ) : (
              <ConsentTag state={row.state} />
            )}
          </div>
          <p className="caption">
            {[
              withStudent && row.student?.name,
              t(`members.consent.purpose.${row.purpose}`),
              row.waitsForMe && row.answerBy
                ? t('members.consents.answer_by', { day: day(row.answerBy) })
                : t('members.consents.asked_on', { day: day(row.askedOn) }),
              row.validUntil && t('members.consents.valid_until', { day: day(row.validUntil) }),
            ]
              .filter(Boolean)
              .join(' · ')}
          </p>
        </li>
      ))}
    </ul>
  )
}
