import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { may } from '#platform/contract/access.ts'
import { useFormat } from '#platform/web/format.ts'
import { useRead } from '#platform/web/query.ts'
import { useViewer } from '#platform/web/session.ts'
import { DetailPage } from '#platform/web/ui/DetailPage.tsx'
import { SideDrawer } from '#platform/web/ui/Dialog.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { StatusTag } from '#platform/web/ui/StatusTag.tsx'
import { Empty } from '#platform/web/ui/states.tsx'
import { getProgrammeGroup, type ProgrammeGroup } from '../../contract/groups.ts'
import { keepProgrammeGroup } from '../../policy.ts'
import '../programmes.css'
import { usePageId } from '#platform/web/page-id.ts'
import { GroupForm } from './GroupForm.tsx'
import { ShareForm } from './ShareForm.tsx'

type Member = ProgrammeGroup['programmes'][number]
type Open = 'change' | { member: Member }

/** A programme group: who shares which courses, and how much the programmes teach alike. */
export default function GroupPage() {
  const { t } = useTranslation()
  const { name } = useFormat()
  const viewer = useViewer()
  const read = useRead(getProgrammeGroup, { params: { id: usePageId() } })
  const [open, setOpen] = useState<Open | null>(null)
  return (
    <DetailPage read={read}>
      {group => {
        const keeps = may(keepProgrammeGroup, viewer, group)
        return {
          title: name(group.name),
          lead: name(group.group.name),
          trail: [
            { to: '/programmes', label: t('programmes.title') },
            { to: '/programme-groups', label: t('programmes.groups.title') },
          ],
          action: keeps && <Button onClick={() => setOpen('change')}>{t('programmes.change')}</Button>,
          main: (
            <>
              {group.summary && <p className="kept-lines">{name(group.summary)}</p>}
              {group.programmes.length === 0 && (
                <Empty title={t('programmes.groups.bare')} text={t('programmes.groups.bare_text')} />
              )}
              <Overlaps group={group} />
              {group.programmes.map(member => (
                <MemberSheet
                  key={member.id}
                  member={member}
                  onShare={keeps ? () => setOpen({ member }) : undefined}
                />
              ))}
              <SideDrawer
                open={open !== null}
                title={t(open === 'change' ? 'programmes.change' : 'programmes.groups.share')}
                onClose={() => setOpen(null)}
              >
                {open === 'change' && <GroupForm group={group} onDone={() => setOpen(null)} />}
                {open !== null && typeof open === 'object' && (
                  <ShareForm group={group} member={open.member} onDone={() => setOpen(null)} />
                )}
              </SideDrawer>
            </>
          ),
        }
      }}
    </DetailPage>
  )
}

function Overlaps({ group }: { group: ProgrammeGroup }) {
  const { t } = useTranslation()
  const { name, language } = useFormat()
  const members = new Map(group.programmes.map(member => [member.id, member]))
  const nameOf = (id: string) => {
    const member = members.get(id)
    return member ? `${name(member.name)}（${name(member.organisation.name)}）` : ''
  }
  if (group.overlaps.length === 0) return null
  return (
    <Sheet title={t('programmes.groups.overlap')} note={t('programmes.groups.overlap_how')}>
      <ul className="overlap-list">
        {[...group.overlaps]
          .sort((a, b) => b.share - a.share)
          .map(({ first, second, share, common, onlyFirst, onlySecond }) => (
            <li key={`${first} ${second}`}>
              <div>
                {nameOf(first)} — {nameOf(second)}
                <p className="caption">
                  {t('programmes.groups.common', {
                    ...{ count: common.length, onlyFirst, onlySecond },
                    names: common.map(name).join(language === 'zh' ? '、' : ', '),
                  })}
                </p>
              </div>
              <strong className="figures">{Math.round(share * 100)}%</strong>
              <span className="overlap-bar" aria-hidden="true">
                <span style={{ inlineSize: `${Math.round(share * 100)}%` }} />
              </span>
            </li>
          ))}
      </ul>
    </Sheet>
  )
}

function MemberSheet({ member, onShare }: { member: Member; onShare?: () => void }) {
  const { t } = useTranslation()
  const { name } = useFormat()
  const common = member.courses.filter(course => course.mode !== 'separate')
  return (
    <Sheet
      title={name(member.name)}
      note={`${name(member.organisation.name)} · ${t(`programmes.level.${member.level}`)}`}
      aside={
        <span className="line-list-end">
          <Link to={`/programmes/${member.id}`}>{t('programmes.groups.open')}</Link>
          {onShare && (
            <Button size="small" onClick={onShare}>
              {t('programmes.groups.share')}
            </Button>
          )}
        </span>
      }
    >
      {member.versionId === null && <p className="caption">{t('programmes.not_in_force')}</p>}
      <ul className="line-list">
        {common.map(course => (
          <li key={course.code}>
            <span>
              {name(course.name)} <span className="caption">{course.code}</span>
            </span>
            <StatusTag tone={course.mode === 'shared' ? 'agreed' : 'uncertain'}>
              {t(`programmes.mode.${course.mode}`)}
            </StatusTag>
          </li>
        ))}
      </ul>
      {member.versionId !== null && (
        <p className="caption">
          {t('programmes.groups.separate', { count: member.courses.length - common.length })}
        </p>
      )}
    </Sheet>
  )
}
