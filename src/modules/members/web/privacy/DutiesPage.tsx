import { Button, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useErrorText } from '#platform/web/errors.ts'
import { useFormat } from '#platform/web/format.ts'
import { useCommand, usePaged } from '#platform/web/query.ts'
import { useConfirm } from '#platform/web/ui/Confirm.tsx'
import { SideDrawer } from '#platform/web/ui/Dialog.tsx'
import { Field } from '#platform/web/ui/Field.tsx'
import { CommandForm } from '#platform/web/ui/Form.tsx'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { StatusTag } from '#platform/web/ui/StatusTag.tsx'
import { Empty } from '#platform/web/ui/states.tsx'
import { decideErasureDuty, type ErasureDuty, listErasureDuties } from '../../contract.ts'
import { StateList } from './StateList.tsx'
import { DUTY_TONE } from './tones.ts'

const STATES = ['open', 'kept', 'erased', 'returned'] as const

/** Entries whose person is gone: what the organisation decides about them. */
export default function DutiesPage() {
  const { t } = useTranslation()
  const { day } = useFormat()
  const [state, setState] = useState<(typeof STATES)[number]>()
  const rows = usePaged(listErasureDuties, { query: { state } })
  const [keeping, setKeeping] = useState<ErasureDuty | null>(null)
  const erase = useErase()
  const options = STATES.map(value => ({ value, label: t(`members.duty.${value}`) }))
  return (
    <>
      <StateList
        title={t('members.duties.heading')}
        lead={t('members.duties.lead')}
        state={state}
        states={options}
        onState={setState}
        rows={rows}
        columns={[
          { key: 'entry', title: t('members.corrections.entry'), render: row => row.entry },
          { key: 'role', title: t('members.field.role'), render: row => t(`role.${row.role}`) },
          { key: 'until', title: t('members.duties.until'), render: row => day(row.keepUntil, 'short') },
          {
            key: 'state',
            title: t('data.field.state'),
            render: row => (
              <StatusTag tone={DUTY_TONE[row.state]}>{t(`members.duty.${row.state}`)}</StatusTag>
            ),
          },
        ]}
        rowKey={row => row.id}
        rowAction={row =>
          (row.state === 'open' || row.state === 'kept') && (
            <span className="actions-row">
              {row.state === 'open' && (
                <Button size="small" onClick={() => setKeeping(row)}>
                  {t('members.duties.keep')}
                </Button>
              )}
              <Button size="small" onClick={() => void erase(row)}>
                {t('members.duties.erase')}
              </Button>
            </span>
          )
        }
        empty={<Empty title={t('members.duties.empty')} text={t('members.duties.empty_text')} />}
      />
      <SideDrawer open={keeping !== null} title={t('members.duties.keep')} onClose={() => setKeeping(null)}>
        {keeping && <KeepForm duty={keeping} onDone={() => setKeeping(null)} />}
      </SideDrawer>
    </>
  )
}

function useErase(): (duty: ErasureDuty) => Promise<void> {
  const { t } = useTranslation()
  const notice = useNotice()
  const confirm = useConfirm()
  const textOf = useErrorText()
  const decide = useCommand(decideErasureDuty)
  return async ({ id, entry, version }) => {
    const question = {
      title: t('members.duties.erase_title', { name: entry }),
      text: t('members.duties.erase_text'),
      confirm: t('members.duties.erase'),
      grave: true,
    }
    if (!(await confirm(question))) return
    await decide
      .run({ params: { id }, body: { keep: false, reason: null, version } })
      .then(() => notice(t('members.duties.erased')))
      .catch(error => notice(textOf(error)))
  }
}

function KeepForm({ duty, onDone }: { duty: ErasureDuty; onDone: () => void }) {
  const { t } = useTranslation()
  const notice = useNotice()
  const decide = useCommand(decideErasureDuty)
  return (
    <CommandForm<{ reason: string }>
      submit={t('members.duties.keep')}
      onSend={({ reason }) =>
        decide.run({ params: { id: duty.id }, body: { keep: true, reason, version: duty.version } })
      }
      onDone={() => {
        notice(t('members.duties.kept'))
        onDone()
      }}
    >
      <p>{t('members.duties.lead')}</p>
      <Field name="reason" label={t('members.duties.keep_reason')} required>
        <Input.TextArea rows={3} maxLength={1000} />
      </Field>
    </CommandForm>
  )
}
