import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { addressOf } from '#platform/contract/client.ts'
import { useFormat } from '#platform/web/format.ts'
import { usePageId } from '#platform/web/page-id.ts'
import { useRead } from '#platform/web/query.ts'
import { DetailPage } from '#platform/web/ui/DetailPage.tsx'
import { FactList } from '#platform/web/ui/FactList.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { type Application, downloadApplicationDocument, getApplication } from '../../contract.ts'
import { type Invitation, NextStep } from './NextStep.tsx'
import { ApplicationState, DocumentList, Steps } from './parts.tsx'

/** One application: what was sent, what is next, what happened. */
export default function ApplicationPage() {
  const { t } = useTranslation()
  const { name } = useFormat()
  const id = usePageId()
  const read = useRead(getApplication, { params: { id } })
  const [invitation, setInvitation] = useState<Invitation>(null)
  return (
    <DetailPage read={read}>
      {application => ({
        title: name(application.name),
        lead: <ApplicationState state={application.state} />,
        trail: [{ to: '/applications', label: t('members.applications.title') }],
        main: (
          <>
            {invitation && <Handed invitation={invitation} />}
            <NextStep application={application} onInvited={setInvitation} />
            <Sheet title={t('members.join.motivation')}>
              <p className="kept-lines">{application.motivation}</p>
            </Sheet>
            <Sheet title={t('members.application.documents')}>
              <DocumentList
                documents={application.documents}
                link={document =>
                  addressOf(downloadApplicationDocument, { params: { id, documentId: document.id } })
                }
              />
            </Sheet>
            <Steps steps={application.steps} />
          </>
        ),
        side: <Facts application={application} />,
      })}
    </DetailPage>
  )
}

function Handed({ invitation }: { invitation: NonNullable<Invitation> }) {
  const { t } = useTranslation()
  const { day } = useFormat()
  return (
    <Sheet>
      <p role="status">{t('members.application.invitation')}</p>
      <p className="secret-link">{invitation.code}</p>
      <p className="secret-link">{invitation.link}</p>
      <p className="caption">
        {t('members.application.invitation_until', { day: day(invitation.expiresAt) })}
      </p>
    </Sheet>
  )
}

function Facts({ application }: { application: Application }) {
  const { t } = useTranslation()
  const { name, instant, language } = useFormat()
  const { contact, fields, known, others, organisationId } = application
  const words = language === 'en' && fields.en.length > 0 ? fields.en : fields.zh
  return (
    <>
      <Sheet title={t('members.facts')}>
        <FactList
          facts={[
            { label: t('members.application.reference'), value: application.reference },
            { label: t('members.application.submitted_at'), value: instant(application.submittedAt) },
            {
              label: t('members.field.other_name'),
              value: language === 'zh' ? application.name.en : application.name.zh,
            },
            { label: t('members.field.kind'), value: t(`members.kind.${application.kind}`) },
            { label: t('members.field.uscc'), value: application.uscc },
            { label: t('members.join.address'), value: application.address },
            { label: t('members.field.fields'), value: words.join(language === 'zh' ? '、' : ', ') },
          ]}
        />
        {organisationId ? (
          <p>
            <Link to={`/organisations/${organisationId}`}>{t('members.application.member')}</Link>
          </p>
        ) : (
          known && (
            <p>
              {t('members.application.known')}{' '}
              <Link to={`/organisations/${known.id}`}>{name(known.name)}</Link>
            </p>
          )
        )}
        {others.length > 0 && (
          <p>
            {t('members.application.others')}{' '}
            {others.map(other => (
              <Link key={other.id} to={`/applications/${other.id}`}>
                {other.reference}{' '}
              </Link>
            ))}
          </p>
        )}
      </Sheet>
      <Sheet title={t('members.join.contact')}>
        {contact ? (
          <FactList
            facts={[
              { label: t('members.field.person'), value: contact.name },
              { label: t('members.field.email'), value: contact.email },
              {
                label: t('members.join.contact_phone'),
                value: contact.phone,
                note: t('members.application.consented', { at: instant(application.consentedAt) }),
              },
            ]}
          />
        ) : (
          <p className="caption">{t('members.application.contact_erased')}</p>
        )}
      </Sheet>
    </>
  )
}
