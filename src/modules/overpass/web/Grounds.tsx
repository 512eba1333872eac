import { useTranslation } from 'react-i18next'
import { today } from '#platform/contract/days.ts'
import { useFormat } from '#platform/web/format.ts'
import { useLanguage } from '#platform/web/i18n.ts'
import { FactList } from '#platform/web/ui/FactList.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { StatusTag } from '#platform/web/ui/StatusTag.tsx'
import type { Grounds as GroundsData, Sentence } from '../contract/parts.ts'

type Props = { grounds: GroundsData; until?: number | null; inForce?: boolean }

/** Where a rule stands: the agreement that binds, its version and clause, and from when to when. */
export function GroundsSheet({ grounds, until, inForce = true }: Props) {
  const { t } = useTranslation()
  const { name, day } = useFormat()
  return (
    <Sheet
      title={t('overpass.grounds.title')}
      aside={
        <StatusTag tone={inForce ? 'agreed' : 'quiet'}>
          {t(inForce ? 'overpass.binding' : grounds.from > today() ? 'overpass.not_yet' : 'overpass.ended')}
        </StatusTag>
      }
    >
      <FactList
        facts={[
          { label: t('overpass.grounds.agreement'), value: name(grounds.title) },
          {
            label: t('overpass.grounds.place'),
            value: t('overpass.grounds.clause', {
              version: grounds.versionNumber,
              clause: grounds.clauseNumber,
            }),
          },
          { label: t('overpass.grounds.from'), value: day(grounds.from) },
          {
            label: t('overpass.grounds.until'),
            value: grounds.until ? day(grounds.until) : t('overpass.grounds.open'),
          },
          until != null && { label: t('overpass.grounds.cohort'), value: until },
        ]}
      />
    </Sheet>
  )
}

/** A rule as it reads, sentence by sentence. */
export function Sentences({ sentences }: { sentences: readonly Sentence[] }) {
  const language = useLanguage()
  return (
    <ol className="overpass-sentences">
      {sentences.map(({ part, text }) => (
        <li key={part}>{text[language]}</li>
      ))}
    </ol>
  )
}
