import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useFormat } from '#platform/web/format.ts'
import { usePageId } from '#platform/web/page-id.ts'
import { useRead } from '#platform/web/query.ts'
import { useViewer } from '#platform/web/session.ts'
import { DetailPage } from '#platform/web/ui/DetailPage.tsx'
import { FactList } from '#platform/web/ui/FactList.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { StatusTag } from '#platform/web/ui/StatusTag.tsx'
import { getNeed, type Need } from '../../contract/needs.ts'
import '../sharing.css'
import { NEED_TONES, useWords } from '../words.ts'
import { AnswersSheet } from './AnswersSheet.tsx'
import { MatchesSheet } from './MatchesSheet.tsx'
import { NeedSteps } from './NeedSteps.tsx'

/** One need: what and when, which offers meet it and why, what was put forward. */
export default function NeedPage() {
  const { t } = useTranslation()
  const { name } = useFormat()
  const viewer = useViewer()
  const read = useRead(getNeed, { params: { id: usePageId() } })
  return (
    <DetailPage read={read}>
      {need => ({
        title: name(need.title),
        lead: (
          <>
            <StatusTag tone={NEED_TONES[need.state]}>{t(`sharing.needs.state.${need.state}`)}</StatusTag>{' '}
            {`${t(`sharing.kind.${need.kind}`)} · ${name(need.organisation.name)}`}
          </>
        ),
        trail: [{ to: '/sharing/needs', label: t('sharing.needs.title') }],
        action: <NeedSteps need={need} />,
        main: (
          <>
            {name(need.text) && (
              <Sheet title={t('sharing.about')}>
                <p className="kept-lines">{name(need.text)}</p>
              </Sheet>
            )}
            {need.state === 'open' && (
              <MatchesSheet need={need} own={viewer?.organisationId === need.organisation.id} />
            )}
            <AnswersSheet need={need} />
          </>
        ),
        side: <Facts need={need} />,
      })}
    </DetailPage>
  )
}

function Facts({ need }: { need: Need }) {
  const { t } = useTranslation()
  const { name, number, day, instant } = useFormat()
  const words = useWords()
  return (
    <Sheet title={t('sharing.needs.what')}>
      <FactList
        facts={[
          {
            label: t('sharing.needs.when'),
            value: t('sharing.needs.between', {
              ...{ weekdays: need.weekdays.map(words.weekday).join(t('sharing.comma')) },
              ...{ from: need.from, until: need.until },
            }),
            note: `${t('sharing.days', { from: day(need.fromDay), until: day(need.untilDay) })} · ${t('sharing.needs.each', { count: need.minutes })}`,
          },
          { label: t('sharing.how_many'), value: t('sharing.people', { count: need.people }) },
          need.units > 1 && { label: t('sharing.how_many_units'), value: number(need.units) },
          need.words.length > 0 && {
            label: t('sharing.needs.words'),
            value: need.words.join(t('sharing.comma')),
          },
          {
            label: t('sharing.needs.pays'),
            value: need.pays.length
              ? need.pays.map(one => t(`sharing.fee.${one}`)).join(t('sharing.comma'))
              : t('sharing.needs.free_only'),
          },
          need.mostKm !== null && {
            label: t('sharing.where'),
            value: t('sharing.needs.km', { count: need.mostKm }),
          },
          {
            label: t('sharing.languages'),
            value: need.languages.map(one => t(`sharing.language.${one}`)).join(t('sharing.comma')),
          },
          need.state === 'met' && {
            label: t('sharing.needs.met_by'),
            value: need.metBy ? (
              <Link to={`/sharing/offers/${need.metBy.id}`}>{name(need.metBy.title)}</Link>
            ) : (
              t('sharing.needs.met_else')
            ),
          },
          need.closedAt !== null && {
            label: t('sharing.needs.closed_on'),
            value: instant(need.closedAt),
          },
        ]}
      />
    </Sheet>
  )
}
