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
import { listOrgans, type Organ, type Term } from '../../contract.ts'
import { changeOrgans } from '../../policy.ts'
import '../members.css'
import { usePageId } from '#platform/web/page-id.ts'
import { EndForm } from './EndForm.tsx'
import { AppointForm, NewOrganForm } from './OrganForms.tsx'

type Open = { what: 'organ' } | { what: 'appoint' | 'close'; organ: Organ } | { what: 'end'; term: Term }

/** Who leads a group: its organs, who holds which office, and who held it before. */
export default function OrgansPage() {
  const { t } = useTranslation()
  const { name } = useFormat()
  const groupId = usePageId()
  const keeps = may(changeOrgans, useViewer(), { groupId })
  const read = useRead(listOrgans, { params: { id: groupId } })
  const [open, setOpen] = useState<Open | null>(null)
  const titles = {
    organ: 'members.organs.add',
    appoint: 'members.organs.appoint',
    close: 'members.organs.close',
    end: 'members.organs.end',
  } as const
  const close = () => setOpen(null)
  return (
    <DetailPage read={read}>
      {({ group, rows }) => ({
        title: t('members.organs.title_of', { group: name(group.name) }),
        trail: [
          { to: '/groups', label: t('members.groups.title') },
          { to: `/groups/${groupId}`, label: name(group.name) },
        ],
        action: keeps && (
          <Button type="primary" onClick={() => setOpen({ what: 'organ' })}>
            {t('members.organs.add')}
          </Button>
        ),
        main: (
          <>
            {rows.length === 0 && (
              <Empty title={t('members.organs.empty')} text={t('members.organs.empty_text')} />
            )}
            {rows.map(organ => (
              <OrganSheet key={organ.id} organ={organ} keeps={keeps} onOpen={setOpen} />
            ))}
            <SideDrawer open={open !== null} title={open ? t(titles[open.what]) : ''} onClose={close}>
              {open?.what === 'organ' && <NewOrganForm groupId={groupId} onDone={close} />}
              {open?.what === 'appoint' && (
                <AppointForm organ={open.organ} groupId={groupId} onDone={close} />
              )}
              {open?.what === 'close' && <EndForm organ={open.organ} onDone={close} />}
              {open?.what === 'end' && <EndForm term={open.term} onDone={close} />}
            </SideDrawer>
          </>
        ),
      })}
    </DetailPage>
  )
}

type SheetProps = { organ: Organ; keeps: boolean; onOpen: (open: Open) => void }

function OrganSheet({ organ, keeps, onOpen }: SheetProps) {
  const { t } = useTranslation()
  const { name, day } = useFormat()
  const kind = t(`members.organ.${organ.kind}`)
  const running = organ.terms.filter(term => term.endsOn === null)
  const former = organ.terms.filter(term => term.endsOn !== null)
  return (
    <Sheet
      title={organ.name ? name(organ.name) : kind}
      note={[organ.name && kind, organ.closedOn && t('members.organs.closed', { day: day(organ.closedOn) })]
        .filter(Boolean)
        .join(' · ')}
      aside={
        keeps &&
        organ.closedOn === null && (
          <span className="actions-row">
            <Button size="small" onClick={() => onOpen({ what: 'appoint', organ })}>
              {t('members.organs.appoint')}
            </Button>
            <Button size="small" onClick={() => onOpen({ what: 'close', organ })}>
              {t('members.organs.close')}
            </Button>
          </span>
        )
      }
    >
      {running.length === 0 && organ.closedOn === null && (
        <p className="caption">{t('members.organs.nobody')}</p>
      )}
      <TermList terms={running} onEnd={keeps ? term => onOpen({ what: 'end', term }) : undefined} />
      {former.length > 0 && (
        <details>
          <summary>{t('members.organs.former')}</summary>
          <TermList terms={former} />
        </details>
      )}
    </Sheet>
  )
}

function TermList({ terms, onEnd }: { terms: readonly Term[]; onEnd?: (term: Term) => void }) {
  const { t } = useTranslation()
  const { name, day } = useFormat()
  const isOver = (due: string) => new Date(`${due}T23:59:59+08:00`).getTime() < Date.now()
  return (
    <ul className="plain-list">
      {terms.map(term => (
        <li key={term.id}>
          <span>
            {t(`members.office.${term.office}`)}
            {term.field && ` · ${name(term.field)}`}
            {term.person && ` · ${term.person}`}
            {term.organisation && ' · '}
            {term.organisation && (
              <Link to={`/organisations/${term.organisation.id}`}>{name(term.organisation.name)}</Link>
            )}
          </span>
          <span className="caption">
            {day(term.startsOn, 'short')} – {term.endsOn ? day(term.endsOn, 'short') : t('members.now')}
            {term.resolution && ` · ${term.resolution}`}
          </span>
          {term.dueOn && term.endsOn === null && (
            <StatusTag tone={isOver(term.dueOn) ? 'act' : 'agreed'}>
              {t(isOver(term.dueOn) ? 'members.organs.over' : 'members.organs.until', {
                day: day(term.dueOn, 'short'),
              })}
            </StatusTag>
          )}
          {onEnd && (
            <Button size="small" onClick={() => onEnd(term)}>
              {t('members.organs.end')}
            </Button>
          )}
        </li>
      ))}
    </ul>
  )
}
