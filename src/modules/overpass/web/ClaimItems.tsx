import { useTranslation } from 'react-i18next'
import { useFormat } from '#platform/web/format.ts'
import { useLanguage } from '#platform/web/i18n.ts'
import { StatusTag } from '#platform/web/ui/StatusTag.tsx'
import type { Claim } from './ClaimPage.tsx'

type Item = Claim['items'][number]

/** The outcomes of a claim as they stand on record today, each with its rule and what it is to give. */
export function ClaimItems({ claim }: { claim: Claim }) {
  return (
    <div>
      {claim.items.map(item => (
        <ItemCard key={item.outcomeId} item={item} decided={claim.decision !== null} />
      ))}
    </div>
  )
}

function ItemCard({ item, decided }: { item: Item; decided: boolean }) {
  const { t } = useTranslation()
  const { name, day } = useFormat()
  const language = useLanguage()
  const { facts } = item
  return (
    <article className="overpass-item">
      <h3>{facts ? name(facts.title) : t('overpass.erased')}</h3>
      {facts && (
        <p className="caption">{[day(facts.day), ...describe(facts), name(facts.confirmedBy)].join(' · ')}</p>
      )}
      {facts?.certificate && <p className="caption">{facts.certificate}</p>}
      {facts && facts.state !== 'confirmed' && (
        <p>
          <StatusTag tone="act">{t(`overpass.fact.${facts.state}`)}</StatusTag>
        </p>
      )}
      {facts?.disputed && (
        <p>
          <StatusTag tone="uncertain">{t('overpass.fact.disputed')}</StatusTag>
        </p>
      )}
      {item.rule && <p>{item.rule[language]}</p>}
      <ul className="overpass-list">
        {item.lines.map(line => (
          <li key={line.courseId}>
            <strong>{name(line.name)}</strong>
            <span>
              {decided
                ? t('overpass.line.decided', { claimed: line.claimed, recognised: line.recognised })
                : t('overpass.line.claimed', { claimed: line.claimed })}
            </span>
          </li>
        ))}
      </ul>
      {item.expiresOn && item.state === 'recognised' && (
        <p className="caption">{t('overpass.line.expires', { day: day(item.expiresOn) })}</p>
      )}
      {facts && facts.evidence.length > 0 && (
        <p className="caption">
          {t('overpass.evidence')}{' '}
          {facts.evidence.map(({ name: title, url }, i) => (
            <span key={`${title} ${url}`}>
              {i > 0 && ' · '}
              {url ? (
                <a href={url} rel="noreferrer noopener" target="_blank">
                  {title}
                </a>
              ) : (
                title
              )}
            </span>
          ))}
        </p>
      )}
    </article>
  )

  function describe({ score, level, prize, credits, hours }: NonNullable<Item['facts']>): string[] {
    const graded = ['excellent', 'good', 'medium', 'pass', 'fail', 'passed', 'failed'] as const
    const grade = graded.find(one => one === score)
    return [
      level && t(`records.level.${level}` as 'records.level.senior'),
      prize && t(`records.prize.${prize}` as 'records.prize.first'),
      score && (grade ? t(`records.grade.${grade}`) : score),
      credits !== null && t('overpass.credits', { count: credits }),
      hours !== null && t('overpass.hours', { hours }),
    ].filter((one): one is string => typeof one === 'string' && one !== '')
  }
}
