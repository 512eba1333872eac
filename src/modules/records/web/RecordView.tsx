import { Button, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { addressOf } from '#platform/contract/client.ts'
import { useFormat } from '#platform/web/format.ts'
import { usePaged, useRead } from '#platform/web/query.ts'
import { DetailPage } from '#platform/web/ui/DetailPage.tsx'
import { SideDrawer } from '#platform/web/ui/Dialog.tsx'
import { FactList } from '#platform/web/ui/FactList.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { Empty, ErrorState, Skeleton } from '#platform/web/ui/states.tsx'
import {
  exportRecord,
  type Figures,
  getRecord,
  type Learner,
  listEntries,
  type RecordEntry,
} from '../contract.ts'
import { KINDS, type Kind } from '../rules/vocabulary.ts'
import { ContestForm } from './ContestForm.tsx'
import { EntryCard } from './EntryCard.tsx'
import { OutcomeForm } from './OutcomeForm.tsx'
import { Radar } from './Radar.tsx'
import './records.css'
import { TranscriptButton } from './TranscriptButton.tsx'
import { WithdrawButton } from './WithdrawButton.tsx'

type Reader = 'learner' | 'guardian' | 'school'

/** A record: what it adds up to, everything in it, and what its reader may do. */
export function RecordView({ id, family = [] }: { id: string; family?: readonly Learner[] }) {
  const { t } = useTranslation()
  const { name, number } = useFormat()
  const read = useRead(getRecord, { params: { id } })
  const [adding, setAdding] = useState(false)
  return (
    <DetailPage read={read}>
      {({ learner, spans, reader, figures }) => {
        const words = { name: learner.name, count: figures.confirmed, credits: number(figures.credits) }
        return {
          title: t(reader === 'learner' ? 'records.heading.own' : 'records.heading.other', words),
          lead: spans.map(one => name(one.organisation.name)).join(' · '),
          trail: reader === 'school' ? [{ to: `/people/${learner.id}`, label: learner.name }] : undefined,
          action: <Actions reader={reader} learner={learner} onAdd={() => setAdding(true)} />,
          main: (
            <>
              <Entries id={id} reader={reader} />
              <SideDrawer
                open={adding}
                title={t(reader === 'school' ? 'records.add.title' : 'records.claim.title')}
                onClose={() => setAdding(false)}
              >
                <OutcomeForm
                  whose={reader === 'school' ? { as: 'school', learnerId: learner.id } : { as: 'claim' }}
                  onDone={() => setAdding(false)}
                />
              </SideDrawer>
            </>
          ),
          side: (
            <>
              <Sums figures={figures} />
              {figures.competencies.length > 0 && (
                <Sheet title={t('records.radar.title')} note={t('records.radar.note')}>
                  <Radar competencies={figures.competencies} />
                </Sheet>
              )}
              {family.length > 0 && (
                <Sheet title={t('records.children.sheet')}>
                  <ul className="records-list">
                    {family.map(one => (
                      <li key={one.id}>
                        <Link to={`/people/${one.id}/record`}>{one.name}</Link>
                      </li>
                    ))}
                  </ul>
                </Sheet>
              )}
            </>
          ),
        }
      }}
    </DetailPage>
  )
}

function Actions({ reader, learner, onAdd }: { reader: Reader; learner: Learner; onAdd: () => void }) {
  const { t } = useTranslation()
  return (
    <div className="records-actions">
      <TranscriptButton learnerId={learner.id} />
      {reader === 'school' && (
        <Button type="primary" onClick={onAdd}>
          {t('records.add.open')}
        </Button>
      )}
      {reader === 'learner' && (
        <>
          {learner.endsOn === null && <Button onClick={onAdd}>{t('records.claim.open')}</Button>}
          <Link to="/record/asked">
            <Button>{t('records.asked.link')}</Button>
          </Link>
          <Link to="/record/shares">
            <Button type="primary">{t('records.share.open')}</Button>
          </Link>
        </>
      )}
    </div>
  )
}

function Sums({ figures }: { figures: Figures }) {
  const { t } = useTranslation()
  const { number } = useFormat()
  return (
    <Sheet title={t('records.sums.title')}>
      <FactList
        facts={[
          { label: t('records.sums.credits'), value: number(figures.credits) },
          ...figures.kinds.map(({ kind, count, credits }) => ({
            label: t(`records.kind.${kind}`),
            value: t('records.sums.count', { count }),
            note: credits > 0 && t('records.credits', { count: credits }),
          })),
          figures.pending > 0 && { label: t('records.state.pending'), value: number(figures.pending) },
          figures.disputed > 0 && { label: t('records.disputed'), value: number(figures.disputed) },
        ]}
      />
    </Sheet>
  )
}

function Entries({ id, reader }: { id: string; reader: Reader }) {
  const { t } = useTranslation()
  const [kind, setKind] = useState<Kind | undefined>()
  const [contested, setContested] = useState<RecordEntry | null>(null)
  const rows = usePaged(listEntries, { params: { id }, query: { kind } })
  const file = (format: 'xlsx' | 'csv') => addressOf(exportRecord, { params: { id }, query: { format } })
  return (
    <Sheet
      title={t('records.entries.title')}
      aside={
        <span className="entries-tools">
          <Select
            allowClear
            aria-label={t('records.entries.kind')}
            placeholder={t('records.entries.kind')}
            value={kind}
            onChange={value => setKind(value)}
            options={KINDS.map(value => ({ value, label: t(`records.kind.${value}`) }))}
          />
          <a href={file('xlsx')}>Excel</a>
          <a href={file('csv')}>CSV</a>
        </span>
      }
    >
      {rows.error !== null && <ErrorState error={rows.error} onRetry={rows.retry} />}
      {rows.isLoading && <Skeleton lines={8} />}
      {!rows.isLoading && rows.rows.length === 0 && rows.error === null && (
        <Empty
          title={t(kind ? 'records.entries.none_of_kind' : 'records.entries.empty')}
          text={t('records.entries.empty_text')}
        />
      )}
      <div className="entries">
        {rows.rows.map(entry => (
          <EntryCard
            key={entry.id}
            entry={entry}
            actions={<EntryActions entry={entry} reader={reader} onContest={() => setContested(entry)} />}
          />
        ))}
      </div>
      {rows.hasMore && (
        <Button onClick={rows.more} loading={rows.isLoadingMore}>
          {t('action.more')}
        </Button>
      )}
      <SideDrawer
        open={contested !== null}
        title={t('records.dispute.title')}
        onClose={() => setContested(null)}
      >
        {contested && <ContestForm entry={contested} onDone={() => setContested(null)} />}
      </SideDrawer>
    </Sheet>
  )
}

type EntryActionsProps = { entry: RecordEntry; reader: Reader; onContest: () => void }

function EntryActions({ entry, reader, onContest }: EntryActionsProps) {
  const { t } = useTranslation()
  if (reader === 'school') return <Link to={`/outcomes/${entry.id}`}>{t('records.outcome.open')}</Link>
  const open = entry.disputes.find(dispute => dispute.state === 'open')
  if (open) return <WithdrawButton what="dispute" id={open.id} version={open.version} />
  if (entry.state === 'pending')
    return reader === 'learner' ? <WithdrawButton what="claim" id={entry.id} /> : null
  if (entry.state !== 'confirmed') return null
  return (
    <Button type="text" size="small" onClick={onContest}>
      {t('records.dispute.open')}
    </Button>
  )
}
