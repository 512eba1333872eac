import { useTranslation } from 'react-i18next'
import { addressOf } from '#platform/contract/client.ts'
import { useFormat } from '#platform/web/format.ts'
import { PageHeader } from '#platform/web/ui/PageHeader.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { getSharedFile, type Shared } from '../contract.ts'
import './records.css'
import { StateTag } from './StateTag.tsx'
import { useScore } from './use-score.ts'

/** What somebody shows of their record: the chosen entries as they stand today, and no more. */
export function SharedView({ shared, trail }: { shared: Shared; trail?: { to: string; label: string }[] }) {
  const { t } = useTranslation()
  const { day, instant } = useFormat()
  return (
    <>
      <meta name="robots" content="noindex" />
      <PageHeader
        title={t('records.shared.heading', { name: shared.holder, count: shared.entries.length })}
        lead={t('records.shared.lead', { title: shared.title, day: day(shared.endsOn) })}
        trail={trail}
      />
      <Sheet
        title={t('records.entries.title')}
        note={t('records.shared.as_of', { at: instant(shared.asOf) })}
      >
        <div className="entries">
          {shared.entries.map(entry => (
            <SharedEntry key={entry.id} entry={entry} />
          ))}
        </div>
      </Sheet>
    </>
  )
}

function SharedEntry({ entry }: { entry: Shared['entries'][number] }) {
  const { t } = useTranslation()
  const { name, day } = useFormat()
  const scoreText = useScore()
  const { organisation, group } = entry.confirmedBy
  const facts = [
    t(`records.kind.${entry.kind}`),
    entry.level && t(`records.level.${entry.level}`),
    entry.prize && t(`records.prize.${entry.prize}`),
    day(entry.day, 'short'),
    name((group ?? organisation).name),
    entry.certificate && `${entry.certificate.issuer} · ${entry.certificate.number}`,
  ].filter(Boolean)
  const at = (ticket: string) => addressOf(getSharedFile, { params: { ticket } })
  return (
    <article className="entry">
      <div className="entry-head">
        <div>
          <h3>{name(entry.title)}</h3>
          <p className="caption">{facts.join(' · ')}</p>
        </div>
        <div className="entry-figures">
          {entry.score && (
            <strong data-failed={entry.passed === false || undefined}>{scoreText(entry.score)}</strong>
          )}
          {entry.credits !== null && <span>{t('records.credits', { count: entry.credits })}</span>}
          <StateTag state={entry.state} disputed={entry.disputed} />
        </div>
      </div>
      {entry.competencies.length > 0 && (
        <p className="caption">
          {entry.competencies
            .map(one => t('records.shared.competency', { name: name(one.name), level: one.level }))
            .join(' · ')}
        </p>
      )}
      {entry.files.length + entry.links.length > 0 && (
        <ul className="entry-works">
          {entry.files.map(file => (
            <li key={file.ticket}>
              <a href={at(file.ticket)} target="_blank" rel="noreferrer">
                {file.mediaType.startsWith('image/') && <img src={at(file.ticket)} alt="" loading="lazy" />}
                <span>{file.name}</span>
              </a>
            </li>
          ))}
          {entry.links.map(link => (
            <li key={link.url}>
              <a href={link.url} target="_blank" rel="noreferrer nofollow">
                {link.title ?? link.url}
              </a>
            </li>
          ))}
        </ul>
      )}
    </article>
  )
}
