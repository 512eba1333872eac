import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useFormat } from '#platform/web/format.ts'
import { usePageId } from '#platform/web/page-id.ts'
import { useRead } from '#platform/web/query.ts'
import { useViewer } from '#platform/web/session.ts'
import { DetailPage } from '#platform/web/ui/DetailPage.tsx'
import { FactList } from '#platform/web/ui/FactList.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { getStay, type Stay } from '../contract/stays.ts'
import { lengthOf } from '../rules/ledger.ts'
import './faculty.css'
import { FileLinks } from './FileLinks.tsx'
import { StaySteps } from './StaySteps.tsx'
import { StayTag } from './StaysSheet.tsx'

/** One stay: what was done there, what proves it, and what has become of it. */
export default function StayPage() {
  const { t } = useTranslation()
  const { name } = useFormat()
  const viewer = useViewer()
  const read = useRead(getStay, { params: { id: usePageId() } })
  return (
    <DetailPage read={read}>
      {stay => {
        const own = viewer?.affiliationId === stay.teacher.id
        const host = name(stay.host.name)
        const { days, teacher } = stay
        return {
          title: own
            ? t('faculty.stay.own', { host, days })
            : t('faculty.stay.at', { teacher: teacher.name, host, days }),
          lead: <StayTag row={stay} />,
          trail: [trailOf(stay)],
          action: <StaySteps stay={stay} />,
          main: (
            <>
              <Answered stay={stay} own={own} />
              <Done stay={stay} />
            </>
          ),
          side: <Facts stay={stay} own={own} />,
        }
      }}
    </DetailPage>
  )

  /** Where each reader comes from. */
  function trailOf(stay: Stay) {
    if (viewer?.role === 'teacher') return { to: '/faculty/practice', label: t('faculty.practice.title') }
    if (viewer?.organisationId === stay.facts.organisationId)
      return { to: `/faculty/teachers/${stay.teacher.id}`, label: stay.teacher.name }
    return { to: '/faculty/hosted', label: t('faculty.hosted.title') }
  }
}

/** What the host has said that somebody has to read. */
function Answered({ stay, own }: { stay: Stay; own: boolean }) {
  const { t } = useTranslation()
  const { day } = useFormat()
  if (stay.state !== 'corrected' && stay.state !== 'refused') return null
  const { proposed } = stay
  const title = proposed
    ? t(own ? 'faculty.stay.proposed' : 'faculty.stay.proposed_host', {
        ...{ from: day(proposed.from), until: day(proposed.until), days: lengthOf(proposed) },
      })
    : t('faculty.stay.refused')
  return (
    <Sheet title={title} note={own && !proposed ? t('faculty.stay.refused_why') : undefined}>
      <p className="kept-lines">{stay.note}</p>
    </Sheet>
  )
}

function Done({ stay }: { stay: Stay }) {
  const { t } = useTranslation()
  const texts = [
    ['tasks', stay.tasks],
    ['output', stay.output],
    ['course_change', stay.courseChange],
  ] as const
  return (
    <Sheet title={t('faculty.stay.what')}>
      <dl className="facts">
        {texts.map(([key, text]) => (
          <div key={key}>
            <dt>{t(`faculty.stay.${key}`)}</dt>
            <dd className="kept-lines">
              {text || <span className="caption">{t('faculty.stay.nothing')}</span>}
            </dd>
          </div>
        ))}
      </dl>
    </Sheet>
  )
}

function Facts({ stay, own }: { stay: Stay; own: boolean }) {
  const { t } = useTranslation()
  const { name, day, instant } = useFormat()
  const outside = stay.host.id === null
  const { answeredAt, correctedBy } = stay
  const word = stay.state === 'confirmed' ? 'confirmed_on' : 'answered_on'
  const answered = answeredAt === null ? null : t(`faculty.stay.${word}`, { at: instant(answeredAt) })
  return (
    <>
      <Sheet title={t('faculty.stay.facts')}>
        <FactList
          facts={[
            {
              label: t('faculty.stay.days'),
              value: t('faculty.span', { from: day(stay.from), until: day(stay.until) }),
              note: t('faculty.days', { count: stay.days }),
            },
            !own && {
              ...{ label: t('faculty.stay.teacher'), value: stay.teacher.name, note: name(stay.school.name) },
            },
            {
              label: t('faculty.hosted.host'),
              value: name(stay.host.name),
              note: outside ? t('faculty.stay.outside', { school: name(stay.school.name) }) : answered,
            },
            outside && answered !== null && { label: t('faculty.hosted.state'), value: answered },
            stay.correctsId !== null && {
              label: t('faculty.stay.corrects'),
              value: <Link to={`/faculty/stays/${stay.correctsId}`}>{t('faculty.stay.corrects_link')}</Link>,
            },
            correctedBy !== null && {
              label: t('faculty.stay.corrected_by'),
              value: <Link to={`/faculty/stays/${correctedBy.id}`}>{t('faculty.stay.corrected_link')}</Link>,
              note: t(`faculty.stay.${correctedBy.state}`),
            },
          ]}
        />
      </Sheet>
      <Sheet title={t('faculty.stay.proof')}>
        {stay.proofUrl && (
          <p>
            <a href={stay.proofUrl} target="_blank" rel="noreferrer noopener">
              {t('faculty.stay.proof_link')}
            </a>
          </p>
        )}
        <FileLinks files={stay.files} />
        {!stay.proofUrl && stay.files.length === 0 && <p>{t('faculty.stay.no_proof')}</p>}
      </Sheet>
    </>
  )
}
