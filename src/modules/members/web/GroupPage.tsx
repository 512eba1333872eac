import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { changeSite } from '#modules/site/policy.ts'
import { GroupSiteSheet } from '#modules/site/web/parts/GroupSiteSheet.tsx'
import { may } from '#platform/contract/access.ts'
import { useFormat } from '#platform/web/format.ts'
import { useRead } from '#platform/web/query.ts'
import { useViewer } from '#platform/web/session.ts'
import { DetailPage } from '#platform/web/ui/DetailPage.tsx'
import { FactList } from '#platform/web/ui/FactList.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { Empty } from '#platform/web/ui/states.tsx'
import { type Group, getGroup, POSITIONS } from '../contract.ts'
import { changeDues, changeGroup } from '../policy.ts'
import { Behind, PARTS } from './groups/Behind.tsx'
import { CharterSheet } from './groups/CharterSheet.tsx'
import { GroupHistory } from './MembershipHistory.tsx'
import './members.css'
import { usePageId } from '#platform/web/page-id.ts'

export default function GroupPage() {
  const { t } = useTranslation()
  const { name } = useFormat()
  const viewer = useViewer()
  const groupId = usePageId()
  const read = useRead(getGroup, { params: { id: groupId } })
  const keeps = may(changeSite, viewer, { groupId })
  return (
    <DetailPage read={read}>
      {group => ({
        title: name(group.name),
        lead: group.summary && name(group.summary),
        trail: [{ to: '/groups', label: t('members.groups.title') }],
        action: may(changeGroup, viewer, { groupId: group.id }) && (
          <Link to={`/groups/${group.id}/edit`}>
            <Button type="primary">{t('members.group.edit')}</Button>
          </Link>
        ),
        main: (
          <>
            <Behind group={group} />
            <CharterSheet groupId={group.id} />
            <Members list={group.list} />
            <GroupHistory groupId={group.id} />
          </>
        ),
        side: (
          <>
            <Facts group={group} />
            <GroupSiteSheet groupId={groupId} keeps={keeps} />
          </>
        ),
      })}
    </DetailPage>
  )
}

function Members({ list }: { list: Group['list'] }) {
  const { t } = useTranslation()
  const { name, number } = useFormat()
  if (list.length === 0) return <Empty title={t('members.group.empty')} />
  // Authority, organiser and chair unit stand above.
  const groups = POSITIONS.filter(position => !PARTS.some(part => part === position))
    .map(position => ({
      position,
      members: list.filter(member => member.position === position),
    }))
    .filter(({ members }) => members.length > 0)
  return groups.map(({ position, members }) => (
    <Sheet
      key={position}
      title={t(`members.position.${position}`)}
      aside={<span className="caption">{number(members.length)}</span>}
    >
      <ul className="member-list">
        {members.map(({ membershipId, organisation }) => (
          <li key={membershipId}>
            <Link to={`/organisations/${organisation.id}`}>{name(organisation.name)}</Link>
            <span className="caption">
              {[t(`members.kind.${organisation.kind}`), organisation.region && name(organisation.region)]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </li>
        ))}
      </ul>
    </Sheet>
  ))
}

function Facts({ group }: { group: Group }) {
  const { t } = useTranslation()
  const { name, day, number, language } = useFormat()
  const keepsDues = may(changeDues, useViewer(), { groupId: group.id })
  const { sectors } = group
  const words = language === 'en' && sectors.en.length > 0 ? sectors.en : sectors.zh
  return (
    <Sheet title={t('members.facts')}>
      <FactList
        facts={[
          { label: t('members.field.kind'), value: t(`members.group_kind.${group.kind}`) },
          { label: t('members.field.region'), value: group.region && name(group.region) },
          {
            label: t('members.group.sectors'),
            value: words.length > 0 && words.join(language === 'zh' ? '、' : ', '),
          },
          { label: t('members.field.founded'), value: group.foundedOn && day(group.foundedOn) },
          { label: t('members.field.members'), value: number(group.members) },
        ]}
      />
      <p>
        <Link to={`/groups/${group.id}/organs`}>{t('members.organs.title')}</Link>
      </p>
      <p>
        <Link to={`/organisations/network?group=${group.id}`}>{t('members.network.link')}</Link>
      </p>
      <p>
        <Link to={`/groups/${group.id}/parameters`}>{t('house.parameters.link')}</Link>
      </p>
      {keepsDues && (
        <p>
          <Link to={`/groups/${group.id}/dues`}>{t('members.dues.link')}</Link>
        </p>
      )}
      <p>
        <Link to={`/join/${group.id}`}>{t('members.join.link')}</Link>
      </p>
    </Sheet>
  )
}
