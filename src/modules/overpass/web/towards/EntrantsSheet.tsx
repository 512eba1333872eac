import { useTranslation } from 'react-i18next'
import { useLanguage } from '#platform/web/i18n.ts'
import { useRead } from '#platform/web/query.ts'
import { FactList } from '#platform/web/ui/FactList.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { Loaded } from '#platform/web/ui/states.tsx'
import { getEntrants } from '../../contract/towards.ts'
import { useCredits } from '../credits.ts'
import { useCounts } from './counts.ts'

/** For the receiving school: how many learners of all parties could enter, and what keeps the others out. */
export function EntrantsSheet({ id }: { id: string }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { count } = useCounts('entrants.hidden')
  const { credits } = useCredits()
  const read = useRead(getEntrants, { params: { id } })
  return (
    <Loaded read={read}>
      {found => {
        const keptOut = found.parts.filter(part => part.lacking !== 0)
        return (
          <Sheet
            title={t('overpass.entrants.title')}
            note={[t('overpass.entrants.note', { least: found.least }), found.more && t('overpass.try.more')]
              .filter(Boolean)
              .join(' ')}
          >
            <FactList
              facts={[
                { label: t('overpass.entrants.looked'), value: count(found.looked) },
                { label: t('overpass.entrants.ready'), value: count(found.ready) },
                found.creditsMean !== null && {
                  label: t('overpass.entrants.mean'),
                  value: credits(found.creditsMean),
                },
              ]}
            />
            {keptOut.length > 0 && (
              <section className="overpass-ready">
                <h3>{t('overpass.entrants.keeps_out')}</h3>
                <ul className="overpass-list">
                  {keptOut.map(part => (
                    <li key={part.text.zh}>
                      <span>{part.text[language]}</span>
                      <span className="caption">
                        {t('overpass.entrants.lacking', { count: count(part.lacking) })}
                      </span>
                    </li>
                  ))}
                </ul>
              </section>
            )}
          </Sheet>
        )
      }}
    </Loaded>
  )
}
