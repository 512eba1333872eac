import { Button, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { may } from '#platform/contract/access.ts'
import { useFormat } from '#platform/web/format.ts'
import { useCommand } from '#platform/web/query.ts'
import { useViewer } from '#platform/web/session.ts'
import { SideDrawer } from '#platform/web/ui/Dialog.tsx'
import { Field } from '#platform/web/ui/Field.tsx'
import { CommandForm } from '#platform/web/ui/Form.tsx'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { endMembership, type Organisation } from '../contract.ts'
import { endMembership as endPermission } from '../policy.ts'
import { membershipState } from '../rules/memberships.ts'
import { MembershipActions } from './MembershipActions.tsx'
import { MembershipState } from './MembershipState.tsx'

type Membership = Organisation['memberships'][number]

/** The groups an organisation belongs to, or belonged to; its secretariat can end one. */
export function Memberships({ organisation }: { organisation: Organisation }) {
  const { t } = useTranslation()
  const { name, day } = useFormat()
  const viewer = useViewer()
  const [ending, setEnding] = useState<Membership | null>(null)
  return (
    <Sheet title={t('members.memberships')}>
      <ul className="plain-list">
        {organisation.memberships.map(one => (
          <li key={one.id}>
            <Link to={`/groups/${one.group.id}`}>{name(one.group.name)}</Link>
            <span className="caption">
              {t(`members.position.${one.position}`)} · {day(one.startsOn, 'short')} –{' '}
              {one.endsOn ? day(one.endsOn, 'short') : t('members.now')}
            </span>
            {membershipState(one) !== 'member' && <MembershipState state={membershipState(one)} />}
            {one.number && (
              <span className="caption">{t('members.membership.number', { number: one.number })}</span>
            )}
            <MembershipActions membership={one} organisationId={organisation.id} />
            {one.endsOn === null && may(endPermission, viewer, { groupId: one.group.id }) && (
              <Button size="small" onClick={() => setEnding(one)}>
                {t('members.membership.end')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <SideDrawer
        open={ending !== null}
        title={t('members.membership.end_title')}
        onClose={() => setEnding(null)}
      >
        {ending && <EndForm membership={ending} onDone={() => setEnding(null)} />}
      </SideDrawer>
    </Sheet>
  )
}

function EndForm({ membership, onDone }: { membership: Membership; onDone: () => void }) {
  const { t } = useTranslation()
  const notice = useNotice()
  const end = useCommand(endMembership)
  return (
    <CommandForm<{ endsOn: string }>
      submit={t('members.membership.end')}
      onSend={({ endsOn }) =>
        end.run({ params: { id: membership.id }, body: { endsOn, version: membership.version } })
      }
      onDone={() => {
        notice(t('members.ended'))
        onDone()
      }}
    >
      <p>{t('members.membership.end_text')}</p>
      <Field name="endsOn" label={t('members.field.ends')} required>
        <Input type="date" min={membership.startsOn} />
      </Field>
    </CommandForm>
  )
}
