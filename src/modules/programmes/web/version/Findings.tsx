import { useTranslation } from 'react-i18next'
import { useFormat } from '#platform/web/format.ts'
import { StatusTag, type Tone } from '#platform/web/ui/StatusTag.tsx'
import type { PlanVersion } from '../../contract/versions.ts'
import type { Finding } from '../../rules/plan.ts'
import { findingWords } from '../../rules/words.ts'

const TONES: Record<Finding['outcome'], Tone> = { met: 'agreed', broken: 'act', stated: 'quiet' }

type Props = { plan: Pick<PlanVersion, 'courses'>; findings: readonly Finding[]; broken?: boolean }

/** What each rule says of the plan: its value, what the plan has, and where the rule stands. */
export function Findings({ plan, findings, broken }: Props) {
  const { t } = useTranslation()
  const { language, name } = useFormat()
  const shown = broken ? findings.filter(finding => finding.outcome === 'broken') : findings
  if (findings.length === 0) return <p className="caption">{t('programmes.no_rules')}</p>
  if (shown.length === 0) return <p className="caption">{t('programmes.all_met')}</p>
  return (
    <ul className="finding-list">
      {shown.map(finding => {
        const { limit, found } = findingWords(finding)
        const courses = finding.courses.flatMap(id => plan.courses.find(course => course.id === id) ?? [])
        return (
          <li key={finding.rule}>
            <span>
              {t(`programmes.rule.${finding.rule}`)} <strong>{t(limit.key, limit.data)}</strong>
            </span>
            <span className="figures">{t(found.key, found.data)}</span>
            <StatusTag tone={TONES[finding.outcome]}>{t(`programmes.outcome.${finding.outcome}`)}</StatusTag>
            {courses.length > 0 && (
              <p className="caption">
                {courses.map(course => name(course.name)).join(language === 'zh' ? '、' : ', ')}
              </p>
            )}
            <p className="caption">
              {finding.source[language]}
              {!finding.verified && <em className="finding-unverified">{t('programmes.unverified')}</em>}
            </p>
          </li>
        )
      })}
    </ul>
  )
}
