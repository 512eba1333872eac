import { Checkbox, Input, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { listClasses } from '#modules/members/contract.ts'
import { inAudience } from '#platform/contract/access.ts'
import { dayOf, today } from '#platform/contract/days.ts'
import { useFormat } from '#platform/web/format.ts'
import { useCommand, usePaged, useRead } from '#platform/web/query.ts'
import { useViewer } from '#platform/web/session.ts'
import { Field } from '#platform/web/ui/Field.tsx'
import { CommandForm } from '#platform/web/ui/Form.tsx'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { book } from '../contract/bookings.ts'
import { listOffers, type Offer } from '../contract/offers.ts'
import { MOST_PARTS } from '../rules/vocabulary.ts'
import { clockOf, endOf, instantOf, minuteOf } from '../rules/zone.ts'

/** The time chosen in the week. */
export type Chosen = { from: string; until: string }

type Values = {
  day: string
  from: string
  until: string
  /** There is a field for it only where there is more than one. */
  units?: number
  people: number
  purpose: string
  classId?: string
  with?: string[]
  wait?: boolean
}

/** Books an offer, alone or together with others at the same time. */
export function BookForm({ offer, chosen }: { offer: Offer; chosen: Chosen | null }) {
  const { t } = useTranslation()
  const notice = useNotice()
  const navigate = useNavigate()
  const send = useCommand(book, ['information.'])
  const own = useViewer()?.organisationId === offer.organisation.id
  let made = { id: '', state: 'requested' as 'requested' | 'confirmed' | 'waiting' }
  return (
    <CommandForm<Values>
      initial={{
        day: chosen ? dayOf(chosen.from) : today(),
        from: chosen ? clockOf(Date.parse(chosen.from)) : '08:00',
        until: chosen ? clockOf(Date.parse(chosen.until)) : '10:00',
        units: 1,
      }}
      submit={t(offer.atOnce || own ? 'sharing.book_now' : 'sharing.book_ask')}
      onSend={async values => {
        const { day, from, until, classId, with: others = [], wait, units = 1, ...rest } = values
        const at = (clock: string) => new Date(instantOf(day, minuteOf(clock))).toISOString()
        const body = {
          ...{
            ...rest,
            units,
            from: at(from),
            until: at(endOf(until)),
            classId: classId ?? null,
            wait: wait ?? false,
          },
          with: others.map(offerId => ({ offerId, units: 1 })),
        }
        made = await send.run({ params: { id: offer.id }, body })
      }}
      onDone={() => {
        notice(t(`sharing.booked.${made.state}`))
        void navigate(`/bookings/${made.id}`)
      }}
    >
      <p className="caption">{t(offer.atOnce || own ? 'sharing.book_now_text' : 'sharing.book_ask_text')}</p>
      <Field name="day" label={t('sharing.day')} required>
        <Input type="date" min={today()} />
      </Field>
      <div className="sharing-pair">
        <Field name="from" label={t('sharing.from')} required>
          <Input type="time" />
        </Field>
        <Field name="until" label={t('sharing.until')} required>
          <Input type="time" />
        </Field>
      </div>
      <div className="sharing-pair">
        <Field name="people" label={t('sharing.how_many')} required>
          <InputNumber min={1} max={10_000} precision={0} />
        </Field>
        {offer.units > 1 && (
          <Field name="units" label={t('sharing.how_many_units')} required>
            <InputNumber min={1} max={offer.units} precision={0} />
          </Field>
        )}
      </div>
      <ClassField />
      <Field name="purpose" label={t('sharing.purpose')} hint={t('sharing.purpose_hint')} required>
        <Input.TextArea rows={3} maxLength={1000} />
      </Field>
      <Field name="with" label={t('sharing.with')} hint={t('sharing.with_hint')}>
        <OfferSelect without={offer.id} />
      </Field>
      <Field name="wait" label={t('sharing.line')} valuePropName="checked">
        <Checkbox>{t('sharing.wait')}</Checkbox>
      </Field>
    </CommandForm>
  )
}

/** A class of the own school, for those who see its classes. */
export function ClassField() {
  const { t } = useTranslation()
  const sees = inAudience(listClasses.permission, useViewer())
  const rows = useRead(listClasses, { query: { state: 'active' } }, { enabled: sees }).data?.rows ?? []
  if (!sees || rows.length === 0) return null
  return (
    <Field name="classId" label={t('sharing.class')}>
      <Select
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        options={rows.map(row => ({ value: row.id, label: row.name }))}
      />
    </Field>
  )
}

type SelectProps = {
  id?: string
  value?: string[]
  onChange?: (ids: string[]) => void
  without: string
  /** What those are called that were chosen elsewhere. */
  named?: readonly { value: string; label: string }[]
}

/** Other offers, found by what they are called. */
export function OfferSelect({ id, value, onChange, without, named = [] }: SelectProps) {
  const { name } = useFormat()
  const [q, setQ] = useState('')
  const [known, setKnown] = useState<{ value: string; label: string }[]>([])
  const { rows } = usePaged(listOffers, {
    query: { q: q.trim() || undefined, state: 'published', limit: 25 },
  })
  const found = rows
    .filter(row => row.id !== without)
    .map(row => ({ value: row.id, label: `${name(row.title)} · ${name(row.organisation.name)}` }))
  // What was chosen keeps its name when something else is searched for.
  const chosen = [...known, ...named].filter(
    (one, i, all) =>
      value?.includes(one.value) &&
      !found.some(row => row.value === one.value) &&
      all.findIndex(other => other.value === one.value) === i,
  )
  return (
    <Select
      id={id}
      mode="multiple"
      maxCount={MOST_PARTS - 1}
      maxTagTextLength={14}
      value={value}
      showSearch={{ filterOption: false, onSearch: setQ }}
      options={[...chosen, ...found]}
      onChange={ids => {
        setKnown([...chosen, ...found].filter(one => ids.includes(one.value)))
        onChange?.(ids)
      }}
    />
  )
}
