import { Button, Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { useFormat } from '#platform/web/format.ts'
import { useCommand, useRead } from '#platform/web/query.ts'
import { useConfirm } from '#platform/web/ui/Confirm.tsx'
import { Field } from '#platform/web/ui/Field.tsx'
import { CommandForm } from '#platform/web/ui/Form.tsx'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { StatusTag } from '#platform/web/ui/StatusTag.tsx'
import { Empty, Loaded } from '#platform/web/ui/states.tsx'
import { useAttempt } from '#platform/web/use-attempt.ts'
import {
  addCalendar,
  listCalendars,
  type OutsideCalendar,
  removeCalendar,
  rereadCalendar,
} from '../../contract/calendars.ts'
import { MOST_CALENDARS } from '../../rules/vocabulary.ts'

/** A calendar is read within seconds of being added: so often it is looked whether it has been. */
const LOOK_MS = 4000

/** The outside calendars whose events block an offer. */
export function OutsideSheet({ offerId }: { offerId: string }) {
  const { t } = useTranslation()
  const read = useRead(listCalendars, { params: { id: offerId } }, { refetchInterval: LOOK_MS })
  return (
    <Sheet title={t('sharing.outside.title')} note={t('sharing.outside.note')}>
      <Loaded read={read} lines={2}>
        {({ rows }) => (
          <div className="stack">
            {rows.length === 0 && (
              <Empty title={t('sharing.outside.empty')} text={t('sharing.outside.empty_text')} />
            )}
            <ul className="line-list">
              {rows.map(row => (
                <Line key={row.id} offerId={offerId} calendar={row} />
              ))}
            </ul>
            {rows.length < MOST_CALENDARS && <AddForm offerId={offerId} />}
          </div>
        )}
      </Loaded>
    </Sheet>
  )
}

function Line({ offerId, calendar }: { offerId: string; calendar: OutsideCalendar }) {
  const { t } = useTranslation()
  const { instant } = useFormat()
  const confirm = useConfirm()
  const notice = useNotice()
  const attempt = useAttempt()
  const reread = useCommand(rereadCalendar)
  const remove = useCommand(removeCalendar)
  const { host, problem, readAt, events, clashes } = calendar
  const params = { id: offerId, calendarId: calendar.id }
  const takeAway = async () => {
    const word = t('sharing.outside.remove')
    const sure = { title: `${word} ${host}`, text: t('sharing.outside.remove_text'), confirm: word }
    if (await confirm({ ...sure, grave: true })) await attempt(() => remove.run({ params }))
  }
  const again = async () => {
    if (await attempt(() => reread.run({ params }))) notice(t('sharing.outside.rereading'))
  }
  return (
    <li>
      <div>
        <strong>{host}</strong>{' '}
        {problem ? (
          <StatusTag tone="act">{t(`sharing.outside.problem.${problem}`)}</StatusTag>
        ) : (
          !readAt && <StatusTag tone="uncertain">{t('sharing.outside.waiting')}</StatusTag>
        )}
        {readAt && (
          <p className="caption">
            {t('sharing.outside.read', { at: instant(readAt), count: events })}
            {problem && ` · ${t('sharing.outside.stands')}`}
          </p>
        )}
        {clashes > 0 && <p className="attention">{t('sharing.outside.clashes', { count: clashes })}</p>}
      </div>
      <span className="line-list-end sharing-actions">
        <Button onClick={() => void again()}>{t('sharing.outside.reread')}</Button>
        <Button danger onClick={() => void takeAway()}>
          {t('sharing.outside.remove')}
        </Button>
      </span>
    </li>
  )
}

function AddForm({ offerId }: { offerId: string }) {
  const { t } = useTranslation()
  const notice = useNotice()
  const add = useCommand(addCalendar)
  const [form] = Form.useForm<{ address: string }>()
  return (
    <CommandForm<{ address: string }>
      form={form}
      submit={t('sharing.outside.add')}
      onSend={body => add.run({ params: { id: offerId }, body })}
      onDone={() => {
        form.resetFields()
        notice(t('sharing.outside.added'))
      }}
    >
      <Field
        name="address"
        label={t('sharing.outside.address')}
        hint={t('sharing.outside.address_hint')}
        required
      >
        <Input type="url" maxLength={2000} autoComplete="off" />
      </Field>
    </CommandForm>
  )
}
