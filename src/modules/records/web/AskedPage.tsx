import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { OrganisationPick } from '#modules/members/web/parts/OrganisationPick.tsx'
import { useCommand, useRead } from '#platform/web/query.ts'
import { SideDrawer } from '#platform/web/ui/Dialog.tsx'
import { Field } from '#platform/web/ui/Field.tsx'
import { CommandForm } from '#platform/web/ui/Form.tsx'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { PageHeader } from '#platform/web/ui/PageHeader.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { Empty, Loaded } from '#platform/web/ui/states.tsx'
import { askOther, listClaims, type RecordEntry } from '../contract.ts'
import { EntryCard } from './EntryCard.tsx'
import { Namings } from './Namings.tsx'
import { OutcomeForm } from './OutcomeForm.tsx'
import './records.css'
import { WithdrawButton } from './WithdrawButton.tsx'

/** What a learner has others confirm, and to whom they gave their name so that something can be recorded. */
export default function AskedPage() {
  const { t } = useTranslation()
  const read = useRead(listClaims, {})
  const [claiming, setClaiming] = useState(false)
  const [other, setOther] = useState<RecordEntry | null>(null)
  const claim = (
    <Button type="primary" onClick={() => setClaiming(true)}>
      {t('records.asked.claim')}
    </Button>
  )
  return (
    <>
      <PageHeader
        title={t('records.asked.title')}
        lead={t('records.asked.lead')}
        trail={[{ to: '/record', label: t('records.nav') }]}
        action={claim}
      />
      <div className="stack">
        <Namings />
        <Loaded read={read}>
          {({ rows }) =>
            rows.length === 0 ? (
              <Empty title={t('records.asked.empty')} text={t('records.asked.empty_text')} />
            ) : (
              <Sheet title={t('records.asked.claims')} note={t('records.asked.claims_note')}>
                <div className="entries">
                  {rows.map(entry => (
                    <EntryCard
                      key={entry.id}
                      entry={entry}
                      actions={<Steps entry={entry} onOther={() => setOther(entry)} />}
                    />
                  ))}
                </div>
              </Sheet>
            )
          }
        </Loaded>
      </div>
      <SideDrawer open={claiming} title={t('records.claim.title')} onClose={() => setClaiming(false)}>
        <OutcomeForm whose={{ as: 'claim' }} onDone={() => setClaiming(false)} />
      </SideDrawer>
      <SideDrawer open={other !== null} title={t('records.asked.other_title')} onClose={() => setOther(null)}>
        {other && <OtherForm entry={other} onDone={() => setOther(null)} />}
      </SideDrawer>
    </>
  )
}

/** What a learner may do with what has not been confirmed. */
function Steps({ entry, onOther }: { entry: RecordEntry; onOther: () => void }) {
  const { t } = useTranslation()
  if (entry.state !== 'pending' && entry.state !== 'refused') return null
  return (
    <>
      <Button type="text" size="small" onClick={onOther}>
        {t('records.asked.other')}
      </Button>
      {entry.state === 'pending' && <WithdrawButton what="claim" id={entry.id} />}
    </>
  )
}

function OtherForm({ entry, onDone }: { entry: RecordEntry; onDone: () => void }) {
  const { t } = useTranslation()
  const notice = useNotice()
  const ask = useCommand(askOther, ['records.'])
  return (
    <CommandForm<{ organisationId: string }>
      submit={t('records.asked.other_send')}
      onSend={body => ask.run({ params: { id: entry.id }, body })}
      onDone={() => {
        notice(t('records.asked.other_done'))
        onDone()
      }}
    >
      <p className="caption">{t('records.asked.other_text')}</p>
      <Field name="organisationId" label={t('records.asked.organisation')} required>
        <OrganisationPick without={entry.confirmedBy.organisation.id} />
      </Field>
    </CommandForm>
  )
}
