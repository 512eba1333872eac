import { Button, Checkbox } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { AnswerOf } from '#platform/contract/endpoint.ts'
import { useFormat } from '#platform/web/format.ts'
import { useCommand, useRead } from '#platform/web/query.ts'
import { DetailPage } from '#platform/web/ui/DetailPage.tsx'
import { FactList } from '#platform/web/ui/FactList.tsx'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { Empty } from '#platform/web/ui/states.tsx'
import { getChild, noteChild, shareContact } from '../../contract.ts'
import '../members.css'
import { usePageId } from '#platform/web/page-id.ts'
import { ConsentRows } from './ConsentRows.tsx'
import './guardians.css'

type Seen = AnswerOf<typeof getChild>

/** What a guardian sees of one child; after access has ended, when and why it did. */
export default function ChildPage() {
  const { t } = useTranslation()
  const { name } = useFormat()
  const read = useRead(getChild, { params: { id: usePageId() } })
  return (
    <DetailPage read={read}>
      {child => {
        const school = name(child.organisation.name)
        const waiting = child.consents.filter(consent => consent.waitsForMe).length
        return {
          title:
            child.standing !== 'open'
              ? t('members.child.title_over', {
                  name: child.name ?? t('members.children.unnamed', { school }),
                })
              : waiting > 0
                ? t('members.child.title_waiting', { name: child.name, count: waiting })
                : t('members.child.title', { name: child.name }),
          lead: [school, child.class].filter(Boolean).join(' · '),
          trail: [{ to: '/children', label: t('members.children.name') }],
          main:
            child.standing === 'open' ? (
              <>
                <Sheet title={t('members.consents')}>
                  <ConsentRows rows={child.consents} withStudent={false} />
                </Sheet>
                <Fellows child={child} />
                <WaysOn studentId={child.studentId} />
              </>
            ) : (
              <Over child={child} />
            ),
          side: child.standing === 'open' && <Facts child={child} />,
        }
      }}
    </DetailPage>
  )
}

/** What the overpass shows a guardian. */
function WaysOn({ studentId }: { studentId: string }) {
  const { t } = useTranslation()
  return (
    <Sheet title={t('members.child.overpass')}>
      <p>
        <Link to={`/credit?child=${studentId}`}>{t('members.child.credit')}</Link>
      </p>
      <p>
        <Link to="/overpass/plans">{t('members.child.ways')}</Link>
      </p>
    </Sheet>
  )
}

function Over({ child }: { child: Seen }) {
  const { t } = useTranslation()
  const { name, day } = useFormat()
  const notice = useNotice()
  const noted = useCommand(noteChild, ['information.'])
  const words = {
    school: name(child.organisation.name),
    name: child.name ?? '',
    day: child.endedOn ? day(child.endedOn) : '—',
  }
  const read = async () => {
    await noted.run({ params: { id: child.studentId } }).then(
      () => notice(t('members.child.noted')),
      () => {},
    )
  }
  return (
    <Sheet>
      <Empty
        title={t(`members.child.over.${child.standing === 'open' ? 'closed' : child.standing}`)}
        text={t(`members.child.over_text.${child.standing === 'open' ? 'closed' : child.standing}`, words)}
        action={
          child.standing === 'proposed' ? (
            <Link to="/children">{t('members.children.confirm')}</Link>
          ) : (
            <Button onClick={() => void read()} loading={noted.pending}>
              {t('members.child.note')}
            </Button>
          )
        }
      />
    </Sheet>
  )
}

function Facts({ child }: { child: Seen }) {
  const { t } = useTranslation()
  const { name, day, distance } = useFormat()
  const { until } = child
  return (
    <>
      <Sheet title={t('members.facts')}>
        <FactList
          facts={[
            {
              label: t('members.field.organisation'),
              value: (
                <Link to={`/organisations/${child.organisation.id}`}>{name(child.organisation.name)}</Link>
              ),
            },
            { label: t('members.field.class'), value: child.class },
            { label: t('members.field.number'), value: child.number },
            { label: t('members.field.programme'), value: child.programme && name(child.programme) },
            {
              label: t('members.guardian.relation'),
              value: t(`members.relation.${child.relation}`),
            },
            until !== null && {
              label: t('members.child.access'),
              value: t('members.child.access_until', { day: day(until) }),
              note: t('members.child.access_note', { distance: distance(until) }),
            },
          ]}
        />
      </Sheet>
      <Sheet title={t('members.child.contacts')}>
        {child.contacts.length === 0 && <p className="caption">{t('members.child.no_contacts')}</p>}
        <ul className="plain-list">
          {child.contacts.map(contact => (
            <li key={contact.name}>
              <span>{contact.name}</span>
              <span className="caption">
                {[contact.position && name(contact.position), contact.phone, contact.email]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </li>
          ))}
        </ul>
      </Sheet>
    </>
  )
}

/** The child's other guardians, and whether they see one's own contact data. */
function Fellows({ child }: { child: Seen }) {
  const { t } = useTranslation()
  const share = useCommand(shareContact)
  if (child.keptApart) return null
  return (
    <Sheet title={t('members.child.fellows')} note={t('members.child.fellows_note')}>
      {child.fellows.length === 0 && <p className="caption">{t('members.child.no_fellows')}</p>}
      <ul className="plain-list">
        {child.fellows.map(fellow => (
          <li key={`${fellow.name} ${fellow.relation}`}>
            <span>
              {fellow.name} <span className="caption">{t(`members.relation.${fellow.relation}`)}</span>
            </span>
            <span className="caption">
              {[fellow.phone, fellow.email].filter(Boolean).join(' · ') || t('members.child.not_shared')}
            </span>
          </li>
        ))}
      </ul>
      <Checkbox
        checked={child.sharesContact}
        disabled={share.pending}
        onChange={event =>
          void share.run({ params: { id: child.id }, body: { shared: event.target.checked } }).catch(() => {})
        }
      >
        {t('members.child.share')}
      </Checkbox>
    </Sheet>
  )
}
