import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { may } from '#platform/contract/access.ts'
import { useFormat } from '#platform/web/format.ts'
import { useRead } from '#platform/web/query.ts'
import { useViewer } from '#platform/web/session.ts'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { Timeline } from '#platform/web/ui/Timeline.tsx'
import {
  listGroupSteps,
  listMembershipSteps,
  type MembershipStepRow,
  type Organisation,
} from '../contract.ts'
import { readGroupHistory, readMembership } from '../policy.ts'

/** What happened to one organisation's membership, for both its sides. */
export function MembershipHistory({ organisation }: { organisation: Organisation }) {
  const viewer = useViewer()
  const subject = (groupId: string) => ({ groupId, organisationId: organisation.id })
  return organisation.memberships
    .filter(one => may(readMembership, viewer, subject(one.group.id)))
    .map(one => <OneHistory key={one.id} id={one.id} />)
}

function OneHistory({ id }: { id: string }) {
  const { t } = useTranslation()
  const { data } = useRead(listMembershipSteps, { params: { id } })
  return <Steps title={t('members.membership.history')} steps={data?.rows ?? []} />
}

/** What happened to a group's members, for its secretariat. */
export function GroupHistory({ groupId }: { groupId: string }) {
  const { t } = useTranslation()
  const allowed = may(readGroupHistory, useViewer(), { groupId })
  const { data } = useRead(listGroupSteps, { params: { id: groupId } }, { enabled: allowed })
  return <Steps title={t('members.group.history')} steps={data?.rows ?? []} named />
}

function Steps({
  title,
  steps,
  named,
}: {
  title: string
  steps: readonly MembershipStepRow[]
  named?: boolean
}) {
  const { t } = useTranslation()
  const { name, day } = useFormat()
  if (steps.length === 0) return null
  return (
    <Sheet title={title}>
      <Timeline
        label={title}
        moments={steps.map(step => ({
          id: step.id,
          at: step.at,
          title: (
            <>
              {day(step.day, 'short')} {t(`members.membership.step.${step.kind}`)}
              {named && ' · '}
              {named && (
                <Link to={`/organisations/${step.organisation.id}`}>{name(step.organisation.name)}</Link>
              )}
            </>
          ),
          detail: (
            <span className="kept-lines">
              {[step.reason, step.resolution, step.by].filter(Boolean).join('\n')}
            </span>
          ),
        }))}
      />
    </Sheet>
  )
}
