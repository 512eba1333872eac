import { Button } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'react-router'
import { may } from '#platform/contract/access.ts'
import { useFormat } from '#platform/web/format.ts'
import { useCommand, useRead } from '#platform/web/query.ts'
import { useViewer } from '#platform/web/session.ts'
import { SideDrawer } from '#platform/web/ui/Dialog.tsx'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { StatusTag } from '#platform/web/ui/StatusTag.tsx'
import { Loaded } from '#platform/web/ui/states.tsx'
import {
  answerRelation as answerEndpoint,
  listRelations,
  type Organisation,
  type Relation,
  withdrawRelation as withdrawEndpoint,
} from '../../contract.ts'
import { ADMINISTRATORS, answerRelation, endRelation, enterRelation, withdrawRelation } from '../../policy.ts'
import { EndRelationForm, EnterRelationForm, ProposeForm } from './RelationForms.tsx'

type Open = 'propose' | 'enter' | Relation

/** Whom an organisation works with, what waits for an answer, and with whom it worked before. */
export function Relations({ organisation }: { organisation: Organisation }) {
  const { t } = useTranslation()
  const viewer = useViewer()
  const { hash } = useLocation()
  const read = useRead(listRelations, { params: { id: organisation.id } })
  const [open, setOpen] = useState<Open | null>(null)
  const isOwn =
    ADMINISTRATORS.some(role => role === viewer?.role) && viewer?.organisationId === organisation.id
  const entersFor = organisation.memberships.find(
    one => one.endsOn === null && may(enterRelation, viewer, { groupId: one.group.id }),
  )
  const isThere = read.data !== undefined
  useEffect(() => {
    if (hash === '#relations' && isThere) document.getElementById('relations')?.scrollIntoView()
  }, [hash, isThere])
  const close = () => setOpen(null)
  const title =
    open === 'propose'
      ? t('members.relation.propose')
      : open === 'enter'
        ? t('members.relation.enter')
        : t('members.relation.end')
  return (
    <div id="relations">
      <Sheet
        title={t('members.relation.title')}
        note={<Link to={`/organisations/network?focus=${organisation.id}`}>{t('members.network.link')}</Link>}
        aside={
          (isOwn || entersFor) && (
            <Button size="small" onClick={() => setOpen(isOwn ? 'propose' : 'enter')}>
              {t(isOwn ? 'members.relation.propose' : 'members.relation.enter')}
            </Button>
          )
        }
      >
        <Loaded read={read}>
          {({ rows }) => {
            const [running, former] = [rows.filter(row => !row.endsOn), rows.filter(row => row.endsOn)]
            return (
              <>
                {running.length === 0 && <p className="caption">{t('members.relation.none')}</p>}
                <List of={organisation.id} rows={running} onEnd={setOpen} />
                {former.length > 0 && (
                  <details>
                    <summary>{t('members.relation.former')}</summary>
                    <List of={organisation.id} rows={former} onEnd={setOpen} />
                  </details>
                )}
              </>
            )
          }}
        </Loaded>
        <SideDrawer open={open !== null} title={title} onClose={close}>
          {open === 'propose' && <ProposeForm own={organisation} onDone={close} />}
          {open === 'enter' && entersFor && (
            <EnterRelationForm groupId={entersFor.group.id} fromId={organisation.id} onDone={close} />
          )}
          {open && typeof open === 'object' && <EndRelationForm relation={open} onDone={close} />}
        </SideDrawer>
      </Sheet>
    </div>
  )
}

type ListProps = { of: string; rows: readonly Relation[]; onEnd: (relation: Relation) => void }

function List({ of, rows, onEnd }: ListProps) {
  const { t } = useTranslation()
  const { name, day } = useFormat()
  return (
    <ul className="plain-list">
      {rows.map(row => (
        <li key={row.id}>
          <span>
            <span className="caption">
              {t(`members.relation.${row.outgoing ? 'out' : 'in'}.${row.kind}`)}
            </span>{' '}
            <Link to={`/organisations/${row.other.id}`}>{name(row.other.name)}</Link>
            <span className="caption block">
              {[
                row.endsOn
                  ? t('members.relation.span', {
                      from: day(row.startsOn, 'short'),
                      to: day(row.endsOn, 'short'),
                    })
                  : t('members.relation.since', { day: day(row.startsOn, 'short') }),
                row.group && name(row.group.name),
                row.note && name(row.note),
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </span>
          <Steps of={of} relation={row} onEnd={() => onEnd(row)} />
        </li>
      ))}
    </ul>
  )
}

/** What can be done with a relation as it stands. */
function Steps({ of, relation, onEnd }: { of: string; relation: Relation; onEnd: () => void }) {
  const { t } = useTranslation()
  const notice = useNotice()
  const viewer = useViewer()
  const answer = useCommand(answerEndpoint)
  const withdraw = useCommand(withdrawEndpoint)
  const { id, state, proposedBy, version } = relation
  const sides = [of, relation.other.id]
  const respond = async (confirm: boolean) => {
    await answer.run({ params: { id }, body: { confirm, version } })
    notice(t('members.relation.done'))
  }
  if (state === 'confirmed')
    return (
      relation.endsOn === null &&
      may(endRelation, viewer, { sides, groupId: relation.group?.id ?? null }) && (
        <Button size="small" onClick={onEnd}>
          {t('members.relation.end')}
        </Button>
      )
    )
  return (
    <span className="actions-row">
      {may(answerRelation, viewer, { sides, proposedBy }) ? (
        <>
          <StatusTag tone="act">{t('members.relation.waiting_other')}</StatusTag>
          <Button size="small" type="primary" loading={answer.pending} onClick={() => void respond(true)}>
            {t('members.relation.confirm')}
          </Button>
          <Button size="small" disabled={answer.pending} onClick={() => void respond(false)}>
            {t('members.relation.decline')}
          </Button>
        </>
      ) : (
        <StatusTag tone="uncertain">{t('members.relation.waiting_own')}</StatusTag>
      )}
      {may(withdrawRelation, viewer, { proposedBy }) && (
        <Button
          size="small"
          loading={withdraw.pending}
          onClick={() => void withdraw.run({ params: { id }, body: { version } })}
        >
          {t('members.relation.withdraw')}
        </Button>
      )}
    </span>
  )
}
