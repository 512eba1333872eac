import { Form, Input, InputNumber } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate, useSearchParams } from 'react-router'
import { daysAfter, today, weekdayOf } from '#platform/contract/days.ts'
import { useFormat } from '#platform/web/format.ts'
import { useCommand, useRead } from '#platform/web/query.ts'
import { useViewer } from '#platform/web/session.ts'
import { Field } from '#platform/web/ui/Field.tsx'
import { CommandForm } from '#platform/web/ui/Form.tsx'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { Columns, Sheet } from '#platform/web/ui/Sheet.tsx'
import { getNeed } from '../../contract/needs.ts'
import type { Offer } from '../../contract/offers.ts'
import { bookSeries, planSeries } from '../../contract/series.ts'
import { MOST_DATES } from '../../rules/vocabulary.ts'
import { endOf } from '../../rules/zone.ts'
import { ClassField, OfferSelect } from '../BookForm.tsx'
import { DatesField } from './DatesField.tsx'
import { PatternFields } from './PatternFields.tsx'

type Values = {
  weekdays?: number[]
  fromDay?: string
  untilDay?: string
  from?: string
  until?: string
  units?: number
  people: number | undefined
  purpose: string
  classId?: string
  with?: string[]
}

/** What a pattern is asked by; undefined until it is whole. */
function patternOf({ weekdays, fromDay, untilDay, from, until }: Partial<Values>) {
  if (!weekdays?.length || !fromDay || !untilDay || !from || !until) return undefined
  return { fromDay, untilDay, from, until: endOf(until), weekdays: [...weekdays].sort().join(',') }
}

/** The end of the term that runs, as the offer says it. */
const termEnd = ({ windows }: Offer) =>
  windows
    .flatMap(({ untilDate }) => (untilDate && untilDate >= today() ? [untilDate] : []))
    .sort()
    .at(0)

export function RepeatForm({ offer }: { offer: Offer }) {
  const { t } = useTranslation()
  const notice = useNotice()
  const navigate = useNavigate()
  const { name } = useFormat()
  const [search] = useSearchParams()
  const [form] = Form.useForm<Values>()
  const typed: Partial<Values> = Form.useWatch([], form) ?? {}
  const [without, setWithout] = useState<ReadonlySet<string>>(new Set())
  const own = useViewer()?.organisationId === offer.organisation.id
  const send = useCommand(bookSeries, ['information.'])
  const pattern = patternOf(typed)
  const units = typed.units ?? 1
  // From a search: how many of each of the others.
  const wanted = new Map(
    search.getAll('with').map(one => {
      const [id = '', units = '1'] = one.split('*')
      return [id, Number(units) || 1]
    }),
  )
  const others = (typed.with ?? []).map(offerId => ({ offerId, units: wanted.get(offerId) ?? 1 }))
  const read = useRead(
    planSeries,
    {
      params: { id: offer.id },
      query: {
        ...(pattern ?? { fromDay: today(), untilDay: today(), from: '', until: '', weekdays: '' }),
        units,
        with: others.map(one => `${one.offerId}*${one.units}`).join(',') || undefined,
        without: [...without].sort().join(',') || undefined,
      },
    },
    { enabled: pattern !== undefined, keepPrevious: true },
  )
  const dates = pattern && read.data?.dates
  const days = (dates ?? [])
    .filter(({ state, day }) => state === 'free' && !without.has(day))
    .map(({ day }) => day)
  let made = { id: '', dates: 0, confirmed: false }
  const blocked = () => {
    if (!dates) return t('sharing.series.dates_wait')
    if (days.length > MOST_DATES) return t('sharing.series.many', { dates: MOST_DATES })
    return days.length === 0 ? t('sharing.series.none_free') : undefined
  }
  const needId = search.get('need')
  const need = useRead(getNeed, { params: { id: needId ?? '' } }, { enabled: needId !== null }).data
  const weekdays = (search.get('weekdays') ?? '').split(',').map(Number).filter(Boolean)
  const named = read.data?.offers.map(({ id, title, owner }) => ({
    ...{ value: id, label: `${name(title)} · ${name(owner)}` },
  }))
  return (
    <CommandForm<Values>
      form={form}
      initial={{
        ...{ fromDay: search.get('fromDay') ?? today(), from: search.get('from') ?? '08:00' },
        untilDay: search.get('untilDay') ?? termEnd(offer) ?? daysAfter(today(), 28),
        ...{ until: search.get('until') ?? '10:00', units: Number(search.get('units')) || 1 },
        weekdays: weekdays.length ? weekdays : [offer.windows[0]?.weekday ?? weekdayOf(today())],
        ...{ with: [...wanted.keys()], people: Number(search.get('people')) || undefined },
      }}
      submit={t(
        (offer.atOnce || own) && others.length === 0
          ? 'sharing.series.submit_now'
          : 'sharing.series.submit_ask',
        {
          count: days.length,
        },
      )}
      blocked={blocked()}
      onSend={async ({ weekdays = [], fromDay = '', untilDay = '', from = '', until = '', ...values }) => {
        const body = {
          ...{ weekdays, fromDay, untilDay, from, until: endOf(until), days, units, with: others },
          ...{ people: values.people ?? 0, purpose: values.purpose, classId: values.classId ?? null },
          needId,
        }
        made = await send.run({ params: { id: offer.id }, body })
      }}
      onDone={() => {
        notice(t(made.confirmed ? 'sharing.series.booked' : 'sharing.series.asked', { count: made.dates }))
        void navigate(`/bookings/series/${made.id}`)
      }}
    >
      <Columns
        main={
          <>
            <Sheet title={t('sharing.series.pattern')}>
              <PatternFields />
            </Sheet>
            <Sheet title={t('sharing.series.dates')} note={t('sharing.series.dates_note')}>
              <DatesField
                dates={dates}
                error={pattern && read.error}
                without={without}
                onChange={setWithout}
              />
            </Sheet>
          </>
        }
        side={
          <Sheet title={t('sharing.booking')}>
            {need && <p className="caption">{t('sharing.needs.for', { title: name(need.title) })}</p>}
            <Field name="people" label={t('sharing.how_many')} required>
              <InputNumber min={1} max={10_000} precision={0} />
            </Field>
            {offer.units > 1 && (
              <Field name="units" label={t('sharing.how_many_units')} required>
                <InputNumber min={1} max={offer.units} precision={0} />
              </Field>
            )}
            <ClassField />
            <Field name="purpose" label={t('sharing.purpose')} hint={t('sharing.purpose_hint')} required>
              <Input.TextArea rows={3} maxLength={1000} />
            </Field>
            <Field name="with" label={t('sharing.with')} hint={t('sharing.with_hint')}>
              <OfferSelect without={offer.id} named={named} />
            </Field>
          </Sheet>
        }
      />
    </CommandForm>
  )
}
