import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { InviteButton } from '#modules/accounts/web/parts/InviteButton.tsx'
import { ResetCodeButton } from '#modules/accounts/web/parts/ResetCodeButton.tsx'
import { inAudience, may } from '#platform/contract/access.ts'
import { useFormat } from '#platform/web/format.ts'
import { useRead } from '#platform/web/query.ts'
import { useViewer } from '#platform/web/session.ts'
import { DetailPage } from '#platform/web/ui/DetailPage.tsx'
import { SideDrawer } from '#platform/web/ui/Dialog.tsx'
import { FactList } from '#platform/web/ui/FactList.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { getPerson, type Person } from '../contract.ts'
import { changePerson, keepGuardians, listPeople } from '../policy.ts'
import { EndPersonForm } from './EndPersonForm.tsx'
import { GuardiansSheet } from './guardians/GuardiansSheet.tsx'
import './members.css'
import { usePageId } from '#platform/web/page-id.ts'
import { History, Others, Relatives } from './PersonSheets.tsx'
import { ReopenButton } from './ReopenButton.tsx'
import { ProposeForm } from './transfers/ProposeForm.tsx'

export default function PersonPage() {
  const { t } = useTranslation()
  const { name } = useFormat()
  const viewer = useViewer()
  const [ending, setEnding] = useState(false)
  const [moving, setMoving] = useState(false)
  const read = useRead(getPerson, { params: { id: usePageId() } })
  const trail = inAudience(listPeople, viewer)
    ? [{ to: '/people', label: t('members.people.title') }]
    : [{ to: '/directory', label: t('members.directory.title') }]
  return (
    <DetailPage read={read}>
      {person => ({
        title: person.name,
        lead: [person.nameLatin, t(`role.${person.role}`), name(person.organisation.name)]
          .filter(Boolean)
          .join(' · '),
        trail,
        action: may(changePerson, viewer, { organisationId: person.organisation.id }) && (
          <div className="actions-row">
            {person.endsOn ? (
              <ReopenButton person={person} />
            ) : (
              <>
                {person.claimed ? (
                  <ResetCodeButton affiliationId={person.id} name={person.name} />
                ) : (
                  <InviteButton affiliationId={person.id} name={person.name} email={person.contact?.email} />
                )}
                {person.role === 'student' && person.claimed && (
                  <Button onClick={() => setMoving(true)}>{t('members.propose.button')}</Button>
                )}
                <Button onClick={() => setEnding(true)}>{t('members.person.end')}</Button>
              </>
            )}
            <Link to={`/people/${person.id}/edit`}>
              <Button type="primary">{t('members.person.edit')}</Button>
            </Link>
          </div>
        ),
        main: (
          <>
            <Facts person={person} />
            {person.role === 'student' && may(keepGuardians, viewer, keeper(person)) ? (
              <Family person={person} />
            ) : (
              <Relatives title={t('members.guardians')} people={person.guardians} />
            )}
            <Relatives title={t('members.children')} people={person.children} />
            <SideDrawer
              open={ending}
              title={t('members.person.end_title', { name: person.name })}
              onClose={() => setEnding(false)}
            >
              <EndPersonForm person={person} onDone={() => setEnding(false)} />
            </SideDrawer>
            <SideDrawer
              open={moving}
              title={t('members.propose.title', { name: person.name })}
              onClose={() => setMoving(false)}
            >
              <ProposeForm person={person} onDone={() => setMoving(false)} />
            </SideDrawer>
          </>
        ),
        side: person.others.length + person.history.length > 0 && (
          <>
            <Others others={person.others} />
            <History history={person.history} />
          </>
        ),
      })}
    </DetailPage>
  )
}

const keeper = (person: Person) => ({ organisationId: person.organisation.id })

/** What a school keeps of a student's family: the guardians, and what was asked of them. */
function Family({ person }: { person: Person }) {
  const { t } = useTranslation()
  return (
    <>
      <GuardiansSheet studentId={person.id} studentName={person.name} />
      <Sheet title={t('members.consents')} note={t('members.request.of_student')}>
        <div className="actions-row">
          <Link to={`/consents/requests?student=${person.id}`}>{t('members.request.see')}</Link>
          {!person.endsOn && (
            <Link to={`/consents/requests/new?student=${person.id}`}>{t('members.request.new')}</Link>
          )}
        </div>
      </Sheet>
    </>
  )
}

function Facts({ person }: { person: Person }) {
  const { t } = useTranslation()
  const { name, day } = useFormat()
  const { contact } = person
  return (
    <Sheet
      title={t('members.facts')}
      aside={
        ['student', 'resident'].includes(person.role) && (
          <Link to={`/people/${person.id}/record`}>{t('records.nav')}</Link>
        )
      }
    >
      <FactList
        facts={[
          {
            label: t('members.field.organisation'),
            value: (
              <Link to={`/organisations/${person.organisation.id}`}>{name(person.organisation.name)}</Link>
            ),
          },
          { label: t('members.field.role'), value: t(`role.${person.role}`) },
          { label: t('members.field.number'), value: person.number },
          {
            label: t('members.field.class'),
            value: person.class && <Link to={`/classes/${person.class.id}`}>{person.class.name}</Link>,
          },
          { label: t('members.field.position'), value: person.position && name(person.position) },
          { label: t('members.field.starts'), value: day(person.startsOn) },
          { label: t('members.field.ends'), value: person.endsOn && day(person.endsOn) },
          person.listed && {
            label: t('members.field.listed'),
            value: t('members.listed.yes'),
            note: t('members.listed.note'),
          },
          contact && { label: t('members.field.email'), value: contact.email },
          contact && { label: t('members.field.phone'), value: contact.phone },
          contact && { label: t('members.field.born'), value: contact.birthDate && day(contact.birthDate) },
          contact && { label: t('members.field.external'), value: contact.externalId },
          contact && {
            label: t('members.field.account'),
            value: t(person.claimed ? 'members.account.yes' : 'members.account.no'),
          },
        ]}
      />
    </Sheet>
  )
}
