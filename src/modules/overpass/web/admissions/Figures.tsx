import { useTranslation } from 'react-i18next'
import { StatusTag } from '#platform/web/ui/StatusTag.tsx'

type Props = {
  parts: readonly { met: boolean; text: string; by: string | null }[]
  outcomes: readonly { title: string; credits: number }[]
}

/** What the rule finds in a record: conditions of entry one by one, and outcomes that count. */
export function Figures({ parts, outcomes }: Props) {
  const { t } = useTranslation()
  return (
    <div className="overpass-figures">
      {parts.length > 0 && (
        <ul className="overpass-list">
          {parts.map(part => (
            <li key={part.text}>
              <StatusTag tone={part.met ? 'agreed' : 'act'}>
                {t(part.met ? 'overpass.entry.yes' : 'overpass.entry.no')}
              </StatusTag>
              <span>
                {part.text}
                {part.by && <span className="caption"> · {part.by}</span>}
              </span>
            </li>
          ))}
        </ul>
      )}
      <h3>{t('overpass.admission.counts')}</h3>
      {outcomes.length === 0 ? (
        <p className="caption">{t('overpass.admission.no_counts')}</p>
      ) : (
        <ul className="line-list">
          {outcomes.map(one => (
            <li key={`${one.title}${one.credits}`}>
              <span>{one.title}</span>
              <span className="line-list-end">{t('overpass.credits', { count: one.credits })}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
