import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { useFormat } from '#platform/web/format.ts'
import { useRead } from '#platform/web/query.ts'
import { FactList } from '#platform/web/ui/FactList.tsx'
import { PageHeader } from '#platform/web/ui/PageHeader.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { Empty, Loaded } from '#platform/web/ui/states.tsx'
import { type Verified, verifyMembership } from '../contract.ts'
import { MembershipState } from './MembershipState.tsx'

/** Where the code on a certificate leads: what it is worth today. */
export default function VerifyPage() {
  const { t } = useTranslation()
  const { number = '' } = useParams()
  const read = useRead(verifyMembership, { params: { number } })
  return (
    <>
      <PageHeader title={t('members.verify.title')} lead={t('members.verify.title_of', { number })} />
      <Loaded read={read}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty title={t('members.verify.none')} text={t('members.verify.none_text')} />
          ) : (
            <div className="stack">
              {rows.map(one => (
                <One key={one.group.zh} one={one} />
              ))}
            </div>
          )
        }
      </Loaded>
    </>
  )
}

function One({ one }: { one: Verified }) {
  const { t } = useTranslation()
  const { name, day } = useFormat()
  const changed =
    one.state !== 'member' &&
    one.changedOn &&
    t(`members.verify.changed.${one.state}`, { day: day(one.changedOn) })
  return (
    <Sheet title={name(one.organisation)} aside={<MembershipState state={one.state} />}>
      <FactList
        facts={[
          { label: t('members.field.group'), value: name(one.group) },
          { label: t('members.field.group_position'), value: t(`members.position.${one.position}`) },
          {
            label: t('members.field.joined'),
            value: t('members.verify.since', { day: day(one.startsOn) }),
            note: changed,
          },
        ]}
      />
    </Sheet>
  )
}
