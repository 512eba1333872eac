import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { may } from '#platform/contract/access.ts'
import { useFormat } from '#platform/web/format.ts'
import { useRead } from '#platform/web/query.ts'
import { useViewer } from '#platform/web/session.ts'
import { DetailPage } from '#platform/web/ui/DetailPage.tsx'
import { SideDrawer } from '#platform/web/ui/Dialog.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { getOutcome, type RecordEntry } from '../contract.ts'
import { answerDispute, vouchFor } from '../policy.ts'
import { EntryCard } from './EntryCard.tsx'
import { AnswerForm, CorrectForm, DecideForm, RevokeForm } from './OutcomeForms.tsx'
import './records.css'

type Deed = 'correct' | 'revoke' | null

/** One outcome for those who stand for it: confirm a claim, correct, revoke, answer what is contested. */
export default function OutcomePage() {
  const { t } = useTranslation()
  const { name } = useFormat()
  const { id = '' } = useParams()
  const viewer = useViewer()
  const read = useRead(getOutcome, { params: { id } })
  const [deed, setDeed] = useState<Deed>(null)
  const close = () => setDeed(null)
  return (
    <DetailPage read={read}>
      {({ entry, learner, last }) => {
        const facts = factsOf(entry)
        const stands = may(vouchFor, viewer, facts)
        const open = entry.disputes.find(dispute => dispute.state === 'open')
        const answers = open && may(answerDispute, viewer, facts)
        return {
          title: t(headingOf(entry, Boolean(open)), { title: name(entry.title), name: learner?.name ?? '' }),
          lead: learner && name(learner.organisation),
          trail: learner ? [{ to: `/people/${learner.id}/record`, label: learner.name }] : undefined,
          main: (
            <>
              {open && answers && (
                <Sheet title={t('records.answer.title')} note={t('records.answer.note')}>
                  <p className="records-words">{open.reason}</p>
                  <AnswerForm dispute={open} entry={entry} />
                </Sheet>
              )}
              {entry.state === 'pending' && stands && (
                <Sheet title={t('records.decide.title')} note={t('records.decide.note')}>
                  <DecideForm id={entry.id} />
                </Sheet>
              )}
              <Sheet title={t('records.outcome.title')}>
                <EntryCard
                  entry={entry}
                  actions={
                    stands &&
                    entry.state === 'confirmed' && (
                      <>
                        <Button onClick={() => setDeed('correct')}>{t('records.correct.open')}</Button>
                        <Button onClick={() => setDeed('revoke')}>{t('records.revoke.open')}</Button>
                      </>
                    )
                  }
                />
                {learner && (
                  <p>
                    <Link to={`/people/${learner.id}/record`}>{t('records.outcome.record')}</Link>
                  </p>
                )}
              </Sheet>
              <SideDrawer open={deed === 'correct'} title={t('records.correct.title')} onClose={close}>
                <CorrectForm entry={entry} last={last} onDone={close} />
              </SideDrawer>
              <SideDrawer open={deed === 'revoke'} title={t('records.revoke.title')} onClose={close}>
                <RevokeForm id={entry.id} onDone={close} />
              </SideDrawer>
            </>
          ),
        }
      }}
    </DetailPage>
  )
}

const factsOf = ({ confirmedBy }: RecordEntry) => ({
  confirmingOrganisationId: confirmedBy.organisation.id,
  confirmingGroupId: confirmedBy.group?.id ?? null,
})

function headingOf(entry: RecordEntry, contested: boolean) {
  if (contested) return 'records.outcome.heading_contested' as const
  return entry.state === 'pending'
    ? ('records.outcome.heading_pending' as const)
    : ('records.outcome.heading' as const)
}
