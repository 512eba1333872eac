import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { may } from '#platform/contract/access.ts'
import { useFormat } from '#platform/web/format.ts'
import { usePageId } from '#platform/web/page-id.ts'
import { useRead } from '#platform/web/query.ts'
import { useViewer } from '#platform/web/session.ts'
import { DetailPage } from '#platform/web/ui/DetailPage.tsx'
import { FactList } from '#platform/web/ui/FactList.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { getIntake, type Intake } from '../../contract.ts'
import { readApplicants } from '../../policy.ts'
import { GroundsSheet } from '../Grounds.tsx'
import '../overpass.css'
import { Applicants } from './Applicants.tsx'
import { ApplySheet } from './ApplyForm.tsx'
import { ChangeIntake } from './ChangeIntake.tsx'
import { PhaseTag } from './PhaseTag.tsx'

/** An intake: its days, seats and order; for learners the application, for the school whoever has applied. */
export default function IntakePage() {
  const { t } = useTranslation()
  const { name, day } = useFormat()
  const viewer = useViewer()
  const read = useRead(getIntake, { params: { id: usePageId() } })
  return (
    <DetailPage read={read}>
      {intake => ({
        title: t('overpass.intake.heading', {
          programme: name(intake.programme.name),
          start: day(intake.startsOn),
        }),
        lead: name(intake.organisation.name),
        trail: [{ to: '/admissions', label: t('overpass.intakes.nav') }],
        action: intake.applicationId && (
          <Link to={`/admissions/${intake.applicationId}`}>
            <Button type="primary">{t('overpass.apply.own')}</Button>
          </Link>
        ),
        main: (
          <>
            {intake.mine && <ApplySheet intake={intake} />}
            {may(readApplicants, viewer, { receivingOrganisationId: intake.organisation.id }) && (
              <Applicants intake={intake} />
            )}
            {intake.cancelReason !== null && (
              <Sheet title={t('overpass.intake.why_cancelled')}>
                <p className="overpass-words">{intake.cancelReason}</p>
              </Sheet>
            )}
            <ChangeIntake intake={intake} />
            <Sheet title={t('overpass.intake.ranked_by')}>
              <p>{t(`overpass.intake.rule.${intake.rankedBy}`)}</p>
              <p>
                <Link to={`/bridges/${intake.grounds.clauseId}`}>{t('overpass.bridge.rule')}</Link>
              </p>
            </Sheet>
          </>
        ),
        side: (
          <>
            <Facts intake={intake} />
            <GroundsSheet grounds={intake.grounds} />
          </>
        ),
      })}
    </DetailPage>
  )
}

function Facts({ intake }: { intake: Intake }) {
  const { t } = useTranslation()
  const { name, day } = useFormat()
  const { documents, note } = intake
  return (
    <Sheet title={t('overpass.intake.title')} aside={<PhaseTag intake={intake} />}>
      <FactList
        facts={[
          {
            label: t('overpass.apply.title'),
            value: t('overpass.intake.days', { from: day(intake.opensOn), until: day(intake.closesOn) }),
          },
          {
            label: t('overpass.intake.seats'),
            value: t('overpass.intake.taken', { taken: intake.taken, seats: intake.seats }),
          },
          intake.applied !== null && { label: t('overpass.intake.applied'), value: intake.applied },
          documents.length > 0 && {
            label: t('overpass.admission.documents'),
            value: documents.map(name).join(t('overpass.say.comma')),
          },
        ]}
      />
      {note && <p className="overpass-words">{note}</p>}
    </Sheet>
  )
}
