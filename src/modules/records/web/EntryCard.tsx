import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { addressOf } from '#platform/contract/client.ts'
import { useFormat } from '#platform/web/format.ts'
import { getEvidence, type RecordEntry } from '../contract.ts'
import { StateTag } from './StateTag.tsx'
import { useScore } from './use-score.ts'

/** One entry of a record: what it is and how it stands; what was said about it opens below. */
export function EntryCard({ entry, actions }: { entry: RecordEntry; actions?: ReactNode }) {
  const { t } = useTranslation()
  const { name, day } = useFormat()
  const scoreText = useScore()
  const { organisation, group } = entry.confirmedBy
  const facts = [
    entry.level && t(`records.level.${entry.level}`),
    entry.prize && t(`records.prize.${entry.prize}`),
    entry.sitting && entry.sitting !== 'regular' && t(`records.sitting.${entry.sitting}`),
    entry.certificate && `${entry.certificate.issuer} · ${entry.certificate.number}`,
    ...entry.competencies.map(one =>
      t('records.shared.competency', { name: name(one.name), level: one.level }),
    ),
    entry.visibility === 'private' && t('records.private'),
  ].filter(Boolean)
  return (
    <article
      className="entry"
      data-over={['revoked', 'refused', 'withdrawn'].includes(entry.state) || undefined}
    >
      <div className="entry-head">
        <div>
          <h3>{name(entry.title)}</h3>
          <p className="caption">
            {t(`records.kind.${entry.kind}`)} · {day(entry.day, 'short')} ·{' '}
            {name((group ?? organisation).name)}
          </p>
        </div>
        <div className="entry-figures">
          {entry.score && (
            <strong data-failed={entry.passed === false || undefined}>{scoreText(entry.score)}</strong>
          )}
          {entry.credits !== null && <span>{t('records.credits', { count: entry.credits })}</span>}
          {entry.hours !== null && !entry.score && <span>{t('records.hours', { count: entry.hours })}</span>}
          <StateTag state={entry.state} disputed={entry.disputed} />
        </div>
      </div>
      {facts.length > 0 && <p className="caption">{facts.join(' · ')}</p>}
      <Works entry={entry} />
      <Trace entry={entry} />
      {actions && <div className="entry-actions">{actions}</div>}
    </article>
  )
}

const IMAGE = /^image\//

/** Files and links; images are shown, everything else is named. */
function Works({ entry }: { entry: RecordEntry }) {
  const at = (sha256: string) => addressOf(getEvidence, { params: { id: entry.learnerId, sha256 } })
  const files = entry.evidence.flatMap(one => (one.type === 'file' ? [one] : []))
  const links = entry.evidence.flatMap(one => (one.type === 'link' ? [one] : []))
  if (files.length + links.length === 0) return null
  return (
    <ul className="entry-works">
      {files.map(file => (
        <li key={file.sha256}>
          <a href={at(file.sha256)} target="_blank" rel="noreferrer">
            {IMAGE.test(file.mediaType) && <img src={at(file.sha256)} alt="" loading="lazy" />}
            <span>{file.name}</span>
          </a>
        </li>
      ))}
      {links.map(link => (
        <li key={link.url}>
          <a href={link.url} target="_blank" rel="noreferrer nofollow">
            {link.title ?? link.url}
          </a>
        </li>
      ))}
    </ul>
  )
}

/** Everything that was said about it, and what was contested and answered. */
function Trace({ entry }: { entry: RecordEntry }) {
  const { t } = useTranslation()
  const { instant, name, day } = useFormat()
  const scoreText = useScore()
  return (
    <details className="entry-trace" open={entry.disputes.length > 0}>
      <summary>{t('records.trace', { count: entry.trace.length + entry.disputes.length })}</summary>
      <ol>
        {entry.trace.map(step => (
          <li key={step.id}>
            <span>{t(`records.step.${step.entry}`, { by: step.by })}</span>
            {step.said && (
              <span className="caption">
                {[name(step.said.title), step.said.score && scoreText(step.said.score)]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            )}
            {step.reason && <p className="records-words">{step.reason}</p>}
            <span className="caption">{instant(step.at)}</span>
          </li>
        ))}
        {entry.disputes.map(dispute => (
          <li key={dispute.id} data-dispute="">
            <span>{t(`records.dispute.by_${dispute.byRole}`, { name: dispute.byName })}</span>
            <p className="records-words">{dispute.reason}</p>
            {dispute.state === 'open' && (
              <span className="caption">{t('records.dispute.due', { day: day(dispute.dueOn) })}</span>
            )}
            {dispute.state === 'withdrawn' && (
              <span className="caption">{t('records.dispute.withdrawn')}</span>
            )}
            {dispute.decision && (
              <p className="records-words">
                <strong>
                  {t(`records.dispute.decided.${dispute.decision}`, { name: dispute.answeredBy })}
                </strong>{' '}
                {dispute.answer}
              </p>
            )}
          </li>
        ))}
      </ol>
    </details>
  )
}
