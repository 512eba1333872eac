import { useTranslation } from 'react-i18next'
import { may } from '#platform/contract/access.ts'
import type { AnswerOf } from '#platform/contract/endpoint.ts'
import { useFormat } from '#platform/web/format.ts'
import { useLanguage } from '#platform/web/i18n.ts'
import { usePageId } from '#platform/web/page-id.ts'
import { useRead } from '#platform/web/query.ts'
import { useViewer } from '#platform/web/session.ts'
import { DetailPage } from '#platform/web/ui/DetailPage.tsx'
import { FactList } from '#platform/web/ui/FactList.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { getAdmission } from '../../contract.ts'
import { consentToSeat, receiveDocuments } from '../../policy.ts'
import { useCredits } from '../credits.ts'
import { GroundsSheet } from '../Grounds.tsx'
import '../overpass.css'
import { Figures } from './Figures.tsx'
import { AnswerSheet, ConsentSheet, WithdrawAction } from './OwnSteps.tsx'
import { AdmissionTag } from './PhaseTag.tsx'
import { EnrolSheet, PapersAction } from './SchoolSteps.tsx'

export type Admission = AnswerOf<typeof getAdmission>

/** An application for whoever reads it: the learner, a minor's guardian, the school that ranks and enrols. */
export default function AdmissionPage() {
  const { t } = useTranslation()
  const { name, day } = useFormat()
  const viewer = useViewer()
  const language = useLanguage()
  const read = useRead(getAdmission, { params: { id: usePageId() } })
  return (
    <DetailPage read={read}>
      {one => {
        const step = one.state === 'offered' && one.wanted ? 'wanted' : one.state
        const papers = may(receiveDocuments, viewer, one) && one.state === 'submitted'
        const state = t(`overpass.admission.state.${one.state}`)
        return {
          title: one.own
            ? t(`overpass.admission.heading.${step}`, { day: one.answerBy ? day(one.answerBy) : '' })
            : t('overpass.admission.heading_of', { name: one.learnerName, state }),
          lead: [name(one.programme.name), name(one.receiving.name)].join(' · '),
          trail:
            one.own || one.guardianIds.length > 0
              ? [{ to: '/admissions', label: t('overpass.intakes.nav') }]
              : [{ to: `/intakes/${one.intakeId}`, label: t('overpass.intake.title') }],
          action: one.own ? <WithdrawAction one={one} /> : papers && <PapersAction one={one} />,
          main: (
            <>
              {one.own && one.state === 'offered' && !one.wanted && <AnswerSheet one={one} />}
              {may(consentToSeat, viewer, one) && step === 'wanted' && <ConsentSheet one={one} />}
              {one.state === 'accepted' && <EnrolSheet one={one} />}
              {one.ranking && <Ranking one={one} ranking={one.ranking} />}
              <Sheet title={t('overpass.admission.figures')} note={t('overpass.admission.figures_note')}>
                <Figures
                  parts={one.facts.parts.map(part => ({
                    ...{ met: part.met, text: part.text[language] },
                    by: part.outcome && name(part.outcome),
                  }))}
                  outcomes={one.facts.outcomes.map(({ title, credits }) => ({ title: name(title), credits }))}
                />
              </Sheet>
              {one.note && (
                <Sheet title={t('overpass.apply.note')}>
                  <p className="overpass-words">{one.note}</p>
                </Sheet>
              )}
            </>
          ),
          side: (
            <>
              <Facts one={one} />
              <GroundsSheet grounds={one.grounds} />
            </>
          ),
        }
      }}
    </DetailPage>
  )
}

/** The place with its reasons: the order, what decided, and what the last of the first offers had. */
function Ranking({ one, ranking }: { one: Admission; ranking: NonNullable<Admission['ranking']> }) {
  const { t } = useTranslation()
  const { number } = useFormat()
  return (
    <Sheet
      title={t('overpass.admission.place', { place: ranking.place, of: ranking.of })}
      note={t('overpass.admission.why')}
    >
      <p>{t(`overpass.intake.rule.${one.rankedBy}`)}</p>
      <p>{t(`overpass.admission.why.${ranking.decidedBy ?? 'first'}`)}</p>
      {ranking.last && (
        <p>
          {t('overpass.admission.last', {
            ...{ score: number(ranking.last.score), credits: number(ranking.last.credits) },
            seats: one.seats,
          })}
        </p>
      )}
    </Sheet>
  )
}

function Facts({ one }: { one: Admission }) {
  const { t } = useTranslation()
  const { name, day, instant, number } = useFormat()
  const { credits } = useCredits()
  const { documents, consent } = one
  return (
    <Sheet title={t('overpass.admission.title')} aside={<AdmissionTag state={one.state} />}>
      <FactList
        facts={[
          !one.own && { label: t('overpass.field.learner'), value: one.learnerName },
          !one.own && { label: t('overpass.field.from_school'), value: name(one.organisation) },
          { label: t('overpass.field.score'), value: number(one.score) },
          { label: t('overpass.field.credits'), value: credits(one.credits) },
          { label: t('overpass.intake.closes'), value: day(one.closesOn) },
          { label: t('overpass.intake.starts'), value: day(one.startsOn) },
          documents.length > 0 && {
            label: t('overpass.admission.documents'),
            value: documents.map(name).join(t('overpass.say.comma')),
            note: t(one.documentsIn ? 'overpass.admission.papers_true' : 'overpass.admission.documents_text'),
          },
          { label: t('overpass.apply.at'), value: instant(one.submittedAt) },
          consent && {
            ...{ label: t('overpass.admission.consent_by'), value: consent.name },
            note: instant(consent.at),
          },
        ]}
      />
    </Sheet>
  )
}
