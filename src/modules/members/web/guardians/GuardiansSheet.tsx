import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { InviteButton } from '#modules/accounts/web/parts/InviteButton.tsx'
import { useFormat } from '#platform/web/format.ts'
import { useRead } from '#platform/web/query.ts'
import { SideDrawer } from '#platform/web/ui/Dialog.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { Empty, Loaded } from '#platform/web/ui/states.tsx'
import { type Guardianship, listGuardians } from '../../contract.ts'
import { GuardianDrawer } from './GuardianDrawer.tsx'
import './guardians.css'
import { InviteGuardianForm } from './InviteGuardianForm.tsx'
import { GuardianTag } from './tags.tsx'

/** The guardians of one student, as their school keeps them. */
export function GuardiansSheet({ studentId, studentName }: { studentId: string; studentName: string }) {
  const { t } = useTranslation()
  const { day } = useFormat()
  const [inviting, setInviting] = useState(false)
  const [chosen, setChosen] = useState<string | null>(null)
  const read = useRead(listGuardians, { params: { id: studentId } })
  const { data } = read
  const mayInvite = data?.minor === true && !data.ended
  const note = !data
    ? undefined
    : data.majorityOn === null
      ? t('members.guardian.no_birth_date')
      : t(data.minor ? 'members.guardian.until' : 'members.guardian.of_age', { day: day(data.majorityOn) })
  const invite = <Button onClick={() => setInviting(true)}>{t('members.guardian.invite')}</Button>
  return (
    <Sheet title={t('members.guardians')} note={note} aside={mayInvite && invite}>
      <Loaded read={read}>
        {({ rows }) => (
          <>
            {rows.length === 0 && (
              <Empty title={t('members.guardian.empty')} text={t('members.guardian.empty_text')} />
            )}
            <ul className="family-list">
              {rows.map(row => (
                <GuardianRow key={row.id} row={row} onOpen={() => setChosen(row.id)} />
              ))}
            </ul>
            <SideDrawer
              open={chosen !== null}
              title={rows.find(row => row.id === chosen)?.guardian.name ?? ''}
              onClose={() => setChosen(null)}
            >
              {rows
                .filter(row => row.id === chosen)
                .map(row => (
                  <GuardianDrawer key={row.id} guardianship={row} onDone={() => setChosen(null)} />
                ))}
            </SideDrawer>
          </>
        )}
      </Loaded>
      <SideDrawer
        open={inviting}
        title={t('members.guardian.invite_title', { name: studentName })}
        onClose={() => setInviting(false)}
      >
        <InviteGuardianForm studentId={studentId} onDone={() => setInviting(false)} />
      </SideDrawer>
    </Sheet>
  )
}

function GuardianRow({ row, onOpen }: { row: Guardianship; onOpen: () => void }) {
  const { t } = useTranslation()
  const { guardian, standing } = row
  const contact = [guardian.phone, guardian.email].filter(Boolean).join(' · ')
  return (
    <li>
      <div className="family-who">
        <span>
          <Link to={`/people/${guardian.id}`}>{guardian.name}</Link>{' '}
          <span className="caption">{t(`members.relation.${row.relation}`)}</span>
        </span>
        <GuardianTag standing={standing} />
      </div>
      {contact && <p className="caption">{contact}</p>}
      {row.keptApart && <p className="caption">{t('members.guardian.kept_apart')}</p>}
      {standing === 'proposed' && (
        <p className="caption">
          {t(guardian.claimed ? 'members.guardian.waits_for_answer' : 'members.guardian.waits_for_claim')}
        </p>
      )}
      {standing === 'refused' && <p className="caption">{t('members.guardian.refused_text')}</p>}
      <div className="family-actions">
        {standing === 'proposed' && !guardian.claimed && (
          <InviteButton affiliationId={guardian.id} name={guardian.name} email={guardian.email} />
        )}
        <Button type="text" onClick={onOpen}>
          {t('members.guardian.manage')}
          <span className="visually-hidden"> {guardian.name}</span>
        </Button>
      </div>
    </li>
  )
}
