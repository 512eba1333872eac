import { useTranslation } from 'react-i18next'
import { addressOf } from '#platform/contract/client.ts'
import { useFormat } from '#platform/web/format.ts'
import { useRead } from '#platform/web/query.ts'
import { DetailPage } from '#platform/web/ui/DetailPage.tsx'
import { FactList } from '#platform/web/ui/FactList.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { getConsent, getFamilyDocument, type OwnConsent } from '../../contract.ts'
import '../members.css'
import { usePageId } from '#platform/web/page-id.ts'
import { Decide } from './Decide.tsx'
import './guardians.css'
import { ConsentTag } from './tags.tsx'

/** What one is asked to consent to, and the answer to it. */
export default function ConsentPage() {
  const { t } = useTranslation()
  const { name } = useFormat()
  const read = useRead(getConsent, { params: { id: usePageId() } })
  return (
    <DetailPage read={read}>
      {consent => ({
        title: consent.waitsForMe
          ? t('members.consent.title_waiting', { title: name(consent.title) })
          : name(consent.title),
        lead: consent.student
          ? t('members.consent.lead_child', {
              name: consent.student.name,
              school: name(consent.organisation.name),
            })
          : t('members.consent.lead_own', { school: name(consent.organisation.name) }),
        trail: consent.student
          ? [
              { to: '/children', label: t('members.children.name') },
              { to: `/children/${consent.student.id}`, label: consent.student.name },
            ]
          : [{ to: '/consents', label: t('members.consents') }],
        main: (
          <>
            <Sheet title={t('members.consent.text')}>
              {consent.text ? (
                <p className="consent-text">{name(consent.text)}</p>
              ) : (
                <p>{t('members.consent.text_hidden')}</p>
              )}
              <Decide key={consent.state + consent.mine} consent={consent} />
            </Sheet>
            <Answers answers={consent.answers} />
          </>
        ),
        side: <Facts consent={consent} />,
      })}
    </DetailPage>
  )
}

function Facts({ consent }: { consent: OwnConsent }) {
  const { t } = useTranslation()
  const { day } = useFormat()
  return (
    <Sheet title={t('members.facts')}>
      <FactList
        facts={[
          {
            label: t('members.consent.column.state'),
            value: <ConsentTag state={consent.state} />,
            note: t(`members.consent.state_note.${consent.state}`),
          },
          { label: t('members.consent.purpose'), value: t(`members.consent.purpose.${consent.purpose}`) },
          {
            label: t('members.consent.sign_as'),
            value: t(`members.consent.capacity.${consent.capacity}`),
            note: consent.needsAll && t('members.consent.needs_all_note'),
          },
          { label: t('members.consent.asked_on'), value: day(consent.askedOn) },
          { label: t('members.consent.answer_by'), value: consent.answerBy && day(consent.answerBy) },
          {
            label: t('members.consent.valid_until'),
            value: consent.validUntil ? day(consent.validUntil) : t('members.consent.until_withdrawn'),
          },
        ]}
      />
    </Sheet>
  )
}

function Answers({ answers }: { answers: OwnConsent['answers'] }) {
  const { t } = useTranslation()
  const { day } = useFormat()
  if (answers.length === 0) return null
  return (
    <Sheet title={t('members.consent.signatures')}>
      <ul className="plain-list">
        {answers.map(one => (
          <li key={one.id}>
            <span>
              {one.name} · {t(`members.consent.capacity.${one.capacity}`)} ·{' '}
              {t(`members.consent.answer.${one.answer}`)}
            </span>
            <span className="caption">{day(one.day)}</span>
            {(one.note || one.enteredBy || one.document) && (
              <span className="caption">
                {[one.note, one.enteredBy && t('members.consent.entered_by', { name: one.enteredBy })]
                  .filter(Boolean)
                  .join(' · ')}{' '}
                {one.document && (
                  <a href={addressOf(getFamilyDocument, { params: { id: one.document.id } })}>
                    {one.document.name}
                  </a>
                )}
              </span>
            )}
          </li>
        ))}
      </ul>
    </Sheet>
  )
}
